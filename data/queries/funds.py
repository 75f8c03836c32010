"""How much money was allocated for which purpose, and how much of it was spent?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = """
SELECT f.year, f.purpose, sum(f.allocated_yuan)::DOUBLE AS allocated, sum(f.spent_yuan)::DOUBLE AS spent,
       count(DISTINCT f.org_unit_id) AS units
FROM fund f
JOIN unit_tree t ON t.org_unit_id = f.org_unit_id AND t.ancestor_id = $unit
JOIN period p ON p.period_id = $period AND f.year <= p.year
GROUP BY f.year, f.purpose
ORDER BY f.year, f.purpose
"""


def funds(reader: Reader, unit_id: str, period_id: str) -> pa.Table:
    """Budget lines of a unit and all below it, up to the period's year: `year`, `purpose`, `allocated` and `spent` in
    yuan, and the number of `units` with such a line."""
    return reader.table(SQL, unit=unit_id, period=period_id)
