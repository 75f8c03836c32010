"""Which submissions are in force, and what was sent when?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = """
SELECT submission_id, org_unit_id, period_end, sheet, received_at, rows_n, rows_rejected_n, file_sha256
FROM submission ORDER BY received_at DESC, period_end DESC, org_unit_id, sheet LIMIT $most
"""


def submissions(reader: Reader, most: int) -> pa.Table:
    """The submissions in force within the scope, the latest received first, at most so many."""
    return reader.table(SQL, most=most)
