-- Talents who gained an outlet for their development in the year, once for each kind of it.
SELECT DISTINCT f.period_id, f.org_unit_id, f.talent_id, c.outcome, 1 AS gained_outlet
FROM fact_talent f
JOIN v_period p ON p.period_id = f.period_id AND p.is_year
JOIN talent_support c ON c.talent_id = f.talent_id AND c.kind = 'career_development'
                     AND c.closed_date BETWEEN p.ps AND p.pe
WHERE c.outcome IN ('title_awarded', 'position_promoted', 'project_supported', 'study_supported')
