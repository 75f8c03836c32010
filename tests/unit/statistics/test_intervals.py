"""Held against published tables, SciPy and statsmodels."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.weightstats import DescrStatsW

from analytics.statistics.intervals import mean_t, newcombe_difference, p_from_interval, poisson_byar, wilson
from analytics.statistics.ranks import competition_rank
from analytics.statistics.ratio import ratio_interval, ratio_interval_from_moments

# Newcombe 1998, Statistics in Medicine 17:857, table I, method 3
WILSON = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]

# Newcombe 1998, Statistics in Medicine 17:873, table II, method 10
DIFFERENCE = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0),
    (10, 10, 0, 10, 0.6075, 1.0),
]

# Garwood 1936 as reprinted in every table of exact Poisson limits
POISSON = [(0, 0.0, 3.689), (1, 0.0253, 5.572), (2, 0.242, 7.225), (5, 1.623, 11.668), (9, 4.115, 17.085)]


@pytest.mark.parametrize(("x", "n", "lower", "upper"), WILSON)
def test_wilson_agrees_with_newcombes_table(x, n, lower, upper):
    assert wilson(x, n) == pytest.approx((lower, upper), abs=5e-5)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.998])
def test_wilson_agrees_with_scipy(confidence):
    ours = wilson([0, 1, 7, 20], 20, confidence)
    theirs = [stats.binomtest(x, 20).proportion_ci(confidence, method="wilson") for x in (0, 1, 7, 20)]
    np.testing.assert_allclose(np.transpose(ours), theirs, atol=1e-12)


def test_wilson_ends_exactly_at_0_and_1():
    n = np.arange(1, 3000)
    lower, upper = wilson(np.zeros(n.size), n)[0], wilson(n, n)[1]
    assert (lower == 0).all()
    assert not np.signbit(lower).any()
    assert (upper == 1).all()


def test_wilson_takes_fractions_and_keeps_the_shape():
    lower, upper = wilson([[2.5], [3]], [4, 10, 20])
    assert lower.shape == upper.shape == (2, 3)
    assert np.ndim(wilson(1, 2)[0]) == 0


@pytest.mark.parametrize(("x", "lower", "upper"), POISSON)
def test_below_10_events_the_exact_poisson_limits_stand(x, lower, upper):
    assert poisson_byar(x) == pytest.approx((lower, upper), abs=6e-4)


def test_below_10_events_limits_agree_with_chi_squared_for_fractions_too():
    x = np.array([0.3, 2.5, 9.99])
    lower, upper = poisson_byar(x, 0.998)
    np.testing.assert_allclose(lower, stats.chi2.ppf(0.001, 2 * x) / 2)
    np.testing.assert_allclose(upper, stats.chi2.ppf(0.999, 2 * x + 2) / 2)


def test_from_10_events_byar_is_within_a_five_hundredth_of_exact():
    # what Public Health England's technical guide on confidence intervals says of it
    x = np.arange(10, 400)
    lower, upper = poisson_byar(x)
    np.testing.assert_allclose(lower, stats.chi2.ppf(0.025, 2 * x) / 2, rtol=0.002)
    np.testing.assert_allclose(upper, stats.chi2.ppf(0.975, 2 * x + 2) / 2, rtol=0.002)
    assert lower[0] != pytest.approx(stats.chi2.ppf(0.025, 20) / 2, rel=1e-9)


def test_byar_by_hand():
    z = 1.959963984540054
    lower = 65 * (1 - 1 / 585 - z / (3 * 65**0.5)) ** 3
    upper = 66 * (1 - 1 / 594 + z / (3 * 66**0.5)) ** 3
    assert poisson_byar(65) == pytest.approx((lower, upper), rel=1e-12)


def test_mean_t_agrees_with_statsmodels():
    values = [12.1, 9.7, 15.0, 11.2, 8.8]
    assert mean_t(values, 0.9) == pytest.approx(DescrStatsW(values).tconfint_mean(0.1), rel=1e-12)


def test_mean_t_has_no_interval_for_one_value_and_a_point_for_equal_ones():
    assert np.isnan(mean_t([3.0])).all()
    assert mean_t([3.0, 3.0, 3.0]) == (3.0, 3.0)


@pytest.mark.parametrize(("x1", "n1", "x2", "n2", "lower", "upper"), DIFFERENCE)
def test_difference_agrees_with_newcombes_table(x1, n1, x2, n2, lower, upper):
    assert newcombe_difference(x1, n1, x2, n2, 0.95) == pytest.approx((lower, upper), abs=6e-5)


def test_ratio_interval_follows_the_formula():
    x, n = np.array([120.0, 80, 300, 45]), np.array([10.0, 9, 22, 5])
    ratio = 545 / 46
    half = stats.t.ppf(0.975, 3) * np.sqrt(4 / 3 * np.sum((x - ratio * n) ** 2)) / 46
    assert ratio_interval(x, n) == pytest.approx((ratio - half, ratio + half), rel=1e-12)


def test_ratio_interval_of_equal_sizes_is_students_interval_of_the_mean():
    x = np.array([3.0, 8, 5, 9, 1])
    assert ratio_interval(x, np.full(5, 2.0)) == pytest.approx(mean_t(x / 2), rel=1e-12)


def test_ratio_interval_from_moments_is_the_same():
    luck = np.random.default_rng(1)
    x, n = luck.gamma(5, 20, (40, 12)), luck.integers(1, 60, (40, 12)).astype(float)
    sums = [part.sum(axis=1) for part in (x, n, x * x, x * n, n * n)]
    moments = ratio_interval_from_moments(np.full(40, 12), *sums)
    np.testing.assert_allclose(moments, ratio_interval(x, n), rtol=1e-9)


def test_a_ratio_of_fewer_than_two_units_has_no_interval():
    assert np.isnan(ratio_interval([5], [2])).all()
    lower, upper = ratio_interval_from_moments([0, 1, 2], 6, 2, [0, 36, 18], [0, 12, 6], [0, 4, 2])
    assert np.isnan(lower[:2]).all()
    assert (lower[2], upper[2]) == (3.0, 3.0)


def test_a_tiny_negative_sum_of_squares_counts_as_zero():
    x = np.array([0.1, 0.2, 0.3])  # all the same ratio: cancellation leaves rounding alone
    sums = (x.sum(), (3 * x).sum(), (x * x).sum() - 1e-17, (3 * x * x).sum(), (9 * x * x).sum())
    lower, upper = ratio_interval_from_moments(3, *sums, 0.998)
    assert lower == pytest.approx(1 / 3, abs=1e-6)
    assert upper == pytest.approx(1 / 3, abs=1e-6)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: wilson(1, 0), "n must be above 0; got 0.0"),
        (lambda: wilson([1, 2], [4, -3]), "n must be above 0; got -3.0"),
        (lambda: wilson(-1, 4), "x must not be negative; got -1.0"),
        (lambda: wilson([2, 5.5], [4, 5]), "x must not exceed n; got 5.5"),
        (lambda: wilson(float("nan"), 4), "x must be a finite number; got nan"),
        (lambda: wilson(1, 4, 0.0), "confidence must lie between 0 and 1; got 0.0"),
        (lambda: wilson(1, 4, 1.0), "confidence must lie between 0 and 1; got 1.0"),
        (lambda: poisson_byar(-0.5), "x must not be negative; got -0.5"),
        (lambda: poisson_byar(3, 95), "confidence must lie between 0 and 1; got 95"),
        (lambda: mean_t([1, 2], -0.1), "confidence must lie between 0 and 1; got -0.1"),
        (lambda: newcombe_difference(1, 2, 3, 0), "n2 must be above 0; got 0.0"),
        (lambda: newcombe_difference(3, 2, 3, 4), "x1 must not exceed n1; got 3.0"),
        (lambda: ratio_interval([1, 2], [0, 0]), "the sum of n must be above 0; got 0.0"),
        (lambda: ratio_interval_from_moments(2, 1, 0, 1, 1, 1), "sum_n must be above 0; got 0.0"),
    ],
)
def test_a_refusal_names_the_argument_and_the_value(call, said):
    with pytest.raises(ValueError) as refusal:
        call()
    assert str(refusal.value) == said


def test_a_nation_of_villages_at_once():
    n = np.resize(np.arange(1.0, 90), 489_000)
    lower, upper = wilson(n / 3, n)
    assert lower.shape == upper.shape == n.shape
    assert np.isfinite(lower + upper).all()


def test_odds_read_off_an_interval_are_those_of_the_normal_it_came_from():
    half = 1.959963984540054 * 0.5
    assert p_from_interval([1.0, -1.0, 0.0], half) == pytest.approx([2 * stats.norm.sf(2), 2 * stats.norm.sf(2), 1])
    assert p_from_interval(2.5758293035489004, 1.959963984540054) == pytest.approx(0.01)
    assert p_from_interval([0.0, 0.1], [0.0, 0.0]).tolist() == [1, 0]


def test_odds_are_refused_for_an_arm_below_nothing():
    with pytest.raises(ValueError, match=r"arm must not be negative; got -1\.0"):
        p_from_interval(1.0, -1.0)


def test_what_is_masked_is_missing_and_never_the_number_beneath():
    masked = np.ma.masked_array([1, 2, 400], mask=[False, False, True])
    assert competition_rank(masked, True)[:2].tolist() == [2, 1]
    assert np.isnan(competition_rank(masked, True)[2])
    with pytest.raises(ValueError, match="n must"):
        wilson([1, 1, 1], masked)
