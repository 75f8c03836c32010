-- Party affairs workers in post at the period's end, in townships and in the villages that reported their posts,
-- counted by the posts each holds (up to six and more), schooling, age and whether the post is full-time.
SELECT least(coalesce(f.posts_held, 1), 6)::INT AS posts, p.full_time, f.education,
       CASE WHEN q.yr - f.birth_year <= 35 THEN '35' WHEN q.yr - f.birth_year <= 45 THEN '45'
            WHEN q.yr - f.birth_year <= 55 THEN '55' ELSE '56' END AS age,
       f.with_two_other_posts, f.young_and_educated, count(*) AS persons
FROM fact_affairs_worker f
JOIN unit_tree t ON t.org_unit_id = f.org_unit_id AND t.ancestor_id = $unit
JOIN v_period q ON q.period_id = f.period_id
LEFT JOIN v_reported r ON r.period_id = f.period_id AND r.org_unit_id = f.org_unit_id
JOIN post_term p ON p.post_term_id = f.post_term_id
WHERE r.org_unit_id IS NULL OR r.post_term = 1
GROUP BY ALL
