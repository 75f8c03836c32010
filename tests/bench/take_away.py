"""What taking away costs: a nation's table in every form, a county's pack, a pack for every township."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from analytics.catalogue import INDICATORS
from analytics.exports import job
from analytics.exports.choice import Choice
from analytics.exports.take_away import Form, Order
from analytics.report.batch import Batch, make_packs
from analytics.report.pack import Asked
from data.access import Scope
from data.home import Home
from data.store import Store
from tests.bench.nation import NATION, VILLAGES, publish_nation
from tests.bench.table import Table, peak

SECONDS = {Form.CSV: 10.0, Form.PARQUET: 5.0, Form.XLSX: 120.0}
MEMORY = 1024.0
NOW = datetime(2026, 7, 1)


def measure(table: Table, home: Home) -> None:
    store = Store(home)
    packs(table, store)
    store.close()
    tables(table)


def tables(table: Table) -> None:
    """489,000 rows of 19 columns and the origin's, each form in a process of its own, as the dashboard makes them."""
    with tempfile.TemporaryDirectory(prefix="touyan-nation-") as folder:
        store = publish_nation(Path(folder))
        choice = Choice(NATION, ("village",), (next(iter(INDICATORS)),), ("2025",))
        for form, budget in SECONDS.items():
            order = Order(choice, form, "zh", NOW)
            begun = time.perf_counter()
            found = job.start(store.home, store.current().id, Scope.everything(), order)
            most = watch(found.process)
            took = time.perf_counter() - begun
            assert found.progress().done == VILLAGES, found.progress()
            size = found.file.stat().st_size / 1e6
            found.cancel()
            work, rows = f"export as {form}, in a process", f"{VILLAGES:,} villages"
            table.add(work, took, size=rows, memory=most, budget=budget)
            table.add(f"{work}: memory", most, unit="MiB", size=rows, budget=MEMORY)
            table.add(f"{work}: file", size, unit="MB", size=rows)
        store.close()


def watch(process: subprocess.Popen[bytes]) -> float:
    """The largest resident size in MiB until the process ends."""
    most = 0.0
    while process.poll() is None:
        try:
            most = max(most, peak(process.pid))
        except FileNotFoundError:
            break
        time.sleep(0.2)
    process.wait()
    return most


def packs(table: Table, store: Store) -> None:
    """A county's pack, then one for each of its townships, several at once."""
    with store.reader() as reader:
        rows = reader.table("SELECT org_unit_id, level FROM unit_search ORDER BY 1").to_pylist()
    county = next(row["org_unit_id"] for row in rows if row["level"] == "county")
    townships = [row["org_unit_id"] for row in rows if row["level"] == "township"]
    with tempfile.TemporaryDirectory() as folder:
        batch = Batch(store.home, store.current().id, Scope.everything(), Path(folder))

        def make(units: list[str]) -> Callable[[], object]:
            return lambda: make_packs(batch, [Asked(unit, "2025", "zh", NOW) for unit in units])

        table.timed("board pack", make([county]), size="a county", budget=20.0)
        table.timed("board packs", make(townships), size=f"{len(townships)} townships", budget=120.0)
