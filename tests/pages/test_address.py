"""A link is a view: the choice lives in the address, in ids, and follows a person from page to page."""

import ast

import pytest

from .conftest import ROOT

OVERVIEW, COMPARE, INDICATOR = "pages/overview/county.py", "pages/villages/compare.py", "pages/indicators/indicator.py"
TOWNSHIP, VILLAGES = "990101002", "990101003001,990101001002"


def chosen(at, key):
    return at.get_by_key(key).value


def test_a_link_opens_the_view_it_was_copied_from(visit, home):
    at = visit(home, lang="en", unit=TOWNSHIP, period="2025Q3", block="talent")
    assert (chosen(at, "unit"), chosen(at, "period"), chosen(at, "block")) == (TOWNSHIP, "2025Q3", "talent")
    assert at.title[0].value.startswith("Dongshan 2 Town")


def test_a_choice_is_written_into_the_address(visit, home):
    at = visit(home, lang="en")
    at.selectbox(key="unit").set_value(TOWNSHIP).run()
    at.selectbox(key="period").set_value("2025Q3").run()
    assert at.query_params["unit"] == TOWNSHIP
    assert at.query_params["period"] == "2025Q3"
    assert chosen(at, "unit") == TOWNSHIP


def test_a_default_is_left_out_of_the_address(visit, home):
    at = visit(home, lang="en", unit=TOWNSHIP)
    at.selectbox(key="unit").set_value("990101").run()
    assert "unit" not in at.query_params


def test_a_changed_address_wins_over_what_was_chosen(visit, home):
    at = visit(home, lang="en", unit=TOWNSHIP)
    at.query_params["unit"] = "990101001"
    at.run()
    assert chosen(at, "unit") == "990101001"


def test_a_choice_follows_to_another_page_whose_address_begins_empty(visit, home):
    at = visit(home, lang="en", unit=TOWNSHIP, period="2024")
    at.query_params.clear()
    at.switch_page(INDICATOR).run()
    assert (chosen(at, "unit"), chosen(at, "period"), chosen(at, "lang")) == (TOWNSHIP, "2024", "en")
    assert at.query_params["unit"] == TOWNSHIP


def test_an_address_without_the_choice_means_the_default_on_the_same_page(visit, home):
    at = visit(home, lang="en", unit=TOWNSHIP)
    del at.query_params["unit"]
    at.run()
    assert chosen(at, "unit") == "990101"


@pytest.mark.parametrize("page", [OVERVIEW, COMPARE, INDICATOR])
def test_what_no_longer_exists_falls_back_to_the_default(visit, home, page):
    gone = {"unit": "gone", "period": "1999", "block": "x", "indicator": "x", "villages": "x,y", "against": "x"}
    at = visit(home, page, lang="xx", **gone)
    assert not at.exception


def test_villages_keep_their_order(visit, home):
    at = visit(home, COMPARE, lang="en", villages=VILLAGES)
    assert chosen(at, "villages") == VILLAGES.split(",")
    at.multiselect(key="villages").set_value(["990101001001", "990101001002", "990101002001"]).run()
    assert at.query_params["villages"] == "990101001001,990101001002,990101002001"


def test_villages_to_begin_with_are_those_of_the_unit_in_mind(visit, home):
    at = visit(home, COMPARE, lang="en", unit=TOWNSHIP)
    assert chosen(at, "villages") == [f"{TOWNSHIP}{n:03}" for n in (1, 2, 3)]
    at = visit(home, COMPARE, lang="en", unit=f"{TOWNSHIP}004")
    assert chosen(at, "villages") == [f"{TOWNSHIP}{n:03}" for n in (4, 3, 2)]
    assert "villages" not in at.query_params


def test_villages_that_nobody_chose_follow_the_unit_of_another_page(visit, home):
    at = visit(home, COMPARE, lang="en")
    assert chosen(at, "villages") == ["990101001001", "990101001002", "990101001003"]
    at.query_params.clear()
    at.switch_page(OVERVIEW).run()
    at.selectbox(key="unit").set_value(TOWNSHIP).run()
    at.query_params.clear()
    at.switch_page(COMPARE).run()
    assert chosen(at, "villages") == [f"{TOWNSHIP}{n:03}" for n in (1, 2, 3)]
    assert at.query_params["unit"] == TOWNSHIP


def test_villages_that_were_chosen_win_over_the_unit(visit, home):
    at = visit(home, COMPARE, lang="en", unit=TOWNSHIP, villages=VILLAGES)
    assert chosen(at, "villages") == VILLAGES.split(",")
    at.multiselect(key="villages").set_value(["990101001001"]).run()
    assert chosen(at, "villages") == ["990101001001"]
    assert at.query_params["villages"] == "990101001001"


def test_the_page_to_begin_with_declares_no_address_of_its_own():
    """Streamlit serves it at / alone, whatever is declared."""
    source = ast.parse((ROOT / "dashboard.py").read_text("utf-8"))
    pages = [{word.arg for word in call.keywords} for call in ast.walk(source) if isinstance(call, ast.Call)]
    assert [names for names in pages if "default" in names] == [{"title", "default"}]


def test_a_period_the_indicator_lacks_falls_back(visit, home):
    at = visit(home, INDICATOR, lang="en", indicator="sec_training_standard_rate", period="2025Q3")
    assert chosen(at, "period") == "2025"


@pytest.mark.parametrize(("locale", "title"), [("en-GB", "at a glance"), ("zh-CN", "总览"), ("de-DE", "总览")])
def test_the_browser_says_which_language_to_begin_with(visit, home, locale, title, monkeypatch):
    import streamlit.runtime.context as context

    monkeypatch.setattr(context.ContextProxy, "locale", locale)
    assert title in visit(home).title[0].value


def test_a_unit_is_found_by_name_pinyin_initials_and_code(visit, home):
    options = visit(home, lang="zh").selectbox(key="unit").options
    village = next(option for option in options if "990101002003" in option)
    for typed in ("红旗23村", "hongqi23cun", "hq23c", "990101002003"):
        letters = iter(village)
        assert all(letter in letters for letter in typed), f"typing {typed} does not find {village}"
