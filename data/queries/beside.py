"""How do the units beside the scope lie together, without saying which is which?"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from data.scoped_views import FEW
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
LIES = {"above": "unit_value", "village": "village_value", "all": "indicator_value"}
"""Where the figures of a unit lie, and behind which macro those of its neighbours."""
BESIDE = {"above": "beside_above", "village": "beside_villages", "all": "beside"}
QUESTIONS = {
    (own, among): SQL.format(beside=macro, figures=table)
    for own, table in LIES.items()
    for among, macro in BESIDE.items()
}
FEW_BESIDE = "SELECT count(*) <= $few * $columns AS few FROM scope_beside WHERE level = 'village'"
LEVEL = "SELECT level FROM org_unit WHERE org_unit_id = $unit"
SHARES = (0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9)


def beside(reader: Reader, indicators: Sequence[str], periods: Sequence[str], level: str, unit: str) -> pa.Table:
    """One row an indicator and period: of the units of a level below the same unit as the scope, the scope's own left
    out, how many (`units`) have a value that is shown to everyone, the `quantiles` (type 7, at `SHARES`) of their
    ratios, and how many (`lower`) lie lower than `unit` (NULL where that has no value). No row for fewer than five.
    """
    asked = {"indicators": list(indicators), "periods": list(periods)}
    return reader.table(
        QUESTIONS[_where_they_lie(reader, level, unit, len(indicators) * len(periods))], **asked, level=level, unit=unit
    )


def _where_they_lie(reader: Reader, level: str, unit: str, columns: int) -> tuple[str, str]:
    """Where the figures of the unit and those of the level are found soonest: unit by unit, but a few columns of
    very many villages indicator by indicator."""
    if not all(reader.holds(table) for table in LIES.values() if table != LIES["all"]) or reader.scope.unit is None:
        return "all", "all"
    if level != "village":
        return "above", "above"
    own = "village" if reader.table(LEVEL, unit=unit)["level"].to_pylist() == ["village"] else "above"
    return own, "village" if reader.table(FEW_BESIDE, few=FEW, columns=columns)["few"][0].as_py() else "all"
