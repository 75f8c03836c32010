-- Service actions of members in the months of the period, by the kind of duty post.
SELECT v.period_id, d.org_unit_id, d.duty_post_type, coalesce(d.actions_n, 1) AS service_actions
FROM member_duty d
JOIN v_month m ON m.month_no = extract(year FROM d.start_date) * 12 + extract(month FROM d.start_date)
JOIN v_village v ON v.period_id = m.period_id AND v.org_unit_id = d.org_unit_id
WHERE d.duty_kind = 'service_action'
