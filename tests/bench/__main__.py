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
from analytics.catalogue import INDICATORS  # noqa: E402
from analytics.evaluate import evaluate  # noqa: E402
from analytics.findings.peers import peers_of  # noqa: E402
from analytics.findings.ranking import rank  # noqa: E402
from data.home import Home  # noqa: E402
from data.sample import lay_together, write_sample  # noqa: E402
from data.snapshot import Origin, build_snapshot  # noqa: E402
from data.store import Store  # noqa: E402
from tests.bench import blocks, honest, strength, take_away, teams, time_and_pairs  # noqa: E402

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


def findings(table: Table, store: Store) -> None:
    with store.reader() as reader:
        county = reader.table("SELECT org_unit_id FROM org_unit WHERE level = 'county'").column(0).to_pylist()[0]
        units = reader.table("SELECT org_unit_id FROM unit_search WHERE parent_id = $c", c=county).column(0).to_pylist()
        village = reader.table("SELECT min(org_unit_id) FROM org_unit WHERE level = 'village'").column(0).to_pylist()[0]
        work = {
            "evaluate, 62 indicators x 15 units x 2 periods": lambda: evaluate(
                reader, list(INDICATORS), [county, *units], ["2024", "2025"]
            ),
            "league table, 1,000 draws": lambda: rank(reader, "meeting_attendance_rate", county, "village", "2025"),
            "the 20 most similar villages": lambda: peers_of(reader, village, county, "2025"),
        }
        for name, call in work.items():
            table.spread(name, call, budget={"league table, 1,000 draws": "< 150 ms"}.get(name, "< 100 ms"))


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
    findings(table, store)
    honest.ranks(table)
    with store.reader() as reader:
        village = reader.table("SELECT min(org_unit_id) FROM org_unit WHERE level = 'village'").column(0).to_pylist()[0]
    take_away.packs(table, store)
    store.close()
    take_away.tables(table)
    pages(table)
    blocks.block_pages(table)
    time_and_pairs.cold_pages(table, village)
    honest.cold_pages(table)
    strength.measure(table)
    teams.cold_pages(table)
    table.peak_memory()


main()
