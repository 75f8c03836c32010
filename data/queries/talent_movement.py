"""How many talents were there, came and left in each period, of which origin and kind, and why did they leave?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

# A stay counts in the row that holds it at the period's end: a merger of villages is neither an arrival nor a loss.
SQL = """
WITH p AS (
    SELECT q.period_id, q.period_start, q.period_end FROM period q
    JOIN period asked ON asked.period_id = $period
    WHERE q.kind = asked.kind AND q.period_end <= asked.period_end),
village AS (
    SELECT p.*, v.org_unit_id
    FROM v_reported v
    JOIN p ON p.period_id = v.period_id
    JOIN unit_tree t ON t.org_unit_id = v.org_unit_id AND t.ancestor_id = $unit
    WHERE v.talent = 1)
SELECT v.period_id, 'stock' AS what, t.origin, t.talent_type, NULL AS exit_reason, count(*) AS talents
FROM village v
JOIN talent t ON t.org_unit_id = v.org_unit_id
             AND t.entry_date <= v.period_end AND (t.exit_date IS NULL OR t.exit_date > v.period_end)
GROUP BY ALL
UNION ALL
SELECT v.period_id, 'came', s.origin, t.talent_type, NULL, count(*)
FROM village v
JOIN talent_stay s ON s.org_unit_id = v.org_unit_id AND s.entry_date <= v.period_end
                  AND (s.continued_on IS NULL OR s.continued_on > v.period_end)
                  AND s.arrived BETWEEN v.period_start AND v.period_end
JOIN talent t ON t.talent_id = s.talent_id AND t.org_unit_id = s.org_unit_id
GROUP BY ALL
UNION ALL
SELECT v.period_id, 'left', s.origin, t.talent_type, t.exit_reason, count(*)
FROM village v
JOIN talent_stay s ON s.org_unit_id = v.org_unit_id AND s.continued_on IS NULL
                  AND s.left_on BETWEEN v.period_start AND v.period_end
JOIN talent t ON t.talent_id = s.talent_id AND t.org_unit_id = s.org_unit_id
GROUP BY ALL
ORDER BY ALL
"""


def talent_movement(reader: Reader, unit_id: str, period_id: str) -> pa.Table:
    """Counts at or below a unit for the period and all before it of its kind: `period_id`, `what` (`stock` at the end,
    `came`, `left`), `origin`, `talent_type`, `exit_reason` (of those who left), `talents`.

    Only villages count that reported their talents for the period.
    """
    return reader.table(SQL, unit=unit_id, period=period_id)
