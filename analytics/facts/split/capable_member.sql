-- Members able to take a duty, one by one (the facts keep them in groups that are alike), with their category.
SELECT v.period_id, m.org_unit_id, m.mgmt_category,
       (o.member_id IS NULL)::INT AS without_office,
       (o.member_id IS NULL AND d.member_id IS NOT NULL)::INT AS holding_duty_post
FROM member m
JOIN v_village v ON v.org_unit_id = m.org_unit_id
                AND m.enter_date <= v.pe AND (m.exit_date IS NULL OR m.exit_date > v.pe)
LEFT JOIN (SELECT DISTINCT u.period_id, t.member_id
           FROM v_capable_task t
           JOIN v_village u ON u.org_unit_id = t.org_unit_id
                           AND t.start_date <= u.pe AND (t.end_date IS NULL OR t.end_date > u.pe)
           WHERE t.kind = 'office') o
       ON o.period_id = v.period_id AND o.member_id = m.member_id
LEFT JOIN (SELECT DISTINCT u.period_id, y.member_id
           FROM v_capable_task y
           JOIN v_village u ON u.org_unit_id = y.org_unit_id
                           AND y.start_date <= u.pe AND (y.end_date IS NULL OR y.end_date > u.pe)
           WHERE y.kind = 'duty_post') d
       ON d.period_id = v.period_id AND d.member_id = m.member_id
WHERE m.stage IN ('probationary', 'full') AND m.duty_capable
