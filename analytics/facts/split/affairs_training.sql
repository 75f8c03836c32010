-- Party affairs workers in post who completed a training at a party school or workshop, once for each class of {column}:
-- the venue, or whether it was held for surveyed needs.
SELECT DISTINCT f.period_id, f.org_unit_id, f.post_term_id, e.{column}, 1 AS trained_at_party_school
FROM fact_affairs_worker f
JOIN post_term p ON p.post_term_id = f.post_term_id
JOIN training_attendance a ON a.person_id = p.person_id AND a.completed
JOIN v_training g ON g.period_id = f.period_id AND g.training_id = a.training_id
JOIN training_event e ON e.training_id = a.training_id
WHERE e.venue_type IN ('county_party_school', 'township_party_school', 'village_workshop')
