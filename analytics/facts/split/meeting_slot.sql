-- The meetings due and held in each village, by kind of meeting: quarterly ones in completed quarters, monthly ones in
-- the months covered.
WITH quarter_held AS (
    SELECT m.period_id, h.org_unit_id,
           max(CASE WHEN m.quarter_complete THEN h.congress ELSE 0 END) AS congress,
           max(CASE WHEN m.quarter_complete THEN h.lecture ELSE 0 END) AS lecture,
           sum(h.committee) AS committee, sum(h.party_group) AS party_group
    FROM v_meeting_month h
    JOIN v_month m ON m.month_no = h.month_no
    GROUP BY m.period_id, h.org_unit_id, m.quarter_no
),
held AS (
    SELECT period_id, org_unit_id, sum(congress) AS congress, sum(lecture) AS lecture, sum(committee) AS committee,
           sum(party_group) AS party_group
    FROM quarter_held
    GROUP BY period_id, org_unit_id
)
SELECT f.period_id, f.org_unit_id, k.meeting_type,
       CASE k.meeting_type WHEN 'branch_committee' THEN f.committee_due * p.months
                           WHEN 'party_group' THEN f.party_group_due * p.months
                           ELSE p.quarters_complete END AS slots_due,
       CASE k.meeting_type WHEN 'branch_committee' THEN f.committee_due * h.committee
                           WHEN 'party_group' THEN f.party_group_due * h.party_group
                           WHEN 'party_lecture' THEN h.lecture
                           ELSE h.congress END AS slots_filled
FROM fact_meeting f
JOIN v_period p ON p.period_id = f.period_id
CROSS JOIN (VALUES ('branch_congress'), ('branch_committee'), ('party_group'), ('party_lecture')) AS k (meeting_type)
LEFT JOIN held h ON h.period_id = f.period_id AND h.org_unit_id = f.org_unit_id
