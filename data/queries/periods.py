"""Which periods are there?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = """
SELECT period_id, kind, period_start, period_end, year, months, provisional
FROM period
ORDER BY period_end DESC, kind DESC
"""


def periods(reader: Reader) -> pa.Table:
    """Every quarter and year with figures, the newest first; a year before the quarter that ends with it."""
    return reader.table(SQL)
