-- The category of every village.
SELECT p.period_id, u.org_unit_id, u.village_category FROM org_unit u CROSS JOIN v_period p WHERE u.level = 'village'
