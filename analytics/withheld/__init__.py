"""What a viewer may not see, decided once when a snapshot is built, for all cells, periods and levels.

`withheld_level(indicator, level)`: the levels at which an indicator is not read at all.
`withheld(indicator, period_id, org_unit_id)`: the single cells above them that are hidden besides.
`withheld_below(least_denominator, small_counts)`: the thresholds that held.
No filter and no view changes it, so no two views can be subtracted from one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.catalogue import INDICATORS
from analytics.engines.duckdb_engine import Connection
from analytics.withheld.columns import Column, hidden_levels, judged_indicators
from analytics.withheld.protect import protect
from analytics.withheld.thresholds import Thresholds
from analytics.withheld.tree import LEVELS, Tree

Progress = Callable[[str], None]
PERIODS_A_YEAR = 5
CELLS_AT_A_TIME = 2_000_000
"""All of a nation's year at once would not fit into memory."""
Cell = tuple[str, str, str]
"""Indicator, period, unit."""

EMPTY = """
CREATE OR REPLACE TABLE withheld_level (indicator VARCHAR, level VARCHAR);
CREATE OR REPLACE TABLE withheld (indicator VARCHAR, period_id VARCHAR, org_unit_id VARCHAR);
CREATE OR REPLACE TABLE withheld_below (least_denominator INTEGER, small_counts INTEGER[]);
"""
SUMS = """
SELECT v.indicator, v.period_id, p.place, v.numerator, v.denominator, v.expected, s.k
FROM indicator_value v JOIN unit_place p USING (org_unit_id)
LEFT JOIN indicator_spread s USING (indicator, period_id, org_unit_id)
WHERE v.period_id[:4] = $year AND v.indicator IN (SELECT unnest($indicators))
ORDER BY v.indicator, v.period_id
"""
ADD = """
INSERT INTO withheld SELECT h.indicator, h.period_id, p.org_unit_id
FROM hidden h JOIN unit_place p ON p.place = h.place ORDER BY ALL
"""


def write_withheld(
    connection: Connection,
    thresholds: Thresholds,
    progress: Progress | None = None,
    marked: Sequence[Cell] = (),
) -> None:
    """Write the three tables from `indicator_value`, `indicator_spread` and `org_unit`.

    `marked` are cells that are hidden from the outset: those that a store below had withheld.
    """
    connection.execute(EMPTY)
    held = [thresholds.least_denominator, list(thresholds.small_counts)]
    connection.execute("INSERT INTO withheld_below VALUES ($1, $2)", held)
    levels = [(key, level) for key, found in INDICATORS.items() for level in hidden_levels(found)]
    connection.executemany("INSERT INTO withheld_level VALUES ($1, $2)", levels)
    tree = Tree.of(connection.execute("SELECT org_unit_id, parent_id, level FROM org_unit ORDER BY 1").fetchall())
    connection.register("unit_place", pa.table({"org_unit_id": tree.ids, "place": np.arange(len(tree))}))
    years = connection.execute("SELECT DISTINCT period_id[:4] FROM indicator_value ORDER BY 1").fetchall()
    for (year,) in years:
        if progress:
            progress(f"withheld {year}")
        _write_year(connection, year, tree, thresholds, marked)
    connection.unregister("unit_place")


def _write_year(connection: Connection, year: str, tree: Tree, thresholds: Thresholds, marked: Sequence[Cell]) -> None:
    columns = list(_columns(connection, year, tree))
    places = _places(tree, [cell for cell in marked if cell[1].startswith(year)])
    for column in columns:
        column.judge(thresholds)
        column.hidden[places.get((column.indicator.id, column.period_id), [])] = True
    protect(columns)
    connection.register("hidden", pa.concat_tables([_withheld(column) for column in columns]))
    connection.execute(ADD)
    connection.unregister("hidden")


def _places(tree: Tree, cells: Sequence[Cell]) -> dict[tuple[str, str], list[int]]:
    place = {unit: number for number, unit in enumerate(tree.ids)}
    found: dict[tuple[str, str], list[int]] = {}
    for indicator, period_id, unit in cells:
        found.setdefault((indicator, period_id), []).append(place[unit])
    return found


def _columns(connection: Connection, year: str, tree: Tree) -> Iterator[Column]:
    judged = sorted(found.id for found in judged_indicators())
    some = max(1, CELLS_AT_A_TIME // (PERIODS_A_YEAR * max(1, len(tree))))
    for first in range(0, len(judged), some):
        asked = {"year": year, "indicators": judged[first : first + some]}
        sums = connection.sql(SUMS, params=asked).to_arrow_table().to_pandas()
        for (indicator, period_id), rows in sums.groupby(["indicator", "period_id"], sort=False):
            yield _column(rows, indicator, period_id, tree)


def _column(rows: pd.DataFrame, indicator: str, period_id: str, tree: Tree) -> Column:
    denominator = rows["denominator"].to_numpy(float, na_value=np.nan)
    nothing_due = (rows["expected"].to_numpy() == 0) & (denominator == 0)
    laid = []
    for name in ("numerator", "denominator", "k"):
        over_all = np.full(len(tree), np.nan)
        values = rows[name].to_numpy(float, na_value=np.nan)
        over_all[rows["place"].to_numpy()] = np.where(nothing_due, np.nan, values)
        laid.append(over_all)
    return Column(INDICATORS[indicator], period_id, tree, *laid)


def _withheld(column: Column) -> pa.Table:
    """The hidden cells at the levels at which the indicator is read."""
    read = column.tree.rank >= LEVELS.index(column.indicator.least_level)
    place = np.flatnonzero(column.hidden & read)
    return pa.table(
        {
            "indicator": pa.array([column.indicator.id] * len(place), pa.string()),
            "period_id": pa.array([column.period_id] * len(place), pa.string()),
            "place": pa.array(place, pa.int64()),
        }
    )
