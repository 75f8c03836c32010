"""What differs in the records in force once something was received or taken back.

A snapshot that takes over its parent's file has the parent's records in force. Only rows whose key occurs in a
submission that came into force, or is no longer, can differ.
"""

from __future__ import annotations

import duckdb

from data.records import ACCEPTED, columns_of, in_force, order_of, settle_submissions
from data.schema import SUBMISSION, TABLES, Table

BEFORE = f"""
CREATE OR REPLACE TEMP TABLE before_submission AS SELECT sequence FROM received.submission WHERE state = '{ACCEPTED}'
"""
MOVED = f"""
CREATE OR REPLACE TEMP TABLE moved AS
SELECT sequence FROM received.submission s
WHERE (state = '{ACCEPTED}') <> (sequence IN (FROM before_submission))
"""
KEYS = """
CREATE OR REPLACE TEMP TABLE moved_key AS
SELECT DISTINCT {keys} FROM received.{table} SEMI JOIN moved USING (sequence)
"""
WAS = "CREATE OR REPLACE TEMP TABLE was AS SELECT {columns} FROM {table} SEMI JOIN moved_key USING ({keys})"
IS = "CREATE OR REPLACE TEMP TABLE is_now AS {rows}"
CHANGED = """
CREATE OR REPLACE TEMP TABLE gone AS FROM was EXCEPT ALL FROM is_now;
CREATE OR REPLACE TEMP TABLE come AS FROM is_now EXCEPT ALL FROM was;
CREATE OR REPLACE TEMP TABLE changed_{table} AS FROM gone UNION ALL FROM come;
"""
TAKEN_OUT = "DELETE FROM {table} USING gone WHERE {same}"
PUT_IN = "INSERT INTO {table} FROM come ORDER BY {order}"
LOG = f"""
CREATE OR REPLACE TEMP TABLE was AS
FROM submission WHERE submission_id IN (SELECT submission_id FROM received.submission SEMI JOIN moved USING (sequence));
CREATE OR REPLACE TEMP TABLE is_now AS
SELECT {columns_of(SUBMISSION)} FROM received.submission SEMI JOIN moved USING (sequence) WHERE state = '{ACCEPTED}';
"""


def note_what_was(connection: duckdb.DuckDBPyConnection) -> None:
    """Remember which submissions are in force, before anything is received."""
    connection.execute(BEFORE)


def renew_records(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """As `records.write_records`, on a file whose records were in force before; rows per table.

    Leaves of every table, and of `submission`, the rows that are gone or have come as `changed_<table>`.
    """
    settle_submissions(connection)
    connection.execute(MOVED)
    for table in TABLES.values():
        keys = ", ".join(table.key)
        connection.execute(KEYS.format(keys=keys, table=table.name))
        connection.execute(WAS.format(columns=columns_of(table), table=table.name, keys=keys))
        connection.execute(IS.format(rows=in_force(table, among="moved_key")))
        _renew(connection, table)
    connection.execute(LOG)
    _renew(connection, SUBMISSION)
    for left in ("before_submission", "moved", "moved_key", "was", "is_now", "gone", "come"):
        connection.execute(f"DROP TABLE temp.{left}")
    return {table: _count(connection, table) for table in TABLES}


def forget_changes(connection: duckdb.DuckDBPyConnection) -> None:
    for table in (*TABLES, SUBMISSION.name):
        connection.execute(f"DROP TABLE temp.changed_{table}")


def _renew(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    connection.execute(CHANGED.format(table=table.name))
    if _count(connection, f"changed_{table.name}"):
        same = " AND ".join(f"{table.name}.{key} = gone.{key}" for key in table.key)
        connection.execute(TAKEN_OUT.format(table=table.name, same=same))
        connection.execute(PUT_IN.format(table=table.name, order=order_of(table)))


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert row is not None
    return int(row[0])
