-- Secretaries in post, with what each is split by; the grade is the appraisal's of the year.
SELECT f.* REPLACE (nullif(f.sex, 'u') AS sex), p.selection_channel, e.grade
FROM fact_secretary f
JOIN v_period q ON q.period_id = f.period_id
JOIN post_term p ON p.post_term_id = f.post_term_id
LEFT JOIN (SELECT year, person_id, min(grade) AS grade FROM evaluation
           WHERE eval_kind = 'secretary_appraisal' AND grade <> 'not_graded' GROUP BY year, person_id) e
       ON e.year = q.yr AND e.person_id = p.person_id
