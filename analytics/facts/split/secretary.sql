-- Secretaries in post, with what each is split by; the grade is the appraisal's of the year.
SELECT f.*, p.selection_channel, nullif(h.sex, 'u') AS sex, h.education, e.grade
FROM fact_secretary f
JOIN v_period q ON q.period_id = f.period_id
JOIN post_term p ON p.post_term_id = f.post_term_id
JOIN person h ON h.person_id = p.person_id
LEFT JOIN (SELECT year, person_id, min(grade) AS grade FROM evaluation
           WHERE eval_kind = 'secretary_appraisal' AND grade <> 'not_graded' GROUP BY year, person_id) e
       ON e.year = q.yr AND e.person_id = p.person_id
