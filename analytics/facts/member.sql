-- One row per member in stock (probationary or full) in a village at the period's end.
SELECT v.period_id, m.org_unit_id, m.member_id, m.person_id, m.mgmt_category,
       1 AS in_stock,
       (m.stage = 'full')::INT AS full_members,
       (m.platform_last_active >= p.active_since)::INT AS active_online
FROM member m
JOIN v_village v ON v.org_unit_id = m.org_unit_id
                AND m.enter_date <= v.pe AND (m.exit_date IS NULL OR m.exit_date > v.pe)
JOIN v_period p ON p.period_id = v.period_id
WHERE m.stage IN ('probationary', 'full')
