"""Which sums leave this store upwards?

Of the townships what a viewer may see, the rest empty with a mark; of the units from the county up every sum, so that
the totals above are exact, with the mark where a viewer does not see it here.
"""

from __future__ import annotations

import pyarrow as pa

from data.store import Reader

SOURCE = """
SELECT t.ancestor_id
FROM unit_tree t
JOIN org_unit township ON township.org_unit_id = t.org_unit_id AND township.level = 'township'
JOIN org_unit u ON u.org_unit_id = t.ancestor_id AND u.level <> 'township'
GROUP BY t.ancestor_id
HAVING count(*) = (SELECT count(*) FROM org_unit WHERE level = 'township')
ORDER BY length(t.ancestor_id) DESC
LIMIT 1
"""
UNITS = """
SELECT org_unit_id, parent_id, level, name_zh, name_en, valid_from, valid_to, successor_id
FROM org_unit
WHERE level <> 'village' AND (
    org_unit_id IN (SELECT org_unit_id FROM unit_tree WHERE ancestor_id = $source)
    OR org_unit_id IN (SELECT ancestor_id FROM unit_tree WHERE org_unit_id = $source))
ORDER BY org_unit_id
"""
PERIODS = "SELECT period_id, kind, period_start, period_end, year, months, provisional FROM period ORDER BY period_id"
VALUES = """
SELECT v.period_id, v.org_unit_id, v.indicator, v.numerator, v.denominator, v.reported, v.expected, v.withheld
FROM indicator_value v
JOIN unit_tree t ON t.org_unit_id = v.org_unit_id AND t.ancestor_id = $source
JOIN org_unit u ON u.org_unit_id = v.org_unit_id AND u.level <> 'village' AND (u.level = 'township') = $townships
ORDER BY v.indicator, v.period_id, v.org_unit_id
"""
SPREADS = """
SELECT s.period_id, s.org_unit_id, s.indicator, s.k, s.sum_xx, s.sum_xn, s.sum_nn
FROM indicator_spread s
JOIN unit_tree t ON t.org_unit_id = s.org_unit_id AND t.ancestor_id = $source
JOIN org_unit u ON u.org_unit_id = s.org_unit_id AND u.level <> 'village' AND (u.level = 'township') = $townships
ORDER BY s.indicator, s.period_id, s.org_unit_id
"""


def source_unit(reader: Reader) -> str | None:
    """The lowest unit, county or above, that has every township below it: the one this store is about."""
    found: list[str] = reader.table(SOURCE).column(0).to_pylist()
    return found[0] if found else None


def rollup_tables(everything: Reader, viewer: Reader, source: str) -> dict[str, pa.Table]:
    """`org_unit`, `period`, `indicator_value` and `indicator_spread` of the source and below, townships at the least.

    Two readers of the same snapshot and scope: one who sees everything and one from whom small cells are withheld.
    """
    return {
        "org_unit": everything.table(UNITS, source=source),
        "period": everything.table(PERIODS),
        "indicator_value": pa.concat_tables([viewer.table(VALUES, source=source, townships=True),
                                             _marked(everything, viewer, source)]),
        "indicator_spread": pa.concat_tables([viewer.table(SPREADS, source=source, townships=True),
                                              everything.table(SPREADS, source=source, townships=False)]),
    }  # fmt: skip


def _marked(everything: Reader, viewer: Reader, source: str) -> pa.Table:
    """Every sum from the county up, with the viewer's mark."""
    whole, seen = (reader.table(VALUES, source=source, townships=False) for reader in (everything, viewer))
    assert whole["org_unit_id"].equals(seen["org_unit_id"])
    return whole.set_column(whole.column_names.index("withheld"), "withheld", seen["withheld"])
