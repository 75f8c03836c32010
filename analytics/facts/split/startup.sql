-- Members who led others in starting a business in the period, once for each result.
SELECT DISTINCT v.period_id, m.org_unit_id, m.member_id, d.outcome, 1 AS leading_startup
FROM member m
JOIN member_duty d ON d.org_unit_id = m.org_unit_id AND d.person_id = m.person_id AND d.duty_kind = 'startup_lead'
JOIN v_village v ON v.org_unit_id = m.org_unit_id
                AND m.enter_date <= v.pe AND (m.exit_date IS NULL OR m.exit_date > v.pe)
                AND d.start_date <= v.pe AND (d.end_date IS NULL OR d.end_date > v.ps)
WHERE m.stage IN ('probationary', 'full') AND m.duty_capable
