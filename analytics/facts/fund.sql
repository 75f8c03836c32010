-- One row per training fund of the year.
SELECT u.period_id, f.org_unit_id, f.purpose, f.allocated_yuan AS allocated, f.spent_yuan AS spent
FROM fund f
JOIN v_unit u ON u.org_unit_id = f.org_unit_id AND u.is_year AND u.yr = f.year
WHERE f.purpose IN ('agri_tech_training', 'startup_employment_training')
