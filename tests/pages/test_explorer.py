"""Two indicators together, whatever there is of them."""

import re

import pytest

from .conftest import SILENT, texts

PAGE = "pages/indicators/explorer.py"
COUNTY, TOWNSHIP, VILLAGE = "990101", "990101002", "990101002003"
ATTENDANCE, MEETINGS, ANNUAL = "meeting_attendance_rate", "three_meetings_compliance", "sec_training_standard_rate"


def said(at):
    assert not at.exception
    return re.sub("[\\\\\u2060]", "", " ".join(texts(at)))


@pytest.mark.parametrize(
    ("unit", "words"),
    [("99", "rank correlation"), (COUNTY, "rank correlation"), (TOWNSHIP, "10 are needed"), (VILLAGE, "correlation")],
)
def test_the_villages_are_held_together_at_every_level(visit, home, unit, words):
    found = said(visit(home, PAGE, lang="en", indicator=MEETINGS, other=ATTENDANCE, unit=unit, period="2025Q4"))
    assert words in found
    assert ("A link is not a cause" in found) == (words != "10 are needed")


def test_townships_can_be_asked_for(visit, home):
    at = visit(home, PAGE, lang="en", indicator=MEETINGS, other=ATTENDANCE, unit=COUNTY, level="township")
    assert "3 have both; 10 are needed" in said(at)


@pytest.mark.parametrize(("first", "second"), [(SILENT, ATTENDANCE), (ATTENDANCE, SILENT)])
def test_an_indicator_nobody_reported_is_named(visit, home, first, second):
    at = visit(home, PAGE, lang="en", indicator=first, other=second, unit=COUNTY)
    assert 'No unit has a value for "Villages with a party secretary in post"' in said(at)


def test_a_quarter_is_offered_only_where_both_are_measured_by_quarter(visit, home):
    at = visit(home, PAGE, lang="en", indicator=MEETINGS, other=ANNUAL, unit=COUNTY, period="2025Q4")
    assert at.selectbox(key="period").value == "2025"
    assert not any("Q" in option for option in at.selectbox(key="period").options)


def test_an_indicator_is_never_held_against_itself(visit, home):
    at = visit(home, PAGE, lang="en", indicator=ATTENDANCE, other=ATTENDANCE)
    assert at.selectbox(key="other").value != ATTENDANCE
    assert not at.exception


@pytest.mark.parametrize("language", ["en", "zh"])
def test_one_village_is_too_few(visit, lonely_home, language):
    found = said(visit(lonely_home, PAGE, lang=language, indicator=MEETINGS, other=ATTENDANCE))
    assert ("10 are needed" if language == "en" else "至少需要10个") in found


def test_a_running_period_is_said_to_run(visit, home):
    assert "still running" in said(visit(home, PAGE, lang="en", indicator=MEETINGS, unit=COUNTY, period="2026"))
