"""Records as received, and the records in force.

Everything accepted is kept in the schema `received`: one table a sheet, each row with the `sequence` of its
submission. The main schema holds what is in force: the latest submission per (reporter, sheet, period_end), and of
rows that share a key the one with the newest period_end.
"""

from __future__ import annotations

import duckdb

from data.schema import SUBMISSION, TABLES, Table, ddl

ACCEPTED, SUPERSEDED, WITHDRAWN = "accepted", "superseded", "withdrawn"
FIRST_SEQUENCE = 0  # what `init` brings in has no submission: anything sent later wins over it

# A bulk package brings many submissions of one (reporter, sheet, period_end) only by mistake: the last one stands.
SUPERSEDE = f"""
UPDATE received.submission SET state = '{SUPERSEDED}'
WHERE state = '{ACCEPTED}' AND sequence NOT IN (
    SELECT max(sequence) FROM received.submission WHERE state = '{ACCEPTED}' GROUP BY org_unit_id, sheet, period_end)
"""
REVIVE = f"""
UPDATE received.submission SET state = '{ACCEPTED}'
WHERE state = '{SUPERSEDED}' AND sequence IN (
    SELECT max(sequence) FROM received.submission WHERE state <> '{WITHDRAWN}'
    GROUP BY org_unit_id, sheet, period_end)
"""


def create_received(connection: duckdb.DuckDBPyConnection) -> None:
    """Empty tables for what will be received."""
    connection.execute("CREATE SCHEMA received")
    for table in TABLES.values():
        connection.execute(ddl(table, f"received.{table.name}", ("sequence INTEGER NOT NULL",)))
    extra = ("sequence INTEGER NOT NULL", "state VARCHAR NOT NULL", "file_name VARCHAR")
    connection.execute(ddl(SUBMISSION, "received.submission", extra))


def copy_received(connection: duckdb.DuckDBPyConnection, catalog: str) -> None:
    """What the attached parent snapshot had received."""
    connection.execute("CREATE SCHEMA received")
    names = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = $1 AND schema_name = 'received' ORDER BY 1",
        [catalog],
    ).fetchall()
    for (name,) in names:
        connection.execute(f"CREATE TABLE received.{name} AS FROM {catalog}.received.{name}")


def next_sequence(connection: duckdb.DuckDBPyConnection) -> int:
    ((sequence,),) = connection.execute("SELECT coalesce(max(sequence), 0) + 1 FROM received.submission").fetchall()
    return int(sequence)


def settle_submissions(connection: duckdb.DuckDBPyConnection) -> None:
    """The latest per (reporter, sheet, period_end) is accepted; earlier ones wait, in case it is withdrawn."""
    connection.execute(SUPERSEDE)
    connection.execute(REVIVE)


def write_records(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Write the main schema's record tables and `submission` from what was received; rows per table."""
    settle_submissions(connection)
    connection.execute(ddl(SUBMISSION))
    connection.execute(
        f"INSERT INTO submission SELECT {columns_of(SUBMISSION)} FROM received.submission "
        f"WHERE state = '{ACCEPTED}' ORDER BY period_end, org_unit_id, sheet"
    )
    return {table.name: _write_in_force(connection, table) for table in TABLES.values()}


def _write_in_force(connection: duckdb.DuckDBPyConnection, table: Table) -> int:
    connection.execute(ddl(table))
    connection.execute(f"INSERT INTO {table.name} {in_force(table)} ORDER BY {order_of(table)}")
    row = connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()
    assert row is not None
    return int(row[0])


def in_force(table: Table, among: str = "") -> str:
    """The rows of a table in force: of each key the row of the newest accepted period_end, then of the last arrival.

    `among` is a table of the keys that are asked for; none: all.
    """
    asked = f"SEMI JOIN {among} USING ({', '.join(table.key)})" if among else ""
    return f"""
    SELECT {columns_of(table, "r")} FROM (FROM received.{table.name} {asked}) r
    LEFT JOIN received.submission s ON s.sequence = r.sequence
    WHERE s.state = '{ACCEPTED}' OR r.sequence = {FIRST_SEQUENCE}
    QUALIFY row_number() OVER (
        PARTITION BY {", ".join(f"r.{key}" for key in table.key)}
        ORDER BY s.period_end DESC NULLS LAST, r.sequence DESC) = 1"""


def columns_of(table: Table, alias: str = "") -> str:
    return ", ".join(f"{alias}.{c.name}" if alias else c.name for c in table.columns)


def order_of(table: Table) -> str:
    unit = ["org_unit_id"] if "org_unit_id" in table.column else []
    return ", ".join(dict.fromkeys([*unit, *table.key]))
