"""Every page of the menu at every level of a large store: script, questions to the store, what goes to the browser.

    python -m tests.bench.levels --home HOME [--only PAGE] [--levels nation county]

Asked as an administrator and as the leader of the unit; of each level the unit with the most villages, below the one
chosen before. Cold, nothing is kept but the list of units, which is read once a process and scope; what the engine
reads from disk lies in memory, and pages are loaded. Seconds of the script and in the store are the less of wall time
and of processor, so that another's work counts little. No part of `make bench`: a walk takes minutes.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
from streamlit.logger import set_log_level
from streamlit.testing.v1 import AppTest

from data import opened, store
from data.access import Role, Scope
from data.home import Home
from pages.parts import identity, keeping, session
from pages.parts.server import settle
from tests.bench.__main__ import BARE
from tests.bench.pages import CITED, ROOT, pages, weight
from tests.bench.table import peak

LEVELS = ("nation", "province", "prefecture", "county", "township", "village")
SCRIPT, STORE, MOST_MB, MOST_ROWS = 0.5, 0.1, 2.0, 5000
ALSO = {
    "explorer": [{"indicator": CITED}],
    "funnel": [{"indicator": CITED, "level": level} for level in LEVELS[2:]],
    "indicator": [{"indicator": CITED}],
    "league_table": [{"indicator": CITED, "level": level} for level in LEVELS[2:]],
    "map": [{"colour": "band"}, *({"indicator": CITED, "level": level} for level in LEVELS[3:])],
    "trends": [{"indicator": CITED, "flags": "many"}],
}
LARGEST = """
SELECT u.org_unit_id FROM org_unit u JOIN unit_tree t ON t.org_unit_id = u.org_unit_id AND t.ancestor_id = $within
WHERE u.level = $level AND u.valid_to IS NULL
ORDER BY (SELECT count(*) FROM unit_tree b WHERE b.ancestor_id = u.org_unit_id) DESC, u.org_unit_id LIMIT 1
"""


@dataclass
class Asked:
    """The questions of one run: seconds of wall time and of processor, and how each begins."""

    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @contextmanager
    def one(self, words: str) -> Iterator[None]:
        began, spent = time.perf_counter(), time.process_time()
        yield
        self.seconds.append(time.perf_counter() - began)
        self.processor.append(time.process_time() - spent)
        self.words.append(words)


@dataclass(frozen=True)
class Walked:
    """What one page cost at one level for one person; seconds, megabytes."""

    page: str
    level: str
    person: str
    cold: float
    warm: float
    asked: Asked
    megabytes: float
    rows: int

    @property
    def store(self) -> float:
        """Seconds in the store: of processor, where the machine had other work."""
        return min(sum(self.asked.seconds), sum(self.asked.processor))

    @property
    def beyond(self) -> bool:
        return (
            self.cold > SCRIPT or sum(self.asked.seconds) > STORE or self.megabytes > MOST_MB or self.rows > MOST_ROWS
        )

    def line(self) -> str:
        asked = self.asked
        slowest = max(range(len(asked.seconds)), key=asked.seconds.__getitem__, default=None)
        told = "" if slowest is None else f"{asked.seconds[slowest] * 1000:5.0f} ms {asked.words[slowest]}"
        return (
            f"{self.page:42.42s} {self.level:10s} {self.person:7s} {self.cold * 1000:6.0f} {self.warm * 1000:5.0f}"
            f" {len(asked.seconds):3d} {sum(asked.seconds) * 1000:6.0f} {sum(asked.processor) * 1000:6.0f}"
            f" {self.megabytes:6.2f} {self.rows:6d} {told}"
        )


HEADING = (
    f"{'page':42s} {'level':10s} {'person':7s} {'cold':>6s} {'warm':>5s}   n  store  proc.     MB   rows   slowest"
)


def largest(of: store.Store) -> dict[str, str]:
    """By level the unit with the most villages, each below the one before."""
    found: dict[str, str] = {}
    with of.reader() as reader:
        within = reader.table("SELECT org_unit_id FROM org_unit WHERE parent_id IS NULL ORDER BY 1")[0][0].as_py()
        for level in LEVELS:
            rows = reader.table(LARGEST, within=within, level=level)["org_unit_id"].to_pylist()
            if rows:
                found[level] = within = rows[0]
    return found


def walk(page: Path, unit: str, level: str, person: str, also: dict[str, str], runs: int) -> Walked:
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=300)
    if person == "leader":
        at.session_state[identity._VIEW_AS] = Scope(unit, Role.LEADER)
    at.query_params.update({"unit": unit})
    at = at.run().switch_page(str(page.relative_to(ROOT)))
    at.query_params.update({"unit": unit, **also})

    def run() -> tuple[float, Asked]:
        asked = Asked()
        with listening(asked):
            began, spent = time.perf_counter(), time.process_time()
            at.run()
            spent = min(time.perf_counter() - began, time.process_time() - spent)
        assert not at.exception, (page, unit, person, also, at.exception)
        return spent, asked

    run()
    cold = []
    for _ in range(runs):
        forget()
        cold.append(run())
    cold.sort(key=lambda found: sum(found[1].seconds))
    warm = [run()[0] for _ in range(2)]
    said = " ".join([page.stem, *(value for key, value in also.items() if key != "indicator")])
    spent, asked = statistics.median(spent for spent, _ in cold), cold[len(cold) // 2][1]
    return Walked(said, level, person, spent, statistics.median(warm), asked, weight(at.main) / 1e6, rows(at.main))


def forget() -> None:
    """All that pages keep, but the list of units."""
    for kept in keeping._every:
        if kept is not session.units and kept is not session.names:
            kept.clear()


@contextmanager
def listening(asked: Asked) -> Iterator[None]:
    """Notes every question to the store, and the laying of a scope's views as one."""
    table, take = store.Reader.table, opened.Opened.take

    def timed_table(self, sql, **parameters):
        with asked.one(" ".join(sql.split())[:60] + " … " + " ".join(sql.split())[-40:]):
            return table(self, sql, **parameters)

    def timed_take(self, sight):
        with asked.one("a cursor and its views"):
            return take(self, sight)

    store.Reader.table, opened.Opened.take = timed_table, timed_take
    try:
        yield
    finally:
        store.Reader.table, opened.Opened.take = table, take


def rows(node) -> int:
    """Rows of all tables below a block of the page."""
    children = getattr(node, "children", {}).values()
    if children:
        return sum(rows(child) for child in children)
    arrow = getattr(getattr(node, "proto", None), "arrow_data", None)
    return pa.ipc.open_stream(arrow.data).read_all().num_rows if arrow is not None and arrow.data else 0


def summary(found: list[Walked]) -> None:
    """By level and person p50, p95 and the most of what is held against a budget."""
    print(f"\n{'level':10s} {'person':7s}   n  {'script cold':>20s}  {'warm':>17s}  {'store':>20s}  MB most  rows most")
    for level in LEVELS:
        for person in ("all", "leader"):
            of = [one for one in found if (one.level, one.person) == (level, person)]
            if of:
                told = [
                    spread([one.cold for one in of]),
                    spread([one.warm for one in of]),
                    spread([one.store for one in of]),
                ]
                most = f"{max(one.megabytes for one in of):7.2f}  {max(one.rows for one in of):7d}"
                print(f"{level:10s} {person:7s} {len(of):3d}  {'  '.join(told)}  {most}")


def spread(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    p95 = statistics.quantiles(ordered, n=20, method="inclusive")[-1] if len(ordered) > 1 else ordered[0]
    return " ".join(f"{value * 1000:6.0f}" for value in (statistics.median(ordered), p95, ordered[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--only", nargs="*", help="names of pages")
    parser.add_argument("--levels", nargs="*", default=LEVELS)
    parser.add_argument("--persons", nargs="*", default=("all", "leader"))
    parser.add_argument("--runs", type=int, default=3, help="times each is asked cold")
    asked = parser.parse_args()
    os.environ["TOUYAN_HOME"] = str(asked.home)
    set_log_level("ERROR")
    logging.getLogger(BARE).disabled = True
    settle()
    began = time.perf_counter()
    AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=300).run()
    print(f"first page of the process {time.perf_counter() - began:.1f} s, {peak():.0f} MiB")
    places = largest(session.store_at(Home(asked.home)))
    print(places, "\n" + HEADING, flush=True)
    found = []
    for level, unit in places.items():
        for page in pages() if level in asked.levels else []:
            for also in [{}, *ALSO.get(page.stem, [])] if asked.only is None or page.stem in asked.only else []:
                for person in asked.persons:
                    found.append(walk(page, unit, level, person, also, asked.runs))
                    print(found[-1].line(), "  BEYOND" if found[-1].beyond else "", flush=True)
    summary(found)
    print(f"most memory of the process {peak():.0f} MiB")


if __name__ == "__main__":
    main()
