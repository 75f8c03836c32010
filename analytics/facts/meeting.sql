-- One row per village valid at the period's end: the meetings due and held. A committee is required from seven full
-- members on, party groups where there are any; quarterly slots count in completed quarters only.
WITH month_held AS (
    SELECT org_unit_id, extract(year FROM meeting_date) * 12 + extract(month FROM meeting_date) AS month_no,
           max((meeting_type = 'branch_congress')::INT) AS congress,
           max((meeting_type = 'party_lecture')::INT) AS lecture,
           max((meeting_type = 'branch_committee')::INT) AS committee,
           max((meeting_type = 'party_group')::INT) AS party_group,
           max((meeting_type = 'theme_day')::INT) AS theme_day,
           max((meeting_type = 'org_life')::INT) AS org_life,
           max((meeting_type = 'four_team_joint')::INT) AS joint,
           sum(CASE WHEN meeting_type IN ('branch_congress', 'party_group', 'party_lecture', 'theme_day', 'org_life')
                    THEN expected_n END) AS expected,
           sum(CASE WHEN meeting_type IN ('branch_congress', 'party_group', 'party_lecture', 'theme_day', 'org_life')
                    THEN least(attended_n, expected_n) END) AS attended
    FROM meeting
    GROUP BY org_unit_id, extract(year FROM meeting_date) * 12 + extract(month FROM meeting_date)
),
quarter_held AS (
    SELECT m.period_id, h.org_unit_id,
           max(CASE WHEN m.quarter_complete THEN h.congress ELSE 0 END) AS congress,
           max(CASE WHEN m.quarter_complete THEN h.lecture ELSE 0 END) AS lecture,
           sum(h.committee) AS committee, sum(h.party_group) AS party_group, sum(h.theme_day) AS theme_day,
           sum(h.joint) AS joint, max(h.org_life) AS org_life, sum(h.expected) AS expected, sum(h.attended) AS attended
    FROM month_held h
    JOIN v_month m ON m.month_no = h.month_no
    GROUP BY m.period_id, h.org_unit_id, m.quarter_no
),
held AS (
    SELECT period_id, org_unit_id, sum(congress) AS congress, sum(lecture) AS lecture, sum(committee) AS committee,
           sum(party_group) AS party_group, sum(theme_day) AS theme_day, sum(joint) AS joint,
           max(org_life) AS org_life, sum(expected) AS expected, sum(attended) AS attended
    FROM quarter_held
    GROUP BY period_id, org_unit_id
)
SELECT v.period_id, v.org_unit_id,
       2 * p.quarters_complete
           + CASE WHEN f.full_members >= 7 THEN p.months ELSE 0 END
           + CASE WHEN v.groups_n > 0 THEN p.months ELSE 0 END AS slots_due,
       coalesce(h.congress + h.lecture, 0)
           + CASE WHEN f.full_members >= 7 THEN coalesce(h.committee, 0) ELSE 0 END
           + CASE WHEN v.groups_n > 0 THEN coalesce(h.party_group, 0) ELSE 0 END AS slots_filled,
       h.expected AS people_expected,
       h.attended AS people_attended,
       p.months AS months_due,
       h.theme_day AS months_with_theme_day,
       h.org_life AS with_org_life_meeting,
       CASE WHEN v.is_key THEN p.months ELSE 0 END AS joint_months_due,
       CASE WHEN v.is_key THEN coalesce(h.joint, 0) ELSE 0 END AS months_with_joint_meeting
FROM v_village v
JOIN v_period p ON p.period_id = v.period_id
LEFT JOIN held h ON h.period_id = v.period_id AND h.org_unit_id = v.org_unit_id
LEFT JOIN sum_member f ON f.period_id = v.period_id AND f.org_unit_id = v.org_unit_id
