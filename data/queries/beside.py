"""How do the units beside the scope stand, without saying which is which?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = """
SELECT ratio FROM beside
WHERE indicator = $indicator AND period_id = $period AND level = $level
ORDER BY ratio
"""


def beside(reader: Reader, indicator: str, period_id: str, level: str) -> pa.Table:
    """`ratio` (numerator over denominator) of the units of a level below the same unit as the scope, the scope's own
    left out, in order of size; empty where fewer than five have a value that is shown to everyone."""
    return reader.table(SQL, indicator=indicator, period=period_id, level=level)
