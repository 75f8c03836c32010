-- Members able to take a duty, in stock in a village at the period's end: one row for each; one that takes back those
-- who hold an office there; and one for each with a duty in the village. Members are paired with their posts and
-- duties before the periods come in: few have any.
WITH office AS (
    SELECT DISTINCT v.period_id, m.org_unit_id, m.member_id
    FROM member m
    JOIN post_term t ON t.org_unit_id = m.org_unit_id AND t.person_id = m.person_id
    JOIN v_village v ON v.org_unit_id = m.org_unit_id
                    AND m.enter_date <= v.pe AND (m.exit_date IS NULL OR m.exit_date > v.pe)
                    AND t.start_date <= v.pe AND (t.end_date IS NULL OR t.end_date > v.pe)
    WHERE m.stage IN ('probationary', 'full') AND m.duty_capable
),
duty AS (
    SELECT v.period_id, m.org_unit_id, m.member_id,
           max((d.duty_kind = 'duty_post' AND (d.end_date IS NULL OR d.end_date > v.pe))::INT) AS holds_post,
           max((d.duty_kind = 'startup_lead')::INT) AS leads_startup
    FROM member m
    JOIN member_duty d ON d.org_unit_id = m.org_unit_id AND d.person_id = m.person_id
    JOIN v_village v ON v.org_unit_id = m.org_unit_id
                    AND m.enter_date <= v.pe AND (m.exit_date IS NULL OR m.exit_date > v.pe)
                    AND d.start_date <= v.pe AND (d.end_date IS NULL OR d.end_date > v.ps)
    WHERE m.stage IN ('probationary', 'full') AND m.duty_capable AND d.duty_kind IN ('duty_post', 'startup_lead')
    GROUP BY v.period_id, m.org_unit_id, m.member_id
)
SELECT v.period_id, m.org_unit_id, 1 AS capable, 1 AS without_office, 0 AS holding_duty_post, 0 AS leading_startup
FROM member m
JOIN v_village v ON v.org_unit_id = m.org_unit_id
                AND m.enter_date <= v.pe AND (m.exit_date IS NULL OR m.exit_date > v.pe)
WHERE m.stage IN ('probationary', 'full') AND m.duty_capable
UNION ALL
SELECT period_id, org_unit_id, 0, -1, 0, 0 FROM office
UNION ALL
SELECT d.period_id, d.org_unit_id, 0, 0, (d.holds_post = 1 AND o.member_id IS NULL)::INT, d.leads_startup
FROM duty d
LEFT JOIN office o ON o.period_id = d.period_id AND o.member_id = d.member_id
