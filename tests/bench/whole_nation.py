"""A nation from its records to a store that pages open on, step by step: what each takes.

    python -m tests.bench.whole_nation FOLDER [VILLAGES]

FOLDER/records is written unless it is there, FOLDER/home becomes a home with one snapshot. Records are laid in one
prefecture after the other, as they are in force; nothing is judged. Hours and tens of GiB for 489,000 villages: no part
of `make bench`.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date, datetime
from pathlib import Path

import duckdb

from analytics import cube
from analytics.unit_ranks import write_ranks
from analytics.withheld import write_withheld
from analytics.withheld.thresholds import Thresholds
from data.hierarchy import write_hierarchy
from data.sample import write_nation
from data.schema import SUBMISSION, TABLES, ddl
from data.snapshot import SNAPSHOT_INFO
from tests.bench.floor import build_floor
from tests.bench.growth import NATION
from tests.bench.table import forget_peak, peak

MEMORY_LIMIT = "10GB"
ID = "000001-20260101T000000"
IN_FORCE = """
INSERT INTO {table} SELECT {columns} FROM read_parquet({files}, union_by_name = true)
JOIN (SELECT submission_id, period_end FROM read_parquet({log}, union_by_name = true)) USING (submission_id)
QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY period_end DESC) = 1 ORDER BY {order}
"""
LOG = "INSERT INTO submission BY NAME FROM read_parquet({log}, union_by_name = true)"
AT_A_TIME = 10
"""Prefectures: so much is sorted in memory, and enough that a table's rows go to the file at once."""


class Steps:
    """Says of each step what it took of processor, wall time, memory and disk."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self._begin()

    def _begin(self) -> None:
        forget_peak()
        self.processor, self.wall = time.process_time(), time.monotonic()

    def done(self, name: str) -> None:
        processor, wall = time.process_time() - self.processor, time.monotonic() - self.wall
        disk = self.database.stat().st_size / 2**30 if self.database.exists() else 0.0
        print(f"{name:20s}{processor:9.1f} s{wall:9.1f} s wall{peak():8.0f} MiB{disk:7.2f} GiB on disk", flush=True)
        self._begin()


def lay_in(connection: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """The records in force; how many."""
    for table in (*TABLES.values(), SUBMISSION):
        connection.execute(ddl(table))
    logs = sorted((folder / "submission").glob("*.parquet"))
    for first in range(0, len(logs), AT_A_TIME):
        log = [str(path) for path in logs[first : first + AT_A_TIME]]
        connection.execute(LOG.format(log=log))
        for table in TABLES.values():
            files = [path.replace("/submission/", f"/{table.name}/") for path in log]
            files = [path for path in files if Path(path).exists()]
            columns = ", ".join(column.name for column in table.columns)
            unit = ["org_unit_id"] if "org_unit_id" in table.column else []
            key, order = ", ".join(table.key), ", ".join(dict.fromkeys([*unit, *table.key]))
            connection.execute(
                IN_FORCE.format(table=table.name, columns=columns, files=files, log=log, key=key, order=order)
            )
    return sum(_count(connection, name) for name in TABLES)


def describe(connection: duckdb.DuckDBPyConnection) -> None:
    """What a snapshot says of itself."""
    counts = json.dumps({name: _count(connection, name) for name in TABLES})
    connection.execute(SNAPSHOT_INFO)
    connection.execute(
        "INSERT INTO snapshot_info SELECT $1, $2, NULL, '1', TRUE, max(period_end), 'bench', 'bench', $3, '{}'"
        " FROM submission",
        [ID, datetime(2026, 1, 1), counts],
    )


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert row is not None
    return int(row[0])


def main(folder: Path, villages: int) -> None:
    records, store = folder / "records", folder / "home" / "store"
    store.mkdir(parents=True)
    steps = Steps(store / f"{ID}.duckdb")
    if not records.exists():
        write_nation(records, villages, 1, 1, date(2025, 12, 31))
        steps.done("records written")
    settings = {"memory_limit": MEMORY_LIMIT, "temp_directory": str(folder / "spill")}
    with duckdb.connect(steps.database, config=settings) as connection:
        print(f"{lay_in(connection, records):,} rows")
        write_hierarchy(connection)
        connection.execute("CHECKPOINT")
        steps.done("records in force")
        cube.build(connection)
        connection.execute("CHECKPOINT")
        steps.done("facts and cube")
        build_floor(connection)
        steps.done("the floor")
        connection.execute("DROP TABLE floor_value")
        write_withheld(connection, Thresholds())
        steps.done("withheld")
        write_ranks(connection)
        steps.done("ranks")
        describe(connection)
        print({name: _count(connection, name) for name in ("indicator_value", "withheld", "unit_rank", "org_unit")})
    (store / "CURRENT").write_text(f"{ID}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else NATION)
