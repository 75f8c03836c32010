-- One row per member in stock in a village at the year's end: what the year's evaluation and trainings say. Both are
-- summed by person together, so that members meet one table of persons instead of two, and lie as they did: by unit.
SELECT v.period_id, m.org_unit_id, m.member_id,
       e.graded AS evaluated,
       (m.mgmt_category IS NOT NULL AND e.with_points = 1)::INT AS classified_with_points,
       (coalesce(c.enter_date, m.enter_date) <= v.ps)::INT AS in_stock_all_year,
       (coalesce(c.enter_date, m.enter_date) <= v.ps AND e.hours >= 32)::INT AS trained_32_hours,
       e.hours AS training_hours
FROM member m
JOIN v_village v ON v.org_unit_id = m.org_unit_id AND v.is_year
                AND m.enter_date <= v.pe AND (m.exit_date IS NULL OR m.exit_date > v.pe)
LEFT JOIN v_member_continued c ON c.member_id = m.member_id
LEFT JOIN (SELECT period_id, person_id, max(graded) AS graded, max(with_points) AS with_points, sum(hours) AS hours
           FROM (SELECT p.period_id, y.person_id, (y.grade IS NOT NULL)::INT AS graded,
                        (y.points IS NOT NULL)::INT AS with_points, NULL AS hours
                 FROM evaluation y
                 JOIN v_period p ON p.is_year AND p.yr = y.year
                 WHERE y.eval_kind = 'member_democratic'
                 UNION ALL
                 SELECT t.period_id, a.person_id, NULL, NULL, a.hours_credited
                 FROM training_attendance a
                 JOIN v_training t ON t.training_id = a.training_id) AS told
           GROUP BY period_id, person_id) e
       ON e.period_id = v.period_id AND e.person_id = m.person_id
WHERE m.stage IN ('probationary', 'full')
