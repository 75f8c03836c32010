"""The leading indicators stand for their building blocks."""

import pytest

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Block
from analytics.findings.headline import LEADING, SHOWN, headlines, leading

from .frames import frame

FIRST = LEADING[Block.SECRETARY][0]


def test_every_block_is_led_by_core_indicators_of_its_own():
    assert set(LEADING) == set(Block)
    for block, names in LEADING.items():
        assert all(INDICATORS[name].block is block and INDICATORS[name].tier == "core" for name in names)


@pytest.mark.parametrize("kind", ["quarter", "year"])
def test_every_kind_of_period_has_two_a_block(kind):
    assert {len(found) for found in leading(kind).values()} == {SHOWN}
    assert all(kind in indicator.periods for found in leading(kind).values() for indicator in found)


def test_a_headline_has_the_change_on_the_year():
    rows = frame(("a", FIRST, 60.0), ("a", FIRST, 50.0))
    rows.loc[1, "period_id"] = "2024"
    rows[["lower", "upper"]] = [[55.0, 65.0], [45.0, 55.0]]
    first = headlines(rows, leading("year"), "2025")[Block.SECRETARY][0]
    assert first.reading.value == 60.0
    assert first.change.difference == 10.0
    assert first.target_met is False


def test_a_running_period_is_not_held_against_a_whole_one():
    rows = frame(("a", FIRST, 60.0), ("a", FIRST, 50.0))
    rows.loc[1, "period_id"] = "2024"
    rows.loc[0, "provisional"] = True
    assert headlines(rows, leading("year"), "2025")[Block.SECRETARY][0].change is None


def test_what_was_not_computed_has_no_reading():
    assert headlines(frame(("a", "unknown", 1.0)), leading("year"), "2025")[Block.TALENT][0].reading is None
