"""How do the units beside the scope lie together, without saying which is which?"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from data.store import Reader

SQL = """
WITH own AS (
    SELECT indicator, period_id, numerator / nullif(denominator, 0) AS ratio FROM {figures}
    WHERE org_unit_id = $unit
      AND indicator IN (SELECT unnest($indicators)) AND period_id IN (SELECT unnest($periods))
)
SELECT b.indicator, b.period_id, count(*)::INT AS units,
       quantile_cont(b.ratio, [0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9]) AS quantiles,
       CASE WHEN any_value(own.ratio) IS NOT NULL
            THEN count(*) FILTER (b.ratio < own.ratio - 1e-12) END::INT AS lower
FROM {beside}($indicators, $periods, $level) b
LEFT JOIN own ON own.indicator = b.indicator AND own.period_id = b.period_id
GROUP BY b.indicator, b.period_id ORDER BY b.indicator, b.period_id
"""
AMONG_ALL = SQL.format(beside="beside", figures="indicator_value")
ABOVE_AMONG_ALL = SQL.format(beside="beside", figures="unit_value")
ABOVE_VILLAGES = SQL.format(beside="beside_above", figures="unit_value")
LEVEL = "SELECT level FROM org_unit WHERE org_unit_id = $unit"
SHARES = (0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9)


def beside(reader: Reader, indicators: Sequence[str], periods: Sequence[str], level: str, unit: str) -> pa.Table:
    """One row an indicator and period: of the units of a level below the same unit as the scope, the scope's own left
    out, how many (`units`) have a value that is shown to everyone, the `quantiles` (type 7, at `SHARES`) of their
    ratios, and how many (`lower`) lie lower than `unit` (NULL where that has no value). No row for fewer than five.
    """
    asked = {"indicators": list(indicators), "periods": list(periods)}
    return reader.table(_asking(reader, level, unit), **asked, level=level, unit=unit)


def _asking(reader: Reader, level: str, unit: str) -> str:
    """The question to where the figures of the level, and those of the unit itself, lie together."""
    if not reader.holds("unit_value"):
        return AMONG_ALL
    if level != "village":
        return ABOVE_VILLAGES
    return AMONG_ALL if reader.table(LEVEL, unit=unit)["level"].to_pylist() == ["village"] else ABOVE_AMONG_ALL
