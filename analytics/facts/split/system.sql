-- The eight required systems of each village, and whether each is in force.
SELECT f.period_id, f.org_unit_id, k.system_type, 1 AS required, (s.system_type IS NOT NULL)::INT AS in_force
FROM fact_system f
CROSS JOIN (VALUES ('three_meetings'), ('four_two'), ('disclosure'), ('finance'), ('duty_roster'), ('appraisal'),
                   ('points'), ('talent_intro')) AS k (system_type)
LEFT JOIN v_system s ON s.period_id = f.period_id AND s.org_unit_id = f.org_unit_id AND s.system_type = k.system_type
