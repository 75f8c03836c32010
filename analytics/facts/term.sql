-- One row per term of a secretary or affairs worker that was open, began or ended in the year.
SELECT u.period_id, t.org_unit_id, t.post_term_id,
       (t.post_type = 'party_secretary')::INT AS secretary_terms,
       (t.post_type = 'party_secretary' AND t.end_date BETWEEN u.ps AND u.pe
        AND t.end_reason IN ('promoted_township', 'civil_servant', 'public_institution', 'other_advancement'))::INT
           AS secretaries_moved_up,
       (t.post_type = 'party_affairs_worker' AND t.start_date BETWEEN u.ps AND u.pe)::INT AS affairs_workers_begun,
       (t.post_type = 'party_affairs_worker' AND t.start_date BETWEEN u.ps AND u.pe
        AND t.review_passed_date <= t.start_date)::INT AS affairs_workers_screened
FROM post_term t
JOIN v_unit u ON u.org_unit_id = t.org_unit_id AND u.is_year
             AND t.start_date <= u.pe AND (t.end_date IS NULL OR t.end_date >= u.ps)
WHERE t.post_type IN ('party_secretary', 'party_affairs_worker')
