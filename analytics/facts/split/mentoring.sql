-- Agricultural experts and technicians who mentor, once for each result of a mentoring of the year.
SELECT DISTINCT f.period_id, f.org_unit_id, f.talent_id, c.outcome, 1 AS mentoring
FROM fact_talent f
JOIN v_period p ON p.period_id = f.period_id AND p.is_year
JOIN talent_support c ON c.talent_id = f.talent_id AND c.kind = 'mentoring' AND c.opened_date <= p.pe
                     AND (c.closed_date IS NULL OR c.closed_date > p.ps)
WHERE f.mentoring = 1
