"""Numbers, periods and verdicts as a reader of either language writes them."""

import datetime
import itertools

import pandas as pd
import pytest

from analytics import words
from analytics.words import Verdict
from data.text import Text

from .conftest import Thing

RATIO = Thing(unit=Text("times", "倍"), scale=1.0)
PER_THOUSAND = Thing(unit=Text("per 1,000", "每千人"), scale=1000.0)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(60.0, "60.0"), (0.05, "0.1"), (0.25, "0.3"), (2.675, "2.7"), (-0.04, "0.0"), (1234.56, "1,234.6"), (0.0, "0.0")],
)
def test_numbers_are_rounded_half_up_as_excel_and_a_reader_would(value, shown):
    assert words.format_number(value, "en") == shown
    assert words.format_number(value, "zh") == shown


@pytest.mark.parametrize(
    ("indicator", "value", "en", "zh"),
    [
        (Thing(), 60.0, "60.0%", "60.0%"),
        (RATIO, 2.054, "2.05 times", "2.05倍"),
        (PER_THOUSAND, 12.34, "12.3 per 1,000", "每千人12.3"),
    ],
)
def test_a_value_has_its_unit_in_the_readers_order(indicator, value, en, zh):
    assert words.format_value(value, indicator, "en", unit=True) == en
    assert words.format_value(value, indicator, "zh", unit=True) == zh


def test_a_change_of_a_percentage_is_in_points():
    assert words.format_change(3.25, Thing(), "en") == "+3.3 points"
    assert words.format_change(-3.25, Thing(), "zh") == "-3.3个百分点"
    assert words.format_change(0.012, RATIO, "en") == "+0.01"


@pytest.mark.parametrize(
    ("period", "en", "zh"),
    [("2025Q3", "2025 Q3", "2025年第三季度"), ("2025", "2025", "2025年")],
)
def test_periods_are_named_in_both_languages(period, en, zh):
    assert words.period_text(period) == Text(en, zh)
    assert words.format_period(period, "en", provisional=True) == f"{en} (provisional)"
    assert words.format_period(period, "zh", provisional=True) == f"{zh}（暂定）"


def test_dates_are_in_the_readers_convention():
    assert words.format_date(datetime.date(2025, 9, 30), "zh") == "2025年9月30日"
    assert words.format_date(datetime.date(2025, 9, 30), "en") == "30 September 2025"
    assert words.format_moment(datetime.datetime(2025, 9, 30, 8, 5), "zh") == "2025年9月30日 08:05"
    assert words.format_moment(datetime.datetime(2025, 9, 30, 8, 5), "en") == "30 September 2025, 08:05"


@pytest.mark.parametrize(
    ("significance", "better"), list(itertools.product(range(-2, 3), ("higher", "lower", "neutral")))
)
def test_a_verdict_follows_direction_and_certainty(significance, better):
    verdict = words.verdict_of(significance, better, 20)
    good = significance if better == "higher" else -significance
    if significance == 0:
        assert verdict is Verdict.SIMILAR
    elif better == "neutral":
        assert verdict.removeprefix("surely_") == ("higher" if significance > 0 else "lower")
    else:
        assert verdict.removeprefix("surely_") == ("better" if good > 0 else "worse")
    assert verdict.startswith("surely_") == (abs(significance) == 2)


def test_nothing_is_judged_below_five_or_without_a_benchmark():
    assert words.verdict_of(-2, "higher", 4.0) is Verdict.TOO_FEW
    assert words.verdict_of(None, "higher", 20) is Verdict.NOT_COMPARED
    assert words.verdict_of(-2, "higher", 5.0) is Verdict.SURELY_WORSE


def test_a_reading_has_none_where_evaluate_has_na():
    row = {"state": "not_reported", "value": pd.NA, "numerator": float("nan"), "reported": 0, "provisional": pd.NA}
    assert words.Reading.of(row) == words.Reading("not_reported", reported=0)


def test_every_state_and_verdict_has_a_glyph_of_its_own():
    glyphs = [mark.glyph for mark in words.STATES.values()] + [words.PROVISIONAL.glyph]
    assert len(set(glyphs)) == len(glyphs)
    signs = [mark.glyph for mark in words.VERDICTS.values()]
    assert len(set(signs)) == len(signs)
    assert set(words.VERDICTS) == set(Verdict)
