-- One row per party affairs worker in post at the period's end; with what pages split by, as persons lie elsewhere.
SELECT a.period_id, a.org_unit_id, a.post_term_id,
       1 AS in_post,
       (y.post_term_id IS NOT NULL)::INT AS in_post_all_year,
       b.posts AS posts_held,
       (b.posts >= 3)::INT AS with_two_other_posts,
       (y.post_term_id IS NOT NULL AND e.person_id IS NOT NULL)::INT AS competent,
       (a.yr - h.birth_year <= 35 AND h.education IN ('college', 'bachelor', 'postgraduate'))::INT AS young_and_educated,
       t.at_party_school AS trained_at_party_school,
       t.exchange AS joined_exchange,
       t.party_affairs_hours,
       h.birth_year, h.education
FROM v_post a
JOIN person h ON h.person_id = a.person_id
LEFT JOIN v_all_year y ON y.period_id = a.period_id AND y.post_term_id = a.post_term_id
LEFT JOIN v_officer_training t ON t.period_id = a.period_id AND t.person_id = a.person_id
LEFT JOIN (SELECT o.period_id, o.person_id, count(*) AS posts
           FROM v_post o
           JOIN (SELECT DISTINCT period_id, person_id FROM v_post WHERE post_type = 'party_affairs_worker') w
             ON w.period_id = o.period_id AND w.person_id = o.person_id
           GROUP BY o.period_id, o.person_id) b
       ON b.period_id = a.period_id AND b.person_id = a.person_id
LEFT JOIN (SELECT DISTINCT year, person_id FROM evaluation
           WHERE eval_kind = 'affairs_appraisal' AND grade IN ('excellent', 'qualified')) e
       ON e.year = a.yr AND e.person_id = a.person_id
WHERE a.post_type = 'party_affairs_worker'
