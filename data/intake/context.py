"""The records as they would be: what was published before, and what is sent, where the newer period end wins.

`existing.<table>` is what is in force without the submissions that this package replaces; `<table>` is what would be
in force after publication, its `_row` filled for the rows that were sent.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb

from data.intake.parquet import quote
from data.intake.words import heading_key
from data.records import ACCEPTED, FIRST_SEQUENCE
from data.schema import TABLES, Table, ddl

STORE = "store"  # the published snapshot, attached

# Accepted submissions that the package sends anew.
REPLACED = f"""
CREATE OR REPLACE TABLE replaced AS
SELECT r.sequence, r.sheet FROM {STORE}.received.submission r
SEMI JOIN submission s ON s.org_unit_id = r.org_unit_id AND s.sheet = r.sheet AND s.period_end = r.period_end
WHERE r.state = '{ACCEPTED}'"""

# The units that are each reporter's own: itself and all below.
REACH = """
CREATE OR REPLACE TABLE reach AS
WITH RECURSIVE below AS (
    SELECT DISTINCT org_unit_id AS reporter_id, org_unit_id FROM submission
    UNION
    SELECT b.reporter_id, u.org_unit_id FROM below b JOIN org_unit u ON u.parent_id = b.org_unit_id
)
SELECT reporter_id, org_unit_id FROM below"""

# The units above each reporter, whose names its list of units may hold.
ABOVE = """
CREATE OR REPLACE TABLE above AS
WITH RECURSIVE climb AS (
    SELECT DISTINCT s.org_unit_id AS reporter_id, u.parent_id AS org_unit_id
    FROM submission s JOIN org_unit u ON u.org_unit_id = s.org_unit_id
    UNION
    SELECT c.reporter_id, u.parent_id FROM climb c JOIN org_unit u ON u.org_unit_id = c.org_unit_id
)
SELECT reporter_id, org_unit_id FROM climb WHERE org_unit_id IS NOT NULL"""


# The names of the reporters' own units, of those that were published; one that two units bear says nothing.
NAMES = """
WITH RECURSIVE own AS (
    SELECT DISTINCT org_unit_id FROM submission
    UNION SELECT u.org_unit_id FROM own o JOIN existing.org_unit u ON u.parent_id = o.org_unit_id)
SELECT u.name_zh, u.name_en, u.org_unit_id FROM existing.org_unit u SEMI JOIN own USING (org_unit_id)
WHERE u.valid_to IS NULL"""


def unit_names(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """By `heading_key` of a name the code of the one unit of the reporters' own that bears it."""
    found: dict[str, set[str]] = {}
    for name_zh, name_en, code in connection.execute(NAMES).fetchall():
        for name in filter(None, (name_zh, name_en)):
            found.setdefault(heading_key(name), set()).add(code)
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


def attach_store(connection: duckdb.DuckDBPyConnection, snapshot: Path | None) -> None:
    """Make the published records readable; without a snapshot nothing was published."""
    if snapshot is not None:
        connection.execute(f"ATTACH {quote(str(snapshot))} AS {STORE} (READ_ONLY)")
        connection.execute(REPLACED)
    for table in TABLES.values():
        if snapshot is None:
            connection.execute(ddl(table, f"existing.{table.name}"))
        else:
            connection.execute(f"CREATE VIEW existing.{table.name} AS {_existing(connection, table)}")


def set_clock(connection: duckdb.DuckDBPyConnection, now: datetime) -> None:
    """What the rules take for today, and when what is sent was received unless it says so."""
    connection.execute("CREATE TABLE clock AS SELECT $1::TIMESTAMP AS now, $1::DATE AS today", [now])
    connection.execute("UPDATE submission SET received_at = $1 WHERE received_at IS NULL", [now])


def lay_union(connection: duckdb.DuckDBPyConnection, tables: tuple[str, ...], store: bool) -> None:
    """Lay the views `<table>` over the staged rows and the records in force; again after rows were left out."""
    for table in TABLES.values():
        if table.name in tables:
            connection.execute(_live(table, store and _is_late(connection, table)))
        union = _union(connection, table, table.name in tables, store)
        connection.execute(f"CREATE OR REPLACE VIEW {table.name} AS {union}")
    connection.execute(REACH)
    connection.execute(ABOVE)


def _is_late(connection: duckdb.DuckDBPyConnection, table: Table) -> bool:
    """Whether something published of this table may be newer than what is sent."""
    row = connection.execute(
        f"""SELECT (SELECT max(period_end) FROM {STORE}.received.submission WHERE sheet = $1 AND state = '{ACCEPTED}')
            > (SELECT min(period_end) FROM submission WHERE sheet = $1)""",
        [table.name],
    ).fetchone()
    return bool(row and row[0])


def _existing(connection: duckdb.DuckDBPyConnection, table: Table) -> str:
    """The records in force, with the rows that take over where a replaced submission held the key."""
    columns = ", ".join(column.name for column in table.columns)
    row = connection.execute("SELECT count(*) FROM replaced WHERE sheet = $1", [table.name]).fetchone()
    assert row is not None
    if not row[0]:
        return f"SELECT {columns} FROM {STORE}.{table.name}"
    keys = _keys(table)
    connection.execute(f"""
        CREATE TABLE existing.fallen_{table.name} AS SELECT DISTINCT {keys} FROM {STORE}.received.{table.name}
        WHERE sequence IN (SELECT sequence FROM replaced WHERE sheet = '{table.name}')""")
    connection.execute(
        f"CREATE TABLE existing.rising_{table.name} AS {_standing(table, f'existing.fallen_{table.name}')}"
    )
    return f"""
    SELECT {columns} FROM {STORE}.{table.name} ANTI JOIN existing.fallen_{table.name} USING ({keys})
    UNION ALL SELECT {columns} FROM existing.rising_{table.name}"""


def _standing(table: Table, keys_wanted: str) -> str:
    """Of some keys the received row in force among the submissions that are not replaced, with its period end."""
    keys = _keys(table)
    return f"""
    SELECT r.*, s.period_end FROM {STORE}.received.{table.name} r
    SEMI JOIN {keys_wanted} USING ({keys})
    LEFT JOIN {STORE}.received.submission s ON s.sequence = r.sequence
    WHERE (s.state = '{ACCEPTED}' AND r.sequence NOT IN (SELECT sequence FROM replaced))
        OR r.sequence = {FIRST_SEQUENCE}
    QUALIFY row_number() OVER (
        PARTITION BY {", ".join(f"r.{key}" for key in table.key)}
        ORDER BY s.period_end DESC NULLS LAST, r.sequence DESC) = 1"""


def _live(table: Table, store: bool) -> str:
    """`live_<table>`: the key and `_row` of each staged row that would be in force.

    Submissions are numbered by precedence; of two that replace each other only the last counts.
    """
    keys = _keys(table)
    older = ""
    if store:
        older = f"""ANTI JOIN (
            SELECT {keys} FROM staged_key JOIN ({_standing(table, "staged_key")}) k USING ({keys})
            WHERE k.period_end > staged_key.period_end) USING ({keys})"""
    return f"""
    CREATE OR REPLACE TABLE live_{table.name} AS
    WITH staged_key AS (
        SELECT {keys}, max_by(t._row, t._submission) AS _row, max_by(s.period_end, t._submission) AS period_end
        FROM staged.{table.name} t JOIN (
            SELECT number, period_end FROM submission
            QUALIFY number = max(number) OVER (PARTITION BY org_unit_id, sheet, period_end)
        ) s ON s.number = t._submission
        GROUP BY {keys})
    SELECT {keys}, _row FROM staged_key {older}"""


def _union(connection: duckdb.DuckDBPyConnection, table: Table, sent: bool, store: bool) -> str:
    """The rows sent that would be in force, and those published before that still would; the shorter, the faster."""
    columns = ", ".join(column.name for column in table.columns)
    if not sent:
        return f"SELECT {columns}, NULL::BIGINT AS _row FROM existing.{table.name}"
    live = f"live_{table.name}"
    row = connection.execute(f"SELECT (SELECT count(*) FROM {live}) = count(*) FROM staged.{table.name}").fetchone()
    all_live = row is not None and row[0]
    union = f"SELECT {columns}, _row FROM staged.{table.name}"
    if not all_live:
        union += f" SEMI JOIN {live} USING (_row)"
    if store:
        union += f" UNION ALL SELECT {columns}, NULL FROM existing.{table.name} ANTI JOIN {live} USING ({_keys(table)})"
    return union


def _keys(table: Table) -> str:
    return ", ".join(table.key)
