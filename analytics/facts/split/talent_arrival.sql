-- Talents who came or returned, with what each is split by: a start-up that runs at the year's end, and of those who
-- did not stay twelve months why they left.
SELECT f.*, f.cohort - f.retained AS missing, t.talent_type, t.origin, t.exit_reason,
       (t.startup_date <= p.pe AND (t.startup_end_date IS NULL OR t.startup_end_date > p.pe)) IS TRUE AS with_startup
FROM fact_talent_arrival f
JOIN v_period p ON p.period_id = f.period_id
JOIN talent t ON t.talent_id = f.talent_id
