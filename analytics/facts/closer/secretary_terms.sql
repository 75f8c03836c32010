-- Terms of secretaries open at any time in each year, by what became of them within it (nothing: still in post), in
-- the villages that reported their posts.
SELECT f.period_id, f.secretaries_moved_up AS moved_up,
       CASE WHEN p.end_date BETWEEN v.ps AND v.pe THEN p.end_reason END AS reason,
       (p.end_date BETWEEN v.ps AND v.pe AND p.end_date IS NOT NULL)::INT AS ended,
       count(*) AS terms
FROM fact_term f
JOIN unit_tree t ON t.org_unit_id = f.org_unit_id AND t.ancestor_id = $unit
JOIN v_period v ON v.period_id = f.period_id
JOIN v_reported r ON r.period_id = f.period_id AND r.org_unit_id = f.org_unit_id AND r.post_term = 1
JOIN post_term p ON p.post_term_id = f.post_term_id
WHERE f.secretary_terms = 1
GROUP BY ALL
