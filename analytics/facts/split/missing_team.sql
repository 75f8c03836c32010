-- The teams of assistance work that a key village lacks at the period's end.
SELECT v.period_id, v.org_unit_id, k.team, 1 AS missing
FROM v_village v
CROSS JOIN (SELECT DISTINCT team FROM four_team_post) k
LEFT JOIN (SELECT DISTINCT t.period_id, t.org_unit_id, f.team
           FROM v_post t JOIN four_team_post f ON f.post_type = t.post_type) o
       ON o.period_id = v.period_id AND o.org_unit_id = v.org_unit_id AND o.team = k.team
WHERE v.is_key AND o.team IS NULL
