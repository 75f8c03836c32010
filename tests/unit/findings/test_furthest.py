"""Who is furthest from the targets: by how much of the way is missing, on average over what is known."""

from dataclasses import replace

import pytest

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Authority, Sense, Target
from analytics.findings.furthest import furthest, with_target

from .frames import frame

AT_LEAST, AT_MOST, FREE = "sec_in_post_rate", "no_development_2y_share", "sec_college_share"
DECLARED = {
    AT_LEAST: replace(INDICATORS[AT_LEAST], target=Target(80.0, "", Authority.LOCAL)),
    AT_MOST: replace(INDICATORS[AT_MOST], target=Target(0.0, "", Authority.LOCAL, Sense.AT_MOST)),
    FREE: replace(INDICATORS[FREE], target=None),
}


def test_a_distance_is_the_share_of_the_way_that_is_missing():
    # 60 of 80: a quarter missing; 30 % where 0 is wanted: three tenths of the scale; the third has no target
    rows = furthest(frame(("a", AT_LEAST, 60.0), ("a", AT_MOST, 30.0), ("a", FREE, 0.0)), DECLARED)
    assert rows.loc[0, "distance"] == pytest.approx((25 + 30) / 2)
    assert tuple(rows.loc[0, ["missed", "targets"]]) == (2, 2)
    assert rows.loc[0, "worst"] == (AT_MOST, AT_LEAST)


def test_beyond_the_target_is_no_distance_and_does_not_make_up_for_another():
    rows = furthest(frame(("a", AT_LEAST, 100.0), ("a", AT_MOST, 10.0)), DECLARED)
    assert rows.loc[0, "distance"] == pytest.approx(5.0)
    assert rows.loc[0, "worst"] == (AT_MOST,)


def test_the_furthest_come_first_and_ties_by_code():
    rows = furthest(frame(("c", AT_LEAST, 40.0), ("b", AT_LEAST, 80.0), ("a", AT_LEAST, 40.0)), DECLARED)
    assert list(rows["org_unit_id"]) == ["a", "c", "b"]


def test_not_reported_is_not_far():
    rows = furthest(frame(("a", AT_LEAST, "not_reported"), ("b", AT_LEAST, 70.0)), DECLARED)
    assert list(rows["org_unit_id"]) == ["b"]


def test_a_unit_with_few_known_values_is_left_out():
    known = [("a", AT_LEAST, 70.0), ("a", AT_MOST, 0.0), ("b", AT_LEAST, 0.0), ("b", AT_MOST, "not_reported")]
    third = {"extra": replace(DECLARED[AT_LEAST], id="extra")}
    rows = furthest(frame(*known, ("a", "extra", 70.0)), DECLARED | third)
    assert list(rows["org_unit_id"]) == ["a"]


def test_nothing_known_is_an_empty_table():
    assert furthest(frame(("a", AT_LEAST, "not_reported")), DECLARED).empty


def test_what_nobody_judges_has_no_distance():
    assert FREE not in with_target(DECLARED)
    assert set(with_target(DECLARED)) == {AT_LEAST, AT_MOST}
