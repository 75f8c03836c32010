-- One row per person taken in as a probationary member in the year, in the unit that took the person in (or in the
-- successor of that unit, where it has been closed since).
SELECT period_id, org_unit_id, member_id, taken_in, aged_35_or_under, entrepreneurs,
       activist_a_year, trained_24_hours, reviewed_before,
       activist_a_year * trained_24_hours * reviewed_before AS by_procedure
FROM (SELECT h.period_id, h.home_id AS org_unit_id, m.member_id,
             1 AS taken_in,
             (extract(year FROM m.probationary_date) - s.birth_year <= 35)::INT AS aged_35_or_under,
             (m.background IN ('typical_entrepreneur', 'wealth_leader'))::INT AS entrepreneurs,
             coalesce((m.activist_date + INTERVAL 365 DAY <= m.probationary_date)::INT, 0) AS activist_a_year,
             coalesce((m.target_training_hours >= 24)::INT, 0) AS trained_24_hours,
             coalesce((m.political_review_date <= m.probationary_date)::INT, 0) AS reviewed_before
      FROM member m
      JOIN v_period p ON p.is_year AND m.probationary_date BETWEEN p.ps AND p.pe
      JOIN v_home h ON h.period_id = p.period_id AND h.org_unit_id = m.org_unit_id
      JOIN person s ON s.person_id = m.person_id
      WHERE m.enter_date <= m.probationary_date) taken
