"""From what was judged good to what is received: submissions get their sequence, rows follow them."""

from __future__ import annotations

import duckdb

from data.intake.judge import Verdict
from data.records import ACCEPTED, WITHDRAWN, next_sequence
from data.schema import TABLES

LOG = """
INSERT INTO received.submission BY NAME SELECT
    $unit || '-' || strftime($period_end::DATE, '%Y%m%d') || '-' || $sheet || '-' || $sequence AS submission_id,
    $unit AS org_unit_id, $period_end AS period_end, $sheet AS sheet, $version AS template_version,
    $received_at AS received_at, $due_at AS due_at, $rows AS rows_n, $rejected AS rows_rejected_n,
    $sha256 AS file_sha256, $sequence AS sequence, $state AS state, $name AS file_name
"""


def receive_package(connection: duckdb.DuckDBPyConnection, verdict: Verdict) -> None:
    """Append an accepted package to the schema `received`: it wins over what came before it."""
    before = next_sequence(connection) - min(submission.number for submission in verdict.submissions)
    for submission in verdict.submissions:
        connection.execute(
            LOG,
            {
                "unit": submission.org_unit_id,
                "period_end": submission.period_end,
                "sheet": submission.sheet,
                "version": submission.template_version,
                "received_at": submission.received_at,
                "due_at": submission.due_at,
                "rows": submission.rows_n,
                "rejected": submission.rows_rejected_n,
                "sha256": submission.file_sha256,
                "sequence": before + submission.number,
                "state": ACCEPTED,
                "name": verdict.package.source.name,
            },
        )
    for table in verdict.package.tables:
        _append(connection, verdict, table, before)


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
