-- One row per village valid at the period's end: the written systems in force and the plan of the four teams.
SELECT v.period_id, v.org_unit_id,
       8 AS required,
       s.in_force,
       (v.is_key AND p.planned = 1)::INT AS with_current_plan
FROM v_village v
LEFT JOIN (SELECT period_id, org_unit_id, count(*) AS in_force FROM v_system GROUP BY period_id, org_unit_id) s
       ON s.period_id = v.period_id AND s.org_unit_id = v.org_unit_id
LEFT JOIN (SELECT DISTINCT u.period_id, u.org_unit_id, 1 AS planned
           FROM village_system y
           JOIN v_village u ON u.org_unit_id = y.org_unit_id
                           AND (y.adopted_date BETWEEN u.ps AND u.pe OR y.last_review_date BETWEEN u.ps AND u.pe)
           WHERE y.system_type = 'four_team_plan') p
       ON p.period_id = v.period_id AND p.org_unit_id = v.org_unit_id
