"""What became of the needs that villages raised: a plan, a delivery, and after how many days?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = """
WITH p AS (SELECT period_start, period_end FROM period WHERE period_id = $period),
village AS (
    SELECT v.org_unit_id
    FROM v_reported v
    JOIN unit_tree t ON t.org_unit_id = v.org_unit_id AND t.ancestor_id = $unit
    WHERE v.period_id = $period AND v.docking_action = 1)
SELECT d.dock_type, d.result,
       date_diff('day', d.need_date, d.plan_date) AS days_to_plan,
       date_diff('day', d.plan_date, d.delivered_date) AS days_from_plan,
       date_diff('day', d.need_date, d.delivered_date) AS days_to_delivery,
       count(*) AS needs
FROM docking_action d
JOIN p ON d.need_date BETWEEN p.period_start AND p.period_end
JOIN village v ON v.org_unit_id = d.org_unit_id
GROUP BY ALL
ORDER BY ALL
"""


def dockings(reader: Reader, unit_id: str, period_id: str) -> pa.Table:
    """Needs raised in the period at or below a unit: `dock_type`, `result`, days from need to plan, from plan to
    delivery and from need to delivery (null where a step was not taken), and how many such `needs`.

    A need counts with what is known of it now. Only villages count that reported their dockings for the period.
    """
    return reader.table(SQL, unit=unit_id, period=period_id)
