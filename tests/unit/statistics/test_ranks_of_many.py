import numpy as np
import pytest

from analytics.statistics.intervals import wilson
from analytics.statistics.ranks import rank_interval
from analytics.statistics.ranks_of_many import rank_interval_of_many

LUCK = np.random.default_rng(5)
UNITS = 300


def of_shares(least, most):
    n = LUCK.integers(least, most, UNITS)
    x = LUCK.binomial(n, LUCK.beta(8, 3, UNITS))
    lower, upper = wilson(x, n)[:2]
    return x / n, (upper - lower) / 3.92


def of_rates():
    n = LUCK.integers(5, 300, UNITS)
    x = LUCK.poisson(n * LUCK.gamma(4, 0.01, UNITS))
    return x / n, np.sqrt(x + 0.5) / n


def distance(one, other, scale):
    return [float(np.abs(getattr(one, part) - getattr(other, part)).mean() / scale[part]) for part in scale]


@pytest.mark.parametrize(
    ("sample", "higher_is_better"),
    [(of_shares(3, 200), True), (of_shares(2, 9), True), (of_rates(), False)],
    ids=["shares", "few in each", "rates"],
)
def test_it_is_closer_to_very_many_draws_than_a_thousand_draws_are(sample, higher_is_better):
    scale = {"lower": UNITS, "upper": UNITS, "bottom_tenth": 1}
    truth = rank_interval(*sample, higher_is_better, draws=6000, seed=1)
    found = distance(rank_interval_of_many(*sample, higher_is_better), truth, scale)
    drawn = distance(rank_interval(*sample, higher_is_better, draws=1000, seed=2), truth, scale)
    assert all(one < other for one, other in zip(found, drawn, strict=True))
    assert max(found) < 0.01


def test_ranks_are_those_of_the_draws_and_intervals_hold_them():
    estimate, error = of_shares(3, 60)
    estimate[:7] = np.nan
    found, drawn = rank_interval_of_many(estimate, error, True), rank_interval(estimate, error, True, draws=10)
    np.testing.assert_array_equal(found.rank, drawn.rank)
    there = ~np.isnan(found.rank)
    assert there.sum() == UNITS - 7
    assert (found.lower[there] <= found.rank[there]).all()
    assert (found.rank[there] <= found.upper[there]).all()


def test_the_chances_of_the_bottom_tenth_add_up_to_its_places():
    assert rank_interval_of_many(*of_rates(), False).bottom_tenth.sum() == pytest.approx(UNITS / 10, rel=0.01)


def test_without_error_the_interval_is_the_rank():
    found = rank_interval_of_many(np.arange(2000.0), np.zeros(2000), False)
    assert np.abs(found.lower - found.rank).max() <= 1
    assert np.abs(found.upper - found.rank).max() <= 1
    assert found.bottom_tenth.sum() == pytest.approx(200, abs=1)


def test_nobody_and_a_single_unit():
    assert all(part.size == 0 for part in rank_interval_of_many([], [], True))
    one = rank_interval_of_many([np.nan, 3.0], [1.0, 1.0], True)
    np.testing.assert_array_equal(one.rank, [np.nan, 1])
    assert np.isnan(one.bottom_tenth).all()
    with pytest.raises(ValueError, match="standard_error must not be negative"):
        rank_interval_of_many([1.0, 2.0], [0.1, -0.1], True)
