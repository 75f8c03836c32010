"""How many figures on people rest on few?"""

from __future__ import annotations

from collections.abc import Collection

from data.store import Reader

SQL = """
SELECT count(*) FILTER (denominator < $least) AS few, count(*) AS n
FROM {figures}
WHERE period_id = $period AND denominator > 0 AND indicator IN (SELECT unnest($indicators))
    AND org_unit_id IN (SELECT unnest($units)) AND org_unit_id BETWEEN list_min($units) AND list_max($units)
"""
BY_UNIT = SQL.format(figures="(FROM unit_value UNION ALL BY NAME FROM village_value)")
AMONG_ALL = SQL.format(figures="indicator_value")


def few(
    reader: Reader, indicators: Collection[str], units: Collection[str], period_id: str, least: int
) -> tuple[int, int]:
    """Of the units' values of these indicators in a period those with a denominator under `least`, and all."""
    asked = {"indicators": list(indicators), "units": list(units), "period": period_id, "least": least}
    by_unit = reader.holds("unit_value") and reader.holds("village_value")
    row = reader.table(BY_UNIT if by_unit else AMONG_ALL, **asked).to_pylist()[0]
    return row["few"], row["n"]
