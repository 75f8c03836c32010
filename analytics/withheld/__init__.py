"""What a viewer may not see, decided when a snapshot is built, for all cells, periods and levels.

`withheld_level(indicator, level)`: the levels at which an indicator is not read at all.
`withheld(indicator, period_id, org_unit_id)`: the single cells above them that are hidden besides.
`withheld_below(least_denominator, small_counts)`: the thresholds that held.
No filter and no view changes it, so no two views can be subtracted from one another.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np
import pyarrow as pa

from analytics.catalogue import INDICATORS
from analytics.engines.duckdb_engine import Connection
from analytics.withheld.columns import hidden_levels, judged_indicators
from analytics.withheld.counts import families, related
from analytics.withheld.figures import cells, load_before, load_columns, load_held, placed, years
from analytics.withheld.protect import protect
from analytics.withheld.renewal import renew
from analytics.withheld.thresholds import Thresholds
from analytics.withheld.tree import Tree

Progress = Callable[[str], None]
Cell = tuple[str, str, str]
"""Indicator, period, unit."""

EMPTY = """
CREATE OR REPLACE TABLE withheld_level (indicator VARCHAR, level VARCHAR);
CREATE OR REPLACE TABLE withheld (indicator VARCHAR, period_id VARCHAR, org_unit_id VARCHAR);
CREATE OR REPLACE TABLE withheld_below (least_denominator INTEGER, small_counts INTEGER[]);
"""
ADD = """
INSERT INTO withheld SELECT h.indicator, h.period_id, p.org_unit_id
FROM hidden h JOIN unit_place p ON p.place = h.place ORDER BY ALL
"""
CHANGED = """
CREATE OR REPLACE TEMP TABLE changed_withheld (indicator VARCHAR, period_id VARCHAR, org_unit_id VARCHAR)
"""
TOUCHED = "SELECT DISTINCT period_id[:4], indicator FROM changed_cell"
TAKEN_OUT = """
DELETE FROM withheld USING (FROM hidden h JOIN unit_place p ON p.place = h.place) c
WHERE withheld.indicator = c.indicator AND withheld.period_id = c.period_id AND withheld.org_unit_id = c.org_unit_id
"""
NOTED = """
INSERT INTO changed_withheld SELECT h.indicator, h.period_id, p.org_unit_id
FROM hidden h JOIN unit_place p ON p.place = h.place
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
    with placed(connection) as tree:
        for year in years(connection):
            if progress:
                progress(f"withheld {year}")
            places = _places(tree, [cell for cell in marked if cell[1].startswith(year)])
            columns = load_columns(connection, year, tree, judged_indicators())
            for column in columns:
                column.judge(thresholds)
                column.hidden[places.get(column.key, [])] = True
            protect(families(columns))
            _lay(connection, ADD, [cells(one.key, np.flatnonzero(one.hidden & one.read)) for one in columns])


def renew_withheld(connection: Connection, thresholds: Thresholds, progress: Progress | None = None) -> None:
    """Bring `withheld` to what `write_withheld` would write, which wrote it under the same thresholds.

    Since then only the cells of `changed_cell` have become others, which says what they were. Leaves the cells that are
    withheld no longer, and those that have come, as `changed_withheld`.
    """
    connection.execute(CHANGED)
    changed = connection.execute(TOUCHED).fetchall()
    with placed(connection) as tree:
        for year in sorted({year for year, _ in changed}):
            if progress:
                progress(f"withheld {year}")
            _renew_year(connection, year, tree, {indicator for one, indicator in changed if one == year}, thresholds)


def _renew_year(
    connection: Connection, year: str, tree: Tree, changed: Collection[str], thresholds: Thresholds
) -> None:
    groups = [group for group in related(judged_indicators()) if any(found.id in changed for found in group)]
    if not (touched := [found for group in groups for found in group]):
        return
    columns = load_columns(connection, year, tree, touched)
    before, held = load_before(connection, year, touched), load_held(connection, year, touched)
    lost = held.keys() - {column.key for column in columns}
    gone, come = [cells(key, held[key]["place"].to_numpy()) for key in lost], []
    for group in groups:
        now = [column for column in columns if column.indicator in group]
        were = {key: rows for key, rows in before.items() if INDICATORS[key[0]] in group}
        for column, was in zip(now, renew(now, were, held, thresholds), strict=True):
            gone.append(cells(column.key, np.flatnonzero(was.hidden & ~column.hidden & column.read)))
            come.append(cells(column.key, np.flatnonzero(column.hidden & ~was.hidden & column.read)))
    _lay(connection, TAKEN_OUT, gone)
    _lay(connection, ADD, come)
    _lay(connection, NOTED, [*gone, *come])


def _lay(connection: Connection, sql: str, tables: Sequence[pa.Table]) -> None:
    if tables:
        connection.register("hidden", pa.concat_tables(tables))
        connection.execute(sql)
        connection.unregister("hidden")


def _places(tree: Tree, cells: Sequence[Cell]) -> dict[tuple[str, str], list[int]]:
    place = {unit: number for number, unit in enumerate(tree.ids)}
    found: dict[tuple[str, str], list[int]] = {}
    for indicator, period_id, unit in cells:
        found.setdefault((indicator, period_id), []).append(place[unit])
    return found
