-- Secretaries in post in the villages that reported their posts, counted by what is told of them. `hours_from` is the
-- lower end of a span of eight hours; training is known where its sheets were handed in too.
SELECT p.selection_channel AS channel, f.education, f.from_priority_channel AS priority,
       CASE WHEN q.yr - f.birth_year <= 35 THEN '35' WHEN q.yr - f.birth_year <= 45 THEN '45'
            WHEN q.yr - f.birth_year <= 55 THEN '55' ELSE '56' END AS age,
       f.in_post_all_year AS all_year,
       coalesce(f.joined_county_class, 0) AS county_class,
       coalesce(f.studied_in_advanced_area, 0) AS study_visit,
       coalesce(f.trained_to_standard, 0) AS to_standard,
       least(floor(coalesce(f.training_hours, 0) / 8) * 8, 96)::INT AS hours_from,
       (r.training_event = 1 AND r.training_attendance = 1)::INT AS training_known,
       count(*) AS persons
FROM fact_secretary f
JOIN unit_tree t ON t.org_unit_id = f.org_unit_id AND t.ancestor_id = $unit
JOIN v_period q ON q.period_id = f.period_id
JOIN v_reported r ON r.period_id = f.period_id AND r.org_unit_id = f.org_unit_id AND r.post_term = 1
JOIN post_term p ON p.post_term_id = f.post_term_id
GROUP BY ALL
