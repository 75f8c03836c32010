-- One row per problem-solving case whose 60 days ran out in the period.
SELECT u.period_id, c.org_unit_id, c.satisfaction,
       1 AS cases_due,
       (c.outcome = 'resolved' AND c.closed_date <= c.opened_date + INTERVAL 60 DAY)::INT AS cases_solved_in_60_days
FROM talent_support c
JOIN v_period p ON c.opened_date BETWEEN p.cases_from AND p.cases_to
JOIN v_unit u ON u.period_id = p.period_id AND u.org_unit_id = c.org_unit_id
WHERE c.kind = 'problem_solving'
