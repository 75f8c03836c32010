"""What holds of the index whatever the values and the structure."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from analytics.strength import Variation, aggregate, build, drop_one, dumps, loads, robustness
from analytics.strength.checks import faults_of
from analytics.strength.structure import AGGREGATIONS, MISSING, NORMALISATIONS
from tests.unit.strength.small import structure

FEW = settings(max_examples=60, deadline=None)
NAMES = ["a1", "a2", "b1"]
BETTER = {"a1": 1, "a2": 1, "b1": -1}
CELL = st.one_of(st.integers(-20, 120).map(float), st.floats(-20, 120, width=32), st.just(float("nan")))


@st.composite
def tables(draw, least=1):
    rows = draw(st.integers(least, 8))
    cells = draw(arrays.arrays(np.float64, (rows, 3), elements=CELL))
    return pd.DataFrame(cells, columns=NAMES, index=[f"v{n}" for n in range(rows)])


@st.composite
def structures(draw):
    weight = st.floats(0.1, 10)
    return structure(
        normalisation=draw(st.sampled_from(NORMALISATIONS)),
        within=draw(st.sampled_from(AGGREGATIONS)),
        across=draw(st.sampled_from(AGGREGATIONS)),
        missing=draw(st.sampled_from(MISSING)),
        coverage=draw(st.sampled_from([0.0, 0.2, 0.6, 1.0])),
    ).with_weights({name: draw(weight) for name in (*NAMES, "a", "b")})


@FEW
@given(tables(), structures(), st.data())
def test_improving_an_indicator_never_lowers_the_index_nor_worsens_the_rank(table, declared, data):
    unit, name = data.draw(st.sampled_from(list(table.index))), data.draw(st.sampled_from(NAMES))
    better = table.copy()
    better.loc[unit, name] += BETTER[name] * data.draw(st.floats(0, 60))
    before, after = build(table, declared), build(better, declared)
    if not np.isnan(before.scores.loc[unit, "index"]):
        assert after.scores.loc[unit, "index"] >= before.scores.loc[unit, "index"] - 1e-7
        if declared.missing != "mean" and declared.normalisation in ("goalposts", "percentile_rank"):
            assert after.ranks[unit] <= before.ranks[unit]


@FEW
@given(tables(), structures(), st.floats(0.01, 100))
def test_only_the_proportions_of_weights_matter(table, declared, factor):
    scaled = declared.with_weights({name: weight * factor for name, weight in declared.weights().items()})
    pd.testing.assert_frame_equal(build(table, declared).scores, build(table, scaled).scores, rtol=0, atol=1e-6)


@FEW
@given(tables(), structures(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_does_not_matter(table, declared, luck):
    rows, columns = list(table.index), list(table.columns)
    luck.shuffle(rows)
    luck.shuffle(columns)
    mixed, plain = build(table.loc[rows, columns], declared), build(table, declared)
    pd.testing.assert_frame_equal(mixed.scores.loc[table.index], plain.scores, rtol=0, atol=1e-6)
    if declared.normalisation == "goalposts" and declared.missing != "mean":
        assert mixed.ranks[table.index].equals(plain.ranks)


@FEW
@given(tables(), structures())
def test_a_unit_has_a_score_on_the_scale_a_rank_and_a_band_or_a_reason(table, declared):
    strength = build(table, declared)
    for unit in table.index:
        score, reason = strength.scores.loc[unit, "index"], strength.reason(unit)
        assert np.isnan(score) == (reason is not None)
        assert pd.isna(strength.ranks[unit]) == pd.isna(strength.bands[unit]) == np.isnan(score)
        assert np.isnan(score) or 1 - 1e-6 <= score <= 100 + 1e-6


@settings(max_examples=15, deadline=None)
@given(tables(), structures(), st.integers(0, 99))
def test_with_nothing_varied_intervals_have_no_width(table, declared, seed):
    robust = robustness(table, table * 0 + 9, declared, 20, seed, Variation(0.0, (), (), (), False))
    units = robust.units
    for name in ("score", "rank"):
        assert units[f"{name}_lower"].equals(units[f"{name}_upper"].rename(f"{name}_lower"))
        assert units[f"{name}_median"].equals(units[name].astype(float).rename(f"{name}_median"))


@settings(max_examples=15, deadline=None)
@given(tables(least=2), structures(), st.integers(0, 99))
def test_intervals_hold_their_median_and_shares_sum_to_one(table, declared, seed):
    robust = robustness(table, table.abs() * 0 + 9, declared, 30, seed)
    scored = robust.units[robust.units["score"].notna()]
    for name in ("score", "rank"):
        assert (scored[f"{name}_lower"] <= scored[f"{name}_median"]).all()
        assert (scored[f"{name}_median"] <= scored[f"{name}_upper"]).all()
    assert np.allclose(robust.bands.loc[scored.index].sum(axis=1), 1)
    assert scored["rank_upper"].max() <= len(scored) or scored.empty


@FEW
@given(
    arrays.arrays(np.float64, (4, 3), elements=st.floats(1, 100)), st.lists(st.floats(0.1, 9), min_size=3, max_size=3)
)
def test_means_lie_between_the_extremes_and_in_their_order(cells, weights):
    frame, factors = pd.DataFrame(cells), pd.Series(weights)
    arithmetic, geometric, harmonic = (aggregate(frame, factors, method) for method in AGGREGATIONS)
    assert (harmonic <= geometric + 1e-9).all()
    assert (geometric <= arithmetic + 1e-9).all()
    assert (frame.min(axis=1) - 1e-9 <= harmonic).all()
    assert (arithmetic <= frame.max(axis=1) + 1e-9).all()


@FEW
@given(structures())
def test_a_declaration_written_is_read_back_equal(declared):
    assert loads(dumps(declared)) == declared
    assert loads(dumps(replace(declared, tracks=()))) == declared


@settings(max_examples=30, deadline=None)
@given(tables(), structures())
def test_leaving_one_out_is_building_without_it(table, declared):
    found = drop_one(table, declared).set_index("element")
    whole = build(table, declared)
    for element in (*declared.block_ids, *declared.indicators):
        rest = declared.without(element)
        if not rest.components or any(faults_of(rest)):
            assert found.at[element, "compared"] == 0
            continue
        other = build(table, rest)
        both = whole.ranks.notna() & other.ranks.notna()
        shifts = (whole.ranks[both] - other.ranks[both]).abs()
        assert found.at[element, "compared"] == both.sum()
        if both.any():
            assert found.at[element, "shift"] == pytest.approx(float(shifts.mean()))
            assert found.at[element, "bands"] == sum(
                a != b for a, b in zip(whole.bands[both], other.bands[both], strict=True)
            )
