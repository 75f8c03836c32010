-- Two kinds of rows: one per village with the hardship households paired at the period's end, and one per village and
-- month of the period with its service actions.
SELECT v.period_id, v.org_unit_id,
       least(d.households, v.hardship_households) AS paired_hardship_households,
       0 AS service_actions
FROM v_village v
JOIN (SELECT u.period_id, y.org_unit_id, count(DISTINCT y.household_key) AS households
      FROM member_duty y
      JOIN v_village u ON u.org_unit_id = y.org_unit_id
                      AND y.start_date <= u.pe AND (y.end_date IS NULL OR y.end_date > u.pe)
      WHERE y.duty_kind = 'pairing' AND y.household_hardship
      GROUP BY u.period_id, y.org_unit_id) d
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
