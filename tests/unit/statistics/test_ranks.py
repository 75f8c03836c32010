import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analytics.statistics.quantiles import quantile, quantile_groups
from analytics.statistics.ranks import competition_rank, rank_interval


def test_ties_share_the_better_rank_and_the_missing_have_none():
    values = [0.9, 0.7, np.nan, 0.9, 0.5]
    np.testing.assert_array_equal(competition_rank(values, True), [1, 3, np.nan, 1, 4])
    np.testing.assert_array_equal(competition_rank(values, False), [3, 2, np.nan, 3, 1])


def test_ranks_are_floats_with_or_without_a_missing_unit():
    assert competition_rank([1, 2], True).dtype == competition_rank([1, np.nan], True).dtype == np.float64


@pytest.mark.parametrize("higher", [True, False])
@pytest.mark.parametrize("shape", [(1,), (40,), (3, 25), (2, 4, 30), (2, 0), (0, 5)])
def test_ranks_are_those_of_scipy(shape, higher):
    luck = np.random.default_rng(4)
    values = luck.integers(-6, 6, shape) * 0.5
    values[luck.random(shape) < 0.3] = np.nan
    oracle = stats.rankdata(-values if higher else values, method="min", axis=-1, nan_policy="omit")
    np.testing.assert_array_equal(competition_rank(values, higher), oracle)


@pytest.mark.parametrize(
    "row",
    [
        [0.0, 1e9, 3e-7, 2e-7, np.nan, 1e-7, 1e-7],  # all but one alike to the key
        [1e308, -1e308, np.nan, 0.0, 5.0],  # their difference is not a number
        [5e-324, 0.0, np.nan, 0.0],  # it is the least there is
        [0.0, -0.0, -1.0],
        np.r_[np.arange(1500.0) % 700, np.nan],  # more than keys are for
    ],
)
def test_ranks_are_exact_where_a_sorting_key_is_too_coarse(row):
    values = np.array([row, row[::-1]])
    oracle = stats.rankdata(values, method="min", axis=-1, nan_policy="omit")
    np.testing.assert_array_equal(competition_rank(values, False), oracle)


def test_nobody_to_rank():
    assert competition_rank([], True).size == 0
    assert np.isnan(competition_rank([np.nan, np.nan], True)).all()
    assert all(part.size == 0 for part in rank_interval([], [], True))


def test_without_error_the_interval_is_the_rank_ties_and_all():
    answer = rank_interval([5, 3, 3, 1], np.zeros(4), True, draws=50, seed=1)
    for part in (answer.rank, answer.lower, answer.upper):
        np.testing.assert_array_equal(part, [1, 2, 2, 4])
    np.testing.assert_array_equal(answer.bottom_tenth, [0, 0, 0, 1])


def test_units_far_apart_are_ranked_for_sure_and_twins_not_at_all():
    answer = rank_interval([100, 50, 0, 0.1], np.ones(4), False, draws=400, seed=1)
    np.testing.assert_array_equal(answer.lower, [4, 3, 1, 1])
    np.testing.assert_array_equal(answer.upper, [4, 3, 2, 2])
    np.testing.assert_array_equal(answer.bottom_tenth, [1, 0, 0, 0])


def test_the_bottom_tenth_is_the_worst_places_rounded_up():
    # 11 villages of no error: ceil(1.1) = 2 places
    answer = rank_interval(np.arange(11.0), np.zeros(11), True, draws=10, seed=0)
    np.testing.assert_array_equal(answer.bottom_tenth, [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])


def test_villages_all_alike_share_the_chance_of_the_bottom_tenth():
    chance = rank_interval(np.zeros(40), np.ones(40), True, draws=4000, seed=3).bottom_tenth
    assert chance.sum() == pytest.approx(4)
    assert np.abs(chance - 0.1).max() < 0.025


def test_two_villages_swap_as_often_as_the_normal_says():
    # a difference of 1 with standard error sqrt(2): P = Phi(-0.7071)
    chance = rank_interval([1, 0], [1, 1], True, draws=20_000, seed=3).bottom_tenth
    assert chance[0] == pytest.approx(0.2398, abs=0.01)


def test_a_missing_unit_is_not_ranked_and_changes_nobodys_interval():
    luck = np.random.default_rng(8)
    estimate, error = luck.normal(size=30), np.full(30, 0.4)
    estimate[7] = np.nan
    answer = rank_interval(estimate, error, True, 300, 5)
    assert all(np.isnan(part[7]) for part in answer)
    no_error = error.copy()
    no_error[7] = np.nan
    for part, again in zip(answer, rank_interval(estimate, no_error, True, 300, 5), strict=True):
        np.testing.assert_array_equal(part, again)
    assert np.nanmax(answer.rank) == 29


def test_the_same_seed_gives_the_same_answer():
    first, second, third = (rank_interval(np.arange(9.0), np.ones(9), True, 200, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, second)
    assert (first.bottom_tenth != third.bottom_tenth).any()


def test_a_single_unit_has_a_rank_but_no_bottom_tenth():
    answer = rank_interval([3.0], [1.0], True, 20, 1)
    assert (answer.rank, answer.lower, answer.upper) == (1, 1, 1)
    assert np.isnan(answer.bottom_tenth)


def test_many_units_are_drawn_in_blocks_without_a_seam(monkeypatch):
    luck = np.random.default_rng(4)
    estimate, error = luck.normal(size=50), luck.uniform(0, 1, 50)
    whole = rank_interval(estimate, error, True, 100, 1)
    monkeypatch.setattr("analytics.statistics.ranks.BLOCK", 350)
    np.testing.assert_array_equal(whole, rank_interval(estimate, error, True, 100, 1))


def test_true_ranks_lie_in_their_intervals_about_as_often_as_promised():
    luck, held = np.random.default_rng(3), []
    for seed in range(15):
        truth, error = luck.normal(size=80), np.exp(luck.normal(0, 0.4, 80))
        answer = rank_interval(truth + luck.normal(size=80) * error, error, True, 500, seed)
        rank = competition_rank(truth, True)
        held.append(((answer.lower <= rank) & (rank <= answer.upper)).mean())
    assert np.mean(held) > 0.94


def test_quantiles_are_of_type_7():
    # R: quantile(c(1, 2, 4, 8), c(.1, .5, .9))
    np.testing.assert_allclose(quantile([8, 1, np.nan, 4, 2], [0.1, 0.5, 0.9]), [1.3, 3, 6.8])
    assert np.isnan(quantile([np.nan], 0.5))
    values = np.random.default_rng(0).normal(size=37)
    assert quantile(values, 0.33) == pytest.approx(pd.Series(values).quantile(0.33))


def test_groups_by_hand():
    # 10 units in 3 groups: 4, 3 and 3
    np.testing.assert_array_equal(quantile_groups(np.arange(10), 3, low_is_good=True), [1] * 4 + [2] * 3 + [3] * 3)
    np.testing.assert_array_equal(quantile_groups(np.arange(10), 3, low_is_good=False), [3] * 3 + [2] * 3 + [1] * 4)


def test_ties_never_part_and_the_missing_have_no_group():
    np.testing.assert_array_equal(quantile_groups([1, 2, 2, 2, np.nan], 4, True), [1, 2, 2, 2, np.nan])


def test_no_groups_when_there_are_fewer_units_than_groups():
    assert np.isnan(quantile_groups([1, 2, np.nan], 3, True)).all()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: rank_interval([1, 2], [1, -1], True), "standard_error must not be negative; got -1.0"),
        (lambda: rank_interval([1, 2], [1, 1], True, draws=0), "draws must be at least 1; got 0"),
        (lambda: rank_interval([1, 2], [1, 1], True, draws=1.5), "draws must be a whole number; got 1.5"),
        (lambda: quantile_groups([1, 2], 1.5, True), "groups must be a whole number; got 1.5"),
        (lambda: rank_interval([[1, 2]], [1, 1], True), "estimate must have one dimension; got shape (1, 2)"),
        (lambda: rank_interval([1, np.inf], [1, 1], True), "estimate must be finite; got inf"),
        (lambda: quantile([1], 1.1), "probabilities must lie between 0 and 1; got 1.1"),
        (lambda: quantile_groups([1], 0, True), "groups must be at least 1; got 0"),
    ],
)
def test_a_refusal_names_the_argument_and_the_value(call, said):
    with pytest.raises(ValueError) as refusal:
        call()
    assert str(refusal.value) == said
