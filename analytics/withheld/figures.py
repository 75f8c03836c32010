"""The figures of one year out of a snapshot, laid out by the places of its units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics.catalogue.kinds import Indicator, Kind
from analytics.engines.duckdb_engine import Connection
from analytics.withheld.columns import Column, ColumnKey, Floats
from analytics.withheld.tree import NONE, Indices, Tree

UNITS = "SELECT org_unit_id, parent_id, level FROM org_unit ORDER BY 1"
YEARS = "SELECT DISTINCT period_id[:4] FROM indicator_value ORDER BY 1"
PERIODS = """
SELECT DISTINCT period_id FROM indicator_value WHERE indicator = $indicator AND period_id[:4] = $year ORDER BY 1
"""
# No join: looking units up by name takes far longer than reading, and most columns of a period list the same.
SUMS = """
SELECT org_unit_id, numerator, denominator, expected
FROM indicator_value WHERE indicator = $indicator AND period_id = $period
"""
SPREAD = "SELECT org_unit_id, k FROM indicator_spread WHERE indicator = $indicator AND period_id = $period"
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
    layout = _Layout(tree)
    return [
        _column(connection, layout, indicator, period_id)
        for indicator in sorted(indicators, key=lambda found: found.id)
        for (period_id,) in connection.execute(PERIODS, {"indicator": indicator.id, "year": year}).fetchall()
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


class _Layout:
    """Lays rows out by the places of their units."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._ids = pa.array(tree.ids, pa.string())
        self._found: dict[str, tuple[pa.ChunkedArray, Indices]] = {}

    def over_all(self, table: str, units: pa.ChunkedArray, values: Floats) -> Floats:
        """By place, of those units that there are; NaN where none of a table's rows is."""
        if table not in self._found or not self._found[table][0].equals(units):
            places = pc.fill_null(pc.index_in(units, self._ids), NONE).to_numpy()
            self._found[table] = units, places
        places = self._found[table][1]
        known, laid = places != NONE, np.full(len(self.tree), np.nan)
        laid[places[known]] = values[known]
        return laid


def _column(connection: Connection, layout: _Layout, indicator: Indicator, period_id: str) -> Column:
    asked = {"indicator": indicator.id, "period": period_id}
    table = connection.sql(SUMS, params=asked).to_arrow_table()
    units, rows = table.column("org_unit_id"), table.drop_columns(["org_unit_id"]).to_pandas()
    sums = [layout.over_all(period_id, units, sums_where_due(rows, name)) for name in ("numerator", "denominator")]
    contributions = np.full(len(layout.tree), np.nan)
    if indicator.kind is Kind.RATIO:
        spread = connection.sql(SPREAD, params=asked).to_arrow_table()
        units, k = spread.column("org_unit_id"), spread.column("k").to_numpy().astype(float)
        contributions = layout.over_all(f"spread {period_id}", units, k)
        contributions[np.isnan(sums[1])] = np.nan
    return Column(indicator, period_id, layout.tree, sums[0], sums[1], contributions)
