import numpy as np
import pytest
from statsmodels.stats.meta_analysis import combine_effects

from analytics.statistics.decomposition import decompose
from analytics.statistics.shrinkage import empirical_bayes, empirical_bayes_means


def test_equal_sizes_give_the_variance_of_anova():
    # one-way analysis of variance of 0/1 data: between = (MSB - MSW) / n, up to the divisor of MSW
    x, n, m = np.array([3.0, 12, 18, 9, 15, 6]), 20, 6
    mean = x.sum() / (m * n)
    squares = n * ((x / n - mean) ** 2).sum()
    between = (squares - (m - 1) * mean * (1 - mean)) / ((m - 1) * (n - 1))
    answer = empirical_bayes(x, np.full(m, n))
    assert answer.between_variance == pytest.approx(between)
    noise = (mean * (1 - mean) - between) / n
    assert answer.reliability == pytest.approx(between / (between + noise))
    np.testing.assert_allclose(answer.unit_reliability, answer.reliability)


def test_the_estimate_is_the_mean_of_the_beta_posterior():
    luck = np.random.default_rng(1)
    n = luck.integers(5, 60, 40)
    x = luck.binomial(n, luck.beta(6, 4, 40))
    answer = empirical_bayes(x, n)
    weight = (answer.mean * (1 - answer.mean) - answer.between_variance) / answer.between_variance
    np.testing.assert_allclose(answer.estimate, (x + weight * answer.mean) / (n + weight))


def test_the_between_village_variance_of_a_known_world_is_found():
    # Beta(8, 2): mean 0.8, variance 16 / (100 * 11)
    found = []
    for seed in range(30):
        luck = np.random.default_rng(seed)
        n = luck.integers(3, 50, 400)
        found.append(empirical_bayes(luck.binomial(n, luck.beta(8, 2, 400)), n).between_variance)
    assert np.mean(found) == pytest.approx(16 / 1100, rel=0.05)


def test_villages_all_alike_are_too_noisy_to_rank():
    luck = np.random.default_rng(0)
    n = luck.integers(20, 60, 300)
    answer = empirical_bayes(luck.binomial(n, 0.8), n)
    assert answer.reliability < 0.2
    assert np.nanstd(answer.estimate) < 0.02


def test_small_villages_are_drawn_in_further():
    answer = empirical_bayes([1, 100, 30, 70, 55], [1, 100, 100, 100, 100])
    assert answer.unit_reliability[0] < answer.unit_reliability[1]
    assert answer.estimate[0] < answer.estimate[1] < 1


@pytest.mark.parametrize(("x", "estimate"), [([0, 0, 0], 0), ([5, 5, 5], 1)])
def test_no_variance_at_all_has_no_reliability(x, estimate):
    answer = empirical_bayes(x, [5, 5, 5])
    assert (answer.between_variance, answer.reliability) == (0, 0)
    assert answer.estimate.tolist() == [estimate] * 3


def test_all_or_nothing_villages_are_their_own_estimate():
    answer = empirical_bayes([10, 0, 10, 0], [10] * 4)
    assert answer.estimate.tolist() == [1, 0, 1, 0]
    assert answer.reliability == 1


def test_one_person_a_village_tells_nothing_of_villages():
    answer = empirical_bayes([1, 0, 1, 1], [1] * 4)
    assert answer.estimate.tolist() == [0.75] * 4
    assert answer.reliability == 0


def test_missing_and_single_units():
    answer = empirical_bayes([3, np.nan, 8, 2], [10, 10, 10, np.nan])
    assert np.isnan(answer.estimate).tolist() == [False, True, False, True]
    alone = empirical_bayes([3, np.nan], [10, 10])
    np.testing.assert_array_equal(alone.estimate, [0.3, np.nan])
    assert np.isnan(alone.reliability)
    assert np.isnan(empirical_bayes([], []).reliability)


def test_means_agree_with_a_random_effects_meta_analysis():
    luck = np.random.default_rng(3)
    error = luck.uniform(1, 4, 25)
    value = luck.normal(50, np.hypot(error, 3))
    theirs = combine_effects(value, error**2, method_re="chi2")
    ours = empirical_bayes_means([*value, np.nan], [*error, 1])
    assert ours.between_variance == pytest.approx(theirs.tau2)
    assert ours.mean == pytest.approx(theirs.mean_effect_re)
    kept = theirs.tau2 / (theirs.tau2 + error**2)
    np.testing.assert_allclose(ours.estimate[:-1], ours.mean + kept * (value - ours.mean))
    assert np.isnan(ours.estimate[-1])


def test_decomposition_by_hand():
    # A stays and improves, B stays and shrinks, C leaves, D comes
    x0, n0 = [60, 20, 20, np.nan], [100, 50, 50, np.nan]
    x1, n1 = [70, 10, np.nan, 40], [100, 25, np.nan, 75]
    answer = decompose(x0, n0, x1, n1)
    level = (0.5 + 0.6) / 2
    assert (answer.before, answer.after) == (0.5, 0.6)
    assert answer.within == pytest.approx(0.5 * 0.1)
    assert answer.mix == pytest.approx((0.125 - 0.25) * (0.4 - level))
    assert answer.entry == pytest.approx(0.375 * (40 / 75 - level))
    assert answer.exit == pytest.approx(-0.25 * (0.4 - level))
    assert answer.units.within.tolist() == pytest.approx([0.05, 0, 0, 0])
    assert answer.within + answer.mix + answer.entry + answer.exit == pytest.approx(answer.change, abs=1e-15)


def test_a_numerator_without_denominator_is_not_lost():
    answer = decompose([5, 5], [10, 10], [5, 3], [10, 0])
    assert answer.change == pytest.approx(0.3)
    assert answer.within + answer.mix + answer.entry + answer.exit == pytest.approx(0.3, abs=1e-15)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: empirical_bayes([1, 2], [3, 0]), "n must be above 0; got 0.0"),
        (lambda: empirical_bayes([1, 4], [3, 3]), "x must not exceed n; got 4.0"),
        (lambda: empirical_bayes_means([1, 4], [3, 0]), "standard_error must be above 0; got 0.0"),
        (lambda: decompose([1], [1], [1], [-1]), "n1 must not be negative; got -1.0"),
        (lambda: decompose([1], [0], [1], [1]), "the sum of n0 must be above 0; got 0.0"),
        (lambda: decompose([1], [1], [np.nan], [1]), "the sum of n1 must be above 0; got 0.0"),
    ],
)
def test_a_refusal_names_the_argument_and_the_value(call, said):
    with pytest.raises(ValueError) as refusal:
        call()
    assert str(refusal.value) == said
