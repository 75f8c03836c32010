"""Held against R's prop.trend.test, statsmodels and the wording of Fingertips."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.contingency_tables import Table

from analytics.statistics.trend import Trend, cochran_armitage, recent_trend, recent_trends


def test_the_example_of_rs_prop_trend_test():
    # smokers among four groups of patients (Fleiss 1981): X-squared = 8.2249, p = 0.004132
    answer = cochran_armitage([83, 90, 129, 70], [86, 93, 136, 82])
    assert answer.chi2 == pytest.approx(8.2249, abs=5e-5)
    assert answer.p == pytest.approx(0.004132, abs=5e-7)
    assert answer.slope < 0


def test_statsmodels_agrees_but_for_its_n_minus_1():
    luck = np.random.default_rng(4)
    for _ in range(20):
        n = luck.integers(5, 80, 6)
        x = luck.binomial(n, luck.uniform(0.1, 0.9, 6))
        theirs = Table(np.column_stack([n - x, x]), shift_zeros=False).test_ordinal_association()
        ours = cochran_armitage(x, n)
        assert ours.chi2 == pytest.approx(theirs.zscore**2 * n.sum() / (n.sum() - 1), rel=1e-9)
        assert np.sign(ours.slope) == np.sign(theirs.zscore)
        assert ours.p == pytest.approx(stats.chi2.sf(ours.chi2, 1), rel=1e-9)


def test_the_slope_is_that_of_weighted_least_squares():
    x, n = np.array([3, 9, 14.5, 30]), np.array([10, 20, 30, 40])
    slope, _ = np.polyfit(np.arange(4), x / n, 1, w=np.sqrt(n))
    assert cochran_armitage(x, n).slope == pytest.approx(slope)


def test_many_units_at_once():
    x, n = np.array([[1, 2, 3], [9, 5, 1]]), np.full((2, 3), 10)
    together = cochran_armitage(x, n)
    for row in (0, 1):
        alone = cochran_armitage(x[row], n[row])
        assert (together.chi2[row], together.slope[row], together.p[row]) == (alone.chi2, alone.slope, alone.p)


@pytest.mark.parametrize("x", [0, 10])
def test_without_variation_there_is_no_test(x):
    answer = cochran_armitage([x] * 5, [10] * 5)
    assert np.isnan([answer.chi2, answer.p]).all()
    assert answer.slope == 0


HUNDRED = [100] * 5


@pytest.mark.parametrize(
    ("x", "n", "outcome"),
    [
        ([40, 50, 60, 70, 80], HUNDRED, "increasing"),
        ([80, 70, 60, 50, 40], HUNDRED, "decreasing"),
        ([50, 52, 49, 51, 50], HUNDRED, "no significant change"),
        ([4, 5, 6, 7, 8], [10] * 5, "no significant change"),
        ([50, 50, 50, 50, 50], HUNDRED, "no significant change"),
        ([50, 60, 70, 80], HUNDRED[:4], "cannot be calculated"),
        ([40, 50, np.nan, 70, 80], HUNDRED, "cannot be calculated"),
        ([40, 50, 60, 70, 80], [100, 100, np.nan, 100, 100], "cannot be calculated"),
        ([40, 50, 0, 70, 80], [100, 100, 0, 100, 100], "cannot be calculated"),
        (HUNDRED, HUNDRED, "cannot be calculated"),
        ([0] * 5, HUNDRED, "cannot be calculated"),
        ([], [], "cannot be calculated"),
        ([0, np.nan, 40, 50, 60, 70, 80], [100] * 7, "increasing"),
    ],
)
def test_recent_trend(x, n, outcome):
    assert recent_trend(x, n) is Trend(outcome)


def test_a_trend_that_rests_on_one_period_is_none():
    x, n = [50, 50, 50, 50, 90], HUNDRED  # without the last period nothing rises
    assert cochran_armitage(x, n).chi2 > 9.549536
    assert recent_trend(x, n) == "no significant change"
    x = [60, 58, 56, 54, 95]
    assert cochran_armitage(x, n).chi2 > 9.549536
    assert recent_trend(x, n) == "no significant change"


def test_significance_begins_at_99_point_8_percent():
    assert stats.chi2.ppf(0.998, 1) == pytest.approx(9.549536, abs=5e-7)
    below, above = np.array([50, 53, 56, 59, 62]), np.array([50, 55, 60, 65, 70])
    for x in (below, above):
        expected = "increasing" if cochran_armitage(x, HUNDRED).chi2 > 9.549536 else "no significant change"
        assert recent_trend(x, HUNDRED) == expected
    assert recent_trend(below, HUNDRED) != recent_trend(above, HUNDRED)


def test_the_number_of_points_can_be_chosen():
    assert recent_trend([400, 500, 600], [1000] * 3, points=3) == "increasing"
    assert recent_trends([[400, 500, 600], [1, 1, 1]], [[1000] * 3, [1, 1, 1]], points=3) == (
        "increasing",
        "cannot be calculated",
    )


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: cochran_armitage([1], [2]), "x must hold at least 2 periods; got 1"),
        (lambda: cochran_armitage([1, 2], [2, 0]), "n must be above 0; got 0.0"),
        (lambda: recent_trend([1, 2, 3, 4, 9], [5] * 5), "x must not exceed n; got 9.0"),
        (lambda: recent_trend([1, 2, 3, 4, 5], [5, 5, 5, 5, -1]), "n must not be negative; got -1.0"),
        (lambda: recent_trend([1, 2], [5, 5], points=2), "points must be at least 3; got 2"),
    ],
)
def test_a_refusal_names_the_argument_and_the_value(call, said):
    with pytest.raises(ValueError) as refusal:
        call()
    assert str(refusal.value) == said


def by_statsmodels(x, n):
    """chi2 with N for N - 1, and the sign of the trend."""
    table = Table(np.column_stack([n - x, x]), shift_zeros=False).test_ordinal_association()
    return table.zscore**2 * n.sum() / (n.sum() - 1), np.sign(np.round(table.zscore, 9))


@pytest.mark.parametrize("seed", range(60))
def test_the_recent_trend_is_what_statsmodels_makes_of_every_five_and_every_four_periods(seed):
    luck = np.random.default_rng(seed)
    n = luck.integers(1, 400, 7)
    slope, share = luck.uniform(-0.12, 0.12), luck.uniform(0.3, 0.7)
    x = luck.binomial(n, np.clip(share + slope * np.arange(-3, 4) + luck.normal(0, 0.05, 7), 0, 1))
    x5, n5 = x[-5:], n[-5:]
    if x5.sum() in (0, n5.sum()):
        assert recent_trend(x, n) == "cannot be calculated"
        return
    chi2, sign = by_statsmodels(x5, n5)
    others = []
    for out in range(5):
        xs, ns = np.delete(x5, out), np.delete(n5, out)
        others.append(0 if xs.sum() in (0, ns.sum()) else by_statsmodels(xs, ns)[1])
    sure = chi2 > 9.549536 and all(other == sign for other in others)
    words = {1: "increasing", -1: "decreasing"}
    assert recent_trend(x, n) == (words[sign] if sure else "no significant change")


@pytest.mark.parametrize(("x", "n"), [([1, 5, 9, 20, 30, 40], [50] * 5), ([3], [50, 60, 70, 80, 90])])
def test_counts_and_totals_of_different_periods_are_never_paired(x, n):
    with pytest.raises(ValueError, match="must fit together"):
        recent_trend(x, n)
