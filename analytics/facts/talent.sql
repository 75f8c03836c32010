-- One row per talent in stock at the period's end.
SELECT u.period_id, t.org_unit_id, t.talent_id, t.talent_type, t.origin,
       1 AS in_stock,
       (t.contact_person_id IS NOT NULL)::INT AS with_contact,
       (t.talent_type IN ('agri_expert', 'agri_technician'))::INT AS agricultural,
       (t.talent_type IN ('agri_expert', 'agri_technician') AND s.mentors = 1)::INT AS mentoring,
       (u.yr - h.birth_year <= 35)::INT AS young,
       (u.yr - h.birth_year <= 35 AND t.platform_enrolled_date <= u.pe)::INT AS young_on_platform,
       (u.yr - h.birth_year <= 35 AND t.startup_date <= u.pe
        AND (t.startup_end_date IS NULL OR t.startup_end_date > u.pe))::INT AS young_with_startup,
       s.cared_for,
       s.gained_outlet
FROM talent t
JOIN v_unit u ON u.org_unit_id = t.org_unit_id
             AND t.entry_date <= u.pe AND (t.exit_date IS NULL OR t.exit_date > u.pe)
JOIN person h ON h.person_id = t.person_id
LEFT JOIN (SELECT p.period_id, c.talent_id,
                  max((c.kind = 'mentoring' AND c.opened_date <= p.pe
                       AND (c.closed_date IS NULL OR c.closed_date > p.ps))::INT) AS mentors,
                  max((c.kind = 'life_care' AND c.opened_date BETWEEN p.ps AND p.pe)::INT) AS cared_for,
                  max((c.kind = 'career_development' AND c.closed_date BETWEEN p.ps AND p.pe
                       AND c.outcome IN ('title_awarded', 'position_promoted', 'project_supported',
                                         'study_supported'))::INT) AS gained_outlet
           FROM talent_support c
           JOIN v_period p ON p.is_year AND c.opened_date <= p.pe
                          AND (c.closed_date IS NULL OR c.closed_date >= p.ps)
           GROUP BY p.period_id, c.talent_id) s
       ON s.period_id = u.period_id AND s.talent_id = t.talent_id
