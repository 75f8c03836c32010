-- One row per practice known at the year's end, in the unit it came from, and one per adoption of it in the year,
-- credited to that same unit.
SELECT u.period_id, o.org_unit_id, o.theme, o.media_level,
       1 AS known,
       (o.registered_date >= u.ps)::INT AS registered,
       (o.registered_date >= u.ps AND u.level IN ('village', 'township'))::INT AS discovered,
       (o.registered_date >= u.ps AND o.media_level <> 'none')::INT AS published,
       0 AS adoptions
FROM practice o
JOIN v_unit u ON u.org_unit_id = o.org_unit_id AND u.is_year AND o.registered_date <= u.pe
WHERE o.source_practice_id IS NULL
UNION ALL
SELECT u.period_id, o.org_unit_id, o.theme, o.media_level, 0, 0, 0, 0, 1
FROM practice a
JOIN practice o ON o.practice_id = a.source_practice_id
JOIN v_unit u ON u.org_unit_id = o.org_unit_id AND u.is_year AND a.registered_date BETWEEN u.ps AND u.pe
