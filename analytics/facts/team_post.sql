-- One row per open post of the four teams in a key village.
SELECT t.period_id, t.org_unit_id,
       1 AS posts,
       (t.duty_list_date IS NOT NULL)::INT AS with_duty_list
FROM v_post t
JOIN v_village v ON v.period_id = t.period_id AND v.org_unit_id = t.org_unit_id AND v.is_key
WHERE t.post_type IN ('first_secretary', 'resident_team_leader', 'resident_team_member', 'town_assigned_cadre',
                      'village_director', 'village_committee_member')
