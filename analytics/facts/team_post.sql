-- One row per open post of the four teams in a key village.
SELECT t.period_id, t.org_unit_id, t.post_type,
       1 AS posts,
       (t.duty_list_date IS NOT NULL)::INT AS with_duty_list
FROM v_post t
JOIN v_village v ON v.period_id = t.period_id AND v.org_unit_id = t.org_unit_id AND v.is_key
JOIN four_team_post f ON f.post_type = t.post_type
