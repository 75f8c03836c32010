-- Members able to take a duty, in stock in a village at the period's end. Three kinds of rows: one for those who are
-- alike to every period, having come by the first one's end and not left by the last; one for each with an office or a
-- duty there that is a single span of time; and one for each who had one again after it had ended.
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
busy AS (
    SELECT member_id, org_unit_id, enter_date, exit_date,
           min(CASE WHEN kind = 'office' THEN start_date END) AS office_from,
           max(CASE WHEN kind = 'office' THEN end_date END) AS office_to,
           min(CASE WHEN kind = 'duty_post' THEN start_date END) AS post_from,
           max(CASE WHEN kind = 'duty_post' THEN end_date END) AS post_to,
           min(CASE WHEN kind = 'startup_lead' THEN start_date END) AS startup_from,
           max(CASE WHEN kind = 'startup_lead' THEN end_date END) AS startup_to,
           count(end_date) > 0 AND (sum((kind = 'office')::INT) > 1 OR sum((kind = 'duty_post')::INT) > 1
                                    OR sum((kind = 'startup_lead')::INT) > 1) AS on_and_off
    FROM v_capable_task
    GROUP BY member_id, org_unit_id, enter_date, exit_date
),
held AS (
    SELECT v.period_id, b.org_unit_id,
           (b.office_from <= v.pe AND (b.office_to IS NULL OR b.office_to > v.pe)) AS office,
           (b.post_from <= v.pe AND (b.post_to IS NULL OR b.post_to > v.pe)) AS post,
           (b.startup_from <= v.pe AND (b.startup_to IS NULL OR b.startup_to > v.ps)) AS startup
    FROM busy b
    JOIN v_village v ON v.org_unit_id = b.org_unit_id
                    AND b.enter_date <= v.pe AND (b.exit_date IS NULL OR b.exit_date > v.pe)
    WHERE NOT b.on_and_off
    UNION ALL
    SELECT v.period_id, t.org_unit_id,
           bool_or(t.kind = 'office' AND (t.end_date IS NULL OR t.end_date > v.pe)),
           bool_or(t.kind = 'duty_post' AND (t.end_date IS NULL OR t.end_date > v.pe)),
           bool_or(t.kind = 'startup_lead')
    FROM (SELECT DISTINCT t.*
          FROM v_capable_task t
          JOIN busy b ON b.on_and_off AND b.member_id = t.member_id) t
    JOIN v_village v ON v.org_unit_id = t.org_unit_id
                    AND t.enter_date <= v.pe AND (t.exit_date IS NULL OR t.exit_date > v.pe)
                    AND t.start_date <= v.pe AND (t.end_date IS NULL OR t.end_date > v.ps)
    GROUP BY v.period_id, t.org_unit_id, t.member_id
)
SELECT v.period_id, a.org_unit_id, a.members AS capable, a.members AS without_office, 0 AS holding_duty_post,
       0 AS leading_startup
FROM alike a
JOIN v_village v ON v.org_unit_id = a.org_unit_id
                AND a.entered <= v.pe AND (a.left_on IS NULL OR a.left_on > v.pe)
UNION ALL
SELECT period_id, org_unit_id, 0, CASE WHEN office THEN -1 ELSE 0 END,
       CASE WHEN post AND NOT coalesce(office, FALSE) THEN 1 ELSE 0 END, CASE WHEN startup THEN 1 ELSE 0 END
FROM held
