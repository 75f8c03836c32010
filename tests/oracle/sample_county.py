"""The sample county's records in force, put together from its packages without the product's intake."""

from __future__ import annotations

from decimal import Decimal

import pyarrow.parquet as pq

from data.schema import TABLES


def read_packages(folder):
    """(tables, submissions) of all packages below the folder; of rows that share a key the newest period_end's wins."""
    log = {}
    for path in sorted(folder.rglob("submission.parquet")):
        log |= {row["submission_id"]: row for row in pq.read_table(path).to_pylist()}
    latest = {(s["org_unit_id"], s["sheet"], s["period_end"]): s for s in sorted(log.values(), key=arrival)}
    accepted = {s["submission_id"]: s for s in latest.values()}
    return {name: in_force(folder, table, accepted) for name, table in TABLES.items()}, list(accepted.values())


def arrival(submission):
    return submission["received_at"], submission["submission_id"]


def in_force(folder, table, accepted):
    newest = {}
    for path in sorted(folder.rglob(f"{table.name}.parquet")):
        for row in pq.read_table(path).to_pylist():
            submission = accepted.get(row.pop("submission_id"))
            key = tuple(row[name] for name in table.key)
            if submission and (key not in newest or newest[key][0] <= submission["period_end"]):
                newest[key] = submission["period_end"], plain(row, table)
    return [row for _, row in newest.values()]


def plain(row, table):
    """Money and hours as exact decimals, whatever the file has."""
    return {
        name: Decimal(str(value)) if value is not None and table.column[name].type.startswith("DECIMAL") else value
        for name, value in row.items()
    }
