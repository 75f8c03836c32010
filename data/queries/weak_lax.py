"""Which villages were on the county's list of weak and lax organizations, and in which year?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = """
WITH p AS (SELECT period_end, year FROM period WHERE period_id = $period),
began AS (SELECT min(year) AS first_year FROM period),
village AS (
    SELECT u.org_unit_id FROM unit_tree t JOIN org_unit u ON u.org_unit_id = t.org_unit_id, p
    WHERE t.ancestor_id = $unit AND u.level = 'village'
      AND u.valid_from <= p.period_end AND (u.valid_to IS NULL OR u.valid_to > p.period_end)),
listed AS (
    SELECT y.org_unit_id, y.year, y.weak_lax
    FROM unit_year y JOIN village v ON v.org_unit_id = y.org_unit_id, p, began
    WHERE y.year BETWEEN began.first_year AND p.year)
SELECT org_unit_id, year, weak_lax
FROM listed
WHERE org_unit_id IN (SELECT org_unit_id FROM listed WHERE weak_lax)
ORDER BY org_unit_id, year
"""


def weak_lax(reader: Reader, unit_id: str, period_id: str) -> pa.Table:
    """Of every village at or below a unit that was ever on the list by the period's year: `year` and whether it was on
    the list (`weak_lax`, null where the cell was left blank); a year without a row was not reported."""
    return reader.table(SQL, unit=unit_id, period=period_id)
