"""`make bench`: what the work costs on this machine, beside its budget."""

import os
import tempfile
from datetime import datetime
from pathlib import Path

from tests.bench.table import Table

HOME = tempfile.TemporaryDirectory(prefix="touyan-bench-")
os.environ["TOUYAN_HOME"] = HOME.name

from streamlit.testing.v1 import AppTest  # noqa: E402

from analytics import cube, refresh  # noqa: E402
from data.home import Home  # noqa: E402
from data.sample import lay_together, write_sample  # noqa: E402
from data.snapshot import Origin, build_snapshot  # noqa: E402
from data.store import Store  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]


def sample_county(table: Table, store: Store) -> None:
    with tempfile.TemporaryDirectory() as folder:
        written = table.timed("sample county written", lambda: write_sample(Path(folder) / "packages"))
        sending = refresh.Sending(lay_together(written.packages, Path(folder) / "together"), "bench")
        outcome = table.timed(
            "its 5.6 years read, judged, published", lambda: refresh.initialise(store, sending, datetime.now())
        )
        assert outcome.snapshot, list(outcome.verdict.problems.listed)[:5]


def facts_and_cube(table: Table, store: Store) -> None:
    def compute(connection):
        table.timed("facts and cube, all periods", lambda: cube.build(connection))

    build_snapshot(store, Origin("build", "bench", True), lambda c: None, compute, store.current())


def pages(table: Table) -> None:
    for page in sorted((ROOT / "pages").glob("*/*.py")):
        if page.parent.name == "parts" or page.name == "__init__.py":
            continue
        at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        at.run()
        at.switch_page(str(page.relative_to(ROOT)))
        assert not at.run().exception, at.exception
        table.spread(f"page {page.parent.name}/{page.stem}, warm script", at.run, budget="< 30 ms of processor")


def main() -> None:
    table = Table()
    store = Store(Home.default())
    sample_county(table, store)
    facts_and_cube(table, store)
    store.close()
    pages(table)
    table.peak_memory()


main()
