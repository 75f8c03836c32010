"""A funnel: chance alone, or more?"""

import numpy as np
import pandas as pd
import pytest

from analytics.catalogue import INDICATORS
from analytics.charts import Benchmark, Words
from analytics.charts import funnel as draw
from analytics.findings.funnel import funnel

from .county import evaluated

HIGHER, RATE, RATIO = "sec_in_post_rate", "talent_stock_per_1000", "sec_pay_income_ratio"


def shown(indicator, sums):
    return funnel(evaluated(indicator, sums), INDICATORS[indicator])


def chance(seed=1, count=100):
    luck = np.random.default_rng(seed)
    sizes = luck.integers(10, 200, count)
    return {f"u{n:03d}": (int(luck.binomial(size, 0.7)), int(size)) for n, size in enumerate(sizes)}


def test_units_that_differ_by_chance_stay_inside_and_the_limits_stay_narrow():
    found = shown(HIGHER, chance())
    assert not found.widened
    assert found.phi < 1  # outliers are drawn in first
    assert found.outside < 15
    assert "no more than chance alone" in found.sentence().en
    assert "未超出偶然波动" in found.sentence().zh


def test_units_that_differ_beyond_chance_widen_the_limits_and_the_colours_follow():
    sums = {f"u{n:02d}": (400 + 10 * n, 1000) for n in range(40)}
    found = shown(HIGHER, sums)
    assert found.widened
    assert found.outside < 10 < sum(abs(x - 595) > 31 for x, _ in sums.values())
    assert "the limits are widened" in found.sentence().en
    edge = found.limits[found.limits["denominator"] >= 990].iloc[0]
    value = found.points["value"].astype(float)
    beyond = (value < edge["lower_95"]) | (value > edge["upper_95"])
    assert int(beyond.sum()) == found.outside


def test_a_dot_outside_the_narrow_limits_is_coloured():
    found = shown(HIGHER, chance() | {"far": (60, 150)})
    far = found.points.set_index("org_unit_id").loc["far", "verdict"]
    assert far == "surely_worse"
    assert found.far >= 1


@pytest.mark.parametrize("indicator", [HIGHER, RATE])
@pytest.mark.parametrize("apart", [0, 100])
def test_limits_narrow_with_size_around_the_ratio_of_sums(indicator, apart):
    found = shown(indicator, {f"u{n:02d}": (200 + apart * (n % 5), 1000) for n in range(30)})
    width = found.limits["upper_998"] - found.limits["lower_998"]
    assert found.widened == bool(apart)
    assert (found.limits["lower_95"] <= found.level).all()
    assert (found.limits["upper_95"] >= found.level).all()
    assert width.iloc[-1] < width.iloc[0]
    assert found.level == pytest.approx((200 + 2 * apart) / 1000 * INDICATORS[indicator].scale)


@pytest.mark.parametrize("indicator", [HIGHER, RATE, RATIO])
@pytest.mark.parametrize(
    "sums",
    [{}, {"a": None}, {"a": (0, 0), "b": None}, {"a": (3, 9)}, {"a": (0, 9), "b": (0, 5)}, {"a": (9, 9), "b": (2, 2)}],
)
def test_nobody_one_or_all_alike_still_say_something_and_can_be_drawn(indicator, sums):
    found = shown(indicator, sums)
    assert found.sentence().en
    assert found.sentence().zh
    assert "φ = nan" not in found.sentence().en
    if found.refused is None:
        frame = found.points.assign(name=found.points["org_unit_id"])
        middle = Benchmark("County", found.level)
        assert draw(frame, INDICATORS[indicator], Words(), "zh", limits=found.limits, benchmark=middle, size="n")


def test_amounts_have_no_limits_and_say_so():
    found = shown(RATIO, {"a": (3.0, 1.0), "b": (4.0, 2.0), "c": None})
    assert "no limits to draw" in found.refused.en
    assert "not reported 1 village" in found.sentence().en
    assert found.points["verdict"].isna().all()


def test_fewer_than_five_are_drawn_and_not_judged():
    found = shown(HIGHER, chance() | {"tiny": (0, 3)})
    assert found.points.set_index("org_unit_id").loc["tiny", "verdict"] == "too_few"
    assert pd.notna(found.points.set_index("org_unit_id").loc["tiny", "value"])


def test_where_nobody_can_be_judged_nothing_is_said_of_chance():
    said = shown(HIGHER, {f"u{n}": (n % 2, 1) for n in range(50)} | {"silent": None}).sentence()
    assert "too few to say" in said.en
    assert "chance alone would" not in said.en
    assert "not reported 1 village" in said.en
