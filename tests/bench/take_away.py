"""What taking away costs: a nation's table in every form, a county's pack, a pack for every township."""

from __future__ import annotations

import resource
import subprocess
import sys
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
from data.store import Store
from tests.bench.nation import NATION, VILLAGES, publish_nation
from tests.bench.table import Table

BUDGETS = {Form.CSV: "< 10 s, < 1 GiB", Form.PARQUET: "< 5 s, < 1 GiB", Form.XLSX: "< 120 s, < 1 GiB"}
NOW = datetime(2026, 7, 1)


def tables(table: Table) -> None:
    """489,000 rows of 19 columns and the origin's, each form in a process of its own, as the dashboard makes them."""
    with tempfile.TemporaryDirectory(prefix="touyan-nation-") as folder:
        store = publish_nation(Path(folder))
        choice = Choice(NATION, ("village",), (next(iter(INDICATORS)),), ("2025",))
        for form, budget in BUDGETS.items():
            order = Order(choice, form, "zh", NOW)
            begun = time.perf_counter()
            found = job.start(store.home, store.current().id, Scope.everything(), order)
            peak = watch(found.process)
            took = time.perf_counter() - begun
            assert found.progress().done == VILLAGES, found.progress()
            size = found.file.stat().st_size / 1e6
            found.cancel()
            table.add(
                f"489,000 villages as {form}, in a process", f"{took:.1f} s  {peak:.0f} MiB  {size:.0f} MB", budget
            )
        store.close()


def watch(process: subprocess.Popen[bytes]) -> float:
    """The largest resident size in MiB until the process ends."""
    peak = 0.0
    while process.poll() is None:
        try:
            status = Path(f"/proc/{process.pid}/status").read_text()
        except FileNotFoundError:
            break
        line = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
        peak = max(peak, int(line.split()[1]) / 1024)
        time.sleep(0.2)
    process.wait()
    return peak


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

        table.timed("board pack of a county", make([county]), "< 20 s")
        table.timed(f"board packs of {len(townships)} townships", make(townships), "< 120 s")


def main() -> None:
    """`python -m tests.bench.take_away HOME`: the packs of that home's store, and a nation's tables."""
    table = Table()
    packs(table, Store(Path(sys.argv[1])))
    tables(table)
    table.add("peak of the largest child", f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
