"""`python -m tests.bench.people --people 1 25 50 100 200`: how many people one process serves; `make bench` asks less.

Each opens pages of the menu on units and periods drawn at random and thinks in between (exponential). Reported are the
95th percentile of a rerun once everybody is in, memory per session, and a burst in which everybody clicks at once.
"""

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from data.home import Home
from data.store import Store
from tests.bench.session import Tab
from tests.bench.table import HEADING, Table
from tests.browser.conftest import OURS, ROOT, Server

THINK = 10.0  # seconds, mean


def share(values, percent):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(percent / 100 * len(ordered)))] if ordered else float("nan")


def memory(pid):
    """Resident MiB of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def processor(pid):
    """Seconds that all threads of a process have worked."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Crowd:
    """People at work on one server; every answer is noted."""

    def __init__(self, port, choices, seconds, think=THINK):
        self.port, self.choices, self.seconds, self.think = port, choices, seconds, think
        self.answers, self.faults, self.tabs = [], [], []
        self.measuring, self.processor = False, 0.0

    async def person(self, number, until):
        draw = random.Random(number)
        async with Tab(self.port) as tab:
            await tab.open()
            self.tabs.append(tab)
            while time.monotonic() < until():
                await asyncio.sleep(draw.expovariate(1 / self.think))
                self.note(await tab.open(draw.choice(tab.pages), **draw.choice(self.choices)))

    def note(self, answer):
        self.faults += answer.exceptions
        if self.measuring:
            self.answers.append(answer)

    async def work(self, people, warm_up, spent=lambda: 0.0):
        """Everybody comes, and is measured once in; `spent` says the server's processor seconds."""
        started = time.monotonic()
        tasks = [asyncio.create_task(self.person(n, lambda: started + warm_up + self.seconds)) for n in range(people)]
        await asyncio.sleep(warm_up)
        self.measuring, before = True, spent()
        await asyncio.gather(*tasks)
        self.processor = spent() - before

    async def burst(self, people):
        """Seconds of everybody's answer when all click at once."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._one_click(n)) for n in range(people)]
        return [task.result() for task in tasks]

    async def _one_click(self, number):
        draw = random.Random(-number)
        async with Tab(self.port) as tab:
            await tab.open()
            await self.gather_point.wait()
            return (await tab.open(draw.choice(tab.pages), **draw.choice(self.choices))).seconds

    async def click_together(self, people):
        self.gather_point = asyncio.Barrier(people)
        return await self.burst(people)


def choices_of(home):
    """Addresses that people ask for: the county, its townships, some villages, in the newest years and a quarter."""
    store = Store(Home(Path(home)))
    with store.reader() as reader:
        units = reader.table(
            "SELECT org_unit_id FROM org_unit WHERE level IN ('county', 'township') AND valid_to IS NULL LIMIT 20"
        )
        villages = reader.table(
            "SELECT org_unit_id FROM org_unit WHERE level = 'village' AND valid_to IS NULL LIMIT 20"
        )
        periods = reader.table("SELECT period_id FROM period WHERE NOT provisional ORDER BY period_end DESC LIMIT 3")
    store.close()
    chosen = [*units.column(0).to_pylist(), *villages.column(0).to_pylist()]
    return [{"unit": u, "period": p, "lang": "zh"} for u in chosen for p in periods.column(0).to_pylist()]


def warm(port, choices):
    """Ask once for everything that will be asked, as on any working day before the meeting."""

    async def once():
        async with Tab(port) as tab:
            await tab.open()
            for page in tab.pages:
                for choice in choices:
                    await tab.open(page, **choice)

    asyncio.run(once())


def crowded(table, server, choices, people, seconds):
    crowd, pid = Crowd(server.port, choices, seconds), server.process.pid
    before = memory(pid)
    asyncio.run(crowd.work(people, warm_up=min(20, 2 * THINK), spent=lambda: processor(pid)))
    answered = [answer.seconds for answer in crowd.answers]
    faults = f", {len(crowd.faults)} FAULTS" if crowd.faults else ""
    table.add(
        f"people on one process, thinking {THINK:.0f} s",
        statistics.median(answered),
        size=f"{people}, {len(answered) / seconds:.1f}/s{faults}",
        p95=share(answered, 95),
        processor=crowd.processor / len(answered),
        memory=memory(pid),
        budget=1.0 if people <= 200 else None,
        of="p95",
    )
    table.add("memory of one of them", (memory(pid) - before) / people, unit="MiB", size=f"{people}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", help="a home with a store; else the sample county is made")
    parser.add_argument("--people", type=int, nargs="+", default=[1, 25, 50, 100, 200])
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--choices", type=int, default=12, help="how many different addresses people ask for")
    parser.add_argument("--soak", type=float, help="minutes that 50 people stay; memory is said every tenth of it")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="touyan-people-") as folder:
        home = asked.home or folder
        if asked.home is None:
            subprocess.run(
                [sys.executable, "manage.py", "sample"], cwd=ROOT, env=os.environ | {"TOUYAN_HOME": home}, check=True
            )
        print(HEADING)
        run(home, asked, Path(folder), Table())


def measure(table: Table, home: Home) -> None:
    asked = argparse.Namespace(people=[1, 50, 200], seconds=30, choices=4, soak=None)
    with tempfile.TemporaryDirectory(prefix="touyan-people-") as folder:
        run(home.root, asked, Path(folder), table)


def run(home, asked, folder, table):
    choices = random.Random(1).sample(choices_of(home), asked.choices)
    server = Server(home, folder / "streamlit.log", OURS)
    try:
        warm(server.port, choices)
        if asked.soak:
            return soak(table, server, choices, asked.soak * 60)
        for people in asked.people:
            crowded(table, server, choices, people, asked.seconds)
        burst = asyncio.run(Crowd(server.port, choices, 0).click_together(30))
        told = {"p95": share(burst, 95), "budget": 1.0, "of": "p95"}
        table.add("people who click at once", statistics.median(burst), size="30", **told)
        return []
    finally:
        server.stop()


def soak(table, server, choices, seconds):
    """Memory of the server (MiB) after each tenth of the time that 50 people stay."""
    held = []
    for tenth in range(10):
        crowd = Crowd(server.port, choices, seconds / 10)
        asyncio.run(crowd.work(50, warm_up=0))
        assert not crowd.faults, crowd.faults[:3]
        held.append(memory(server.process.pid))
        spent = [answer.seconds for answer in crowd.answers]
        table.add(
            f"50 people, {(tenth + 1) * seconds / 600:.0f} minutes in",
            statistics.median(spent),
            p95=share(spent, 95),
            memory=held[-1],
        )
    return held


if __name__ == "__main__":
    main()
