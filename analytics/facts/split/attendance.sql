-- Who was to come and came to the meetings of all members in the period.
SELECT v.period_id, g.org_unit_id, g.meeting_type, g.mode,
       g.expected_n AS people_expected, least(g.attended_n, g.expected_n) AS people_attended
FROM meeting g
JOIN v_month m ON m.month_no = extract(year FROM g.meeting_date) * 12 + extract(month FROM g.meeting_date)
JOIN v_village v ON v.period_id = m.period_id AND v.org_unit_id = g.org_unit_id
WHERE g.meeting_type IN ('branch_congress', 'party_group', 'party_lecture', 'theme_day', 'org_life')
