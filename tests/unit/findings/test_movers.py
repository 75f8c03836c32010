"""Who changed by more than chance does."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests

from analytics.catalogue import INDICATORS
from analytics.findings.movers import movers
from analytics.statistics.intervals import newcombe_difference
from analytics.words import Verdict

from .county import evaluated

HIGHER, LOWER, NEUTRAL, RATIO = (
    "sec_in_post_rate", "no_development_2y_share", "sec_age_45_share", "sec_pay_income_ratio",
)  # fmt: skip
BEFORE = {"up": (20, 100), "down": (80, 100), "same": (50, 100), "tiny": (0, 4), "silent": (5, 10), "new": None}
AFTER = {"up": (80, 100), "down": (20, 100), "same": (53, 100), "tiny": (4, 4), "silent": None, "new": (5, 10)}
NAMES = {name: name.upper() for name in BEFORE}


def moved(indicator=HIGHER, before=BEFORE, after=AFTER, last="2025"):
    both = pd.concat([evaluated(indicator, before, "2024"), evaluated(indicator, after, last)])
    return movers(both, INDICATORS[indicator], "2024", last)


def test_only_changes_beyond_chance_are_named():
    found = moved()
    assert found.changed(Verdict.BETTER) == ("up",)
    assert found.changed(Verdict.WORSE) == ("down",)
    assert found.judged == 3
    assert found.by_chance == pytest.approx(0.15)
    said = found.sentence(NAMES).en
    assert "clearly better than before: UP; clearly worse: DOWN." in said
    assert "Of 3 units" in said
    assert "1 cannot be judged" in said
    assert "2 have no value in one" in said


def test_the_interval_is_newcombes():
    row = moved().frame.set_index("org_unit_id").loc["up"]
    lower, upper = newcombe_difference(80, 100, 20, 100)
    assert (row["lower"], row["upper"]) == pytest.approx((100 * lower, 100 * upper))


def test_falling_is_good_where_lower_is_better_and_neither_where_nobody_judges():
    assert moved(LOWER).changed(Verdict.BETTER) == ("down",)
    assert moved(LOWER).frame["org_unit_id"].iloc[0] == "down"
    neutral = moved(NEUTRAL)
    assert neutral.changed(Verdict.HIGHER) == ("up",)
    assert "clearly higher than before: UP; clearly lower: DOWN" in neutral.sentence(NAMES).en


def test_the_largest_decline_comes_first_among_the_declines():
    before = {"a": (90, 100), "b": (90, 100)}
    found = moved(before=before, after={"a": (40, 100), "b": (20, 100)})
    assert found.changed(Verdict.WORSE) == ("b", "a")


def test_a_running_period_is_not_compared():
    found = moved(last="2026")
    assert found.frame.empty
    assert "2026 is still running" in found.sentence(NAMES).en


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({}, {}, "nothing can be compared"),
        ({"a": None}, {"a": None}, "nothing can be compared"),
        ({"a": (0, 0)}, {"a": (1, 2)}, "1 has no value in one of the two periods"),
        ({"a": (1, 9)}, {"a": (1, 9)}, "clearly better than before: none; clearly worse: none"),
    ],
)
def test_nobody_or_one_still_says_something(before, after, said):
    found = moved(before=before, after=after)
    assert said in found.sentence({"a": "A"}).en
    assert found.sentence({"a": "A"}).zh


def test_without_an_interval_nothing_is_judged():
    found = moved(RATIO, {"a": (20.0, 10.0)}, {"a": (40.0, 10.0)})
    assert found.frame["verdict"].tolist() == ["not_compared"]
    assert found.judged == 0
    assert "1 cannot be judged" in found.sentence({"a": "A"}).en


def test_among_many_only_what_stands_against_so_many_looks_is_called_clear():
    luck = np.random.default_rng(3)
    before = {f"u{n:03}": (int(x), 60) for n, x in enumerate(luck.binomial(60, 0.5, 200))}
    after = {f"u{n:03}": (int(x), 60) for n, x in enumerate(luck.binomial(60, 0.5, 200))}
    before["real"], after["real"] = (10, 60), (50, 60)
    both = pd.concat([evaluated(HIGHER, before, "2024"), evaluated(HIGHER, after)])
    loose, strict = (movers(both, INDICATORS[HIGHER], "2024", "2025", sieve) for sieve in (False, True))
    assert len(loose.clear) > 5
    assert strict.clear["org_unit_id"].tolist() == ["real"]
    p = loose.frame["p"].to_numpy(float)
    kept = multipletests(p, alpha=0.05, method="fdr_bh")[0]
    assert set(strict.clear["org_unit_id"]) == set(loose.frame.loc[kept, "org_unit_id"])
    assert (strict.judged, strict.alone) == (loose.judged, len(loose.clear))
    names = {unit: unit for unit in before}
    assert f"{len(loose.clear)} differ each by itself; 1 stands" in strict.sentence(names).en
    assert "仍成立的有1个" in strict.sentence(names).zh


def test_the_clear_ones_are_listed_improvers_first_each_side_from_the_largest():
    before = dict.fromkeys("abcd", (50, 100))
    found = moved(before=before, after={"a": (80, 100), "b": (10, 100), "c": (95, 100), "d": (25, 100)})
    assert found.clear["org_unit_id"].tolist() == ["c", "a", "b", "d"]


def test_where_nothing_can_be_judged_nothing_is_sieved():
    both = pd.concat([evaluated(RATIO, {"a": (20.0, 10.0)}, "2024"), evaluated(RATIO, {"a": (40.0, 10.0)})])
    found = movers(both, INDICATORS[RATIO], "2024", "2025", strict=True)
    assert found.clear.empty
    assert "1 cannot be judged" in found.sentence({"a": "A"}).en
