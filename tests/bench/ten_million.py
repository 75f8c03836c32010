"""What a bulk load costs: a folder of Parquet with ten million rows, read, checked and published."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import duckdb

from analytics import refresh
from data.home import Home
from data.store import Store
from tests.bench.intake import place
from tests.bench.table import Table, forget_peak, peak

ROWS, PIECES = 10_000_000, 10
SECONDS, MEMORY = 180.0, 8192.0

# Meetings of every village and month since 2021, with what a village of that size would report.
PIECE = """
COPY (
    SELECT 'L{piece}-' || i AS meeting_id, village[1 + i % len(village)] AS org_unit_id,
        ['theme_day', 'branch_committee', 'party_lecture', 'branch_congress'][1 + i // 7 % 4] AS meeting_type,
        DATE '2021-01-01' + (i // 11 % {days})::INTEGER AS meeting_date,
        (20 + i % 30)::SMALLINT AS expected_n,
        (15 + i % 6)::SMALLINT AS attended_n, 'onsite' AS mode, TRUE AS minutes_filed
    FROM range({first}, {last}) r(i), (SELECT {villages}::VARCHAR[] AS village)
) TO '{path}' (FORMAT parquet)"""


def measure(table: Table, home: Home) -> None:
    with tempfile.TemporaryDirectory(prefix="touyan-bench-bulk-") as name:
        folder = Path(name)
        store = Store(Home(Path(shutil.copytree(home.root, folder / "home"))))
        county, end, villages = place(store)
        sent = write_folder(folder / "sent", villages, (end - end.replace(year=2021, month=1, day=1)).days)
        sending = refresh.Sending(sent, "bench", county, end)
        forget_peak()
        outcome = table.timed(
            "Parquet folder read, checked, published",
            lambda: refresh.import_package(store, sending, datetime.now()),
            size=f"{ROWS:,} rows",
            budget=SECONDS,
        )
        assert outcome.snapshot, [str(problem) for problem in outcome.verdict.problems.listed[:3]]
        table.add("Parquet folder: memory", peak(), unit="MiB", size=f"{ROWS:,} rows", budget=MEMORY)
        store.close()


def write_folder(folder: Path, villages: list[str], days: int) -> Path:
    (folder / "meeting").mkdir(parents=True)
    (folder / "package.json").write_text(json.dumps({"synthetic": True, "template_version": "1"}))
    size = ROWS // PIECES
    for piece in range(PIECES):
        path = folder / "meeting" / f"{piece}.parquet"
        first, last = piece * size, (piece + 1) * size
        duckdb.execute(PIECE.format(piece=piece, days=days, first=first, last=last, villages=villages, path=path))
    return folder
