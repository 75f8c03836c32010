-- Whether a village has all its four teams at the period's end; unknown where it did not report them.
SELECT v.period_id, v.org_unit_id,
       CASE WHEN v.expected = 0 THEN 'not_due' WHEN v.numerator > 0 THEN 'complete' WHEN v.denominator > 0 THEN 'incomplete'
            END AS four_teams
FROM indicator_value v
JOIN v_period p ON p.period_id = v.period_id
JOIN org_unit u ON u.org_unit_id = v.org_unit_id AND u.level = 'village'
WHERE v.indicator = 'four_teams_complete_rate'
