"""Which villages lie below a unit, which units above it, and what are the villages like whatever they achieve?"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

BELOW = """
SELECT u.org_unit_id, u.parent_id, u.name_zh, u.name_en, u.village_category
FROM unit_tree t JOIN org_unit u ON u.org_unit_id = t.org_unit_id
WHERE t.ancestor_id = $unit AND u.level = $level
ORDER BY u.org_unit_id
"""

AT_OR_BELOW = """
SELECT t.org_unit_id FROM unit_tree t WHERE t.ancestor_id = $unit ORDER BY t.org_unit_id
"""

ABOVE = """
SELECT u.org_unit_id, u.level, u.name_zh, u.name_en
FROM unit_tree t JOIN org_unit u ON u.org_unit_id = t.ancestor_id
WHERE t.org_unit_id = $unit
ORDER BY t.depth
"""

STRUCTURE = """
WITH p AS (SELECT period_end, year FROM period WHERE period_id = $period),
village AS (
    SELECT u.* FROM unit_tree t JOIN org_unit u ON u.org_unit_id = t.org_unit_id, p
    WHERE t.ancestor_id = $unit AND u.level = 'village'
      AND u.valid_from <= p.period_end AND (u.valid_to IS NULL OR u.valid_to > p.period_end)),
yearly AS (
    SELECT y.* FROM unit_year y, p WHERE y.year BETWEEN p.year - 1 AND p.year
      AND y.org_unit_id IN (SELECT org_unit_id FROM village)
    QUALIFY row_number() OVER (PARTITION BY y.org_unit_id ORDER BY y.year DESC) = 1),
stock AS (
    SELECT m.org_unit_id, count(*) AS members FROM member m, p
    WHERE m.stage IN ('probationary', 'full') AND m.enter_date <= p.period_end
      AND (m.exit_date IS NULL OR m.exit_date > p.period_end)
      AND m.org_unit_id IN (SELECT org_unit_id FROM village)
    GROUP BY ALL)
SELECT v.org_unit_id, v.village_category, y.resident_population::DOUBLE AS population,
       y.households::DOUBLE AS households, s.members::DOUBLE AS members, v.terrain,
       v.distance_km::DOUBLE AS distance, y.collective_income_yuan::DOUBLE AS income
FROM village v
LEFT JOIN yearly y ON y.org_unit_id = v.org_unit_id
LEFT JOIN stock s ON s.org_unit_id = v.org_unit_id
ORDER BY v.org_unit_id
"""


def units_below(reader: Reader, unit_id: str, level: str) -> pa.Table:
    """Units of a level at or below a unit, closed ones too, by code, with names, parent and village category."""
    return reader.table(BELOW, unit=unit_id, level=level)


def units_at_or_below(reader: Reader, unit_id: str) -> pa.Table:
    """The unit itself and every unit below it, closed ones too, by code."""
    return reader.table(AT_OR_BELOW, unit=unit_id)


def units_above(reader: Reader, unit_id: str) -> pa.Table:
    """The unit itself and every unit above it, the nearest first, with level and names."""
    return reader.table(ABOVE, unit=unit_id)


def structure(reader: Reader, unit_id: str, period_id: str) -> pa.Table:
    """The villages below a unit that are valid at the period's end, by code, each with what may make it like another.

    `population`, `households` and `income` (yuan) are of the period's year, else of the year before; `members` are
    those in stock at the period's end; `distance` to the county seat is in km. What nobody reported is null.
    """
    return reader.table(STRUCTURE, unit=unit_id, period=period_id)
