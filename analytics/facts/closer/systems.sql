-- The systems in force in each village valid at the period's end, a row each; a village without any has one empty row.
SELECT v.org_unit_id, coalesce(r.village_system, 0) AS reported, y.system_type
FROM v_village v
JOIN v_period q ON q.period_id = v.period_id
JOIN unit_tree t ON t.org_unit_id = v.org_unit_id AND t.ancestor_id = $unit
LEFT JOIN v_reported r ON r.period_id = v.period_id AND r.org_unit_id = v.org_unit_id
LEFT JOIN v_system y ON y.period_id = v.period_id AND y.org_unit_id = v.org_unit_id
ORDER BY v.org_unit_id
