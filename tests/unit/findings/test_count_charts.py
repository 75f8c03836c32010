"""Limits of counting error are drawn only where counting error is what moves the values."""

import numpy as np
import pandas as pd
import pytest

from analytics.catalogue import INDICATORS
from analytics.findings.count_charts import count_chart, spread
from analytics.findings.trends import control
from analytics.statistics.control import p_chart, u_chart

PROPORTION, RATE, RATIO = "meeting_attendance_rate", "talent_stock_per_1000", "sec_pay_income_ratio"
UNEVEN = [40, 60, 100, 45, 80, 120, 50, 90, 70, 110, 40, 100]


def course(x, n, indicator, running=False):
    scale = INDICATORS[indicator].scale
    frame = pd.DataFrame(
        {
            "period_id": [f"{2020 + place // 4}Q{place % 4 + 1}" for place in range(len(x))],
            "org_unit_id": "a", "indicator": indicator, "numerator": np.array(x, float),
            "denominator": np.array(n, float), "state": "value",
            "provisional": [False] * (len(x) - 1) + [running],
        }
    )  # fmt: skip
    frame["value"] = frame["numerator"] / frame["denominator"] * scale
    return frame.astype(dict.fromkeys(("numerator", "denominator", "value"), "Float64"))


def counted(seed=5, share=0.6, n=UNEVEN):
    return np.random.default_rng(seed).binomial(n, share)


def test_counts_that_vary_as_counts_do_on_uneven_denominators_have_their_own_limits():
    frame = course(counted(), UNEVEN, PROPORTION)
    found = control(frame, INDICATORS[PROPORTION])
    theirs = p_chart(counted(), UNEVEN)
    assert found.method == "p"
    assert found.limits.upper == pytest.approx((100 * theirs.upper).tolist())
    assert found.limits.lower == pytest.approx((100 * theirs.lower).tolist())
    assert "p chart" in found.sentence("A").en
    assert "p图" in found.sentence("A").zh


def test_rates_have_a_u_chart():
    x = np.random.default_rng(4).poisson(np.array(UNEVEN) * 0.4)
    found = control(course(x, UNEVEN, RATE), INDICATORS[RATE])
    assert found.method == "u"
    assert found.limits.centre[0] == pytest.approx(INDICATORS[RATE].scale * x.sum() / sum(UNEVEN))
    assert found.limits.upper == pytest.approx((INDICATORS[RATE].scale * u_chart(x, UNEVEN).upper).tolist())


@pytest.mark.parametrize(
    ("x", "n", "why"),
    [
        (counted(n=[100] * 12), [100] * 12, "denominators are even"),
        (np.array(UNEVEN) // 2, UNEVEN, "the same people stay: values hardly move"),
        ([8, 54, 20, 40, 16, 108, 10, 81, 14, 99, 8, 90], UNEVEN, "values move far more than counts do"),
        (counted()[:7], UNEVEN[:7], "fewer than 8 periods"),
        (UNEVEN, UNEVEN, "everyone, always"),
        ([0] * 12, UNEVEN, "nobody, ever"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_else_the_limits_come_from_the_units_own_changes(x, n, why):
    found = control(course(x, n, PROPORTION), INDICATORS[PROPORTION])
    assert found.method == "XmR", why
    assert "p chart" not in found.sentence("A").en


def test_a_ratio_of_sums_is_no_count():
    assert count_chart(course(counted(), UNEVEN, RATIO), INDICATORS[RATIO], True) is None


def test_a_running_period_is_not_counted_among_the_counts():
    x, n = counted(), list(UNEVEN)
    x[-1], n[-1] = 1, 900
    found = control(course(x, n, PROPORTION, running=True), INDICATORS[PROPORTION])
    assert found.method == "p"
    assert found.limits.centre[0] == pytest.approx(100 * x[:-1].sum() / sum(n[:-1]))
    assert found.limits.upper[-1] is None
    assert found.newest is None


def test_pure_counting_error_spreads_once():
    luck = np.random.default_rng(1)
    n = luck.integers(50, 200, 4000).astype(float)
    assert spread(p_chart(luck.binomial(n.astype(int), 0.4), n), n, INDICATORS[PROPORTION].kind) == pytest.approx(
        1, abs=0.03
    )
    assert spread(u_chart(luck.poisson(n * 0.7), n), n, INDICATORS[RATE].kind) == pytest.approx(1, abs=0.03)
