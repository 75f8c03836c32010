"""A village has reported when nothing that is due of it is missing."""

from analytics.catalogue import INDICATORS
from analytics.findings.coverage import by_block, coverage, coverage_above, lacking, lacking_sentence

from .frames import frame

SECRETARY, MEMBERS = "sec_in_post_rate", "three_meetings_compliance"
FRAME = frame(
    ("a", SECRETARY, 1.0), ("a", MEMBERS, 1.0),
    ("b", SECRETARY, 1.0), ("b", MEMBERS, "not_reported"),
    ("c", SECRETARY, 1.0), ("c", MEMBERS, "not_applicable"),
)  # fmt: skip
BELONGS = {"a": "east", "b": "east", "c": "west"}


def rows():
    found = coverage(FRAME, INDICATORS, BELONGS)
    return {(row.org_unit_id, row.block): (row.reported, row.expected) for row in found.itertuples()}


def test_a_village_that_lacks_one_report_has_not_reported_all():
    assert rows()["east", "all"] == (1, 2)
    assert rows()["east", "secretary"] == (2, 2)
    assert rows()["east", "members"] == (1, 2)


def test_what_does_not_apply_is_not_due():
    assert rows()["west", "all"] == (1, 1)
    assert ("west", "members") not in rows()


def test_side_by_side_what_is_not_due_is_empty():
    wide = by_block(coverage(FRAME, INDICATORS, BELONGS)).set_index("org_unit_id")
    assert list(wide.columns) == ["all", "secretary", "members"]
    assert wide.loc["east", "all"] == 50.0
    assert wide["members"].isna().to_dict() == {"east": False, "west": True}


def test_who_lacks_something_is_named_with_what():
    lacks = lacking(FRAME, INDICATORS)
    assert lacks == {"b": [MEMBERS]}
    (said,) = lacking_sentence(lacks, {"b": "Hongqi"}, INDICATORS)
    assert said.en.startswith("Data that core indicators need are missing from: Hongqi (1, among them")
    assert lacking_sentence({}, {}, INDICATORS) == ()


def test_sums_of_larger_units_say_of_the_indicator_reported_least_how_many_have():
    sums = FRAME[FRAME["org_unit_id"] != "c"].reset_index(drop=True)
    sums = sums.assign(reported=[40, 30, 10, 5], expected=[40, 40, 10, 10])
    found = coverage_above(sums, INDICATORS, {"a": "north", "b": "north"}).set_index("block")
    assert found.loc["secretary", ["reported", "expected"]].tolist() == [50, 50]
    assert found.loc["members", ["reported", "expected"]].tolist() == [35, 50]
    assert found.loc["all", ["reported", "expected", "share"]].tolist() == [35, 50, 70.0]
