-- One row per need raised in the period.
SELECT u.period_id, d.org_unit_id, d.dock_type,
       1 AS needs,
       (d.result = 'matched' AND d.delivered_date IS NOT NULL)::INT AS needs_met
FROM docking_action d
JOIN v_unit u ON u.org_unit_id = d.org_unit_id AND d.need_date BETWEEN u.ps AND u.pe
