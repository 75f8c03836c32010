-- One row per dispatched cadre and month of the period.
SELECT u.period_id, t.org_unit_id, t.post_type, t.dispatch_level,
       1 AS cadre_months,
       (m.days_in_village >= 20)::INT AS cadre_months_of_20_days
FROM post_month m
JOIN post_term t ON t.post_term_id = m.post_term_id
JOIN v_month c ON c.month_no = extract(year FROM m.month) * 12 + extract(month FROM m.month)
JOIN v_unit u ON u.period_id = c.period_id AND u.org_unit_id = t.org_unit_id
JOIN four_team_post f ON f.post_type = t.post_type AND f.dispatched
