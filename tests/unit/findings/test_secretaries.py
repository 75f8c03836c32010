"""What is said of the eight systems, and how finely training may be shown to whom."""

import numpy as np
import pandas as pd
import pytest

from analytics.findings.affairs_workers import VENUES, reached, venues_sentence
from analytics.findings.secretaries import ALL_FORMS, SYSTEMS, systems_sentence, training_grid
from analytics.small_counts import protected_counts
from analytics.withheld.thresholds import Thresholds
from data.access import Role, Scope


def test_of_one_village_its_systems_are_counted():
    codes = list(SYSTEMS)
    missing = np.zeros((2, len(codes)), dtype=np.int8)
    missing[0, :3] = 1
    assert systems_sentence(missing[:1], codes).zh == "该村八项制度已建立5项。"
    assert systems_sentence(missing, codes).zh.startswith("已报送的2个村中，八项制度齐全的1个")


def training(*cells):
    return pd.DataFrame(cells, columns=["month", "form", "hours", "persons"])


def as_seen_by(role):
    def may_show(counts):
        flat = pd.Series(counts.to_numpy().ravel())
        return not protected_counts(Scope(None, role), flat, Thresholds()).isna().any()

    return may_show


FINE = training((1, "class", 80.0, 10), (2, "online", 40.0, 8))
ONE_IN_A_FORM = training((1, "class", 80.0, 10), (1, "online", 4.0, 1), (2, "class", 40.0, 8))
ONE_IN_A_MONTH = training((1, "class", 80.0, 10), (2, "class", 4.0, 1), (4, "class", 40.0, 8))
ALONE = training((1, "class", 8.0, 1))


@pytest.mark.parametrize(
    ("frame", "shape", "quarters"),
    [(FINE, (6, 2), False), (ONE_IN_A_FORM, (6, 1), False), (ONE_IN_A_MONTH, (2, 1), True)],
)
def test_a_viewer_sees_training_as_finely_as_nobody_can_be_told_from_it_and_no_hour_is_lost(frame, shape, quarters):
    found = training_grid(frame, range(1, 7), as_seen_by(Role.VIEWER))
    assert (found.hours.shape, found.quarters) == (shape, quarters)
    assert found.hours.to_numpy().sum() == frame["hours"].sum()
    assert ("no single secretary" in found.sentence(10).en) == (shape != (6, 2))
    assert training_grid(frame, range(1, 7), as_seen_by(Role.LEADER)).hours.shape[0] == 6


def test_training_of_one_alone_is_shown_to_a_leader_only():
    assert training_grid(ALONE, range(1, 7), as_seen_by(Role.VIEWER)) is None
    found = training_grid(ALONE, range(1, 7), as_seen_by(Role.LEADER))
    assert found.hours.loc[1, "class"] == 8.0
    assert ALL_FORMS not in found.hours
    assert "most in January" in found.sentence(1).en


def test_a_venue_that_is_withheld_is_neither_named_nor_counted_nor_timed():
    counts = pd.Series({code: 20 - 3 * place for place, code in enumerate(VENUES)}).clip(lower=0)
    counts["online"] = 2
    seen = protected_counts(Scope(None, Role.VIEWER), counts, Thresholds()).sort_values(
        ascending=False, na_position="last"
    )
    assert seen["online"] is pd.NA
    said = venues_sentence(40, 2025, seen)
    assert VENUES["online"].en not in said.en
    assert "withheld (＊)" in said.en
    assert reached(None, None).zh == "＊"
