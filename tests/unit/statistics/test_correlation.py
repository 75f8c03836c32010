"""Held against SciPy, the published formula, and what the interval covers."""

import numpy as np
import pytest
from scipy import stats

from analytics.statistics.correlation import spearman


@pytest.mark.parametrize("seed", range(30))
def test_rho_is_scipys_and_the_interval_that_of_bonett_and_wright(seed):
    luck = np.random.default_rng(seed)
    n = int(luck.integers(4, 80))
    x = luck.integers(0, 9, n).astype(float)  # with ties
    y = x * luck.uniform(-1, 1) + luck.normal(0, 3, n)
    if np.ptp(x) == 0:
        return
    found, theirs = spearman(x, y), stats.spearmanr(x, y).statistic
    assert found.rho == pytest.approx(theirs)
    assert found.pairs == n
    if abs(theirs) < 0.97:
        reach = 1.959963984540054 * ((1 + theirs**2 / 2) / (n - 3)) ** 0.5
        assert found.lower == pytest.approx(np.tanh(np.arctanh(theirs) - reach))
        assert found.upper == pytest.approx(np.tanh(np.arctanh(theirs) + reach))


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    luck, rho, n = np.random.default_rng(8), 0.5, 40
    pearson = 2 * np.sin(np.pi * rho / 6)  # of the normals whose rank correlation is rho
    covered = []
    for _ in range(2000):
        x, noise = luck.normal(size=n), luck.normal(size=n)
        found = spearman(x, pearson * x + np.sqrt(1 - pearson**2) * noise)
        covered.append(found.lower <= rho <= found.upper)
    assert 0.93 <= np.mean(covered) <= 0.97


def test_upside_down_the_interval_turns():
    x, y = np.random.default_rng(1).normal(size=(2, 25))
    up, down = spearman(x, y), spearman(x, -y)
    assert (down.rho, down.lower, down.upper) == pytest.approx((-up.rho, -up.upper, -up.lower))


def test_a_perfect_order_is_not_certain():
    found = spearman(range(12), range(12))
    assert found.rho == pytest.approx(1)
    assert 0.9 < found.lower < 1
    assert found.upper == pytest.approx(1)


@pytest.mark.parametrize(
    ("x", "y", "pairs"),
    [
        ([1, 2, 3], [1, 2, 3], 3),
        ([1, 1, 1, 1], [1, 2, 3, 4], 4),
        ([1, 2, np.nan, 4, 5], [1, 2, 3, np.nan, 5], 3),
        ([], [], 0),
    ],
)
def test_without_enough_pairs_or_without_variation_there_is_none(x, y, pairs):
    found = spearman(x, y)
    assert found.pairs == pairs
    assert np.isnan([found.rho, found.lower, found.upper]).all()


def test_other_shapes_are_refused():
    with pytest.raises(ValueError, match="x must have one dimension"):
        spearman([[1, 2]], [1, 2])
