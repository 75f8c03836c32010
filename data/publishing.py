"""From what was judged good to what is received: submissions get their sequence, rows follow them."""

from __future__ import annotations

from dataclasses import fields

import duckdb
import pyarrow as pa

from data.intake.judge import Received, Verdict
from data.records import ACCEPTED, WITHDRAWN, next_sequence
from data.schema import TABLES

LOG = """
INSERT INTO received.submission BY NAME SELECT
    org_unit_id || '-' || strftime(period_end, '%Y%m%d') || '-' || sheet || '-' || ($before + number) AS submission_id,
    ($before + number)::INTEGER AS sequence, $state AS state, $name AS file_name,
    * EXCLUDE (number, submission_id)
FROM arriving
"""


def receive_package(connection: duckdb.DuckDBPyConnection, verdict: Verdict) -> None:
    """Append an accepted package to the schema `received`: it wins over what came before it."""
    before = next_sequence(connection) - min(submission.number for submission in verdict.submissions)
    connection.register("arriving", _log_lines(verdict))
    connection.execute(LOG, {"before": before, "state": ACCEPTED, "name": verdict.package.source.name})
    connection.unregister("arriving")
    for table in verdict.package.tables:
        _append(connection, verdict, table, before)


def _log_lines(verdict: Verdict) -> pa.Table:
    types = {"received_at": pa.timestamp("us"), "due_at": pa.timestamp("us"), "period_end": pa.date32()}
    return pa.table(
        {
            field.name: pa.array([getattr(line, field.name) for line in verdict.submissions], types.get(field.name))
            for field in fields(Received)
        }
    )


def _append(connection: duckdb.DuckDBPyConnection, verdict: Verdict, table: str, before: int) -> None:
    columns = ", ".join(column.name for column in TABLES[table].columns)
    connection.register("arriving", verdict.rows(table))
    connection.execute(
        f"INSERT INTO received.{table} BY NAME SELECT {columns}, ($before + _submission)::INTEGER AS sequence "
        "FROM arriving",
        {"before": before},
    )
    connection.unregister("arriving")


def withdraw(connection: duckdb.DuckDBPyConnection, unit: str, period_end: str, sheet: str | None) -> int:
    """Take back the accepted submissions of a unit and period end (of one sheet if named); how many there were."""
    taken = connection.execute(
        f"UPDATE received.submission SET state = '{WITHDRAWN}' WHERE state = '{ACCEPTED}' AND org_unit_id = $unit "
        "AND period_end = $period_end::DATE AND ($sheet IS NULL OR sheet = $sheet)",
        {"unit": unit, "period_end": period_end, "sheet": sheet},
    ).fetchone()
    assert taken is not None
    return int(taken[0])
