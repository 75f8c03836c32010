-- Members able to take a duty, in stock in a village at the period's end: one row for those who are alike to every
-- period, having come by the first one's end and not left by the last; one that takes back those who hold an office
-- there; and one for each with a duty in the village.
WITH alike AS (
    SELECT org_unit_id, entered, left_on, count(*) AS members
    FROM (SELECT m.org_unit_id,
                 CASE WHEN m.enter_date <= w.first_end THEN w.first_end ELSE m.enter_date END AS entered,
                 CASE WHEN m.exit_date <= w.last_end THEN m.exit_date END AS left_on
          FROM member m
          CROSS JOIN (SELECT min(pe) AS first_end, max(pe) AS last_end FROM v_period) w
          WHERE m.stage IN ('probationary', 'full') AND m.duty_capable) s
    GROUP BY org_unit_id, entered, left_on
),
office AS (
    SELECT DISTINCT v.period_id, t.org_unit_id, t.member_id
    FROM v_capable_post t
    JOIN v_village v ON v.org_unit_id = t.org_unit_id
                    AND t.enter_date <= v.pe AND (t.exit_date IS NULL OR t.exit_date > v.pe)
                    AND t.start_date <= v.pe AND (t.end_date IS NULL OR t.end_date > v.pe)
),
duty AS (
    SELECT v.period_id, d.org_unit_id, d.member_id,
           max((d.duty_kind = 'duty_post' AND (d.end_date IS NULL OR d.end_date > v.pe))::INT) AS holds_post,
           max((d.duty_kind = 'startup_lead')::INT) AS leads_startup
    FROM v_capable_duty d
    JOIN v_village v ON v.org_unit_id = d.org_unit_id
                    AND d.enter_date <= v.pe AND (d.exit_date IS NULL OR d.exit_date > v.pe)
                    AND d.start_date <= v.pe AND (d.end_date IS NULL OR d.end_date > v.ps)
    GROUP BY v.period_id, d.org_unit_id, d.member_id
)
SELECT v.period_id, a.org_unit_id, a.members AS capable, a.members AS without_office, 0 AS holding_duty_post,
       0 AS leading_startup
FROM alike a
JOIN v_village v ON v.org_unit_id = a.org_unit_id
                AND a.entered <= v.pe AND (a.left_on IS NULL OR a.left_on > v.pe)
UNION ALL
SELECT period_id, org_unit_id, 0, -1, 0, 0 FROM office
UNION ALL
SELECT d.period_id, d.org_unit_id, 0, 0, (d.holds_post = 1 AND o.member_id IS NULL)::INT, d.leads_startup
FROM duty d
LEFT JOIN office o ON o.period_id = d.period_id AND o.member_id = d.member_id
