"""How long had the talents stayed who came since the records began, and had they left by the period's end?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = """
WITH p AS (SELECT period_end FROM period WHERE period_id = $period),
began AS (SELECT min(period_start) AS first_day FROM period),
village AS (
    SELECT v.org_unit_id
    FROM v_reported v
    JOIN unit_tree t ON t.org_unit_id = v.org_unit_id AND t.ancestor_id = $unit
    WHERE v.period_id = $period AND v.talent = 1)
SELECT s.origin, date_diff('day', s.arrived, least(s.left_on, p.period_end)) AS days,
       s.left_on <= p.period_end AS has_left, count(*) AS stays
FROM talent_stay s
JOIN village v ON v.org_unit_id = s.org_unit_id
CROSS JOIN p
CROSS JOIN began
WHERE s.entry_date <= p.period_end AND (s.continued_on IS NULL OR s.continued_on > p.period_end)
  AND s.arrived BETWEEN began.first_day AND p.period_end
GROUP BY ALL
ORDER BY ALL
"""


def talent_stays(reader: Reader, unit_id: str, period_id: str) -> pa.Table:
    """Stays at or below a unit that began within the records, mergers seen through: `origin`, `days` until the talent
    left or the period ended, `has_left`, and how many such `stays`.

    Earlier arrivals are left out: of those, whoever had gone before the records began is not on the list. Only
    villages count that reported their talents for the period.
    """
    return reader.table(SQL, unit=unit_id, period=period_id)
