"""What reaches the index of what was evaluated."""

from dataclasses import replace

import pandas as pd

from analytics.strength import Track, check, inputs_of
from data.text import Text

from .small import structure

STATES = ("value", "not_reported", "not_applicable", "suppressed")


def evaluated(rows):
    """Rows of (unit, indicator, state, value, lower, upper)."""
    names = ["org_unit_id", "indicator", "state", "value", "lower", "upper"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.astype(dict.fromkeys(names[3:], "Float64"))


ROWS = [("v1", "a1", "value", 50.0, 30.4, 69.6)] + [("v2", "a1", state, None, None, None) for state in STATES[1:2]]


def test_a_village_without_any_row_has_reported_nothing_and_everything_applies_to_it():
    of = inputs_of(evaluated(ROWS)).of_units(["v3", "v1"])
    assert list(of.values.index) == list(of.errors.index) == list(of.applicable.index) == ["v3", "v1"]
    assert of.values["a1"].isna().tolist() == [True, False]
    assert of.applicable["a1"].tolist() == [True, True]


def test_what_is_suppressed_or_does_not_apply_is_not_held_against_a_village_but_silence_is():
    rows = [(state, "a1", state, None, None, None) for state in STATES[1:]]
    assert inputs_of(evaluated(rows)).applicable["a1"].to_dict() == {
        "not_reported": True,
        "not_applicable": False,
        "suppressed": False,
    }


def test_the_structure_is_narrowed_to_what_the_period_has():
    fitting = inputs_of(evaluated(ROWS)).fitting(structure())
    assert fitting.indicators == ("a1",)
    assert fitting.block_ids == ("a",)


def test_a_block_whose_remaining_indicators_have_no_weight_is_left_out():
    rows = [*ROWS, ("v1", "b1", "value", 1.0, 0.5, 2.0)]
    light = structure(tracks=(Track("t", Text("t", "t"), units=("v1",), weights=(("a1", 0.0),)),))
    assert inputs_of(evaluated(rows)).fitting(light).indicators == ("b1",)
    assert inputs_of(evaluated(ROWS)).fitting(light) is None


def test_a_block_that_counts_for_nothing_stays_to_be_looked_at():
    rows = [*ROWS, ("v1", "b1", "value", 1.0, 0.5, 2.0)]
    blocks = (structure().blocks[0], replace(structure().blocks[1], weight=0.0))
    fitting = inputs_of(evaluated(rows)).fitting(structure(blocks=blocks))
    assert fitting.block_ids == ("a", "b")
    check(fitting)


def test_where_no_cell_exists_no_structure_fits():
    nothing = inputs_of(evaluated([]))
    assert nothing.fitting(structure()) is None
    assert nothing.of_units(["v1"]).fitting(structure()) is None
