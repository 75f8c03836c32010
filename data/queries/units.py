"""Which units may be chosen, and by which names are they found?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SQL = """
SELECT org_unit_id, level, parent_id, name_zh, name_en, pinyin, initials, valid_from, valid_to
FROM unit_search
ORDER BY org_unit_id
"""


def units(reader: Reader) -> pa.Table:
    """Every unit of the scope and those above it, closed ones too, by code: a unit comes before those below it."""
    return reader.table(SQL)
