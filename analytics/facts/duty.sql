-- Two kinds of rows: one per village with the hardship households paired at the period's end, and one per village and
-- month of the period with its service actions.
-- A household has nearly always one pairing, or none that has ended: those are counted once for all periods in which
-- they are alike, having come by the first one's end and not left by the last. Only the others are asked for one by one.
WITH household AS (
    SELECT y.org_unit_id, y.household_key,
           min(CASE WHEN y.start_date <= w.first_end THEN w.first_end ELSE y.start_date END) AS since,
           max(CASE WHEN y.end_date <= w.last_end THEN y.end_date END) AS until,
           (count(*) > 1 AND count(CASE WHEN y.end_date <= w.last_end THEN 1 END) > 0) AS on_and_off
    FROM member_duty y
    CROSS JOIN (SELECT min(pe) AS first_end, max(pe) AS last_end FROM v_period) w
    WHERE y.duty_kind = 'pairing' AND y.household_hardship AND y.household_key IS NOT NULL
    GROUP BY y.org_unit_id, y.household_key
),
counted AS (
    SELECT v.period_id, a.org_unit_id, a.households
    FROM (SELECT org_unit_id, since, until, count(*) AS households
          FROM household
          WHERE NOT on_and_off
          GROUP BY org_unit_id, since, until) a
    JOIN v_village v ON v.org_unit_id = a.org_unit_id AND a.since <= v.pe AND (a.until IS NULL OR a.until > v.pe)
    UNION ALL
    SELECT v.period_id, y.org_unit_id, count(DISTINCT y.household_key)
    FROM (SELECT DISTINCT y.org_unit_id, y.household_key, y.start_date, y.end_date
          FROM member_duty y
          JOIN household h ON h.on_and_off AND h.org_unit_id = y.org_unit_id AND h.household_key = y.household_key
          WHERE y.duty_kind = 'pairing' AND y.household_hardship) y
    JOIN v_village v ON v.org_unit_id = y.org_unit_id
                    AND y.start_date <= v.pe AND (y.end_date IS NULL OR y.end_date > v.pe)
    GROUP BY v.period_id, y.org_unit_id
)
SELECT v.period_id, v.org_unit_id,
       least(d.households, v.hardship_households) AS paired_hardship_households,
       0 AS service_actions
FROM v_village v
JOIN (SELECT period_id, org_unit_id, sum(households) AS households
      FROM counted
      GROUP BY period_id, org_unit_id) d
  ON d.period_id = v.period_id AND d.org_unit_id = v.org_unit_id
UNION ALL
SELECT v.period_id, v.org_unit_id, 0, d.actions
FROM (SELECT org_unit_id, extract(year FROM start_date) * 12 + extract(month FROM start_date) AS month_no,
             sum(coalesce(actions_n, 1)) AS actions
      FROM member_duty
      WHERE duty_kind = 'service_action'
      GROUP BY org_unit_id, extract(year FROM start_date) * 12 + extract(month FROM start_date)) d
JOIN v_month m ON m.month_no = d.month_no
JOIN v_village v ON v.period_id = m.period_id AND v.org_unit_id = d.org_unit_id
