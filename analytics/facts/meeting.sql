-- One row per village valid at the period's end: the meetings due and held. A committee is required from seven full
-- members on, party groups where there are any; quarterly slots count in completed quarters only.
WITH quarter_held AS (
    SELECT m.period_id, h.org_unit_id,
           max(CASE WHEN m.quarter_complete THEN h.congress ELSE 0 END) AS congress,
           max(CASE WHEN m.quarter_complete THEN h.lecture ELSE 0 END) AS lecture,
           sum(h.committee) AS committee, sum(h.party_group) AS party_group, sum(h.theme_day) AS theme_day,
           sum(h.joint) AS joint, max(h.org_life) AS org_life, sum(h.expected) AS expected, sum(h.attended) AS attended
    FROM v_meeting_month h
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
       v.committee_due, v.party_group_due,
       2 * p.quarters_complete + (v.committee_due + v.party_group_due) * p.months AS slots_due,
       coalesce(h.congress + h.lecture, 0)
           + v.committee_due * coalesce(h.committee, 0) + v.party_group_due * coalesce(h.party_group, 0)
           AS slots_filled,
       h.expected AS people_expected,
       h.attended AS people_attended,
       p.months AS months_due,
       h.theme_day AS months_with_theme_day,
       h.org_life AS with_org_life_meeting,
       CASE WHEN v.is_key THEN p.months ELSE 0 END AS joint_months_due,
       CASE WHEN v.is_key THEN coalesce(h.joint, 0) ELSE 0 END AS months_with_joint_meeting
FROM (SELECT u.period_id, u.org_unit_id, u.is_key,
             (coalesce(f.full_members, 0) >= 7)::INT AS committee_due,
             (u.groups_n > 0)::INT AS party_group_due
      FROM v_village u
      LEFT JOIN sum_member f ON f.period_id = u.period_id AND f.org_unit_id = u.org_unit_id) v
JOIN v_period p ON p.period_id = v.period_id
LEFT JOIN held h ON h.period_id = v.period_id AND h.org_unit_id = v.org_unit_id
ORDER BY v.org_unit_id, v.period_id
