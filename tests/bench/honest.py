"""What comparing units at one time costs: ranks of three hundred villages, villages alike, and the pages, cold."""

from pathlib import Path

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Kind
from analytics.findings.peers import ALL, Attribute, similar
from analytics.findings.ranking import league
from analytics.statistics.intervals import poisson_byar, wilson
from tests.bench.table import Table
from tests.bench.time_and_pairs import forget

ROOT = Path(__file__).resolve().parents[2]
VILLAGES = 300
ATTENDANCE = "meeting_attendance_rate"
ASKED = {
    "league table": ("pages/villages/league_table.py", {"indicator": ATTENDANCE, "level": "village"}),
    "league table, values": (
        "pages/villages/league_table.py",
        {"indicator": ATTENDANCE, "level": "village", "values": "on"},
    ),
    "funnel": ("pages/indicators/funnel.py", {"indicator": ATTENDANCE, "level": "village"}),
    "side by side, eight villages": ("pages/villages/compare.py", {}),
    "spine against the county": ("pages/villages/compare.py", {"shown": "spine"}),
    "one township on one page": ("pages/villages/profile.py", {"unit": "990121101"}),
    "spine against those most like it": ("pages/villages/compare.py", {"shown": "spine", "against": "peers"}),
}


def ranks(table: Table) -> None:
    """Three hundred villages of made-up counts: one indicator, then all."""
    frames = {key: _frame(key, place) for place, key in enumerate(INDICATORS)}
    one = frames[ATTENDANCE]
    draws = f"league table, 1,000 draws x {VILLAGES} villages"
    table.spread(draws, lambda: league(one, INDICATORS[ATTENDANCE]), budget="< 150 ms")

    def every() -> None:
        for key, frame in frames.items():
            league(frame, INDICATORS[key], counts_asked=True)

    table.spread(f"league tables of all {len(frames)} indicators", every, runs=5, budget="< 3 s")
    county = _county()
    table.spread(f"the 20 most similar of {VILLAGES} villages", lambda: similar(county, "v000"), budget="< 100 ms")


def cold_pages(table: Table) -> None:
    for name, (page, asked) in ASKED.items():
        at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run().switch_page(page)
        at.query_params.update({**asked, "lang": "en"})
        assert not at.run().exception, at.exception
        table.spread(f"page {name}, cold script", at.run, budget="p95 < 300 ms", before=forget)


def _frame(key: str, seed: int) -> pd.DataFrame:
    """Evaluate's frame of one indicator; amounts have an interval, as townships do, so that they are drawn too."""
    luck, indicator = np.random.default_rng(seed), INDICATORS[key]
    n = luck.integers(8, 120, VILLAGES).astype(float)
    x = luck.binomial(n.astype(int), luck.beta(12, 6, VILLAGES)).astype(float)
    lower, upper = poisson_byar(x) if indicator.kind is Kind.RATE else wilson(x, n)
    base = n if indicator.kind is Kind.RATE else 1.0
    numbers = {"value": x / n, "lower": lower / base, "upper": upper / base}
    scaled = {name: pd.array(number * indicator.scale, "Float64") for name, number in numbers.items()}
    units = [f"v{place:03d}" for place in range(VILLAGES)]
    sums = {"numerator": pd.array(x, "Float64"), "denominator": pd.array(n, "Float64")}
    known = {"state": "value", "reported": 1, "expected": 1, "provisional": False}
    return pd.DataFrame({"period_id": "2025", "org_unit_id": units, "indicator": key, **sums, **scaled, **known})


def _county() -> pd.DataFrame:
    luck = np.random.default_rng(1)
    amounts = {str(name): luck.lognormal(5, 1, VILLAGES) for name in ALL if name is not Attribute.TERRAIN}
    units = [f"v{place:03d}" for place in range(VILLAGES)]
    return pd.DataFrame({"org_unit_id": units, **amounts, "terrain": luck.choice(["plain", "hill"], VILLAGES)})
