"""The figures of one year out of a snapshot, laid out by the places of its units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Indicator
from analytics.engines.duckdb_engine import Connection
from analytics.withheld.columns import Column, ColumnKey, Floats
from analytics.withheld.tree import Indices, Tree

PERIODS_A_YEAR = 5
CELLS_AT_A_TIME = 2_000_000
"""All of a nation's year at once would not fit into memory."""

UNITS = "SELECT org_unit_id, parent_id, level FROM org_unit ORDER BY 1"
YEARS = "SELECT DISTINCT period_id[:4] FROM indicator_value ORDER BY 1"
SUMS = """
SELECT v.indicator, v.period_id, p.place, v.numerator, v.denominator, v.expected, s.k
FROM indicator_value v JOIN unit_place p USING (org_unit_id)
LEFT JOIN indicator_spread s USING (indicator, period_id, org_unit_id)
WHERE v.period_id[:4] = $year AND v.indicator IN (SELECT unnest($indicators))
ORDER BY v.indicator, v.period_id
"""
BEFORE = """
SELECT c.indicator, c.period_id, p.place, c.numerator, c.denominator, c.expected, c.was_there
FROM changed_cell c JOIN unit_place p USING (org_unit_id)
WHERE c.period_id[:4] = $year AND c.indicator IN (SELECT unnest($indicators))
ORDER BY c.indicator, c.period_id
"""
HELD = """
SELECT w.indicator, w.period_id, p.place FROM withheld w JOIN unit_place p USING (org_unit_id)
WHERE w.period_id[:4] = $year AND w.indicator IN (SELECT unnest($indicators))
"""


@contextmanager
def placed(connection: Connection) -> Iterator[Tree]:
    """The tree of the units, whose places the connection knows as `unit_place` meanwhile."""
    tree = Tree.of(connection.execute(UNITS).fetchall())
    connection.register("unit_place", pa.table({"org_unit_id": tree.ids, "place": np.arange(len(tree))}))
    yield tree
    connection.unregister("unit_place")


def years(connection: Connection) -> list[str]:
    return [year for (year,) in connection.execute(YEARS).fetchall()]


def load_columns(connection: Connection, year: str, tree: Tree, indicators: Sequence[Indicator]) -> list[Column]:
    """A year's columns of some indicators, in the order of their names and periods."""
    asked = sorted(found.id for found in indicators)
    some = max(1, CELLS_AT_A_TIME // (PERIODS_A_YEAR * max(1, len(tree))))
    return [
        _column(rows, indicator, period_id, tree)
        for first in range(0, len(asked), some)
        for (indicator, period_id), rows in _rows(connection, SUMS, year, asked[first : first + some]).items()
    ]


def load_before(connection: Connection, year: str, indicators: Sequence[Indicator]) -> dict[ColumnKey, pd.DataFrame]:
    """The cells that were others, as they were: `place`, the sums, and whether the cell `was_there`."""
    return _rows(connection, BEFORE, year, [found.id for found in indicators])


def load_held(connection: Connection, year: str, indicators: Sequence[Indicator]) -> dict[ColumnKey, pd.DataFrame]:
    """The cells that are withheld, by `place`."""
    return _rows(connection, HELD, year, [found.id for found in indicators])


def sums_where_due(rows: pd.DataFrame, name: str) -> Floats:
    """Not a number where nothing was reported or nothing is due."""
    denominator = rows["denominator"].to_numpy(float, na_value=np.nan)
    nothing_due = (rows["expected"].to_numpy() == 0) & (denominator == 0)
    return np.where(nothing_due, np.nan, rows[name].to_numpy(float, na_value=np.nan))


def cells(key: ColumnKey, places: Indices) -> pa.Table:
    """`indicator`, `period_id` and `place` of some cells of a column."""
    indicator, period_id = key
    return pa.table(
        {
            "indicator": pa.array([indicator] * len(places), pa.string()),
            "period_id": pa.array([period_id] * len(places), pa.string()),
            "place": pa.array(places, pa.int64()),
        }
    )


def _rows(connection: Connection, sql: str, year: str, indicators: list[str]) -> dict[ColumnKey, pd.DataFrame]:
    rows = connection.sql(sql, params={"year": year, "indicators": indicators}).to_arrow_table().to_pandas()
    return dict(iter(rows.groupby(["indicator", "period_id"], sort=False)))


def _column(rows: pd.DataFrame, indicator: str, period_id: str, tree: Tree) -> Column:
    laid = []
    for name in ("numerator", "denominator", "k"):
        over_all = np.full(len(tree), np.nan)
        over_all[rows["place"].to_numpy()] = sums_where_due(rows, name)
        laid.append(over_all)
    return Column(INDICATORS[indicator], period_id, tree, *laid)
