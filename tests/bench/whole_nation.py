"""A nation from its records to a store that pages open on, step by step: what each takes.

    python -m tests.bench.whole_nation FOLDER [VILLAGES]

FOLDER/records is written unless it is there, FOLDER/home becomes a home with one snapshot, into which packages can be
imported. Records are laid in a few prefectures at a time, as received and as they are in force; nothing is judged. The
better part of an hour and 40 GiB for 489,000 villages: no part of `make bench`. What the nation took is kept in
`docs/nation.json`, for the curve that `tests.bench.growth` draws.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date, datetime
from pathlib import Path

import duckdb

from analytics import conclude, cube, cube_part
from analytics.by_unit import write_by_unit
from analytics.unit_ranks import write_ranks
from analytics.withheld import write_withheld
from analytics.withheld.thresholds import Thresholds
from data.hierarchy import write_hierarchy
from data.home import Home
from data.persons_by_unit import write_persons_by_unit
from data.records import ACCEPTED, columns_of, create_received, next_sequence, order_of
from data.sample import write_nation
from data.schema import SUBMISSION, TABLES, ddl
from data.snapshot import SNAPSHOT_INFO
from data.store import Store
from tests.bench.floor import build_floor
from tests.bench.growth import NATION, keep_nation
from tests.bench.resubmission import import_township
from tests.bench.table import Table, forget_peak, peak

MEMORY_LIMIT = "10GB"
VILLAGES = "org_unit WHERE level = 'village'"
ID = "000001-20260101T000000"
LOG = """
CREATE OR REPLACE TEMP TABLE arriving_submission AS
SELECT *, (row_number() OVER (ORDER BY submission_id) + $before)::INTEGER AS sequence
FROM read_parquet({log}, union_by_name = true);
"""
LOGGED = """
INSERT INTO received.submission BY NAME SELECT *, $accepted AS state FROM arriving_submission;
"""
ARRIVING = """
CREATE OR REPLACE TEMP TABLE arriving AS
SELECT {columns}, sequence, period_end AS of_period FROM read_parquet({files}, union_by_name = true)
JOIN (SELECT submission_id, period_end, sequence FROM arriving_submission) USING (submission_id);
INSERT INTO received.{table} SELECT {columns}, sequence FROM arriving ORDER BY {order}
"""
IN_FORCE = """
INSERT INTO {table} SELECT {columns} FROM arriving
QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY of_period DESC) = 1 ORDER BY {order}
"""
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

    def done(self, name: str) -> dict[str, float]:
        processor, wall = time.process_time() - self.processor, time.monotonic() - self.wall
        disk = self.database.stat().st_size / 2**30 if self.database.exists() else 0.0
        print(
            f"{name:20s}{processor:9.1f} s{wall:9.1f} s wall{(memory := peak()):8.0f} MiB{disk:7.2f} GiB on disk",
            flush=True,
        )
        self._begin()
        return {"processor": processor, "wall": wall, "memory": memory}


def lay_in(connection: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """The records as received and those in force; how many of these."""
    create_received(connection)
    for table in (*TABLES.values(), SUBMISSION):
        connection.execute(ddl(table))
    logs = sorted((folder / "submission").glob("*.parquet"))
    for first in range(0, len(logs), AT_A_TIME):
        log = [str(path) for path in logs[first : first + AT_A_TIME]]
        connection.execute(LOG.format(log=log), {"before": next_sequence(connection) - 1})
        connection.execute(LOGGED, {"accepted": ACCEPTED})
        for table in TABLES.values():
            files = [path.replace("/submission/", f"/{table.name}/") for path in log]
            if files := [path for path in files if Path(path).exists()]:
                of_table = {"table": table.name, "columns": columns_of(table), "order": order_of(table)}
                connection.execute(ARRIVING.format(files=files, **of_table))
                connection.execute(IN_FORCE.format(key=", ".join(table.key), **of_table))
        connection.execute("DROP TABLE arriving; DROP TABLE arriving_submission")
    connection.execute(f"INSERT INTO submission SELECT {columns_of(SUBMISSION)} FROM received.submission ORDER BY ALL")
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
    records, home = folder / "records", Home(folder / "home")
    (home.root / "store").mkdir(parents=True)
    steps = Steps(home.root / "store" / f"{ID}.duckdb")
    if not records.exists():
        write_nation(records, villages, 1, 1, date(2025, 12, 31))
        steps.done("records written")
    settings = {"memory_limit": MEMORY_LIMIT, "temp_directory": str(folder / "spill")}
    with duckdb.connect(steps.database, config=settings) as connection:
        rows = lay_in(connection, records)
        print(f"{rows:,} rows")
        write_hierarchy(connection)
        connection.execute("CHECKPOINT")
        steps.done("records laid in")
        cube.build(connection)
        connection.execute("CHECKPOINT")
        cubed = steps.done("facts and cube")
        build_floor(connection)
        floored = steps.done("the floor")
        connection.execute("DROP TABLE floor_value")
        cube_part.note(connection, "everything")
        write_by_unit(connection)
        write_persons_by_unit(connection)
        steps.done("unit by unit")
        write_withheld(connection, Thresholds())
        steps.done("withheld")
        write_ranks(connection)
        steps.done("ranks")
        conclude.note(connection, Thresholds())
        describe(connection)
        print({name: _count(connection, name) for name in ("indicator_value", "withheld", "unit_rank", "org_unit")})
        cells, villages = _count(connection, "indicator_value"), _count(connection, VILLAGES)
    (home.root / "store" / "CURRENT").write_text(f"{ID}\n")
    spent = {"cube": cubed["processor"], "floor": floored["processor"], "memory": cubed["memory"]}
    if villages >= NATION:
        keep_nation({"villages": villages, "records": rows, "cells": cells, **spent, "cube_wall": cubed["wall"]})
    import_township(Table(), Store(home), folder / "township.xlsx", f"{villages:,} villages, a year")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else NATION)
