-- The months of the quarters asked, one row a village valid at the quarter's end and month: which meetings are due
-- there, whether the township has handed in the month, and which meetings were held.
SELECT m.month_no, f.org_unit_id, m.quarter_complete,
       f.committee_due, f.party_group_due,
       (r.slot IS NOT NULL)::INT AS reported,
       coalesce(h.congress, 0) AS congress, coalesce(h.committee, 0) AS committee,
       coalesce(h.party_group, 0) AS party_group, coalesce(h.lecture, 0) AS lecture,
       coalesce(h.theme_day, 0) AS theme_day, coalesce(h.org_life, 0) AS org_life,
       coalesce(h.evaluation, 0) AS evaluation
FROM fact_meeting f
JOIN v_village v ON v.period_id = f.period_id AND v.org_unit_id = f.org_unit_id
JOIN unit_tree t ON t.org_unit_id = f.org_unit_id AND t.ancestor_id = $unit
JOIN v_month m ON m.period_id = f.period_id
LEFT JOIN v_handed_in r ON r.sheet = 'meeting' AND r.org_unit_id = v.township_id AND r.slot = m.month_no
LEFT JOIN v_meeting_month h ON h.org_unit_id = f.org_unit_id AND h.month_no = m.month_no
ORDER BY f.org_unit_id, m.month_no
