"""Held against SciPy, statsmodels and hand-worked figures."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.meta_analysis import combine_effects

from analytics.statistics.funnel import (
    overdispersion,
    p_value,
    proportion_limits,
    rate_limits,
    rate_p_value,
    rate_significance,
    significance,
    verdict,
    widened_p_value,
    widened_significance,
)
from analytics.statistics.multiplicity import benjamini_hochberg, expected_false_flags


def test_proportion_limits_by_hand():
    lower, upper = proportion_limits(0.8, [25, 100, 4], 0.95)
    np.testing.assert_allclose(lower, [0.8 - 1.959964 * 0.08, 0.8 - 1.959964 * 0.04, 0.8 - 1.959964 * 0.2], atol=1e-6)
    np.testing.assert_allclose(upper, [0.8 + 1.959964 * 0.08, 0.8 + 1.959964 * 0.04, 1.0], atol=1e-6)


def test_between_village_variance_widens_the_limits():
    lower, upper = proportion_limits(0.5, 100, 0.95, tau2=0.0144)
    assert (lower, upper) == pytest.approx((0.5 - 1.959964 * 0.13, 0.5 + 1.959964 * 0.13), abs=1e-6)


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_a_count_outside_the_rate_limits_has_an_exact_interval_that_excludes_the_expected(confidence):
    tail = (1 - confidence) / 2
    for expected in (0.4, 3.0, 7.7, 25.2):
        lower, upper = rate_limits(expected, confidence)
        for count in range(60):
            own_lower = stats.chi2.ppf(tail, 2 * count) / 2 if count else 0.0
            own_upper = stats.chi2.ppf(1 - tail, 2 * count + 2) / 2
            assert (count < lower) == (own_upper < expected)
            assert (count > upper) == (own_lower > expected)


def test_significance_says_which_side_and_how_sure():
    # Wilson of 50 of 100: 95 % is 0.404 to 0.596, 99.8 % 0.353 to 0.647
    assert significance(50, 100, [0.3, 0.4, 0.45, 0.6, 0.7]).tolist() == [2, 1, 0, -1, -2]


def test_an_interval_that_does_not_exist_excludes_nothing():
    none = (np.array([np.nan]), np.array([np.nan]))
    assert verdict(none, none, 0.5).tolist() == [0]


def test_rate_significance_uses_the_units_own_interval():
    # exact 99.8 % interval of 0 events reaches 6.9
    assert rate_significance(0, [3.0, 5.0, 7.0]).tolist() == [0, -1, -2]
    assert rate_significance([30, 30], [20, 10]).tolist() == [1, 2]


def test_overdispersion_without_winsorising_is_dersimonian_laird():
    luck = np.random.default_rng(5)
    s = luck.uniform(0.02, 0.1, 60)
    y = luck.normal(0.7, np.hypot(s, 0.08))
    ours = overdispersion(y, s, winsorise=0.0)
    theirs = combine_effects(y, s**2, method_re="chi2")
    assert ours.tau2 == pytest.approx(theirs.tau2, rel=1e-9)
    assert ours.phi == pytest.approx(theirs.q / 60, rel=1e-9)


def test_overdispersion_by_hand():
    # z = -3, -1, 0, 1, 9 against 0.5; the 20 % and 80 % quantiles of type 7 are -1.4 and 2.6
    y = 0.5 + 0.1 * np.array([-3.0, -1, 0, 1, 9])
    phi, tau2 = overdispersion(y, np.full(5, 0.1), winsorise=0.2, baseline=0.5)
    assert phi == pytest.approx((1.4**2 + 1 + 0 + 1 + 2.6**2) / 5)
    assert tau2 == pytest.approx((5 * phi - 4) / (500 - 100))


def test_winsorising_keeps_outliers_from_widening_the_limits():
    y, s = np.r_[np.linspace(-1, 1, 38), 30, -30], np.ones(40)
    assert overdispersion(y, s).tau2 == 0
    assert overdispersion(y, s, winsorise=0).tau2 > 10


def test_chance_alone_is_not_overdispersed_and_two_units_are_the_least():
    luck = np.random.default_rng(2)
    assert overdispersion(luck.normal(0, 1, 4000), np.ones(4000), winsorise=0).phi == pytest.approx(1, abs=0.06)
    assert np.isnan(overdispersion([0.3], [0.1])).all()
    assert overdispersion([0.3, np.nan, 0.3], [0.1, 0.1, 0.2]) == (0.0, 0.0)


def test_the_colours_of_a_widened_funnel_follow_its_limits():
    x, n = np.array([20, 35, 50, 60, 95]), 100
    for level, confidence in ((1, 0.95), (2, 0.998)):
        lower, upper = proportion_limits(0.5, n, confidence, tau2=0.01)
        outside = (x / n < lower) | (x / n > upper)
        assert (np.abs(widened_significance(x, n, 0.5, 0.01)) >= level).tolist() == outside.tolist()
    assert widened_p_value(50, 100, 0.5, 0.01) == 1
    assert widened_p_value(69.6, 100, 0.5, 0.0075) == pytest.approx(0.05, abs=1e-4)


def test_p_values_are_twice_the_smaller_exact_tail():
    x, n, level = np.array([0, 3, 9, 10]), 10, 0.7
    tails = np.minimum(stats.binom.cdf(x, n, level), stats.binom.sf(x - 1, n, level))
    np.testing.assert_allclose(p_value(x, n, level), np.minimum(2 * tails, 1), rtol=1e-9)
    counts = np.array([0, 2, 9])
    tails = np.minimum(stats.poisson.cdf(counts, 3.5), stats.poisson.sf(counts - 1, 3.5))
    np.testing.assert_allclose(rate_p_value(counts, 3.5), np.minimum(2 * tails, 1), rtol=1e-9)


@pytest.mark.parametrize(("baseline", "x", "p"), [(0, 0, 1), (1, 10, 1), (0, 1, 0), (1, 9, 0)])
def test_p_values_at_the_ends(baseline, x, p):
    assert p_value(x, 10, baseline) == p


def test_benjamini_and_hochbergs_own_example():
    # their 1995 paper, section 3: four of the fifteen survive at 5 %
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    p += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert benjamini_hochberg(p).tolist() == [True] * 4 + [False] * 11


def test_a_unit_not_judged_is_not_flagged_and_not_counted():
    p = np.array([0.03, np.nan, 0.04])
    assert benjamini_hochberg(p).tolist() == [True, False, True]
    assert benjamini_hochberg([]).tolist() == []
    assert benjamini_hochberg([np.nan]).tolist() == [False]


def test_flags_that_chance_alone_gives():
    assert expected_false_flags(300, 0.05) == pytest.approx(15)
    assert expected_false_flags(0, 0.002) == 0


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: proportion_limits(1.2, 5, 0.95), "baseline must lie between 0 and 1; got 1.2"),
        (lambda: proportion_limits(0.5, 0, 0.95), "n must be above 0; got 0.0"),
        (lambda: proportion_limits(0.5, 5, 0.95, -1.0), "tau2 must not be negative; got -1.0"),
        (lambda: rate_limits(0, 0.95), "expected must be above 0; got 0.0"),
        (lambda: overdispersion([1, 2], [1, 0]), "s must be above 0; got 0.0"),
        (lambda: overdispersion([1, 2], [1, 1], 0.5), "winsorise must be at least 0 and below 0.5; got 0.5"),
        (lambda: significance(5, 4, 0.5), "x must not exceed n; got 5.0"),
        (lambda: benjamini_hochberg([0.5, 1.5]), "p must lie between 0 and 1; got 1.5"),
        (lambda: benjamini_hochberg([0.5], 0), "q must lie between 0 and 1; got 0"),
        (lambda: expected_false_flags(-1, 0.05), "m must not be negative; got -1.0"),
        (lambda: expected_false_flags(float("inf"), 0.05), "m must be a finite number; got inf"),
        (lambda: significance([1, 2, 3], [4, 5], 0.5), "the arrays must fit together; got shapes (3,), (2,)"),
    ],
)
def test_a_refusal_names_the_argument_and_the_value(call, said):
    with pytest.raises(ValueError) as refusal:
        call()
    assert str(refusal.value) == said
