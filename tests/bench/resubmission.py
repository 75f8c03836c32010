"""What a township's workbook costs, from reading to publishing, in a county's store and in one of thirty counties; and
what computing everything anew costs there."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, datetime
from pathlib import Path

from analytics import refresh
from data.home import Home
from data.sample import write_faultless, write_nation
from data.store import Store
from tests.bench.table import Table

VILLAGES = 5_000
BUDGET = 180.0  # of a nation's store


def measure(table: Table, home: Home) -> None:
    with tempfile.TemporaryDirectory(prefix="touyan-bench-resubmission-") as name:
        folder = Path(name)
        county = Store(Home(Path(shutil.copytree(home.root, folder / "county"))))
        resubmit(table, county, folder / "county.xlsx", "a county, all years")
        nation = Store(Home(folder / "nation"))
        together = write_nation(folder / "records", VILLAGES, 1, 1, date(2025, 12, 31))
        assert refresh.initialise(nation, refresh.Sending(together, "bench"), datetime.now()).snapshot
        resubmit(table, nation, folder / "nation.xlsx", f"{VILLAGES:,} villages, a year")


def resubmit(table: Table, store: Store, workbook: Path, size: str) -> None:
    import_township(table, store, workbook, size)
    table.timed("everything computed anew", lambda: refresh.rebuild(store, "bench"), size=size)
    store.close()


def import_township(table: Table, store: Store, workbook: Path, size: str) -> None:
    """A workbook of some township of the store is written, sent and published."""
    with store.reader() as reader:
        write_faultless(reader, workbook)
    outcome = table.timed(
        "a township's workbook, read to published",
        lambda: refresh.import_package(store, refresh.Sending(workbook, "bench"), datetime.now()),
        size=size,
        budget=BUDGET,
    )
    assert outcome.snapshot, list(outcome.verdict.problems.listed)[:5]
