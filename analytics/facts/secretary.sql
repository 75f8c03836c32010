-- One row per village party secretary in post at the period's end; with what pages split by, as persons lie elsewhere.
SELECT s.period_id, s.org_unit_id, s.post_term_id,
       1 AS in_post,
       (y.post_term_id IS NOT NULL)::INT AS in_post_all_year,
       (s.selection_channel IN ('university_village_official', 'returning_entrepreneur', 'rural_wealth_leader'))::INT
           AS from_priority_channel,
       (s.review_passed_date <= s.start_date AND s.county_record_date IS NOT NULL)::INT AS reviewed_and_recorded,
       (d.person_id IS NOT NULL)::INT AS also_director,
       (h.education IS NOT NULL)::INT AS education_stated,
       (h.education IN ('college', 'bachelor', 'postgraduate'))::INT AS college_educated,
       (s.yr - h.birth_year <= 45)::INT AS aged_45_or_under,
       (y.post_term_id IS NOT NULL AND t.hours >= 56 AND t.county_class = 1)::INT AS trained_to_standard,
       t.study_visit AS studied_in_advanced_area,
       t.hours AS training_hours,
       t.county_class AS joined_county_class,
       t.revitalization_hours,
       (y.post_term_id IS NOT NULL AND e.person_id IS NOT NULL)::INT AS appraised,
       h.sex, h.birth_year, h.education
FROM v_post s
JOIN person h ON h.person_id = s.person_id
LEFT JOIN v_all_year y ON y.period_id = s.period_id AND y.post_term_id = s.post_term_id
LEFT JOIN v_officer_training t ON t.period_id = s.period_id AND t.person_id = s.person_id
LEFT JOIN (SELECT DISTINCT period_id, org_unit_id, person_id FROM v_post WHERE post_type = 'village_director') d
       ON d.period_id = s.period_id AND d.org_unit_id = s.org_unit_id AND d.person_id = s.person_id
LEFT JOIN (SELECT DISTINCT year, person_id FROM evaluation
           WHERE eval_kind = 'secretary_appraisal' AND grade IS NOT NULL AND grade <> 'not_graded') e
       ON e.year = s.yr AND e.person_id = s.person_id
WHERE s.post_type = 'party_secretary'
ORDER BY s.org_unit_id, s.period_id
