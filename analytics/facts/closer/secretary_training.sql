-- Credited training hours of the secretaries in post at the year's end, by month and form of the training, in the
-- villages that reported; `persons` are those with hours in that month and form.
SELECT extract(month FROM g.end_date)::INT AS month, g.form,
       sum(a.hours_credited)::DOUBLE AS hours, count(DISTINCT p.person_id) AS persons
FROM fact_secretary f
JOIN unit_tree t ON t.org_unit_id = f.org_unit_id AND t.ancestor_id = $unit
JOIN v_period q ON q.period_id = f.period_id
JOIN v_reported r ON r.period_id = f.period_id AND r.org_unit_id = f.org_unit_id
                 AND r.post_term = 1 AND r.training_event = 1 AND r.training_attendance = 1
JOIN post_term p ON p.post_term_id = f.post_term_id
JOIN training_attendance a ON a.person_id = p.person_id
JOIN v_training g ON g.period_id = f.period_id AND g.training_id = a.training_id
GROUP BY ALL
