-- One row per village valid at the period's end: the written systems in force and the plan of the four teams.
SELECT v.period_id, v.org_unit_id,
       8 AS required,
       s.in_force,
       (v.is_key AND s.planned = 1)::INT AS with_current_plan
FROM v_village v
LEFT JOIN (SELECT u.period_id, u.org_unit_id,
                  count(DISTINCT CASE WHEN y.system_type <> 'four_team_plan' AND y.adopted_date <= u.pe
                                           AND (y.repealed_date IS NULL OR y.repealed_date > u.pe)
                                      THEN y.system_type END) AS in_force,
                  max((y.system_type = 'four_team_plan'
                       AND (y.adopted_date BETWEEN u.ps AND u.pe OR y.last_review_date BETWEEN u.ps AND u.pe))::INT)
                      AS planned
           FROM village_system y
           JOIN v_village u ON u.org_unit_id = y.org_unit_id
           WHERE y.system_type IN ('three_meetings', 'four_two', 'disclosure', 'finance', 'duty_roster', 'appraisal',
                                   'points', 'talent_intro', 'four_team_plan')
           GROUP BY u.period_id, u.org_unit_id) s
       ON s.period_id = v.period_id AND s.org_unit_id = v.org_unit_id
