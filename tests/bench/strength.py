"""What the strength index costs: its arithmetic at a county's and a nation's size, a slider, and its pages cold."""

from pathlib import Path

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

from analytics.strength import Band, Block, Component, Structure, build, drop_one, goal_seek, robustness
from data.text import Text
from pages.parts import session, strength
from tests.bench.table import Table
from tests.bench.time_and_pairs import forget

ROOT = Path(__file__).resolve().parents[2]
NAME = Text("bench", "测试")
VILLAGES, INDICATORS, DRAWS, NATION = 300, 62, 1000, 489_000
PAGES = {
    "strength": "pages/villages/strength.py",
    "what if": "pages/villages/what_if.py",
    "weak organizations": "pages/villages/weak_organizations.py",
    "methodology": "pages/methods/methodology.py",
}


def structure() -> Structure:
    blocks = tuple(Block(f"b{n}", NAME) for n in range(5))
    parts = tuple(Component(f"i{n}", f"b{n % 5}", low=0.0, high=100.0) for n in range(INDICATORS))
    bands = tuple(Band(f"band{n}", NAME, least) for n, least in enumerate((1, 40, 55, 70, 85)))
    return Structure("bench", NAME, blocks, parts, bands)


def table_of(units: int) -> pd.DataFrame:
    luck = np.random.default_rng(1)
    cells = luck.uniform(0, 100, (units, INDICATORS))
    cells[luck.random(cells.shape) < 0.05] = np.nan
    return pd.DataFrame(cells, columns=[f"i{n}" for n in range(INDICATORS)])


def arithmetic(table: Table) -> None:
    declared, county = structure(), table_of(VILLAGES)
    errors = county * 0 + 5.0
    size = f"{VILLAGES} x {INDICATORS}"
    work = {
        f"index robustness, {size} x {DRAWS:,} draws": (
            lambda: robustness(county, errors, declared, DRAWS, 1),
            "< 1 s",
        ),
        f"index once, {size}": (lambda: build(county, declared), ""),
        f"each part left out, {size}": (lambda: drop_one(county, declared), ""),
        "what would lift a village": (lambda: goal_seek(county, declared, 0), ""),
    }
    for name, (call, budget) in work.items():
        table.spread(name, call, runs=5, budget=budget)
    nation = table_of(NATION)
    table.timed(f"index once, {NATION:,} villages x {INDICATORS}", lambda: build(nation, declared), "< 10 s")


def pages(table: Table) -> None:
    """A slider is moved to places where nobody has been; pages open with and without a known robustness."""
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run().switch_page(PAGES["what if"]).run()
    assert not at.exception, at.exception
    places = iter(np.linspace(0.1, 2.9, 20))
    table.spread(
        "what if, a slider moved", lambda: at.slider(key="w_talent").set_value(float(next(places))).run(),
        budget="p95 < 300 ms",
    )  # fmt: skip
    for name, page in PAGES.items():
        at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run().switch_page(page).run()
        assert not at.exception, at.exception
        table.spread(f"page {name}, cold script", at.run, budget="p95 < 300 ms", before=_know_robustness)
        if name in ("strength", "methodology"):
            table.spread(f"page {name}, the first visitor of a snapshot", at.run, runs=5, before=forget)


def _know_robustness() -> None:
    """As for everyone but the first visitor of a snapshot: the simulation is kept."""
    forget()
    view = session.view()
    county = next(unit.id for unit in session.units(view).by_id.values() if unit.level == "county")
    period = next(found for found in session.periods(view).values() if found.kind == "year" and not found.provisional)
    strength.strength(view, county, period.period_id, strength.structure())


def measure(table: Table) -> None:
    arithmetic(table)
    pages(table)
