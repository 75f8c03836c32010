"""The index worked by hand, and what is not scored, banded and ranked."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.strength import (
    Track,
    band,
    build,
    default_structure,
    drivers,
    rank,
    score_blocks,
    score_index,
    score_indicators,
    screen,
)
from data.errors import DataError

from .small import NAME, flat, structure, values

NAN = np.nan
# shares 0.6, 1 (over 50) and 0.8 (reversed): 60.4, 100 and 80.2 on 1 to 100; block a (3 x 60.4 + 100) / 4 = 70.3
# shares 0.2, 0.5 and 1: 20.8, 50.5 and 100; block a (62.4 + 50.5) / 4 = 28.225
VILLAGES = values({"u": [60, 55, 2], "v": [20, 25, 0]})


def test_the_index_worked_by_hand():
    strength = build(VILLAGES, structure())
    assert strength.indicators.loc["u"].tolist() == pytest.approx([60.4, 100, 80.2])
    assert strength.scores.loc["u"].tolist() == pytest.approx([70.3, 80.2, (70.3 * 80.2) ** 0.5])
    assert strength.scores.loc["v"].tolist() == pytest.approx([28.225, 100, (28.225 * 100) ** 0.5])
    assert strength.scores.columns.tolist() == ["a", "b", "index"]
    assert strength.ranks.to_dict() == {"u": 1, "v": 2}
    assert strength.bands.to_dict() == {"u": "good", "v": "mid"}
    assert strength.reason("u") is None


def test_each_step_can_be_taken_alone():
    declared, strength = structure(), build(VILLAGES, structure())
    indicators = score_indicators(VILLAGES, declared)
    blocks = score_blocks(indicators, declared)
    index = score_index(blocks, declared)
    pd.testing.assert_frame_equal(blocks, strength.scores[["a", "b"]])
    pd.testing.assert_series_equal(index, strength.scores["index"])
    pd.testing.assert_series_equal(band(index, declared), strength.bands)
    pd.testing.assert_series_equal(rank(index), strength.ranks)
    assert (screen(VILLAGES, declared).coverage == 1).all(axis=None)


def test_the_harmonic_and_the_arithmetic_index():
    harmonic = build(VILLAGES, structure(across="harmonic")).scores["index"]
    arithmetic = build(VILLAGES, structure(across="arithmetic")).scores["index"]
    assert harmonic["u"] == pytest.approx(2 / (1 / 70.3 + 1 / 80.2))
    assert arithmetic["u"] == pytest.approx(75.25)


def test_a_block_needs_the_declared_share_of_its_weight():
    gaps = values({"enough": [60, NAN, 2], "too little": [NAN, 55, 2]})
    strength = build(gaps, structure(coverage=0.6))
    assert strength.scores.loc["enough"].tolist() == pytest.approx([60.4, 80.2, (60.4 * 80.2) ** 0.5])
    # one of two equal blocks is left: half of the weight is too little for the index
    assert strength.scores.loc["too little", "b"] == pytest.approx(80.2)
    assert strength.scores.loc["too little", ["a", "index"]].isna().all()
    assert "25 % of the weight is there, 60 %" in strength.reason("too little", "a").en
    assert "50 % of the weight is there, 60 %" in strength.reason("too little").en
    assert strength.ranks.isna().tolist() == [False, True]
    assert strength.bands.isna().tolist() == [False, True]
    told = strength.screening.not_scored()
    assert told[["unit", "element", "outcome"]].to_numpy().tolist() == [
        ["too little", "a", "too_little"],
        ["too little", "index", "too_little"],
    ]


def test_exactly_the_share_that_is_needed_is_enough():
    names = [f"x{n}" for n in range(5)]
    weights = dict.fromkeys(names, 0.2)
    gaps = values({"u": [50, 50, 50, NAN, NAN], "v": [50, 50, NAN, NAN, NAN]}, names)
    scored = build(gaps, flat(*names).with_weights(weights)).scores["index"].notna()
    assert scored.tolist() == [True, False]


def test_what_does_not_apply_is_not_held_against_a_unit():
    applicable = pd.DataFrame({"b1": [False, True]}, index=["u", "v"])
    strength = build(VILLAGES, structure(), applicable=applicable)
    assert strength.scores.loc["u", "index"] == pytest.approx(70.3)
    assert "nothing in it applies" in strength.reason("u", "b").en
    assert strength.reason("u") is None


def test_missing_values_are_treated_as_declared():
    gaps = values({"u": [60, NAN, 2], "v": [20, 25, 0], "w": [20, 45, 0]})
    worst, mean = (build(gaps, structure(missing=treatment)).scores["a"] for treatment in ("lowest", "mean"))
    assert worst["u"] == pytest.approx((3 * 60.4 + 1) / 4)
    assert mean["u"] == pytest.approx((3 * 60.4 + (50.5 + 90.1) / 2) / 4)
    parts = tuple(replace(part, missing="lowest") for part in structure().components)
    assert build(gaps, structure(components=parts)).scores["a"].equals(worst)


def test_a_score_on_a_cut_point_belongs_to_the_band_that_begins_there():
    scores = pd.Series({"u": 40.0, "v": 39.999999, "w": 100.0, "x": 1.0, "y": NAN})
    assert band(scores, structure()).tolist() == ["mid", "low", "top", "low", NAN]


def test_equal_units_share_the_better_rank():
    twins = values({"u": [60, 55, 2], "v": [20, 25, 0], "w": [60, 55, 2], "x": [0, 0, 5]})
    assert build(twins, structure()).ranks.to_dict() == {"u": 1, "v": 3, "w": 1, "x": 4}


SUBURBAN = Track("suburban", NAME, by="category", values=("suburban",), weights=(("b", 0.0),), cuts=(10, 20, 30, 70))
LISTED = Track("listed", NAME, units=("w",))
KINDS = pd.DataFrame({"category": ["suburban", "clustered", "suburban", "clustered"]}, index=["u", "v", "x", "w"])
FOUR = values({"u": [60, 55, 2], "v": [20, 25, 0], "w": [0, 0, 0], "x": [0, 55, 9]})


def test_ranks_bands_and_weights_are_the_tracks_own():
    strength = build(FOUR, structure(tracks=(SUBURBAN, LISTED)), KINDS)
    assert strength.tracks.to_dict() == {"u": "suburban", "v": "rest", "w": "listed", "x": "suburban"}
    assert strength.scores.loc["u", "index"] == pytest.approx(70.3)
    assert strength.ranks.to_dict() == {"u": 1, "v": 1, "w": 1, "x": 2}
    assert strength.bands["u"] == "top"  # from 70 up in this track


def test_a_track_by_an_unknown_attribute_is_refused_with_its_place():
    with pytest.raises(DataError) as refusal:
        build(FOUR, structure(tracks=(SUBURBAN,)))
    assert refusal.value.place == "track suburban"


def test_a_unit_that_two_tracks_claim_is_refused():
    with pytest.raises(DataError) as refusal:
        build(FOUR, structure(tracks=(SUBURBAN, Track("again", NAME, units=("u",)))), KINDS)
    assert refusal.value.place == "track again"


def test_an_indicator_without_values_and_an_infinite_value_are_refused():
    with pytest.raises(DataError) as refusal:
        build(VILLAGES.drop(columns="a2"), structure())
    assert refusal.value.place == "indicator a2"
    with pytest.raises(DataError) as refusal:
        build(VILLAGES.replace(55, np.inf), structure())
    assert refusal.value.place == "u, a2"


@pytest.mark.parametrize("method", ["goalposts", "minmax", "zscore", "percentile_rank", "distance_to_target"])
def test_a_single_unit_a_constant_column_and_an_empty_column_are_scored_without_a_crash(method):
    declared = structure(normalisation=method, coverage=0.2)
    alone = build(VILLAGES.loc[["u"]], declared)
    assert alone.ranks.tolist() == [1]
    assert alone.scores["index"].between(1, 100).all()
    constant = build(VILLAGES.assign(a1=50.0, a2=NAN), declared)
    assert constant.scores["index"].between(1, 100).all()
    nothing = build(VILLAGES * NAN, declared)
    assert nothing.scores.isna().all(axis=None)
    assert nothing.ranks.isna().all()
    assert "0 % of the weight" in nothing.reason("u").en
    assert build(VILLAGES.iloc[:0], declared).scores.empty


def test_a_block_of_one_unit_has_no_say_when_its_weight_is_nothing():
    weightless = structure().with_weights({"b": 0.0})
    assert build(VILLAGES, weightless).scores.loc["u", "index"] == pytest.approx(70.3)


def test_the_shipped_structure_scores_what_is_best_at_100_and_what_is_worst_at_1():
    shipped = default_structure()
    ends = pd.DataFrame(
        {part.indicator: [part.high, part.low][:: part.direction] for part in shipped.components},
        index=["best", "worst"],
    )
    strength = build(ends, shipped)
    assert strength.scores.loc["best"].tolist() == pytest.approx([100] * 6)
    assert strength.scores.loc["worst"].tolist() == pytest.approx([1] * 6)
    assert strength.bands.tolist() == ["leading", "starting"]


def test_drivers_name_first_what_holds_a_village_back():
    three = values({"u": [60, 55, 2], "v": [20, 25, 0], "w": [60, 25, 9]})
    found = drivers(build(three, structure()), "v").set_index("indicator")
    assert found.index.tolist() == ["a1", "a2", "b1"]
    assert found.loc["a1", ["score", "typical", "weight"]].tolist() == pytest.approx([20.8, 60.4, 0.375])
    assert found.loc["a1", "pull"] == pytest.approx(0.375 * (20.8 - 60.4))
    assert found["weight"].sum() == pytest.approx(1)
