"""The product's cube beside the oracle: load, build, list every difference."""

from __future__ import annotations

import math

import duckdb
import pyarrow as pa

from data.hierarchy import UNIT_TREE
from data.schema import SUBMISSION, TABLES, ddl

from .definitions import DEFINITIONS
from .oracle import Cell

TOLERANCE = 1e-9
SHOWN = 20


def load(tables, submissions):
    """A connection to a store in memory that holds the records, the log and the tree of units."""
    connection = duckdb.connect()
    for table, rows in [*((TABLES[name], rows) for name, rows in tables.items()), (SUBMISSION, submissions)]:
        connection.execute(ddl(table))
        if rows:
            columns = ", ".join(column.name for column in table.columns)
            connection.register("given", pa.Table.from_pylist(rows))
            connection.execute(f"INSERT INTO {table.name} SELECT {columns} FROM given")
            connection.unregister("given")
    connection.execute(UNIT_TREE)
    return connection


def fetch(connection, sql):
    """Rows as dicts, decimals kept exact."""
    cursor = connection.execute(sql)
    names = [field[0] for field in cursor.description]
    return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def cube_cells(connection, period_ids=None):
    rows = fetch(connection, "SELECT * FROM indicator_value")
    return {
        (r["period_id"], r["org_unit_id"], r["indicator"]): Cell(
            r["numerator"], r["denominator"], r["reported"], r["expected"]
        )
        for r in rows
        if period_ids is None or r["period_id"] in period_ids
    }


def same(ours, theirs):
    if ours is None or theirs is None:
        return ours is theirs
    return math.isclose(float(ours), float(theirs), rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def same_cell(ours, theirs):
    if ours is None or theirs is None:
        return False
    if nothing_expected(ours) and nothing_expected(theirs):
        return True
    numbers = same(ours.numerator, theirs.numerator) and same(ours.denominator, theirs.denominator)
    return numbers and (ours.reported, ours.expected) == (theirs.reported, theirs.expected)


def nothing_expected(cell):
    """No village to which it applies and no row of a unit above: blank and 0 of 0 both say `not applicable`."""
    return not (cell.expected or cell.reported or cell.numerator or cell.denominator)


def differing_cells(ours, theirs):
    """Each key with both cells where they differ; None where one side has no row."""
    keys = sorted(ours.keys() | theirs.keys())
    return [(key, ours.get(key), theirs.get(key)) for key in keys if not same_cell(ours.get(key), theirs.get(key))]


def spread_of(contributions):
    """k and the three sums of squares of a ratio of sums."""
    parts = [(float(x), float(n)) for x, n in contributions]
    xx, xn, nn = sum(x * x for x, _ in parts), sum(x * n for x, n in parts), sum(n * n for _, n in parts)
    return len(parts), xx, xn, nn


def differing_spreads(connection, contributions, period_ids=None):
    """As `differing_cells`, of `indicator_spread`, where there are the two contributions that an interval needs."""
    rows = fetch(
        connection, "SELECT period_id, org_unit_id, indicator, k, sum_xx, sum_xn, sum_nn FROM indicator_spread"
    )
    theirs = {tuple(r.values())[:3]: tuple(r.values())[3:] for r in rows}
    ours = {key: spread_of(parts) for key, parts in contributions.items() if DEFINITIONS[key[2]].kind == "ratio"}
    nothing, found = (0, 0, 0, 0), []
    for key in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(key, nothing), tuple(value or 0 for value in theirs.get(key, nothing))
        wanted = (period_ids is None or key[0] in period_ids) and max(mine[0], other[0]) >= 2
        if wanted and not all(same(a, b) for a, b in zip(mine, other, strict=True)):
            found.append((key, mine, other))
    return found


def differing_periods(ours, connection):
    theirs = {p["period_id"]: p for p in fetch(connection, "SELECT * FROM period")}
    mine = {p["period_id"]: p for p in ours}
    return [
        (k, mine.get(k), theirs.get(k)) for k in sorted(mine.keys() | theirs.keys()) if mine.get(k) != theirs.get(k)
    ]


def tell(differences, where):
    """What a reader of a failed test needs: how many, in which indicators, and the first of them."""
    count = {}
    for key, *_ in differences:
        count[key[2] if isinstance(key, tuple) else key] = count.get(key[2] if isinstance(key, tuple) else key, 0) + 1
    lines = [f"{len(differences)} differences in {where}: {count}"]
    lines += [f"  {key}: oracle {ours}, cube {theirs}" for key, ours, theirs in differences[:SHOWN]]
    return "\n".join(lines)
