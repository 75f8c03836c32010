-- Members without an office who hold a duty post at the period's end, once for each kind of post.
SELECT DISTINCT v.period_id, m.org_unit_id, m.member_id, d.duty_post_type, 1 AS holding_duty_post
FROM member m
JOIN member_duty d ON d.org_unit_id = m.org_unit_id AND d.person_id = m.person_id AND d.duty_kind = 'duty_post'
JOIN v_village v ON v.org_unit_id = m.org_unit_id
                AND m.enter_date <= v.pe AND (m.exit_date IS NULL OR m.exit_date > v.pe)
                AND d.start_date <= v.pe AND (d.end_date IS NULL OR d.end_date > v.pe)
LEFT JOIN v_capable_task t ON t.kind = 'office' AND t.member_id = m.member_id
                          AND t.start_date <= v.pe AND (t.end_date IS NULL OR t.end_date > v.pe)
WHERE m.stage IN ('probationary', 'full') AND m.duty_capable AND t.member_id IS NULL
