"""The page of trends says the right thing wherever it is opened and however little there is."""

import json
import re

import pytest

from data.access import Role, Scope
from pages.parts import session

from .conftest import SILENT, keep_nothing_of_another, texts
from .county import county, publish

PAGE = "pages/indicators/trends.py"
COUNTY, TOWNSHIP, VILLAGE = "990101", "990101002", "990101002003"
ATTENDANCE, ANNUAL, NEWEST_ONLY = "meeting_attendance_rate", "sec_training_standard_rate", "star_rated_share"


def said(at):
    assert not at.exception
    return re.sub("[\\\\\u2060]", "", " ".join(texts(at)))


@pytest.mark.parametrize("unit", ["99", COUNTY, TOWNSHIP, VILLAGE])
@pytest.mark.parametrize(("language", "words"), [("en", ("chart", "middle|stands above", "clearly", "Of this")),
                                                ("zh", ("图", "中位数|个村中高于", "明显", "其中"))])  # fmt: skip
def test_every_part_says_what_it_shows_at_every_level(visit, home, unit, language, words):
    at = visit(home, PAGE, lang=language, unit=unit, indicator=ATTENDANCE, period="2025Q4")
    found = said(at)
    for part in words[: 3 if unit == VILLAGE else 4]:
        assert any(word in found for word in part.split("|")), part
    none_below = "no units below it" in found or "没有下级单位" in found
    assert none_below == (unit == VILLAGE)


@pytest.mark.parametrize("unit", [COUNTY, TOWNSHIP, VILLAGE])
def test_an_indicator_nobody_reported_is_said_to_be_silent_in_every_part(visit, home, unit):
    found = said(visit(home, PAGE, lang="en", indicator=SILENT, unit=unit, period="2025Q4"))
    assert "this is not zero" in found
    assert "No unit has a value" in found
    assert "nothing can be compared" in found
    if unit != VILLAGE:
        assert "its change cannot be explained" in found


def test_fewer_than_eight_periods_have_no_limits_and_the_reason_is_said(visit, home):
    at = visit(home, PAGE, lang="en", indicator=ANNUAL, unit=COUNTY)
    assert "too few whole periods with a value (2); a control chart needs 8" in said(at)


def test_a_running_period_is_compared_with_nothing(visit, home):
    found = said(visit(home, PAGE, lang="en", indicator=ATTENDANCE, unit=COUNTY, period="2026"))
    assert found.count("2026 is still running") == 2


def test_the_first_period_has_nothing_to_be_compared_with(visit, home):
    at = visit(home, PAGE, lang="en", indicator=ATTENDANCE, unit=COUNTY, period="2024Q1")
    assert "There is no earlier period to compare 2024 Q1 with." in said(at)
    assert not [box for box in at.selectbox if box.key == "before"]


def test_it_is_compared_with_the_same_period_a_year_before_unless_asked_otherwise(visit, home):
    at = visit(home, PAGE, lang="en", indicator=ATTENDANCE, unit=COUNTY, period="2025Q4")
    assert at.selectbox(key="before").value == "2024Q4"
    at = visit(home, PAGE, lang="en", indicator=ATTENDANCE, unit=COUNTY, period="2025Q4", before="2025Q1")
    assert at.selectbox(key="before").value == "2025Q1"
    assert "2025 Q1 (%)" in [column.get("label") for column in columns_of(at)]


def columns_of(at):
    return [found for table in at.dataframe for found in json.loads(table.proto.columns).values()]


def test_allowing_for_many_at_once_never_names_more(visit, home):
    asked = {"lang": "en", "indicator": ATTENDANCE, "unit": COUNTY, "period": "2025Q4", "level": "village"}
    loose, strict = (visit(home, PAGE, **asked, flags=flags) for flags in ("each", "many"))
    assert "chance alone would move about" in said(loose)
    assert "Benjamini–Hochberg" in said(strict)
    assert rows(strict) <= rows(loose)


def rows(at):
    changes = [table.value for table in at.dataframe if "change" in table.value]
    return sum(len(table[table["change"].str.startswith("clearly")]) for table in changes[:1])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("unit", ["990101", "990101001", "990101001001"])
def test_a_county_of_one_village_has_no_bands_and_says_so(visit, lonely_home, unit, language):
    found = said(visit(lonely_home, PAGE, lang=language, indicator=ATTENDANCE, unit=unit, period="2025Q4"))
    assert ("Deciles are drawn from ten units on" in found) == (language == "en" and unit == "990101001001")


@pytest.fixture(scope="module")
def nothing_to_measure_home(tmp_path_factory):
    """A county in which one village has a denominator of 0 throughout."""
    return publish(tmp_path_factory.mktemp("nothing"), county(1, 3), nothing_in=["990101001002"])


def test_a_village_with_a_denominator_of_0_is_not_applicable_everywhere(visit, nothing_to_measure_home):
    at = visit(nothing_to_measure_home, PAGE, lang="en", indicator=ATTENDANCE, unit="990101001002", period="2025Q4")
    assert said(at).count("the denominator is 0") >= 2
    at = visit(nothing_to_measure_home, PAGE, lang="en", indicator=ATTENDANCE, unit="990101001", period="2025Q4")
    assert "Without a value: not applicable 1 village" in said(at)


def test_a_viewer_is_told_what_is_withheld_and_never_shown_it_in_parts(visit, home, monkeypatch):
    monkeypatch.setattr(session, "scope", lambda: Scope(None, Role.VIEWER))
    keep_nothing_of_another(None)
    for unit in (COUNTY, TOWNSHIP, VILLAGE):
        at = visit(home, PAGE, lang="en", indicator="sec_college_share", unit=unit, period="2025", level="village")
        assert not at.exception
        at = visit(home, PAGE, lang="zh", indicator="sec_age_45_share", unit=unit, period="2025")
        assert not at.exception
    keep_nothing_of_another(None)
