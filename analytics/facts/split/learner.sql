-- People with a completed training in the year, once for each topic that counts.
SELECT DISTINCT u.period_id, u.org_unit_id, a.person_id, t.topic, 1 AS skills_learners
FROM training_attendance a
JOIN v_training t ON t.training_id = a.training_id AND t.topic IN ('agri_tech', 'startup_employment')
JOIN v_unit u ON u.period_id = t.period_id AND u.org_unit_id = a.org_unit_id
WHERE a.completed
