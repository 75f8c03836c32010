"""What does the county itself say of each village: its star rating, and is it on the list of weak organizations?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = """
WITH p AS (SELECT period_end, year FROM period WHERE period_id = $period)
SELECT y.org_unit_id, y.year, y.star_rating, y.weak_lax
FROM unit_year y
JOIN unit_tree t ON t.org_unit_id = y.org_unit_id AND t.ancestor_id = $unit
JOIN org_unit u ON u.org_unit_id = y.org_unit_id AND u.level = 'village', p
WHERE y.year BETWEEN p.year - 1 AND p.year
QUALIFY row_number() OVER (PARTITION BY y.org_unit_id ORDER BY y.year DESC) = 1
ORDER BY y.org_unit_id
"""


def county_lists(reader: Reader, unit_id: str, period_id: str) -> pa.Table:
    """The villages below a unit that have a yearly row for the period's year, else the year before, by code.

    `star_rating` is 1 to 5, null where not rated; `weak_lax` says whether the village is on the county's list of weak
    and lax organizations that year; `year` is the year of the row.
    """
    return reader.table(SQL, unit=unit_id, period=period_id)
