-- The steps on the way into the party, a row each: how many stand on it at the period's end, how many took it in the
-- period, and for those who took it in the three years to the end, the days since the step before (quartiles, type 7).
-- Each person counts once, although a merger of villages may have entered the person twice.
WITH way AS (
    SELECT m.person_id, min(m.application_date) AS applied, min(m.activist_date) AS activist,
           min(m.target_date) AS target, min(m.probationary_date) AS probationary, min(m.full_date) AS became_full,
           max(CASE WHEN m.exit_date IS NULL OR m.exit_date > h.pe THEN 1 ELSE 0 END) AS here,
           max(h.ps) AS ps, max(h.pe) AS pe
    FROM member m
    JOIN (SELECT o.period_id, o.org_unit_id, o.home_id, p.ps, p.pe
          FROM v_home o JOIN v_period p ON p.period_id = o.period_id) h ON h.org_unit_id = m.org_unit_id
    JOIN unit_tree t ON t.org_unit_id = h.home_id AND t.ancestor_id = $unit
    GROUP BY m.person_id
),
step AS (
    SELECT 1 AS place, 'applicant' AS step, applied AS taken, NULL::DATE AS before, activist AS next, here, ps, pe FROM way
    UNION ALL SELECT 2, 'activist', activist, applied, target, here, ps, pe FROM way
    UNION ALL SELECT 3, 'development_target', target, activist, probationary, here, ps, pe FROM way
    UNION ALL SELECT 4, 'probationary', probationary, target, became_full, here, ps, pe FROM way
    UNION ALL SELECT 5, 'full', became_full, probationary, NULL, here, ps, pe FROM way
)
SELECT step,
       sum((here = 1 AND (next IS NULL OR next > pe))::INT)::INT AS standing,
       sum((taken >= ps)::INT)::INT AS in_period,
       count(CASE WHEN taken > pe - INTERVAL 3 YEAR THEN taken - before END)::INT AS timed,
       quantile_cont(CASE WHEN taken > pe - INTERVAL 3 YEAR THEN datediff('day', before, taken) END, 0.25) AS lower,
       quantile_cont(CASE WHEN taken > pe - INTERVAL 3 YEAR THEN datediff('day', before, taken) END, 0.5) AS median,
       quantile_cont(CASE WHEN taken > pe - INTERVAL 3 YEAR THEN datediff('day', before, taken) END, 0.75) AS upper
FROM step
WHERE taken <= pe
GROUP BY place, step
ORDER BY place
