"""What ranks, groups, lists of flags, shrinkage and decompositions keep, whatever the villages."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.statistics.decomposition import decompose
from analytics.statistics.funnel import p_value
from analytics.statistics.multiplicity import benjamini_hochberg
from analytics.statistics.quantiles import quantile_groups
from analytics.statistics.ranks import competition_rank, rank_interval
from analytics.statistics.shrinkage import empirical_bayes

quick = settings(max_examples=80, deadline=None)
values = st.one_of(st.integers(0, 5).map(float), st.floats(-100, 100))
errors = st.one_of(st.just(0.0), st.floats(0, 50))
growth = st.one_of(st.just(0.0), st.floats(0, 30))
maybe = st.one_of(st.just(float("nan")), st.floats(0, 1e4))
villages = st.lists(st.tuples(values, errors, growth), min_size=1, max_size=25)


@quick
@given(villages, st.booleans(), st.integers(0, 9))
def test_widening_the_error_never_narrows_a_rank_interval(villages, higher_is_better, seed):
    estimate, error, more = np.transpose(villages)
    narrow = rank_interval(estimate, error, higher_is_better, 120, seed)
    for wider in (error + more, error * (1 + more)):
        wide = rank_interval(estimate, wider, higher_is_better, 120, seed)
        assert (wide.lower <= narrow.lower).all()
        assert (wide.upper >= narrow.upper).all()


def test_one_neighbour_that_grows_uncertain_narrows_nobodys_interval():
    # the plain simulated interval of the middle village falls here from 250 places to 60
    estimate = np.r_[0.0, np.full(200, 1e-3), np.full(200, -10.0)]
    narrow, wide = (rank_interval(estimate, np.r_[0.0, np.full(400, error)], True, 200, 1) for error in (0.001, 1000.0))
    assert (wide.lower <= narrow.lower).all()
    assert (wide.upper >= narrow.upper).all()


@quick
@given(villages, st.booleans(), st.integers(0, 9))
def test_a_units_own_rank_lies_in_its_interval(villages, higher_is_better, seed):
    estimate, error, _ = np.transpose(villages)
    answer = rank_interval(estimate, error, higher_is_better, 60, seed)
    np.testing.assert_array_equal(answer.rank, competition_rank(estimate, higher_is_better))
    assert (answer.lower <= answer.rank).all()
    assert (answer.rank <= answer.upper).all()
    assert (answer.lower >= 1).all()
    assert (answer.upper <= estimate.size).all()


@quick
@given(villages, st.integers(0, 9))
def test_the_plain_simulated_interval_lies_inside(villages, seed):
    estimate, error, _ = np.transpose(villages)
    answer = rank_interval(estimate, error, True, 200, seed)
    drawn = estimate + np.random.default_rng(seed).standard_normal((200, estimate.size)) * error
    ranks = np.sort(competition_rank(drawn, True), axis=0)
    assert (answer.lower <= ranks[5]).all()
    assert (answer.upper >= ranks[194]).all()


@quick
@given(villages, st.integers(0, 9))
def test_the_bottom_tenth_holds_no_more_than_its_places(villages, seed):
    estimate, error, _ = np.transpose(villages)
    chance = rank_interval(estimate, error, True, 60, seed).bottom_tenth
    if estimate.size > 1:
        assert ((chance >= 0) & (chance <= 1)).all()
        assert chance.sum() <= np.ceil(estimate.size / 10) + 1e-9


@quick
@given(villages, st.booleans())
def test_without_error_an_interval_has_no_width(villages, higher_is_better):
    estimate = np.transpose(villages)[0]
    answer = rank_interval(estimate, np.zeros(estimate.size), higher_is_better, 20, 0)
    np.testing.assert_array_equal(answer.lower, answer.rank)
    np.testing.assert_array_equal(answer.upper, answer.rank)


@quick
@given(st.lists(st.one_of(values, st.just(float("nan"))), max_size=40), st.integers(1, 10), st.booleans())
def test_groups_keep_ties_together_and_the_order(sample, groups, low_is_good):
    sample = np.array(sample)
    group = quantile_groups(sample, groups, low_is_good)
    there = ~np.isnan(sample)
    if there.sum() < groups:
        assert np.isnan(group).all()
        return
    assert np.isnan(group[~there]).all()
    assert ((group[there] >= 1) & (group[there] <= groups)).all()
    best_first = np.argsort(sample[there] if low_is_good else -sample[there], kind="stable")
    assert (np.diff(group[there][best_first]) >= 0).all()
    for value in sample[there]:
        assert np.unique(group[sample == value]).size == 1


def test_a_null_world_gives_no_flags_in_95_percent_of_seeds():
    silent = []
    for seed in range(200):
        luck = np.random.default_rng(seed)
        n = luck.integers(5, 80, 300)
        p = p_value(luck.binomial(n, 0.85), n, 0.85)
        silent.append(not benjamini_hochberg(p).any())
    assert np.mean(silent) >= 0.95


@quick
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 200)), min_size=2, max_size=40))
def test_a_shrunken_proportion_lies_between_its_own_and_the_mean(villages):
    share, n = np.transpose(villages)
    answer = empirical_bayes(share * n, n)
    raw = share * n / n
    assert (answer.estimate >= np.minimum(raw, answer.mean) - 1e-12).all()
    assert (answer.estimate <= np.maximum(raw, answer.mean) + 1e-12).all()
    assert 0 <= answer.reliability <= 1
    assert ((answer.unit_reliability >= 0) & (answer.unit_reliability <= 1)).all()
    assert 0 <= answer.between_variance <= answer.mean * (1 - answer.mean) + 1e-15


two_periods = st.lists(
    st.tuples(st.floats(0, 1), maybe, st.floats(0, 1), maybe, st.booleans()), min_size=1, max_size=30
).filter(lambda rows: all(sum(row[i] for row in rows if row[i] > 0) > 1e-3 for i in (1, 3)))


@quick
@given(two_periods)
def test_a_decomposition_sums_to_the_change_though_villages_appear_and_vanish(rows):
    share0, n0, share1, n1, _ = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    answer = decompose(share0 * n0, n0, share1 * n1, n1)
    after, before = (np.nansum(s * n) / np.nansum(n) for s, n in ((share1, n1), (share0, n0)))
    assert abs(answer.within + answer.mix + answer.entry + answer.exit - (after - before)) < 1e-12
    for part in ("within", "mix", "entry", "exit"):
        assert abs(getattr(answer.units, part).sum() - getattr(answer, part)) < 1e-12
    gone, new = ~(n1 > 0), ~(n0 > 0)
    assert (answer.units.entry[~new] == 0).all()
    assert (answer.units.exit[~gone] == 0).all()
    assert (answer.units.within[gone | new] == 0).all()


@quick
@given(two_periods)
def test_a_decomposition_backwards_changes_every_sign(rows):
    share0, n0, share1, n1, _ = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    forth = decompose(share0 * n0, n0, share1 * n1, n1)
    back = decompose(share1 * n1, n1, share0 * n0, n0)
    ours = (forth.change, forth.within, forth.mix, forth.entry, forth.exit)
    theirs = (-back.change, -back.within, -back.mix, -back.exit, -back.entry)
    np.testing.assert_allclose(ours, theirs, atol=1e-12)
