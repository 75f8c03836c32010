"""Before and after, held against a plain loop."""

import pandas as pd
import pytest

from analytics.strength import Track, build
from analytics.strength.comparison import compare
from data.text import Text

from .small import structure, values

ROWS = {"v1": [90, 10, 1], "v2": [50, 30, 2], "v3": [10, 50, 9], "mute": [None, None, None]}
HEAVY = structure().with_weights({"a2": 30.0})


def test_shifts_and_bands_are_those_of_the_two_indices():
    before, after = build(values(ROWS), structure()), build(values(ROWS), HEAVY)
    found = compare(before, after)
    rows = found.rows.set_index("org_unit_id")
    shifts = []
    for unit in ROWS:
        a, b = before.ranks[unit], after.ranks[unit]
        if pd.isna(a):
            assert pd.isna(rows.at[unit, "shift"])
        else:
            assert rows.at[unit, "shift"] == a - b
            shifts.append(abs(a - b))
    assert found.shift == pytest.approx(sum(shifts) / len(shifts))
    assert found.compared == 3
    both = zip(before.bands, after.bands, strict=True)
    assert found.changed == sum(str(a) != str(b) for a, b in both)
    assert list(rows["shift"].abs().dropna()) == sorted(rows["shift"].abs().dropna(), reverse=True)


def test_the_same_declaration_changes_nothing():
    found = compare(build(values(ROWS), structure()), build(values(ROWS), structure()))
    assert (found.shift, found.changed) == (0.0, 0)


def test_a_unit_scored_only_once_changes_band_but_has_no_shift():
    halves = {"v1": [90, 10, 1], "v2": [None, None, 2]}
    lenient = structure(coverage=0.4)
    found = compare(build(values(halves), structure()), build(values(halves), lenient))
    assert (found.compared, found.changed) == (1, 1)


def test_a_track_is_compared_by_itself():
    tracked = structure(tracks=(Track("far", Text("Far", "偏远"), units=("v3",)),))
    found = compare(build(values(ROWS), tracked), build(values(ROWS), tracked), "far")
    assert list(found.rows["org_unit_id"]) == ["v3"]


def test_where_nobody_is_scored_nothing_is_compared():
    nobody = {"mute": [None, None, None]}
    found = compare(build(values(nobody), structure()), build(values(nobody), HEAVY))
    assert found.compared == 0
    assert found.shift != found.shift
