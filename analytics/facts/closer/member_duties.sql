-- What members do in the villages that reported their duties: open duty posts by kind, and members by the number of
-- households (up to five and more) with which each is paired at the period's end.
WITH open AS (
    SELECT d.person_id, d.duty_kind, d.duty_post_type, d.household_key
    FROM member_duty d
    JOIN unit_tree t ON t.org_unit_id = d.org_unit_id AND t.ancestor_id = $unit
    JOIN v_period q ON d.start_date <= q.pe AND (d.end_date IS NULL OR d.end_date > q.pe)
    JOIN v_reported r ON r.period_id = q.period_id AND r.org_unit_id = d.org_unit_id AND r.member_duty = 1
    WHERE d.duty_kind IN ('duty_post', 'pairing')
)
SELECT 'duty_post' AS duty, duty_post_type AS sort, count(DISTINCT person_id) AS persons
FROM open WHERE duty_kind = 'duty_post' GROUP BY duty_post_type
UNION ALL
SELECT 'pairing', CAST(least(households, 5) AS VARCHAR), count(*)
FROM (SELECT person_id, count(DISTINCT household_key) AS households FROM open WHERE duty_kind = 'pairing' GROUP BY person_id)
GROUP BY least(households, 5)
