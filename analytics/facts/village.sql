-- One row per village valid at the period's end: who serves it, and whether it brings on new members.
SELECT v.period_id, v.org_unit_id,
       1 AS villages,
       v.is_key::INT AS key_villages,
       p.secretary AS with_secretary,
       p.affairs_worker AS with_affairs_worker,
       (v.is_key AND p.first_secretary = 1 AND p.resident_team = 1 AND p.town_cadres = 1 AND p.committee = 1)::INT
           AS with_four_teams,
       (g.org_unit_id IS NULL)::INT AS without_development
FROM v_village v
LEFT JOIN (SELECT period_id, org_unit_id,
                  max((t.post_type = 'party_secretary')::INT) AS secretary,
                  max((t.post_type = 'party_affairs_worker')::INT) AS affairs_worker,
                  max((f.team = 'first_secretary')::INT) AS first_secretary,
                  max((f.team = 'resident_team')::INT) AS resident_team,
                  max((f.team = 'town_assigned_cadres')::INT) AS town_cadres,
                  max((f.team = 'village_committee')::INT) AS committee
           FROM v_post t
           LEFT JOIN four_team_post f ON f.post_type = t.post_type
           GROUP BY period_id, org_unit_id) p
       ON p.period_id = v.period_id AND p.org_unit_id = v.org_unit_id
LEFT JOIN (SELECT DISTINCT p.period_id, d.org_unit_id
           FROM (SELECT org_unit_id, target_date AS developed_on FROM member WHERE target_date IS NOT NULL
                 UNION ALL
                 SELECT org_unit_id, probationary_date FROM member WHERE probationary_date IS NOT NULL) d
           JOIN v_period p ON p.is_year AND d.developed_on > p.two_years_before AND d.developed_on <= p.pe) g
       ON g.period_id = v.period_id AND g.org_unit_id = v.org_unit_id
