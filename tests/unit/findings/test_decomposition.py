"""Why an aggregate moved, in parts that add up."""

import pandas as pd
import pytest

from analytics.catalogue import INDICATORS
from analytics.charts import Words, waterfall
from analytics.findings.decomposition import OWN, explain, why

from .county import County, evaluated

HIGHER = "sec_in_post_rate"
COUNTY = "County"
NAMES = {name: name.upper() for name in "abcd"}


def moved(before, after, last="2025"):
    both = pd.concat([evaluated(HIGHER, before, "2024"), evaluated(HIGHER, after, last)])
    return explain(both, "county", COUNTY, INDICATORS[HIGHER], "2024", last)


def test_units_that_all_improve_are_change_within():
    found = moved({"a": (50, 100), "b": (10, 100)}, {"a": (60, 100), "b": (30, 100)})
    assert found.parts.within == pytest.approx(0.15)
    assert found.parts.mix == pytest.approx(0)
    assert found.units["org_unit_id"].tolist() == ["b", "a"]
    assert found.units["total"].tolist() == pytest.approx([10, 5])
    assert "The largest shares lie with B, A." in found.sentence(NAMES).en


def test_weights_alone_can_move_an_aggregate():
    found = moved({"a": (90, 100), "b": (10, 100)}, {"a": (270, 300), "b": (10, 100)})
    assert found.parts.within == pytest.approx(0)
    assert found.parts.mix == pytest.approx(0.2)


@pytest.mark.parametrize("parent", [None, (130, 220)])
def test_the_parts_add_up_with_units_that_come_and_go_and_what_the_aggregate_has_itself(parent):
    before = {"a": (50, 100), "b": (10, 100), "gone": (9, 10)}
    after = {"a": (60, 100), "d": (30, 100)}
    if parent:
        before["county"], after["county"] = (75, 215), parent
    found = moved(before, after)
    parts = found.parts
    assert parts.within + parts.mix + parts.entry + parts.exit == pytest.approx(parts.change, abs=1e-12)
    assert found.units["total"].sum() == pytest.approx(100 * parts.change)
    expected = parent or (90, 200)
    assert parts.after == pytest.approx(expected[0] / expected[1])
    assert (OWN in set(found.units["org_unit_id"])) == bool(parent)
    steps = found.steps("zh")
    assert steps.loc[steps["kind"] == "change", "amount"].sum() == pytest.approx(100 * parts.change)
    assert steps["name"].tolist()[1] == "各单位自身变化"
    assert waterfall(steps, INDICATORS[HIGHER], Words(), "zh")


def test_units_silent_in_one_period_are_said_to_be_so():
    found = moved({"a": (5, 10), "b": None, "c": None}, {"a": (5, 10), "b": (9, 10), "c": None})
    assert found.silent == 1
    assert "1 unit reported in one of the two periods alone" in found.sentence(NAMES).en


def test_nothing_that_moves_has_nobody_to_name():
    found = moved({"a": (5, 10)}, {"a": (5, 10)})
    assert found.most() == ()
    assert "largest shares" not in found.sentence(NAMES).en


@pytest.mark.parametrize(
    ("before", "after", "last", "said"),
    [
        ({"a": None}, {"a": (1, 2)}, "2025", "no unit has a value for"),
        ({"a": (1, 2)}, {"a": (0, 0)}, "2025", "in 2025"),
        ({}, {}, "2025", "in 2024"),
        ({"a": (1, 2)}, {"a": (1, 2)}, "2026", "2026 is still running"),
    ],
)
def test_without_two_periods_the_reason_is_said(before, after, last, said):
    found = moved(before, after, last)
    assert found.parts is None
    assert said in found.sentence(NAMES).en
    assert found.sentence(NAMES).zh
    assert found.steps("en").empty


def test_a_reader_is_asked_for_the_aggregate_and_its_units():
    cells = [(year, unit, HIGHER, x, 10) for year in ("2024", "2025") for unit, x in (("v1", 5), ("v2", 6))]
    cells += [("2024", "990121", HIGHER, 11, 20), ("2025", "990121", HIGHER, 16, 25)]
    found = why(County(cells), HIGHER, "990121", "County", "village", "2024", "2025")
    assert found.parts.change == pytest.approx(16 / 25 - 11 / 20)
    assert found.most()[0] == OWN
    assert "all else in County" in found.sentence({"v1": "A"}).en


def test_a_change_whose_parts_would_tell_what_is_withheld_is_not_split():
    sums = {"county": (20, 40), "a": (5, 10), "b": (7, 15), "c": (8, 15)}
    both = pd.concat([evaluated(HIGHER, sums, "2024"), evaluated(HIGHER, sums)])
    hidden = both["org_unit_id"].isin(["b", "c"]) & (both["period_id"] == "2025")
    both.loc[hidden, ["numerator", "denominator", "value", "lower", "upper"]] = pd.NA
    both.loc[hidden, "state"] = "suppressed"
    found = explain(both, "county", COUNTY, INDICATORS[HIGHER], "2024", "2025")
    assert found.parts is None
    assert "withheld for some units" in found.sentence(NAMES).en
    assert "不予显示" in found.sentence(NAMES).zh
