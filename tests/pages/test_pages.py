"""Every page opens, in both languages, at every level, whatever the data are like."""

import json
import re
from itertools import cycle, product

import plotly.graph_objects as go
import pytest

from analytics.words import STATES

from .conftest import CLOSED, IMG, ROOT, SILENT, texts
from .county import county, publish

FILES = [path for path in (ROOT / "pages").glob("*/*.py") if path.parent.name != "parts"]
PAGES = sorted(str(path.relative_to(ROOT)) for path in FILES if path.name != "__init__.py")
LANGUAGES = ("en", "zh")
COUNTY, TOWNSHIP, VILLAGE = "990101", "990101002", "990101002003"
DASHBOARD = (ROOT / "dashboard.py").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_in_the_menu(page):
    assert page in DASHBOARD


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_at_every_level_and_for_every_kind_of_period(visit, home, page, language):
    at = visit(home, page, lang=language)
    units, periods = ("99", COUNTY, TOWNSHIP, VILLAGE), ("2025", "2026", "2025Q4")
    every = product(units, periods) if language == "en" else zip(units, cycle(periods), strict=False)
    for unit, period in every:
        at.query_params.update(unit=unit, period=period)
        at.run()
        assert not at.exception
        assert len(at.title) == 1
        assert at.markdown, "no sentence says what the page shows"
        if (unit, period, language) == (COUNTY, "2025", "en"):
            for chart in at.get("plotly_chart"):
                go.Figure(json.loads(chart.proto.spec))  # every word is one that Plotly knows


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kind", ["lonely_home", "empty_home", "hostile_home"])
def test_every_page_opens_on_odd_stores(request, visit, kind, page, language):
    at = visit(request.getfixturevalue(kind), page, lang=language)
    assert not at.exception
    assert texts(at)
    if kind == "lonely_home":
        assert not at.warning, "real records bear no mark"
    if kind == "empty_home" and language == "en":
        assert len(at.title) == 1
        assert "Nothing has been reported yet" in at.info[0].value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_without_a_store_a_page_says_how_to_make_one(visit, tmp_path, page, language):
    at = visit(tmp_path, page, lang=language)
    assert not at.exception
    assert "manage.py sample" in " ".join(texts(at))


def test_one_village_cannot_be_compared(visit, lonely_home):
    at = visit(lonely_home, "pages/villages/compare.py", lang="en")
    assert "only one village" in at.info[0].value


@pytest.mark.parametrize("unit", [COUNTY, TOWNSHIP, VILLAGE])
def test_an_indicator_nobody_reported_says_so(visit, home, unit):
    at = visit(home, "pages/indicators/indicator.py", lang="en", indicator=SILENT, unit=unit)
    assert not at.exception
    said = " ".join(texts(at))
    assert "No unit has a value" in said
    assert "no period has a value" in said


def test_a_closed_village_is_compared_in_the_periods_in_which_it_was_there(visit, home):
    asked = f"{CLOSED},{VILLAGE}"
    at = visit(home, "pages/villages/compare.py", lang="en", villages=asked, period="2024Q1")
    assert at.multiselect(key="villages").value == asked.split(",")
    at = visit(home, "pages/villages/compare.py", lang="en", villages=asked, period="2025Q1")
    assert at.multiselect(key="villages").value == [VILLAGE]
    assert not at.exception


def test_a_card_without_a_value_shows_its_state(visit, home):
    at = visit(home, lang="en")
    state = STATES["not_reported"]
    assert (state.glyph, state.name.en) in [(metric.value, metric.delta) for metric in at.metric]


@pytest.mark.parametrize("page", PAGES)
def test_text_from_data_is_shown_as_text(visit, hostile_home, page):
    at = visit(hostile_home, page, lang="zh", villages="990101001001,990101001002,990101001003", unit="990101001001")
    assert not at.exception
    for kind in ("markdown", "title", "caption", "info"):
        for element in getattr(at, kind):
            assert not getattr(element.proto, "allow_html", False)
            assert IMG not in element.value, "markup in a name stands unescaped"
            assert not re.search(r"(?<!\\)\]\(", element.value), "a name became a link"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_in_english_alone_that_its_data_are_invented_and_how_old(visit, home, page):
    at = visit(home, page, lang="en")
    assert "Synthetic" in at.warning[0].value
    assert not re.search(r"[一-鿿]", " ".join(texts(at)).replace("Language · 语言", ""))
    assert any(caption.value.startswith("Data as of 30 June 2026 · snapshot") for caption in at.caption)


ENGLISH = re.compile(r"[A-Za-z]{3,}")
NAMES_OF_THINGS = {
    "CSV",
    "Excel",
    "Language",
    "html",
    "manage",
    "sample",
    "init",
    "python",
    "UNITS",
    "ORG",
    "FILE",
    "boundaries",
}


@pytest.mark.parametrize("page", PAGES)
def test_no_english_is_left_on_a_chinese_page(visit, home, page):
    found = {word for text in texts(visit(home, page, lang="zh")) for word in ENGLISH.findall(text)}
    assert found <= NAMES_OF_THINGS


def test_a_fault_in_the_countys_targets_is_said_with_its_place(visit, tmp_path):
    publish(tmp_path, county(1, 2))
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "targets.toml").write_text("[no_such_indicator]\nvalue = 1")
    at = visit(tmp_path, lang="en")
    assert not at.exception
    said = " ".join(texts(at))
    assert "There is no indicator" in said
    assert "targets" in said


def test_a_countys_own_target_is_shown_as_soon_as_it_is_saved(visit, tmp_path):
    publish(tmp_path, county(1, 2))
    assert "Target at least 100%" in " ".join(texts(visit(tmp_path, lang="en")))
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "targets.toml").write_text("[sec_in_post_rate]\nvalue = 77.0")
    assert "Target at least 77%" in " ".join(texts(visit(tmp_path, lang="en")))
