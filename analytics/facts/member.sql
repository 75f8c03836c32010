-- One row per member in stock (probationary or full) in a village at the period's end.
SELECT v.period_id, m.org_unit_id,
       1 AS in_stock,
       (m.stage = 'full')::INT AS full_members,
       m.duty_capable::INT AS capable,
       (m.duty_capable AND o.person_id IS NULL)::INT AS capable_without_office,
       (m.duty_capable AND o.person_id IS NULL AND d.holds_post = 1)::INT AS holding_duty_post,
       (m.duty_capable AND d.leads_startup = 1)::INT AS leading_startup,
       e.graded AS evaluated,
       (m.mgmt_category IS NOT NULL AND e.with_points = 1)::INT AS classified_with_points,
       (coalesce(c.enter_date, m.enter_date) <= v.ps)::INT AS in_stock_all_year,
       (coalesce(c.enter_date, m.enter_date) <= v.ps AND h.hours >= 32)::INT AS trained_32_hours,
       (m.platform_last_active BETWEEN p.active_since AND v.pe)::INT AS active_online
FROM member m
JOIN v_village v ON v.org_unit_id = m.org_unit_id
                AND m.enter_date <= v.pe AND (m.exit_date IS NULL OR m.exit_date > v.pe)
JOIN v_period p ON p.period_id = v.period_id
LEFT JOIN v_member_continued c ON c.member_id = m.member_id
LEFT JOIN (SELECT DISTINCT period_id, org_unit_id, person_id FROM v_post) o
       ON o.period_id = v.period_id AND o.org_unit_id = m.org_unit_id AND o.person_id = m.person_id
LEFT JOIN (SELECT u.period_id, y.org_unit_id, y.person_id,
                  max((y.duty_kind = 'duty_post' AND (y.end_date IS NULL OR y.end_date > u.pe))::INT) AS holds_post,
                  max((y.duty_kind = 'startup_lead')::INT) AS leads_startup
           FROM member_duty y
           JOIN v_village u ON u.org_unit_id = y.org_unit_id
                           AND y.start_date <= u.pe AND (y.end_date IS NULL OR y.end_date > u.ps)
           WHERE y.duty_kind IN ('duty_post', 'startup_lead')
           GROUP BY u.period_id, y.org_unit_id, y.person_id) d
       ON d.period_id = v.period_id AND d.org_unit_id = m.org_unit_id AND d.person_id = m.person_id
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
