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


FIND = """
SELECT org_unit_id FROM unit_search
WHERE valid_to IS NULL
  AND (contains(name_zh, $words) OR contains(lower(name_en), lower($words)) OR starts_with(pinyin, lower($words))
       OR initials = lower($words) OR starts_with(org_unit_id, $words))
ORDER BY length(org_unit_id), name_zh <> $words AND lower(name_en) <> lower($words), org_unit_id
LIMIT $most
"""


def find_units(reader: Reader, words: str, most: int) -> pa.Table:
    """The ids of valid units whose name, pinyin, initials or code is or begins like the words: the highest first, of
    one level those called exactly so."""
    return reader.table(FIND, words=words, most=most)
