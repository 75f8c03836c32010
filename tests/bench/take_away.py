"""What taking away costs: a nation's table in every form, a county's pack, a pack for every township."""

from __future__ import annotations

import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from analytics.catalogue import INDICATORS
from analytics.disclosure import disclosed
from analytics.exports import job
from analytics.exports.checking import verify
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
    """489,000 rows of 19 columns and the origin's, each form in a process of its own, as the dashboard makes them,
    while this one goes on answering; then the CSV is given back to be checked."""
    with tempfile.TemporaryDirectory(prefix="touyan-nation-") as folder:
        store = publish_nation(Path(folder))
        choice = Choice(NATION, ("village",), (next(iter(INDICATORS)),), ("2025",))
        rows = f"{VILLAGES:,} villages"
        for form, budget in SECONDS.items():
            order = Order(choice, form, "zh", NOW)
            begun, spent = time.perf_counter(), processor_of_children()
            found = job.start(store.home, store.current().id, Scope.everything(), order)
            most, answers = watch(found.process, lambda: provinces(store))
            took, spent = time.perf_counter() - begun, processor_of_children() - spent
            assert found.progress().done == VILLAGES, found.progress()
            size, work = found.file.stat().st_size / 1e6, f"export as {form}, in a process"
            table.add(work, took, size=rows, memory=most, processor=spent, budget=budget, of="processor")
            table.add(f"{work}: memory", most, unit="MiB", size=rows, budget=MEMORY)
            table.add(f"{work}: file", size, unit="MB", size=rows)
            middle, p95 = statistics.median(answers), statistics.quantiles([*answers, 0.0], n=20)[-1]
            table.add(
                f"answers while {form} is made", middle, p95=p95, size="a nation's provinces", budget=0.3, of="p95"
            )
            if form is Form.CSV:
                table.timed("check of that CSV, every cell", partial(check, store, found.file), size=rows)
            found.cancel()
        store.close()


def provinces(store: Store) -> None:
    """What a page of the nation asks."""
    with store.reader() as reader:
        units = reader.table("SELECT org_unit_id FROM unit_search WHERE parent_id = $n", n=NATION).column(0).to_pylist()
        disclosed(reader, list(INDICATORS)[:10], units, ["2025"])


def check(store: Store, file: Path) -> None:
    found = verify(store, file, Scope.everything())
    assert found.clean
    assert found.rows == VILLAGES


def processor_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def watch(process: subprocess.Popen[bytes], ask: Callable[[], None]) -> tuple[float, list[float]]:
    """The largest resident size in MiB until the process ends, and the seconds of the answers given meanwhile."""
    most, answers = 0.0, []
    while process.poll() is None:
        try:
            most = max(most, peak(process.pid))
        except FileNotFoundError:
            break
        begun = time.perf_counter()
        ask()
        answers.append(time.perf_counter() - begun)
        time.sleep(0.2)
    process.wait()
    return most, answers


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
