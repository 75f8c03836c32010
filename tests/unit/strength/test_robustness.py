"""Robustness against the same index built one declaration at a time."""

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analytics.statistics.ranks import rank_interval
from analytics.strength import Track, Variation, build, drop_one, robustness, simulation
from analytics.strength.simulation import DECLARED, Arena, simulate, with_errors
from data.errors import DataError

from .small import NAME, flat, structure, values

NOTHING = Variation(0.0, (), (), (), False)
RNG = np.random.default_rng(11)
TABLE = pd.DataFrame(RNG.uniform(0, [100, 50, 10], (30, 3)), columns=["a1", "a2", "b1"]).rename(index="v{}".format)
GAPS = TABLE.mask(np.arange(90).reshape(30, 3) % 13 == 1)
ERRORS = TABLE * 0 + [5.0, 2.5, 0.5]
TRACKS = (Track("half", NAME, units=tuple(TABLE.index[:15]), weights=(("b", 3.0),)),)


def widths(robust):
    units = robust.units.dropna()
    return units["score_upper"] - units["score_lower"], units["rank_upper"] - units["rank_lower"]


@pytest.mark.parametrize("declared", [structure(), structure(tracks=TRACKS), structure(normalisation="zscore")])
def test_with_nothing_varied_every_interval_has_width_zero(declared):
    robust = robustness(GAPS, ERRORS, declared, 40, 1, NOTHING)
    built = build(GAPS, declared)
    assert all((width == 0).all() for width in widths(robust))
    assert robust.units["score_median"].equals(built.scores["index"].rename("score_median"))
    ranks = built.ranks.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    assert np.array_equal(robust.units["rank_median"], ranks, equal_nan=True)
    assert (robust.sensitivity == 0).all(axis=None)
    assert robust.shift == 0
    assert robust.bands.stack().dropna().isin([0, 1]).all()


def test_no_error_is_no_variation():
    robust = robustness(TABLE, TABLE * 0, structure(), 40, 1, replace(NOTHING, errors=True))
    assert all((width == 0).all() for width in widths(robust))


@pytest.mark.parametrize("declared", [structure(coverage=0.2), structure(coverage=0.2, tracks=TRACKS)])
def test_a_draw_is_the_index_built_under_its_methods(declared):
    vary, built = Variation(weights=0.0, errors=False), build(GAPS, declared)
    arena = Arena.of(built, GAPS, None, None, vary, 1, 0)
    places = list(product(*(range(len(options)) for options in arena.options)))
    design = np.array([[DECLARED, *place, DECLARED] for place in places])
    assert len(design) == 4 * 3 * 3
    for place, drawn in zip(places, simulate(arena, design), strict=True):
        names = [options[at] for options, at in zip(arena.options, place, strict=True)]
        changed = replace(declared, normalisation=names[0], across=names[1], missing=names[2])
        assert np.allclose(drawn, build(GAPS, changed).scores["index"], equal_nan=True)


@pytest.mark.parametrize("within", ["geometric", "harmonic"])
def test_gaps_treated_each_in_its_own_way_are_drawn_as_they_are_built(within):
    ways = ("lowest", "mean", None)
    parts = tuple(replace(part, missing=way) for part, way in zip(structure().components, ways, strict=True))
    declared = structure(coverage=0.2, components=parts, within=within, tracks=TRACKS)
    built = build(GAPS, declared)
    arena = Arena.of(built, GAPS, None, None, NOTHING, 1, 0)
    (drawn,) = simulate(arena, np.array([[DECLARED, 0, 0, 0, DECLARED]]))
    assert np.array_equal(drawn, built.scores["index"], equal_nan=True)


def test_a_draw_is_the_same_alone_and_among_others_that_differ_in_one_assumption():
    arena = Arena.of(build(GAPS, structure()), GAPS, ERRORS, None, Variation(), 3, 0)
    design = np.array([[0, 1, 1, 1, 0], *(np.array([0, 1, 1, 1, 0]) + np.eye(5, dtype=int))])
    alone = np.concatenate([simulate(arena, row[np.newaxis]) for row in design])
    assert np.array_equal(simulate(arena, design), alone, equal_nan=True)
    assert all(not np.array_equal(alone[0], other, equal_nan=True) for other in alone[1:])


def test_weights_stay_within_their_share():
    arena = Arena.of(build(TABLE, structure()), TABLE, None, None, Variation(), 500, 3)
    assert arena.factors.shape == (500, 5)
    assert 0.75 <= arena.factors.min() < 0.76
    assert 1.24 < arena.factors.max() <= 1.25


def test_one_seed_one_answer_whatever_the_batches(monkeypatch):
    first = robustness(GAPS, ERRORS, structure(), 100, 5)
    for cells in (1, 200, 2000):
        monkeypatch.setattr(simulation, "CELLS", cells)
        again = robustness(GAPS, ERRORS, structure(), 100, 5)
        pd.testing.assert_frame_equal(first.units, again.units)
        pd.testing.assert_frame_equal(first.sensitivity, again.sensitivity)
    assert not robustness(GAPS, ERRORS, structure(), 100, 6).units.equals(first.units)


def test_values_err_normally_by_their_standard_error_and_the_missing_stay_missing():
    arena = Arena.of(build(GAPS, structure()), GAPS, ERRORS, None, Variation(), 1, 3)
    drawn = with_errors(arena, np.arange(3000))
    away = (drawn - arena.turned) / arena.spread
    assert np.array_equal(np.isnan(away), np.broadcast_to(GAPS.isna().T, away.shape))
    cells = away.reshape(3000, -1)[:, ~np.isnan(away[0]).ravel()]
    assert stats.kstest(cells.ravel(), "norm").statistic < 0.004  # 250,000 numbers: one in a hundred is above 0.0033
    assert np.abs(np.corrcoef(cells.T) - np.eye(cells.shape[1])).max() < 0.09
    assert np.abs(np.corrcoef(cells[:99]) - np.eye(99)).max() < 0.5


def test_a_set_of_errors_is_the_same_whichever_are_drawn_with_it():
    arena = Arena.of(build(TABLE, structure()), TABLE, ERRORS, None, Variation(), 1, 3)
    some, one = with_errors(arena, np.array([DECLARED, 2, 5, 9])), with_errors(arena, np.array([5]))
    assert np.array_equal(some[2], one[0])
    assert np.array_equal(some[0], arena.turned)
    assert not np.isclose(some[1], some[2]).any()


def test_sampling_error_alone_agrees_with_the_rank_statistic():
    # one indicator far from its goalposts: the index is the value, moved and stretched
    table = pd.DataFrame({"x": np.linspace(40, 60, 40)}, index=[f"v{n}" for n in range(40)])
    robust = robustness(table, table * 0 + 3.0, flat("x"), 4000, 2, replace(NOTHING, errors=True))
    oracle = rank_interval(table["x"], np.full(40, 3.0), higher_is_better=True, draws=4000, seed=9)
    assert robust.units["bottom_tenth"].to_numpy() == pytest.approx(oracle.bottom_tenth, abs=0.03)
    middle = robust.units.loc["v20"]
    assert middle["score_upper"] - middle["score_lower"] == pytest.approx(2 * 1.6449 * 3 * 0.99, rel=0.05)
    assert robust.sensitivity.loc["errors", "total"] == pytest.approx(1, abs=0.15)
    assert robust.sensitivity.drop("errors").eq(0).all(axis=None)


def test_what_varies_most_is_named():
    # weights of one block of equal columns cannot move a rank; the aggregation of one block neither
    same = pd.DataFrame({name: np.linspace(20, 80, 30) for name in ("x", "y")})
    robust = robustness(same, same * 0 + 10.0, flat("x", "y"), 400, 2)
    assert robust.sensitivity["total"].idxmax() == "errors"
    assert robust.sensitivity.loc["aggregation", "total"] == pytest.approx(0, abs=1e-9)
    assert (robust.sensitivity["total_error"] >= 0).all()


def test_shares_of_bands_sum_to_one_and_those_not_scored_have_none():
    table = TABLE.copy()
    table.loc["v3"] = np.nan
    robust = robustness(table, ERRORS, structure(tracks=TRACKS), 200, 1)
    assert robust.bands.drop("v3").sum(axis=1).to_numpy() == pytest.approx(1)
    assert robust.bands.loc["v3"].isna().all()
    assert robust.units.loc["v3"].isna().all()
    others = robust.units.drop("v3")
    assert (others["rank_lower"] <= others["rank_median"]).all()
    assert (others["rank_median"] <= others["rank_upper"]).all()
    assert others["rank_upper"].max() <= 15
    assert (robust.units.groupby(robust.strength.tracks)["rank_lower"].min() == 1).all()


def test_equal_villages_stay_equal_under_every_choice_of_method():
    twins = pd.concat([TABLE, TABLE.iloc[[4]].rename(index={"v4": "twin"})])
    robust = robustness(twins, None, structure(), 200, 1)
    assert robust.units.loc["twin"].tolist() == robust.units.loc["v4"].tolist()


def test_another_yardstick_is_read_on_the_declared_scale():
    # min-max of one indicator is a straight line of its goalposts score: read back, nothing changes
    one = TABLE[["a1"]].clip(10, 90)
    robust = robustness(one, None, flat("a1"), 60, 1, replace(NOTHING, normalisations=("minmax",)))
    assert widths(robust)[0].max() < 1e-6


@pytest.mark.parametrize("units", [0, 1, 2])
def test_hardly_any_villages_are_no_crash(units):
    robust = robustness(TABLE.iloc[:units], ERRORS.iloc[:units], structure(), 50, 1)
    assert len(robust.units) == units
    assert robust.units["bottom_tenth"].isna().all() == (units < 2)
    assert not robust.sensitivity.isna().any(axis=None)


def test_methods_that_a_structure_cannot_take_are_not_tried():
    bare = tuple(replace(part, low=None, high=None) for part in structure().components)
    declared = structure(components=bare, normalisation="minmax", across="arithmetic", scale=(0.0, 100.0))
    normalisations, aggregations, _ = Variation().options(replace(declared, bands=structure().bands))
    assert normalisations == ("minmax", "zscore", "percentile_rank")
    assert aggregations == ("arithmetic",)


@pytest.mark.parametrize(
    ("call", "place"),
    [({"draws": 0}, "draws"), ({"vary": Variation(missing=("zero",))}, "vary"), ({"errors": -ERRORS}, "v0, a1")],
)
def test_what_cannot_be_simulated_is_refused_with_its_place(call, place):
    with pytest.raises(DataError) as refusal:
        robustness(**({"values": TABLE, "errors": ERRORS, "structure": structure(), "draws": 10, "seed": 1} | call))
    assert refusal.value.place == place


def test_drop_one_is_the_index_built_without_it():
    found = drop_one(TABLE, structure()).set_index("element")
    assert found.index.tolist() == ["a", "b", "a1", "a2", "b1"]
    for element in found.index:
        shift = (build(TABLE, structure()).ranks - build(TABLE, structure().without(element)).ranks).abs()
        assert found.loc[element, "shift"] == pytest.approx(shift.mean())
        assert found.loc[element, "largest"] == shift.max()
    assert found.loc["b", "shift"] == found.loc["b1", "shift"] > 0


def test_drop_one_of_the_only_indicator_compares_nothing():
    found = drop_one(values({"u": [1], "v": [2]}, ["x"]), flat("x"))
    assert found["shift"].isna().all()
    assert found["compared"].tolist() == [0, 0]


@pytest.mark.parametrize("draws", [0, -1, 10.5, float("nan"), "10"])
def test_draws_are_whole_numbers_or_refused_by_name(draws):
    with pytest.raises(ValueError, match="draws must be a whole number"):
        robustness(TABLE, ERRORS, structure(), draws=draws)


@pytest.mark.parametrize("share", [1.0, 2.5, -0.1, float("nan")])
def test_weights_cannot_vary_by_all_they_are(share):
    with pytest.raises(ValueError, match="weights vary by a share"):
        Variation(weights=share)
