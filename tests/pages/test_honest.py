"""The pages that compare units at one time say the right thing where there is little or nothing to compare."""

import json

import pytest

from analytics.findings.benchmark import Against
from analytics.findings.peers import Attribute
from pages.parts import keeping

from .conftest import BARREN, SILENT, texts

LEAGUE, FUNNEL, COMPARE = "pages/villages/league_table.py", "pages/indicators/funnel.py", "pages/villages/compare.py"
COUNTY, TOWNSHIP, VILLAGE = "990101", "990101002", "990101002003"
MEETINGS = "three_meetings_compliance"
ACTIVITY, AMOUNTS = "member_service_actions", "sec_pay_income_ratio"


def said(at):
    assert not at.exception
    return " ".join(texts(at)).replace("\\", "").replace("\u2060", "")


def figure(at, key):
    return json.loads(at.get_by_key(key).proto.spec)


@pytest.mark.parametrize("page", [LEAGUE, FUNNEL])
@pytest.mark.parametrize("unit", [COUNTY, TOWNSHIP, VILLAGE])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_indicator_nobody_reported_says_so(visit, home, page, unit, language):
    text = said(visit(home, page, lang=language, indicator=SILENT, unit=unit))
    assert {"en": "No unit has a value", "zh": "没有任何单位有数值"}[language] in text
    assert {"en": "not reported", "zh": "未报送"}[language] in text


@pytest.mark.parametrize("page", [LEAGUE, FUNNEL])
def test_a_village_with_nothing_to_measure_is_counted_apart(visit, home, page):
    at = visit(home, page, lang="en", indicator=MEETINGS, unit=BARREN, period="2025")
    assert at.selectbox(key="level").value == "village"
    assert "not applicable 1 village" in said(at)


def test_a_spine_of_a_village_with_nothing_to_measure_has_no_value_anywhere(visit, home):
    at = visit(home, COMPARE, lang="en", villages=BARREN, shown="spine", period="2025")
    text = said(at)
    assert "better on 0, worse on 0, no clear difference on 0" in text
    assert "have no value" in text


def test_in_a_county_of_one_village_nobody_is_last_and_no_chance_is_told(visit, lonely_home):
    text = said(visit(lonely_home, LEAGUE, lang="en", indicator=MEETINGS, unit=COUNTY, level="village"))
    assert "one unit has a value here; there is nothing to rank it with" in text
    assert "fewer than two units" in said(visit(lonely_home, FUNNEL, lang="en", indicator=MEETINGS, unit=COUNTY))


@pytest.mark.parametrize("against", [str(kind) for kind in Against])
def test_the_only_village_is_held_against_what_there_is(visit, lonely_home, against):
    text = said(visit(lonely_home, COMPARE, lang="en", against=against))
    assert "only one village" in text
    if against in ("category", "peers"):
        assert "no villages to hold it against" in text
        assert "could not be judged" in text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("against", [str(kind) for kind in Against])
def test_every_benchmark_can_be_chosen(visit, home, against, language):
    at = visit(home, COMPARE, lang=language, shown="spine", against=against, villages=VILLAGE, period="2025")
    assert Against(against).label.in_language(language) in at.selectbox(key="against").options
    assert at.get_by_key("spine")
    assert said(at)


def test_attributes_can_be_switched_off_and_the_last_one_says_why_nobody_is_alike(visit, home):
    at = visit(home, COMPARE, lang="en", shown="spine", against="peers", villages=VILLAGE)
    assert at.multiselect(key="attributes").value == [str(attribute) for attribute in Attribute]
    at.multiselect(key="attributes").set_value(["population"]).run()
    assert at.query_params["attributes"] == "population"
    at.multiselect(key="attributes").set_value([]).run()
    assert "cannot be found" in said(at)
    assert "no villages to hold it against" in said(at)


def test_counts_of_activities_are_ranked_when_asked_for_and_not_before(visit, home):
    at = visit(home, LEAGUE, lang="en", indicator=ACTIVITY, unit=COUNTY, level="village", period="2025")
    assert "counts activities, not their effect" in said(at)
    assert not at.get("plotly_chart")
    at.toggle(key="counts").set_value(True).run()
    assert at.query_params["counts"] == "on"
    assert at.get("plotly_chart")
    assert "a rank on it alone says little" in said(at)


def test_ratios_of_amounts_have_no_funnel_and_ranks_without_intervals(visit, home):
    assert "no limits to draw" in said(visit(home, FUNNEL, lang="en", indicator=AMOUNTS, unit=COUNTY, period="2025"))
    assert "ratio of amounts" in said(visit(home, LEAGUE, lang="en", indicator=AMOUNTS, unit=VILLAGE, period="2025"))


def test_fewer_false_flags_never_flag_more(visit, home):
    at = visit(home, LEAGUE, lang="en", indicator=MEETINGS, unit=COUNTY, level="village", period="2025")
    before = int(at.metric[1].value)
    at.toggle(key="bh").set_value(True).run()
    assert int(at.metric[1].value) <= before
    assert f"{at.metric[1].value} differ clearly" in said(at)


def test_values_show_the_raw_and_the_shrunken_side_by_side(visit, home):
    at = visit(home, LEAGUE, lang="en", indicator=MEETINGS, unit=COUNTY, level="village", values="on", period="2025")
    names = [trace["marker"].get("symbol") for trace in figure(at, "league")["data"] if "marker" in trace]
    assert "diamond" in names
    assert "Drawn to the mean" in "".join(map(str, at.dataframe[0].proto.columns))


@pytest.fixture
def small(monkeypatch):
    """Set limits that a made-up county exceeds; nothing made under them is kept."""
    keeping.forget()
    yield monkeypatch.setattr
    keeping.forget()


def test_of_too_many_units_the_ends_are_drawn_and_the_table_has_all(visit, home, small):
    small("pages.parts.pictures.league.MOST_DRAWN", 8)
    small("pages.parts.pictures.league.ENDS", 3)
    at = visit(home, LEAGUE, lang="en", indicator=MEETINGS, unit=COUNTY, level="village", period="2025", bh="on")
    assert "Only the first 3 and the last 3 of 11 are drawn" in said(at)
    assert len(figure(at, "league")["data"][1]["x"]) == 6
    assert len(at.dataframe[0].value) == 11


def test_a_level_with_too_many_units_is_not_offered_and_said(visit, home, small):
    small("pages.parts.answers.MOST_VILLAGES", 5)
    at = visit(home, FUNNEL, lang="en", indicator=MEETINGS, unit=COUNTY, period="2024")
    assert at.selectbox(key="level").options == ["Townships"]
    assert "Villages: too many here" in said(at)
    small("pages.parts.answers.MOST_VILLAGES", 0)
    at = visit(home, FUNNEL, lang="en", indicator=MEETINGS, unit=TOWNSHIP, period="2024")
    assert "choose a unit further down" in said(at)


@pytest.mark.parametrize(("page", "key"), [(LEAGUE, "league"), (FUNNEL, "funnel"), (COMPARE, "compared")])
def test_what_is_said_on_screen_is_said_to_those_who_cannot_see_it(visit, home, page, key):
    at = visit(home, page, lang="zh", indicator=MEETINGS, unit=COUNTY, level="village", period="2025")
    alt = at.get_by_key(key).proto.alt
    assert len(alt) > 20
    assert alt in said(at)
