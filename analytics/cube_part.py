"""The cube after a resubmission: what the changed rows reach is computed anew, everything else stays as it is.

`data.changes` has left the rows of each record table that came, went or changed on the connection. `facts/reach.sql`
says whose figures they can reach, `facts/part.sql` lays out beside, in a database of its own, what those figures are
made of. There the same statements run as for the whole; the figures take the place of what was there, those of the
units above with what lies beside added as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from analytics import cube
from analytics.engines.duckdb_engine import Connection, DuckDBEngine
from analytics.facts import read

MOST = 0.3
"""The share of all units from which on the whole is computed no slower."""

NOT_KNOWN = "it is not known how the figures were made"
OTHER_UNITS = "the list of units has changed"
MOVED_ON = "the periods have moved on, or the definitions have"
OPEN_BELOW_CLOSED = "a unit is open below one that is closed"

MADE = "CREATE OR REPLACE TABLE figures_made (recipe VARCHAR, extent VARCHAR)"
MADE_BY = "SELECT recipe FROM figures_made"
UNITS_CHANGED = "SELECT count(*) FROM changed_org_unit"
# Of such a unit the parent has no figures of its own through which it could count further up.
BELOW_CLOSED = """
SELECT count(*) FROM org_unit u JOIN org_unit a ON a.org_unit_id = u.parent_id
WHERE (u.valid_from < a.valid_from OR coalesce(u.valid_to, DATE '9999-12-31') > coalesce(a.valid_to, DATE '9999-12-31'))
  AND EXISTS (FROM period p WHERE u.valid_from <= p.period_end AND coalesce(u.valid_to > p.period_end, TRUE)
                              AND NOT (a.valid_from <= p.period_end AND coalesce(a.valid_to > p.period_end, TRUE)))
"""
COUNTED = """
SELECT (SELECT count(*) FROM whole_unit), (SELECT count(*) FROM upper_unit), (SELECT count(*) FROM org_unit)
"""
# The units next below those whose own rows were read anew, of which nothing has changed.
BESIDE = """
CREATE OR REPLACE TEMP TABLE beside_unit AS
SELECT u.org_unit_id, t.ancestor_id
FROM org_unit u
SEMI JOIN upper_unit a ON a.org_unit_id = u.parent_id
ANTI JOIN part_unit p ON p.org_unit_id = u.org_unit_id
JOIN unit_tree t ON t.org_unit_id = u.parent_id
"""
DERIVED = """
SELECT table_name, bool_or(column_name = 'org_unit_id') FROM duckdb_columns()
WHERE database_name = 'part' AND table_name NOT IN (SELECT unnest($laid)) GROUP BY table_name ORDER BY table_name
"""
LAID = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'part'"
# How what lies below adds up: exactly, where it was counted exactly.
SUMMED = {
    "indicator_value": """
        CAST(sum(CAST(numerator AS DECIMAL(38,2))) AS DOUBLE), CAST(sum(CAST(denominator AS DECIMAL(38,2))) AS DOUBLE),
        CAST(sum(reported) AS INTEGER), CAST(sum(expected) AS INTEGER)""",
    "indicator_spread": "CAST(sum(k) AS INTEGER), sum(sum_xx), sum(sum_xn), sum(sum_nn)",
}
ADDED_UP = """
CREATE OR REPLACE TEMP TABLE added_up AS
SELECT period_id, org_unit_id, indicator, {summed}
FROM (FROM part.{table} SEMI JOIN upper_unit USING (org_unit_id)
      UNION ALL
      SELECT v.* REPLACE (b.ancestor_id AS org_unit_id) FROM {table} v JOIN beside_unit b USING (org_unit_id))
GROUP BY period_id, org_unit_id, indicator
"""
TAKEN_OUT = "DELETE FROM {table} WHERE org_unit_id IN (FROM part_unit)"
PUT_IN = "INSERT INTO {table} SELECT * FROM ({rows}) ORDER BY ALL"
WHOLE = "FROM part.{table} SEMI JOIN whole_unit USING (org_unit_id) UNION ALL FROM added_up"
OWN = "FROM part.{table} SEMI JOIN part_unit USING (org_unit_id)"
# The cells that are others than before, with what they were.
CHANGED_CELL = """
CREATE OR REPLACE TEMP TABLE changed_cell (
    indicator VARCHAR, period_id VARCHAR, org_unit_id VARCHAR,
    numerator DOUBLE, denominator DOUBLE, expected INTEGER, was_there BOOLEAN)
"""
WAS = "CREATE OR REPLACE TEMP TABLE was_{table} AS FROM {table} SEMI JOIN part_unit USING (org_unit_id)"
NOTE_CHANGED = """
INSERT INTO changed_cell
WITH is_value AS (FROM indicator_value SEMI JOIN part_unit USING (org_unit_id)),
is_spread AS (FROM indicator_spread SEMI JOIN part_unit USING (org_unit_id)),
cell AS (
    SELECT indicator, period_id, org_unit_id FROM (FROM was_indicator_value EXCEPT FROM is_value)
    UNION SELECT indicator, period_id, org_unit_id FROM (FROM is_value EXCEPT FROM was_indicator_value)
    UNION SELECT indicator, period_id, org_unit_id FROM (FROM was_indicator_spread EXCEPT FROM is_spread)
    UNION SELECT indicator, period_id, org_unit_id FROM (FROM is_spread EXCEPT FROM was_indicator_spread)
)
SELECT c.*, w.numerator, w.denominator, w.expected, w.indicator IS NOT NULL
FROM cell c LEFT JOIN was_indicator_value w USING (indicator, period_id, org_unit_id)
"""
TEMPORARY = ("reached_person", "reached_unit", "whole_unit", "upper_unit", "part_unit", "part_source", "part_person")


def note(connection: Connection, extent: str) -> None:
    """Write into the snapshot by which statements its figures were made, and how much of them the last time."""
    recipe = cube.recipe(cube.reported_periods(DuckDBEngine(connection)))
    connection.execute(MADE)
    connection.execute("INSERT INTO figures_made VALUES ($1, $2)", [recipe, extent])


def renew(connection: Connection, progress: cube.Progress | None = None) -> str:
    """Compute anew what changed rows reach, to the figures that `cube.build` would give.

    The answer is empty, and the cells that have become others are left as `changed_cell`; else nothing was changed, and
    it says why everything must be computed.
    """
    if why := _why_whole(connection):
        return why
    connection.execute(read("reach"))
    whole, upper, units = connection.execute(COUNTED).fetchall()[0]
    if whole > MOST * units:
        return f"{whole} of {units} units are reached"
    if progress:
        progress(f"{whole} units anew, {upper} above them")
    connection.execute(CHANGED_CELL)
    if whole or upper:
        for table in SUMMED:
            connection.execute(WAS.format(table=table))
        _put_in_place(connection)
        connection.execute(NOTE_CHANGED)
        _forget(connection, [f"was_{table}" for table in SUMMED])
    _forget(connection, TEMPORARY)
    note(connection, f"{whole} units and {upper} above them")
    return ""


def _why_whole(connection: Connection) -> str:
    engine = DuckDBEngine(connection)
    if not engine.has_table("figures_made"):
        return NOT_KNOWN
    if engine.rows(UNITS_CHANGED) != [(0,)]:
        return OTHER_UNITS
    if engine.rows(MADE_BY) != [(cube.recipe(cube.reported_periods(engine)),)]:
        return MOVED_ON
    if engine.rows(BELOW_CLOSED) != [(0,)]:
        return OPEN_BELOW_CLOSED
    return ""


def _put_in_place(connection: Connection) -> None:
    ((here,),) = connection.execute("SELECT current_database()").fetchall()
    known = cube.reported_periods(DuckDBEngine(connection))
    connection.execute("ATTACH ':memory:' AS part")
    try:
        connection.execute(read("part") + BESIDE)
        laid = [name for (name,) in connection.execute(LAID).fetchall()]
        connection.execute("USE part")
        try:
            cube.build(connection, known=known)
        finally:
            connection.execute(f'USE "{here}"')
        for table, of_units in connection.execute(DERIVED, {"laid": [*laid, "period"]}).fetchall():
            if of_units:
                _replace(connection, table)
    finally:
        connection.execute("DETACH part")
        _forget(connection, ("beside_unit", "added_up"))


def _replace(connection: Connection, table: str) -> None:
    """The part's rows of its units in place of those that were there; other tables than sums hold rows of one unit."""
    rows = OWN
    if table in SUMMED:
        connection.execute(ADDED_UP.format(table=table, summed=SUMMED[table]))
        rows = WHOLE
    connection.execute(TAKEN_OUT.format(table=table))
    connection.execute(PUT_IN.format(table=table, rows=rows.format(table=table)))


def _forget(connection: Connection, tables: Sequence[str]) -> None:
    for table in tables:
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
