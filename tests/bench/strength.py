"""What the strength index costs: its arithmetic, county and nation, a slider, and the first visitor of a snapshot."""

from pathlib import Path

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

from analytics.strength import Band, Block, Component, Structure, build, drop_one, goal_seek, robustness
from data.home import Home
from data.text import Text
from pages.parts import strength
from tests.bench.pages import forget
from tests.bench.table import Table

ROOT = Path(__file__).resolve().parents[2]
NAME = Text("bench", "测试")
VILLAGES, INDICATORS, DRAWS, NATION = 300, 62, 1000, 489_000
FIRST = {"strength": "pages/villages/strength.py", "methodology": "pages/methods/methodology.py"}
WHAT_IF = "pages/villages/what_if.py"


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


def measure(table: Table, home: Home) -> None:
    arithmetic(table)
    pages(table)


def arithmetic(table: Table) -> None:
    declared, county = structure(), table_of(VILLAGES)
    errors, size = county * 0 + 5.0, f"{VILLAGES} x {INDICATORS}"
    table.spread(
        "index robustness",
        lambda: robustness(county, errors, declared, DRAWS, 1),
        size=f"{size} x {DRAWS:,} draws",
        runs=5,
        budget=1.0,
    )
    table.spread("index once", lambda: build(county, declared), size=size)
    table.spread("index, each part left out", lambda: drop_one(county, declared), size=size, runs=5)
    table.spread("what would lift a village", lambda: goal_seek(county, declared, 0), size=size, runs=5)
    nation = table_of(NATION)
    table.timed("index once", lambda: build(nation, declared), size=f"{NATION:,} x {INDICATORS}", budget=10.0)


def pages(table: Table) -> None:
    """A slider is moved to places where nobody has been; a snapshot's first visitor waits for its simulation."""
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run().switch_page(WHAT_IF).run()
    assert not at.exception, at.exception
    places = iter(np.linspace(0.1, 2.9, 20))
    table.spread(
        "what if, a slider moved", lambda: at.slider(key="w_talent").set_value(float(next(places))).run(), budget=0.3
    )
    for name, page in FIRST.items():
        at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run().switch_page(page).run()
        assert not at.exception, at.exception
        table.spread(f"page {name}, a snapshot's first visitor", at.run, runs=5, before=_forget_everything)


def _forget_everything() -> None:
    forget()
    strength.strength.clear()
    strength.field.clear()
