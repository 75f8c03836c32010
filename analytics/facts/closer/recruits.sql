-- People taken in as probationary members in the year in the villages that reported, and which parts of the procedure
-- were kept.
SELECT sum(f.taken_in)::INT AS taken_in, sum(f.activist_a_year)::INT AS activist_a_year,
       sum(f.trained_24_hours)::INT AS trained_24_hours, sum(f.reviewed_before)::INT AS reviewed_before,
       sum(f.by_procedure)::INT AS by_procedure
FROM fact_recruit f
JOIN unit_tree t ON t.org_unit_id = f.org_unit_id AND t.ancestor_id = $unit
JOIN v_period q ON q.period_id = f.period_id
JOIN v_reported r ON r.period_id = f.period_id AND r.org_unit_id = f.org_unit_id AND r.member = 1
