"""What a county's store costs: the sample is written, read, judged and published, its cube computed, its first answers.

Where the home has a store already, that one is measured.
"""

import tempfile
from datetime import datetime
from pathlib import Path

from analytics import cube, refresh
from analytics.catalogue import INDICATORS
from analytics.evaluate import evaluate
from analytics.findings.peers import peers_of
from analytics.findings.ranking import rank
from data.errors import StoreMissing
from data.home import Home
from data.sample import lay_together, write_sample
from data.snapshot import Origin, build_snapshot
from data.store import Store
from tests.bench.table import Table


def measure(table: Table, home: Home) -> None:
    store = Store(home)
    try:
        store.current()
    except StoreMissing:
        sample_county(table, store)
    facts_and_cube(table, store)
    findings(table, store)
    store.close()


def sample_county(table: Table, store: Store) -> None:
    with tempfile.TemporaryDirectory() as folder:
        written = table.timed("sample county written", lambda: write_sample(Path(folder) / "packages"))
        sending = refresh.Sending(lay_together(written.packages, Path(folder) / "together"), "bench")
        outcome = table.timed(
            "read, judged, published",
            lambda: refresh.initialise(store, sending, datetime.now()),
            size="the sample's 5.6 years",
        )
        assert outcome.snapshot, list(outcome.verdict.problems.listed)[:5]


def facts_and_cube(table: Table, store: Store) -> None:
    def compute(connection):
        table.timed("facts and cube", lambda: cube.build(connection), size="a county, all periods")
        refresh.Figures(store).write(connection)  # and all else that the pages which are measured next find there

    build_snapshot(store, Origin("build", "bench", True), lambda c: None, compute, store.current())


def findings(table: Table, store: Store) -> None:
    with store.reader() as reader:
        county = reader.table("SELECT org_unit_id FROM org_unit WHERE level = 'county'").column(0).to_pylist()[0]
        units = reader.table("SELECT org_unit_id FROM unit_search WHERE parent_id = $c", c=county).column(0).to_pylist()
        village = reader.table("SELECT min(org_unit_id) FROM org_unit WHERE level = 'village'").column(0).to_pylist()[0]
        table.spread(
            "evaluate",
            lambda: evaluate(reader, list(INDICATORS), [county, *units], ["2024", "2025"]),
            size=f"{len(INDICATORS)} x {len(units) + 1} units x 2 years",
            budget=0.1,
        )
        table.spread(
            "league table with its draws",
            lambda: rank(reader, "meeting_attendance_rate", county, "village", "2025"),
            size="a county's villages",
            budget=0.15,
        )
        table.spread(
            "the 20 most similar villages",
            lambda: peers_of(reader, village, county, "2025"),
            size="a county's villages",
            budget=0.1,
        )
