"""Which service cases of talents were opened and closed in the period, with which outcome, after how many days?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = """
WITH p AS (SELECT period_start, period_end FROM period WHERE period_id = $period),
village AS (
    SELECT v.org_unit_id
    FROM v_reported v
    JOIN unit_tree t ON t.org_unit_id = v.org_unit_id AND t.ancestor_id = $unit
    WHERE v.period_id = $period AND v.talent_support = 1)
SELECT c.kind,
       CASE WHEN c.closed_date <= p.period_end THEN c.outcome ELSE 'ongoing' END AS outcome,
       CASE WHEN c.closed_date <= p.period_end THEN date_diff('day', c.opened_date, c.closed_date) END AS days,
       c.opened_date >= p.period_start AS opened,
       count(*) AS cases
FROM talent_support c
JOIN village v ON v.org_unit_id = c.org_unit_id
JOIN p ON c.opened_date <= p.period_end AND (c.closed_date IS NULL OR c.closed_date >= p.period_start)
WHERE c.kind <> 'mentoring'
GROUP BY ALL
ORDER BY ALL
"""


def support_cases(reader: Reader, unit_id: str, period_id: str) -> pa.Table:
    """Cases at or below a unit that were under way at any time in the period: `kind`, `outcome` (`ongoing` for those
    open at the period's end), `days` from opening to closing (null while open), whether `opened` in the period, and how
    many such `cases`. Only villages count that reported their support for the period.
    """
    return reader.table(SQL, unit=unit_id, period=period_id)
