"""What holds of every comparison, whatever was reported."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.catalogue import INDICATORS
from analytics.findings.decomposition import explain
from analytics.findings.funnel import funnel
from analytics.findings.movers import movers
from analytics.findings.peers import ALL, Attribute, similar
from analytics.findings.ranking import league
from analytics.statistics.intervals import wilson

INDICATOR = INDICATORS["sec_in_post_rate"]
SUMS = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))) | st.none()
COUNTY = st.lists(SUMS, min_size=1, max_size=25)
AMOUNT = st.none() | st.integers(0, 5000).map(float)
VILLAGES = st.lists(
    st.tuples(*[AMOUNT if name is not Attribute.TERRAIN else st.sampled_from([None, "hill", "plain"]) for name in ALL]),
    min_size=2, max_size=15,
)  # fmt: skip
few_examples = settings(max_examples=40, deadline=None)


def cells(county, period="2025"):
    rows = [_cell(f"u{place:02d}", sums, period) for place, sums in enumerate(county)]
    numbers = ("numerator", "denominator", "value", "lower", "upper")
    return pd.DataFrame(rows).astype(dict.fromkeys(numbers, "Float64"))


def _cell(unit, sums, period):
    x, n = sums or (None, None)
    state = "value" if n else "not_reported" if n is None else "not_applicable"
    low, high = (100 * limit for limit in wilson(x, n)) if n else (None, None)
    return {
        "period_id": period, "org_unit_id": unit, "indicator": INDICATOR.id, "numerator": x, "denominator": n,
        "value": 100 * x / n if n else None, "lower": low, "upper": high, "state": state,
        "reported": int(n is not None), "expected": 1, "provisional": False,
    }  # fmt: skip


@few_examples
@given(VILLAGES, st.randoms())
def test_peers_do_not_depend_on_the_order_of_the_rows(villages, luck):
    county = pd.DataFrame(villages, columns=[str(name) for name in ALL])
    county.insert(0, "org_unit_id", [f"u{place:02d}" for place in range(len(county))])
    shuffled = county.iloc[luck.sample(range(len(county)), len(county))]
    first, again = similar(county, "u00"), similar(shuffled, "u00")
    pd.testing.assert_frame_equal(first.frame, again.frame)
    assert "u00" not in first.units
    assert first.frame["distance"].is_monotonic_increasing
    assert set(first.used) | set(first.missing) <= set(ALL)


@few_examples
@given(COUNTY)
def test_who_is_certainly_last_stands_last_and_everybody_with_a_value_has_a_place_in_the_interval(county):
    found = league(cells(county), INDICATOR, draws=50)
    ranked = found.frame[found.frame["state"] == "value"]
    if found.alike is not None:  # nothing to rank
        assert ranked["value"].nunique() == 1
        assert found.frame["rank"].isna().all()
        return
    assert ranked["rank"].notna().all()
    assert (ranked["rank_lower"] <= ranked["rank"]).all()
    assert (ranked["rank"] <= ranked["rank_upper"]).all()
    assert found.frame.loc[found.frame["state"] != "value", "rank"].isna().all()
    certain = ranked.loc[ranked["list"] == "certain", "rank"]
    assert (certain > 0.9 * len(ranked) - 1).all()
    assert (found.frame["flagged_bh"] <= found.frame["flagged"]).all()


@few_examples
@given(COUNTY)
def test_a_funnel_colours_what_lies_outside_its_limits_and_nobody_without_a_value(county):
    found = funnel(cells(county), INDICATOR)
    unknown = found.points["state"] != "value"
    assert found.points.loc[unknown, "verdict"].isna().all()
    assert found.far <= found.outside <= int((~unknown).sum())
    assert found.sentence().en


@few_examples
@given(COUNTY, COUNTY)
def test_time_turned_round_turns_better_into_worse(before, after):
    both = pd.concat([cells(before, "2024"), cells(after)])
    forth, back = movers(both, INDICATOR, "2024", "2025"), movers(both, INDICATOR, "2025", "2024")
    assert set(forth.changed("better")) == set(back.changed("worse"))
    assert forth.unmatched == back.unmatched


@few_examples
@given(COUNTY, COUNTY)
def test_the_parts_of_a_change_add_up(before, after):
    found = explain(pd.concat([cells(before, "2024"), cells(after)]), "county", "C", INDICATOR, "2024", "2025")
    if found.parts is None:
        assert found.refused
        return
    steps = found.steps("en")
    changes = steps.loc[steps["kind"] == "change", "amount"].sum()
    assert changes == pytest.approx(steps["amount"].iloc[-1] - steps["amount"].iloc[0], abs=1e-10)
    assert found.units["total"].sum() == pytest.approx(changes, abs=1e-10)
