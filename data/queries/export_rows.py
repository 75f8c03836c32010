"""Which units does an export hold, and how many rows?"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from data.store import Reader

UNITS = """
SELECT u.org_unit_id, u.level, u.name_zh, u.name_en, u.pinyin, a.name_zh AS above_zh, a.name_en AS above_en,
       a.pinyin AS above_pinyin
FROM unit_tree t
JOIN {units} l ON l.org_unit_id = t.org_unit_id AND l.level IN (SELECT unnest($levels))
JOIN unit_search u ON u.org_unit_id = l.org_unit_id
LEFT JOIN unit_search a ON a.org_unit_id = u.parent_id
WHERE t.ancestor_id = $unit
ORDER BY u.org_unit_id
"""

CELL = """
FROM {figures} v
WHERE v.indicator IN (SELECT unnest($indicators)) AND v.period_id IN (SELECT unnest($periods))
  AND v.org_unit_id IN (
      SELECT t.org_unit_id FROM unit_tree t JOIN {units} u ON u.org_unit_id = t.org_unit_id
      WHERE t.ancestor_id = $unit AND u.level IN (SELECT unnest($levels))){of_levels}"""
CELLS = f"SELECT count(*) AS rows {CELL}"
BY_UNIT_AND_PERIOD = f"SELECT count(*) AS rows FROM (SELECT DISTINCT v.period_id, v.org_unit_id {CELL})"
BY_UNIT_AND_INDICATOR = f"SELECT count(*) AS rows FROM (SELECT DISTINCT v.indicator, v.org_unit_id {CELL})"
SMALL = f"""
SELECT count(*) AS cells {CELL}
  AND v.denominator > 0
  AND (v.denominator < $least OR v.numerator IN (SELECT unnest($few))
       OR v.denominator - v.numerator IN (SELECT unnest($few)))
"""

BELOW = "SELECT org_unit_id FROM unit_tree WHERE ancestor_id = $above"
IS_BELOW = "SELECT count(*) AS n FROM unit_tree WHERE ancestor_id = $above AND org_unit_id = $unit"

ITSELF = """
SELECT org_unit_id, level, name_zh, name_en, pinyin FROM unit_search WHERE org_unit_id = $unit
"""

OF_UNITS = """
SELECT DISTINCT level FROM unit_search WHERE org_unit_id IN (SELECT unnest($units)) ORDER BY level
"""

LEVELS = """
SELECT u.level, count(*) AS units
FROM unit_tree t JOIN unit_search u ON u.org_unit_id = t.org_unit_id
WHERE t.ancestor_id = $unit
GROUP BY u.level ORDER BY min(t.depth)
"""
LEVELS_APART = """
WITH above AS (
    SELECT u.level, t.depth FROM unit_tree t JOIN unit_above u ON u.org_unit_id = t.org_unit_id
    WHERE t.ancestor_id = $unit),
found AS (
    SELECT level, count(*) AS units, min(depth) AS depth FROM above GROUP BY level
    UNION ALL
    SELECT 'village', count(*) - (SELECT count(*) FROM above), max(depth) + 1 FROM unit_tree WHERE ancestor_id = $unit)
SELECT level, units FROM found WHERE units > 0 ORDER BY depth
"""
"""What is no unit above villages is one: a nation's need not be looked up."""


def export_units(reader: Reader, unit_id: str, levels: Sequence[str]) -> pa.Table:
    """Units of the levels at or below a unit, closed ones too, by code; with names, and those of the unit above."""
    return reader.table(_where_they_lie(UNITS, reader, levels), unit=unit_id, levels=list(levels))


def unit_itself(reader: Reader, unit_id: str) -> pa.Table:
    """The unit's level and names; no row where it is not in the scope."""
    return reader.table(ITSELF, unit=unit_id)


def levels_at_or_below(reader: Reader, unit_id: str) -> dict[str, int]:
    """The levels that occur at or below a unit, from the top, with the number of units, closed ones too."""
    found = reader.table(LEVELS_APART if reader.holds("unit_above") else LEVELS, unit=unit_id)
    return {row["level"]: row["units"] for row in found.to_pylist()}


def levels_of_units(reader: Reader, units: Sequence[str]) -> list[str]:
    """The levels that the units have; none where none of them is in the scope."""
    return [str(level) for level in reader.table(OF_UNITS, units=list(units)).column("level").to_pylist()]


def count_cells(
    reader: Reader, unit_id: str, levels: Sequence[str], indicators: Sequence[str], periods: Sequence[str]
) -> int:
    """How many combinations of indicator, period and unit the store holds."""
    return _count(reader, CELLS, unit_id, levels, indicators, periods)


def count_units_by_period(
    reader: Reader, unit_id: str, levels: Sequence[str], indicators: Sequence[str], periods: Sequence[str]
) -> int:
    """How many pairs of unit and period have a figure."""
    return _count(reader, BY_UNIT_AND_PERIOD, unit_id, levels, indicators, periods)


def count_units_by_indicator(
    reader: Reader, unit_id: str, levels: Sequence[str], indicators: Sequence[str], periods: Sequence[str]
) -> int:
    """How many pairs of unit and indicator have a figure."""
    return _count(reader, BY_UNIT_AND_INDICATOR, unit_id, levels, indicators, periods)


def is_at_or_below(reader: Reader, unit_id: str, above: str) -> bool:
    """Whether a unit is another or lies below it."""
    return bool(reader.table(IS_BELOW, unit=unit_id, above=above).column("n")[0].as_py())


def at_or_below(reader: Reader, above: str) -> frozenset[str]:
    """The codes of a unit and all below it."""
    return frozenset(reader.table(BELOW, above=above).column("org_unit_id").to_pylist())


def count_small_cells(
    reader: Reader, unit_id: str, levels: Sequence[str], indicators: Sequence[str], periods: Sequence[str], *,
    least: int, few: Sequence[int],
) -> int:  # fmt: skip
    """How many of the cells stand on fewer than `least`, or have one of `few` above or not above the line."""
    asked = {"unit": unit_id, "levels": list(levels), "indicators": list(indicators), "periods": list(periods)}
    found = reader.table(_where_they_lie(SMALL, reader, levels), **asked, least=least, few=list(few))
    return int(found["cells"][0].as_py())


def _count(
    reader: Reader, sql: str, unit_id: str, levels: Sequence[str], indicators: Sequence[str], periods: Sequence[str]
) -> int:
    asked = {"unit": unit_id, "levels": list(levels), "indicators": list(indicators), "periods": list(periods)}
    return int(reader.table(_where_they_lie(sql, reader, levels), **asked)["rows"][0].as_py())


def _where_they_lie(sql: str, reader: Reader, levels: Sequence[str]) -> str:
    """A question to where figures and units of the levels lie: those above villages lie by themselves, level by level,
    if the snapshot has that."""
    if "village" in levels or not reader.holds("unit_above"):
        return sql.format(figures="indicator_value", units="unit_search", of_levels="")
    return sql.format(figures="unit_value", units="unit_above", of_levels=" AND list_contains($levels, v.level)")
