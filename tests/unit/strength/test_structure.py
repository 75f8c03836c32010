"""The declaration: what ships, what a file may say, and what is refused."""

import pytest

from analytics.catalogue import INDICATORS
from analytics.strength import StructureError, check, check_against, default_structure, dumps, load, loads, save
from data.errors import DataError

from .small import structure

SHIPPED = default_structure()
COUNTS = {"member_service_actions", "practice_discovery_rate", "practice_publication_rate", "practice_adoption_ratio"}


def test_the_shipped_structure_has_the_core_indicators_with_a_direction_and_no_counts():
    judged = {i.id for i in INDICATORS.values() if i.tier == "core" and i.better != "neutral"}
    assert set(SHIPPED.indicators) == judged - COUNTS
    check_against(SHIPPED, INDICATORS)


def test_the_shipped_blocks_are_the_catalogues_and_equal():
    assert {part.indicator: part.parent for part in SHIPPED.components} == {
        id: INDICATORS[id].block.value for id in SHIPPED.indicators
    }
    assert [block.title for block in SHIPPED.blocks] == [
        INDICATORS[SHIPPED.members(block.id)[0]].block.label for block in SHIPPED.blocks
    ]
    assert len({block.weight for block in SHIPPED.blocks}) == 1
    assert len(SHIPPED.blocks) == len(SHIPPED.bands) == 5


def test_the_shipped_targets_are_the_catalogues():
    targets = {part.indicator: part.target for part in SHIPPED.components}
    assert targets == {id: INDICATORS[id].target and INDICATORS[id].target.value for id in SHIPPED.indicators}


def test_every_goalpost_is_explained_in_both_languages():
    assert all(part.reason.en and part.reason.zh for part in SHIPPED.components)
    assert all(part.low < part.high for part in SHIPPED.components)


def test_a_saved_structure_is_read_back_equal(tmp_path):
    narrowed = SHIPPED.without("talent").with_weights({"members": 2.0, "sec_in_post_rate": 0.5})
    for declared in (SHIPPED, narrowed, structure()):
        save(declared, tmp_path / "county.toml")
        assert load(tmp_path / "county.toml") == declared


TRACK = """
[[track]]
id = "suburban"
title = { en = "Suburban", zh = "城郊" }
by = "category"
values = ["suburban"]
weights = { a = 2.0, b1 = 3.0 }
cuts = [30, 40, 50, 60]
"""


def test_tracks_are_read_with_their_own_weights_and_cuts():
    declared = loads(dumps(structure()) + TRACK)
    assert loads(dumps(declared)) == declared
    assert declared.weights("suburban") == {"a": 2.0, "b": 1.0, "a1": 3.0, "a2": 1.0, "b1": 3.0}
    assert declared.weights("rest")["a"] == 1.0
    assert declared.cuts("suburban") == (30, 40, 50, 60)
    assert declared.cuts("rest") == (40, 55, 70, 85)


def edited(old, new, more=""):
    text = dumps(structure())
    assert old in text
    return text.replace(old, new, 1) + more


EXTRA = '\n[[indicator]]\nindicator = "c1"\nparent = "{}"\n{}\n'
FAULTS = {
    "a parent that does not exist": (edited("", "", EXTRA.format("c", "low=0\nhigh=1")), "indicator c1", "'c'"),
    "a goalpost with no width": (edited("", "", EXTRA.format("a", "low=5\nhigh=5")), "indicator c1", "no width"),
    "goalposts the wrong way round": (edited("", "", EXTRA.format("a", "low=5\nhigh=4")), "indicator c1", "no width"),
    "a goalpost alone": (edited("", "", EXTRA.format("a", "low=5")), "indicator c1", "alone"),
    "no goalposts": (edited("", "", EXTRA.format("a", "")), "indicator c1", "no goalposts"),
    "an indicator twice": (edited('"a2"', '"a1"'), "indicator a1", "more than once"),
    "weights that sum to nothing": (edited('indicator = "b1"', 'indicator = "b1"\nweight=0'), "block b", "nothing"),
    "a negative weight": (edited("weight = 3.0", "weight = -3.0"), "a1", "0 up"),
    "an unknown mean": (edited('id = "small"', 'id = "small"\nacross = "median"'), "index: across", "median"),
    "an unknown normalisation": (edited('id = "small"', 'id = "small"\nnormalisation = "rank"'), "index: norm", "rank"),
    "an unknown treatment": (edited("", "", EXTRA.format("a", "low=0\nhigh=1\nmissing='zero'")), "c1: missing", "zero"),
    "a direction of 0": (edited("direction = -1", "direction = 0"), "indicator b1", "direction"),
    "a scale from zero": (edited('id = "small"', 'id = "small"\nscale = [0, 100]'), "index: scale", "above 0"),
    "bands that do not rise": (edited("least = 55", "least = 39"), "index: band", "rise"),
    "a coverage of 60": (edited('id = "small"', 'id = "small"\ncoverage = 60'), "index: coverage", "between"),
    "a block without indicators": (edited('parent = "b"', 'parent = "a"'), "block b", "no indicator"),
    "a track's weight of nothing": (edited("", "", TRACK.replace("b1 =", "b9 =")), "track suburban", "b9"),
    "a track of nobody": (edited("", "", TRACK.replace('by = "category"', "")), "track suburban", "attribute"),
    "a track with too few cuts": (edited("", "", TRACK.replace(", 60]", "]")), "track suburban", "cut point"),
    "a misspelt entry": (edited("weight = 3.0", "wieght = 3.0"), "indicator a1: wieght", "no such entry"),
    "a word for a number": (edited("weight = 3.0", 'weight = "much"'), "indicator a1: weight", "number"),
    "one language": (edited('{en = "name", zh = "名称"}', '{en = "name"}'), "title", "en"),
    "an unknown table": (edited("", "", "\n[[indicators]]\nid = 'x'\n"), "indicators", "no such table"),
    "a missing entry": (edited('parent = "b"\n', ""), "indicator b1: parent", "missing"),
    "not TOML": ("[[", "county.toml", "TOML"),
}


@pytest.mark.parametrize(("text", "place", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_file_is_refused_with_the_place(text, place, words):
    with pytest.raises(DataError) as refusal:
        loads(text, "county.toml")
    assert refusal.value.place.startswith("county.toml")
    assert place in refusal.value.place
    assert words in refusal.value.reason.en
    assert refusal.value.reason.zh


def test_all_faults_are_told_at_once():
    text = edited("direction = -1", "direction = 0", EXTRA.format("c", "low=5\nhigh=5"))
    with pytest.raises(StructureError) as refusal:
        loads(text)
    places = {fault.place for fault in refusal.value.faults}
    assert {"indicator b1", "indicator c1"} <= places


def test_a_unit_listed_in_two_tracks_is_refused():
    listed = TRACK.replace('by = "category"\nvalues = ["suburban"]', 'units = ["u"]')
    with pytest.raises(StructureError) as refusal:
        loads(dumps(structure()) + listed + listed.replace('id = "suburban"', 'id = "other"'))
    assert "u" in refusal.value.place


def test_the_catalogue_refuses_unknown_unjudged_and_reversed_indicators():
    for id, words in (
        ("nonsense", "no such"),
        ("sec_age_45_share", "not judged"),
        ("affairs_multi_post_share", "round"),
    ):
        declared = loads(dumps(structure()).replace('"a1"', f'"{id}"'))
        with pytest.raises(StructureError) as refusal:
            check_against(declared, INDICATORS)
        assert refusal.value.faults[0].place == f"indicator {id}"
        assert words in refusal.value.faults[0].reason.en


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DataError, match="no such file"):
        load(tmp_path / "none.toml")


def test_leaving_out_the_last_indicator_of_a_block_leaves_out_the_block():
    assert structure().without("b1").block_ids == ("a",)
    assert structure().without("b").indicators == ("a1", "a2")
    check(structure().without("b"))
