"""Which units does an export hold, and how many rows?"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from data.store import Reader

UNITS = """
SELECT u.org_unit_id, u.level, u.name_zh, u.name_en, u.pinyin, a.name_zh AS above_zh, a.name_en AS above_en,
       a.pinyin AS above_pinyin
FROM unit_tree t
JOIN unit_search u ON u.org_unit_id = t.org_unit_id
LEFT JOIN unit_search a ON a.org_unit_id = u.parent_id
WHERE t.ancestor_id = $unit AND u.level IN (SELECT unnest($levels))
ORDER BY u.org_unit_id
"""

CELLS = """
SELECT count(*) AS rows
FROM {figures} v
WHERE v.indicator IN (SELECT unnest($indicators)) AND v.period_id IN (SELECT unnest($periods))
  AND v.org_unit_id IN (
      SELECT t.org_unit_id FROM unit_tree t JOIN {units} u ON u.org_unit_id = t.org_unit_id
      WHERE t.ancestor_id = $unit AND u.level IN (SELECT unnest($levels)))
"""

BY_UNIT_AND_PERIOD = """
SELECT count(*) AS rows FROM (
    SELECT DISTINCT v.period_id, v.org_unit_id
    FROM {figures} v
    WHERE v.indicator IN (SELECT unnest($indicators)) AND v.period_id IN (SELECT unnest($periods))
      AND v.org_unit_id IN (
          SELECT t.org_unit_id FROM unit_tree t JOIN {units} u ON u.org_unit_id = t.org_unit_id
          WHERE t.ancestor_id = $unit AND u.level IN (SELECT unnest($levels))))
"""

BY_UNIT_AND_INDICATOR = """
SELECT count(*) AS rows FROM (
    SELECT DISTINCT v.indicator, v.org_unit_id
    FROM {figures} v
    WHERE v.indicator IN (SELECT unnest($indicators)) AND v.period_id IN (SELECT unnest($periods))
      AND v.org_unit_id IN (
          SELECT t.org_unit_id FROM unit_tree t JOIN {units} u ON u.org_unit_id = t.org_unit_id
          WHERE t.ancestor_id = $unit AND u.level IN (SELECT unnest($levels))))
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

SMALL = """
SELECT count(*) AS cells
FROM {figures} v
WHERE v.indicator IN (SELECT unnest($indicators)) AND v.period_id IN (SELECT unnest($periods))
  AND v.org_unit_id IN (
      SELECT t.org_unit_id FROM unit_tree t JOIN {units} u ON u.org_unit_id = t.org_unit_id
      WHERE t.ancestor_id = $unit AND u.level IN (SELECT unnest($levels)))
  AND v.denominator > 0
  AND (v.denominator < $least OR v.numerator IN (SELECT unnest($few))
       OR v.denominator - v.numerator IN (SELECT unnest($few)))
"""


def export_units(reader: Reader, unit_id: str, levels: Sequence[str]) -> pa.Table:
    """Units of the levels at or below a unit, closed ones too, by code; with names, and those of the unit above."""
    return reader.table(UNITS, unit=unit_id, levels=list(levels))


def unit_itself(reader: Reader, unit_id: str) -> pa.Table:
    """The unit's level and names; no row where it is not in the scope."""
    return reader.table(ITSELF, unit=unit_id)


def levels_at_or_below(reader: Reader, unit_id: str) -> dict[str, int]:
    """The levels that occur at or below a unit, from the top, with the number of units, closed ones too."""
    return {row["level"]: row["units"] for row in reader.table(LEVELS, unit=unit_id).to_pylist()}


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
    """A question to where figures and units of the levels lie: those above villages lie by themselves, if the snapshot
    has that."""
    above = "village" not in levels
    figures = "unit_value" if above and reader.holds("unit_value") else "indicator_value"
    units = "unit_above" if above and reader.holds("unit_above") else "unit_search"
    return sql.format(figures=figures, units=units)
