-- One row per stay of a talent that came from outside or returned: in the year, or a year before (for retention).
-- A merger of villages is neither an arrival nor a loss; the stay counts in the row that goes on with it.
SELECT u.period_id, s.org_unit_id, s.talent_id,
       (s.origin = 'introduced' AND s.arrived BETWEEN u.ps AND u.pe)::INT AS introduced,
       (s.origin = 'returned' AND s.arrived BETWEEN u.ps AND u.pe)::INT AS returned,
       (s.arrived BETWEEN p.cohort_from AND p.cohort_to)::INT AS cohort,
       (s.arrived BETWEEN p.cohort_from AND p.cohort_to AND s.left_on > s.arrived + INTERVAL 12 MONTH)::INT AS retained
FROM talent_stay s
JOIN v_unit u ON u.org_unit_id = s.org_unit_id AND u.is_year AND s.entry_date <= u.pe
             AND (s.continued_on IS NULL OR s.continued_on > u.pe)
JOIN v_period p ON p.period_id = u.period_id
WHERE s.origin IN ('introduced', 'returned') AND s.arrived >= p.cohort_from
