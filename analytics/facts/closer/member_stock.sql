-- Members in stock in the villages that reported them: by age band and sex, and by village and management category.
SELECT CASE WHEN grouping(f.org_unit_id) = 0 THEN f.org_unit_id END AS org_unit_id,
       CASE WHEN grouping(f.org_unit_id) = 0 THEN f.mgmt_category END AS category,
       CASE WHEN grouping(f.org_unit_id) = 1 THEN h.sex END AS sex,
       CASE WHEN grouping(f.org_unit_id) = 1 THEN band.age END AS age,
       count(*) AS persons
FROM fact_member f
JOIN unit_tree t ON t.org_unit_id = f.org_unit_id AND t.ancestor_id = $unit
JOIN v_period v ON v.period_id = f.period_id
JOIN v_reported r ON r.period_id = f.period_id AND r.org_unit_id = f.org_unit_id AND r.member = 1
JOIN person h ON h.person_id = f.person_id
CROSS JOIN LATERAL (SELECT CASE WHEN v.yr - h.birth_year <= 30 THEN '30' WHEN v.yr - h.birth_year <= 40 THEN '40'
                                WHEN v.yr - h.birth_year <= 50 THEN '50' WHEN v.yr - h.birth_year <= 60 THEN '60'
                                WHEN v.yr - h.birth_year <= 70 THEN '70' ELSE '71' END AS age) band
GROUP BY GROUPING SETS ((h.sex, band.age), (f.org_unit_id, f.mgmt_category))
