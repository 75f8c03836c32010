-- Members in stock at the year's end in the villages that reported them: by management category, whether the year's
-- evaluation has points, and the span of four training hours (its lower end) of those in stock all year.
SELECT m.mgmt_category AS category,
       coalesce(f.classified_with_points, 0) AS with_points,
       coalesce(r.evaluation, 0) AS evaluation_known,
       f.in_stock_all_year AS all_year,
       f.trained_32_hours AS to_standard,
       (r.training_event = 1 AND r.training_attendance = 1)::INT AS training_known,
       least(floor(coalesce(f.training_hours, 0) / 4) * 4, 60)::INT AS hours_from,
       count(*) AS persons
FROM fact_member_year f
JOIN unit_tree t ON t.org_unit_id = f.org_unit_id AND t.ancestor_id = $unit
JOIN v_period q ON q.period_id = f.period_id
JOIN v_reported r ON r.period_id = f.period_id AND r.org_unit_id = f.org_unit_id AND r.member = 1
JOIN member m ON m.member_id = f.member_id
GROUP BY ALL
