-- One row per member in stock in a village at the year's end: what the year's evaluation and trainings say.
SELECT v.period_id, m.org_unit_id, m.member_id,
       e.graded AS evaluated,
       (m.mgmt_category IS NOT NULL AND e.with_points = 1)::INT AS classified_with_points,
       (coalesce(c.enter_date, m.enter_date) <= v.ps)::INT AS in_stock_all_year,
       (coalesce(c.enter_date, m.enter_date) <= v.ps AND h.hours >= 32)::INT AS trained_32_hours,
       h.hours AS training_hours
FROM member m
JOIN v_village v ON v.org_unit_id = m.org_unit_id AND v.is_year
                AND m.enter_date <= v.pe AND (m.exit_date IS NULL OR m.exit_date > v.pe)
LEFT JOIN v_member_continued c ON c.member_id = m.member_id
LEFT JOIN (SELECT p.period_id, y.person_id,
                  max((y.grade IS NOT NULL)::INT) AS graded, max((y.points IS NOT NULL)::INT) AS with_points
           FROM evaluation y
           JOIN v_period p ON p.is_year AND p.yr = y.year
           WHERE y.eval_kind = 'member_democratic'
           GROUP BY p.period_id, y.person_id) e
       ON e.period_id = v.period_id AND e.person_id = m.person_id
LEFT JOIN (SELECT t.period_id, a.person_id, sum(a.hours_credited) AS hours
           FROM training_attendance a
           JOIN v_training t ON t.training_id = a.training_id
           GROUP BY t.period_id, a.person_id) h
       ON h.period_id = v.period_id AND h.person_id = m.person_id
WHERE m.stage IN ('probationary', 'full')
