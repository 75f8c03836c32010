-- Party affairs workers in post, with what each is split by.
SELECT f.*, p.full_time
FROM fact_affairs_worker f
JOIN post_term p ON p.post_term_id = f.post_term_id
