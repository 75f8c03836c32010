"""The smallest change against brute force."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from analytics.strength import Block, Track, build, goal_seek
from data.errors import DataError

from .small import NAME, component, flat, structure, values

FOUR = structure(
    components=(
        component("a1", "a", weight=3.0),
        component("a2", "a", high=50.0),
        component("b1", "b", direction=-1, high=10.0),
        component("b2", "b", weight=2.0, low=20.0, high=70.0),
    )
)
WIDTH = {"a1": 100, "a2": 50, "b1": 10, "b2": 50}
RNG = np.random.default_rng(5)
NAMES = list(WIDTH)


def villages(count):
    return pd.DataFrame(RNG.uniform(0, [80, 45, 10, 60], (count, 4)), columns=NAMES).rename(index="v{}".format)


def on_a_grid(row, names, grid):
    """The row with these indicators better by every combination of distances, and what each costs."""
    distances = np.stack([axis.ravel() for axis in np.meshgrid(*[grid] * len(names))], axis=1)
    moved = pd.DataFrame(np.repeat([row.to_numpy()], len(distances), axis=0), columns=row.index)
    for name, distance in zip(names, distances.T, strict=True):
        moved[name] += distance * WIDTH[name] * (-1 if name == "b1" else 1)
    return moved, distances.sum(axis=1)


def cheapest_on_a_grid(table, declared, village, most, grid):
    """The least cost over all grids of at most `most` indicators that reaches the next band, by scoring them all."""
    now = build(table, declared).scores.loc[village, "index"]
    cuts = [cut for cut in declared.cuts() if cut > now]
    tried = [on_a_grid(table.loc[village], names, grid) for n in range(most) for names in combinations(NAMES, n + 1)]
    scores = build(pd.concat([moved for moved, _ in tried], ignore_index=True), declared).scores["index"]
    costs = np.concatenate([cost for _, cost in tried])
    return costs[(scores >= cuts[0]).to_numpy()].min(initial=np.inf) if cuts else np.inf


@pytest.mark.parametrize("across", ["geometric", "arithmetic", "harmonic"])
@pytest.mark.parametrize("most", [1, 2, 3])
def test_no_cheaper_change_exists_by_brute_force(across, most):
    table, declared = villages(3), replace(FOUR, across=across)
    step = {1: 0.005, 2: 0.04, 3: 0.1}[most]
    for village in table.index:
        found = goal_seek(table, declared, village, indicators=most)
        brute = cheapest_on_a_grid(table, declared, village, most, np.arange(step, 1.5, step))
        if found is None or not found.reachable:
            assert brute == np.inf
            continue
        assert found.cost <= brute + 1e-9
        assert brute <= found.cost + most * step + 1e-6 or brute == np.inf


@pytest.mark.parametrize("across", ["geometric", "arithmetic", "harmonic"])
def test_the_answer_scored_again_lands_in_the_band(across):
    table, declared = villages(25), replace(FOUR, across=across)
    bands = [band.id for band in declared.bands]
    before = build(table, declared)
    reached = 0
    for village in table.index:
        found = goal_seek(table, declared, village)
        if found is None or not found.reachable:
            continue
        lifted = table.copy()
        for change in found.changes.itertuples():
            lifted.loc[village, change.indicator] = change.needed
        after = build(lifted, declared)
        assert after.bands[village] == found.band == bands[bands.index(before.bands[village]) + 1]
        assert found.cost == pytest.approx(found.changes["distance"].sum())
        assert after.scores.loc[village, "index"] == pytest.approx(found.score)
        assert len(found.changes) <= 3
        reached += 1
    assert reached > 10


@pytest.mark.parametrize("across", ["geometric", "arithmetic", "harmonic"])
def test_whole_steps_are_the_cheapest_of_all_whole_steps(across):
    table, declared = villages(6), replace(FOUR, across=across)
    size = {"a1": 25.0, "a2": 12.5, "b1": 2.5, "b2": 12.5}  # a quarter of the width each
    for village in table.index:
        found = goal_seek(table, declared, village, steps=size)
        brute = cheapest_on_a_grid(table, declared, village, 3, np.arange(0.25, 2.1, 0.25))
        if found is None or not found.reachable:
            assert brute == np.inf
            continue
        assert found.cost == pytest.approx(brute)
        assert np.allclose(found.changes["distance"] / 0.25, (found.changes["distance"] / 0.25).round())


def test_only_what_may_change_changes():
    table = values({"u": [50, 20, 5, 40]}, NAMES)
    assert set(goal_seek(table, FOUR, "u", among=["a2", "b1"]).changes["indicator"]) <= {"a2", "b1"}
    assert set(goal_seek(table, FOUR, "u", steps={"a1": 1.0}).changes["indicator"]) <= {"a1"}


def test_one_straight_rise_by_hand():
    # 50 is scored 50.5; 55 is scored 100 x 54 / 99: the band begins at 55, 54.5454... on the value
    found = goal_seek(values({"u": [50]}, ["x"]), flat("x"), "u")
    assert found.changes["needed"].tolist() == pytest.approx([100 * 54 / 99], abs=1e-6)
    assert found.cost == pytest.approx((100 * 54 / 99 - 50) / 100, abs=1e-6)


def test_a_value_below_its_goalpost_pays_its_way_up():
    declared = flat("x", "y")
    low = replace(declared, components=(replace(declared.components[0], low=50.0), declared.components[1]))
    found = goal_seek(values({"u": [0, 75]}, ["x", "y"]), low, "u", indicators=1)
    assert found.changes["indicator"].tolist() == ["y"]  # x would have to rise by a whole width before it counts


def test_a_higher_band_can_be_asked_for_and_what_is_out_of_reach_is_said():
    table = values({"u": [50, 20, 5, 40]}, NAMES)
    good, top = goal_seek(table, FOUR, "u", band="good"), goal_seek(table, FOUR, "u", band="top", indicators=1)
    assert good.reachable
    assert good.band == "good"
    assert good.score == pytest.approx(70, abs=1e-5)
    assert not top.reachable
    assert top.changes.empty
    assert top.score < 85
    assert goal_seek(table, FOUR, "u", band="low") is None


def test_a_village_at_the_top_has_nothing_to_reach():
    assert goal_seek(values({"u": [100, 50, 0, 70]}, NAMES), FOUR, "u") is None


def test_nothing_that_can_rise_reaches_nothing():
    found = goal_seek(values({"u": [50]}, ["x"]), flat("x"), "u", among=[])
    assert not found.reachable
    assert found.score == pytest.approx(50.5)


def test_a_missing_value_is_not_among_the_changes_and_a_track_has_its_own_cuts():
    table = values({"u": [50, np.nan, 5, 40], "v": [50, 20, 5, 40]}, NAMES)
    assert "a2" not in set(goal_seek(table, FOUR, "u").changes["indicator"])
    track = Track("t", NAME, units=("v",), weights=(("a", 4.0),), cuts=(10, 20, 30, 60))
    found = goal_seek(table, replace(FOUR, tracks=(track,)), "v")
    assert found.band == "top"
    assert found.score == pytest.approx(60, abs=1e-5)


@pytest.mark.parametrize(
    ("declared", "call", "place"),
    [
        (FOUR, {"village": "w"}, "w"),
        (FOUR, {"village": "empty"}, "empty"),
        (FOUR, {"village": "u", "band": "best"}, "band"),
        (FOUR, {"village": "u", "indicators": 4}, "indicators"),
        (replace(FOUR, normalisation="minmax"), {"village": "u"}, "index: normalisation"),
        (replace(FOUR, within="geometric"), {"village": "u"}, "index: normalisation"),
    ],
)
def test_what_cannot_be_sought_is_refused_with_its_place(declared, call, place):
    table = values({"u": [50, 20, 5, 40], "empty": [np.nan] * 4}, NAMES)
    with pytest.raises(DataError) as refusal:
        goal_seek(table, declared, **call)
    assert refusal.value.place == place


def test_a_block_without_weight_is_no_way_up():
    declared = replace(FOUR, blocks=(Block("a", NAME), Block("b", NAME, 0.0)))
    found = goal_seek(values({"u": [50, 20, 5, 40]}, NAMES), declared, "u")
    assert set(found.changes["indicator"]) <= {"a1", "a2"}


@pytest.mark.parametrize(
    ("call", "place", "named"),
    [
        ({"among": ["nowhere"]}, "among", "nowhere"),
        ({"steps": {"nowhere": 1.0}}, "steps", "nowhere"),
        ({"steps": {NAMES[0]: 0.0}}, "steps", NAMES[0]),
        ({"steps": {NAMES[0]: -5.0}}, "steps", "-5.0"),
        ({"indicators": 1.5}, "indicators", "three"),
    ],
)
def test_a_name_that_is_not_there_and_a_step_that_leads_nowhere_are_refused_by_name(call, place, named):
    table = values({"u": [50, 20, 5, 40]}, NAMES)
    with pytest.raises(ValueError, match=named) as refusal:
        goal_seek(table, FOUR, "u", **call)
    assert refusal.value.place == place
