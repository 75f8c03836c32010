"""What comparing units at one time costs: ranks of three hundred villages, one indicator and all, and those alike."""

import numpy as np
import pandas as pd

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Kind
from analytics.findings.peers import ALL, Attribute, similar
from analytics.findings.ranking import league
from analytics.statistics.intervals import poisson_byar, wilson
from data.home import Home
from tests.bench.table import Table

VILLAGES = 300
ATTENDANCE = "meeting_attendance_rate"


def measure(table: Table, home: Home) -> None:
    """Three hundred villages of made-up counts: one indicator, then all."""
    frames = {key: _frame(key, place) for place, key in enumerate(INDICATORS)}
    one, size = frames[ATTENDANCE], f"{VILLAGES} x 1,000 draws"
    table.spread("league table", lambda: league(one, INDICATORS[ATTENDANCE]), size=size, budget=0.15)

    def every() -> None:
        for key, frame in frames.items():
            league(frame, INDICATORS[key], counts_asked=True)

    table.spread(f"league tables of all {len(frames)} indicators", every, size=size, runs=5, budget=3.0)
    county = _county()
    table.spread("the 20 most similar villages", lambda: similar(county, "v000"), size=f"{VILLAGES}", budget=0.1)


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
