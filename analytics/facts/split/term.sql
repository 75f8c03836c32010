-- Terms of secretaries, with why each ended.
SELECT f.*, p.end_reason FROM fact_term f JOIN post_term p ON p.post_term_id = f.post_term_id
