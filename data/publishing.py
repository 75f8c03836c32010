"""From what was judged good to what is received: submissions get their sequence, rows follow them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from data.records import ACCEPTED, FIRST_SEQUENCE, WITHDRAWN, next_sequence
from data.schema import SUBMISSION, TABLES
from data.text import Text


@dataclass(frozen=True)
class Accepted:
    """One package that was judged: its log lines and its rows.

    `submissions` has the columns of `submission`; each table of `rows` has its declared columns and `submission_id`.
    """

    file_name: str
    sha256: str
    submissions: pa.Table
    rows: Mapping[str, pa.Table]


def receive_units(connection: duckdb.DuckDBPyConnection, rows: Mapping[str, pa.Table]) -> None:
    """The first records of a store, which come with no submission: anything sent later wins over them."""
    for name, table in rows.items():
        _append(connection, name, table, f"{FIRST_SEQUENCE}::INTEGER")


def receive_packages(connection: duckdb.DuckDBPyConnection, packages: Sequence[Accepted]) -> None:
    """Append accepted packages to the schema `received`, in order: a later one wins over an earlier one."""
    for package in packages:
        first = next_sequence(connection)
        connection.register("arriving", package.submissions)
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE numbered AS SELECT *, "
            "($first - 1 + row_number() OVER (ORDER BY received_at, submission_id))::INTEGER AS sequence FROM arriving",
            {"first": first},
        )
        connection.unregister("arriving")
        columns = ", ".join(c.name for c in SUBMISSION.columns if c.name not in ("submission_id", "file_sha256"))
        connection.execute(
            f"INSERT INTO received.submission BY NAME SELECT {columns}, sequence, $sha AS file_sha256, "
            "org_unit_id || '-' || strftime(period_end, '%Y%m%d') || '-' || sheet || '-' || sequence AS submission_id, "
            f"'{ACCEPTED}' AS state, $name AS file_name FROM numbered",
            {"sha": package.sha256, "name": package.file_name},
        )
        for name, table in package.rows.items():
            _append(
                connection, name, table, "(SELECT sequence FROM numbered n WHERE n.submission_id = a.submission_id)"
            )


def _append(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table, sequence: str) -> None:
    columns = ", ".join(column.name for column in TABLES[name].columns)
    connection.register("arriving", table)
    connection.execute(f"INSERT INTO received.{name} BY NAME SELECT {columns}, {sequence} AS sequence FROM arriving a")
    connection.unregister("arriving")


def known_file(connection: duckdb.DuckDBPyConnection, sha256: str) -> bool:
    """Whether this very file is in force already (V-05): it came in, and nothing of it was replaced or withdrawn."""
    row = connection.execute(
        f"SELECT count(*) > 0 AND bool_and(state = '{ACCEPTED}') FROM received.submission WHERE file_sha256 = $sha",
        {"sha": sha256},
    ).fetchone()
    return bool(row and row[0])


def withdraw(connection: duckdb.DuckDBPyConnection, unit: str, period_end: str, sheet: str | None) -> int:
    """Take back the accepted submissions of a unit and period end (of one sheet if named); how many there were."""
    taken = connection.execute(
        f"UPDATE received.submission SET state = '{WITHDRAWN}' WHERE state = '{ACCEPTED}' AND org_unit_id = $unit "
        "AND period_end = $period_end::DATE AND ($sheet IS NULL OR sheet = $sheet)",
        {"unit": unit, "period_end": period_end, "sheet": sheet},
    ).fetchone()
    assert taken is not None
    return int(taken[0])


NOTHING_TO_WITHDRAW = Text(
    "There is no accepted submission of {unit} for {period_end}{sheet}. "
    "`python manage.py submissions --unit {unit}` lists what there is.",
    "{unit} 在 {period_end} 没有已接收的报送{sheet}。可用 `python manage.py submissions --unit {unit}` 查看。",
)
