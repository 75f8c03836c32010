"""How do the units of a level that has very many of them rank, one page at a time?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

ASKED = "indicator = $indicator AND period_id = $period AND level = $level AND rank IS NOT NULL"
BELOW = "AND org_unit_id IN (SELECT org_unit_id FROM unit_tree WHERE ancestor_id = $unit)"
PAGE = """
SELECT org_unit_id, rank, rank_lower, rank_upper, bottom_tenth, ranked FROM unit_rank
WHERE {where} ORDER BY rank, org_unit_id LIMIT $most OFFSET $first
"""
COUNT = "SELECT count(*) AS units FROM unit_rank WHERE {where}"
OF_ALL, OF_SOME = PAGE.format(where=ASKED), PAGE.format(where=f"{ASKED} {BELOW}")
ALL, SOME = COUNT.format(where=ASKED), COUNT.format(where=f"{ASKED} {BELOW}")


def ranked_page(
    reader: Reader, indicator: str, period: str, level: str, unit: str | None, first: int, most: int
) -> pa.Table:
    """Of the units of a level below a unit (None: all of the scope), `most` from the `first` on (0 is the best), each
    with its rank among all units of the level in the store, of which `ranked` have one."""
    asked: dict[str, object] = {"indicator": indicator, "period": period, "level": level}
    asked |= {"first": first, "most": most}
    return reader.table(OF_ALL, **asked) if unit is None else reader.table(OF_SOME, unit=unit, **asked)


def ranked_below(reader: Reader, indicator: str, period: str, level: str, unit: str | None) -> int:
    """How many units of a level below a unit (None: all of the scope) have a rank."""
    asked: dict[str, object] = {"indicator": indicator, "period": period, "level": level}
    found = reader.table(ALL, **asked) if unit is None else reader.table(SOME, unit=unit, **asked)
    return int(found["units"][0].as_py())
