"""A change is called one only when chance alone would seldom make it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportions_ztest

from analytics.catalogue import INDICATORS
from analytics.findings.change import change_between
from analytics.statistics.intervals import newcombe_difference, wilson
from analytics.words import Reading, Verdict

HIGHER, LOWER, NEUTRAL = (
    INDICATORS[key] for key in ("sec_in_post_rate", "no_development_2y_share", "sec_age_45_share")
)


def reading(x, n):
    lower, upper = wilson(x, n)
    return Reading("value", 100 * x / n, 100 * lower, 100 * upper, x, n)


@given(st.integers(1, 200), st.integers(1, 200), st.floats(0, 1), st.floats(0, 1))
def test_limits_of_proportions_are_newcombes(n, m, share, other):
    x, y = round(share * n), round(other * m)
    found = change_between(reading(x, n), reading(y, m), HIGHER)
    lower, upper = newcombe_difference(y, m, x, n)
    assert (found.lower, found.upper) == pytest.approx((100 * lower, 100 * upper), abs=1e-6)


@pytest.mark.parametrize(
    ("indicator", "verdict"), [(HIGHER, Verdict.BETTER), (LOWER, Verdict.WORSE), (NEUTRAL, Verdict.HIGHER)]
)
def test_a_clear_rise_means_what_the_direction_says(indicator, verdict):
    assert change_between(reading(20, 100), reading(60, 100), indicator).verdict == verdict


def test_a_small_rise_is_no_clear_change():
    assert change_between(reading(50, 100), reading(55, 100), HIGHER).verdict == Verdict.SIMILAR


def test_too_few_are_not_judged():
    assert change_between(reading(0, 4), reading(100, 100), HIGHER).verdict == Verdict.TOO_FEW


def test_without_a_value_there_is_no_change():
    assert change_between(Reading("not_reported"), reading(1, 2), HIGHER) is None
    assert change_between(reading(1, 2), Reading("not_applicable"), HIGHER) is None


def test_without_an_interval_a_change_is_not_judged():
    found = change_between(Reading("value", 1.0, denominator=50), Reading("value", 2.0, denominator=50), HIGHER)
    assert (found.difference, found.lower, found.verdict) == (1.0, None, Verdict.NOT_COMPARED)


@given(st.integers(1, 200), st.integers(1, 200), st.floats(0, 1), st.floats(0, 1))
def test_the_odds_by_chance_fall_below_5_percent_exactly_where_the_interval_excludes_no_change(n, m, share, other):
    found = change_between(reading(round(share * n), n), reading(round(other * m), m), HIGHER)
    if min(abs(found.lower), abs(found.upper)) > 1e-9:
        assert (found.p < 0.05) == (found.lower > 0 or found.upper < 0)


@pytest.mark.parametrize(("x", "y"), [(30, 45), (50, 58), (20, 60), (5, 12), (80, 70), (49, 50)])
def test_the_odds_of_a_change_are_near_those_of_the_score_test(x, y):
    _, theirs = proportions_ztest([x, y], [100, 100])
    ours = change_between(reading(x, 100), reading(y, 100), HIGHER).p
    assert ours == pytest.approx(theirs, rel=0.12, abs=0.003)
