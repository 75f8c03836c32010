-- Members in stock at the year's end, with their category and the grade of the year's democratic evaluation.
SELECT f.*, 1 AS in_stock, m.mgmt_category, e.grade
FROM fact_member_year f
JOIN v_period q ON q.period_id = f.period_id
JOIN member m ON m.member_id = f.member_id
LEFT JOIN (SELECT year, person_id, min(grade) AS grade FROM evaluation
           WHERE eval_kind = 'member_democratic' GROUP BY year, person_id) e
       ON e.year = q.yr AND e.person_id = m.person_id
