-- Where the party affairs workers in post at the year's end were trained, in townships and in the villages that
-- reported: workers who completed a training at each venue, and their credited hours there. The empty venue is all.
SELECT g.venue_type AS venue,
       count(DISTINCT CASE WHEN a.completed THEN f.post_term_id END) AS persons,
       coalesce(sum(a.hours_credited), 0)::DOUBLE AS hours,
       count(DISTINCT f.post_term_id) AS reached
FROM fact_affairs_worker f
JOIN unit_tree t ON t.org_unit_id = f.org_unit_id AND t.ancestor_id = $unit
JOIN v_period q ON q.period_id = f.period_id
LEFT JOIN v_reported r ON r.period_id = f.period_id AND r.org_unit_id = f.org_unit_id
JOIN post_term p ON p.post_term_id = f.post_term_id
LEFT JOIN (training_attendance a JOIN v_training g ON g.training_id = a.training_id)
       ON a.person_id = p.person_id AND g.period_id = f.period_id
WHERE r.org_unit_id IS NULL OR (r.post_term = 1 AND r.training_event = 1 AND r.training_attendance = 1)
GROUP BY GROUPING SETS ((g.venue_type), ())
