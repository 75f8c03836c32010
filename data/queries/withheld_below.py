"""Under which thresholds were figures about people withheld when the snapshot was built?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = "SELECT least_denominator, small_counts FROM withheld_below"


def withheld_below(reader: Reader) -> pa.Table:
    """`least_denominator` and `small_counts` in one row; none of a snapshot that does not say."""
    return reader.table(SQL)
