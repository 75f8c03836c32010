"""What a person does: looks at the county, turns to a township, compares two villages, takes a workbook away."""

import io

import openpyxl
import pytest

from .conftest import OURS, PLAIN, choose, open_at, save, settle, wait_for_title

pytestmark = pytest.mark.browser


def test_a_person_changes_the_township_and_the_address_follows(server, person):
    open_at(person, f"{server.url}/?lang=en", "Qingchuan County at a glance")
    choose(person, "unit", "dongshan2", "Dongshan 2 Town · ")
    wait_for_title(person, "Dongshan 2 Town at a glance")
    assert "unit=990101002" in person.url
    person.go_back()
    wait_for_title(person, "Qingchuan County at a glance")


def test_a_unit_is_found_by_the_first_letters_of_its_pinyin(server, person):
    open_at(person, f"{server.url}/?lang=zh", "青川县总览")
    choose(person, "unit", "hq32c", "红旗32村 · ")
    wait_for_title(person, "红旗32村总览")
    assert "unit=990101003002" in person.url


def test_a_card_leads_to_its_indicator_with_the_unit(server, person):
    open_at(person, f"{server.url}/?lang=en&unit=990101002", "Dongshan 2 Town at a glance")
    person.locator(".st-key-card-sec_in_post_rate").get_by_role("link", name="More").click()
    wait_for_title(person, "A01 Villages with a party secretary in post")
    assert "unit=990101002" in person.url


def test_the_choice_follows_from_page_to_page(server, person):
    open_at(person, f"{server.url}/?lang=en&unit=990101002&period=2024", "Dongshan 2 Town at a glance")
    person.get_by_role("link", name="One by one").click()
    wait_for_title(person, "B09 ")
    settle(person)
    person.wait_for_url("**unit=990101002**")
    assert "period=2024" in person.url


def test_two_villages_are_compared_and_taken_away_as_a_workbook(server, person):
    open_at(person, f"{server.url}/compare?lang=en&villages=990101001001,990101002002", "Villages side by side")
    person.get_by_text("held against Qingchuan County").first.wait_for()
    file = save(person, "The table behind the picture", "Excel workbook")
    assert file.suggested_filename.endswith(".xlsx")
    with open(file.path(), "rb") as saved:
        book = openpyxl.load_workbook(io.BytesIO(saved.read()))
    rows = list(book.worksheets[1].iter_rows(values_only=True))
    names = {row[rows[0].index("Unit")] for row in rows[1:]}
    assert names == {"Hongqi11cun", "Hongqi22cun", "Dongshan 1 Town", "Dongshan 2 Town", "Qingchuan County"}
    drawn = drawn_texts(person)
    shown = dict(zip(rows[0], rows[1], strict=True))
    assert any(text.startswith(f"{shown['Value']:.1f}") for text in drawn), "the first cell is not on the picture"


def test_the_csv_opens_in_excel_with_its_chinese(server, person):
    open_at(person, f"{server.url}/compare?lang=zh&villages=990101001001,990101002002", "村级对比")
    with open(save(person, "图表数据", "CSV").path(), "rb") as saved:
        content = saved.read()
    assert content.startswith(b"\xef\xbb\xbf")
    assert "红旗11村" in content.decode("utf-8-sig")


def test_the_field_for_files_speaks_chinese(server, person):
    """Streamlit's own words cannot be set: they have no size, and ours stand after them."""
    open_at(person, f"{server.url}/import?lang=zh", "报送数据导入")
    zone = person.get_by_test_id("stFileUploaderDropzone")
    for place, words in (("button p", "选择文件"), ('[data-testid$="Instructions"] span', "不超过 50 MB")):
        seen = zone.locator(place).evaluate(
            "e => [getComputedStyle(e).fontSize, getComputedStyle(e, '::after').content]"
        )
        assert seen[0] == "0px"
        assert words in seen[1]


@pytest.mark.parametrize("cold_server", [PLAIN], indirect=True)
@pytest.mark.parametrize("file_name", ["county", "compare", "index"])
def test_a_cold_server_asked_first_for_a_page_by_its_file_name_shows_the_front_door(cold_server, person, file_name):
    person.goto(f"{cold_server.url}/{file_name}?lang=en")
    person.get_by_text("Synthetic sample data").wait_for()
    person.get_by_role("link", name="At a glance").wait_for()
    settle(person)
    assert person.locator(".stException").count() == 0


@pytest.mark.parametrize("cold_server", [OURS], indirect=True)
def test_the_first_visitor_of_a_fresh_process_may_follow_a_link_to_a_page(cold_server, person):
    open_at(person, f"{cold_server.url}/compare?lang=en", "Villages side by side")
    assert person.get_by_text("Page not found").count() == 0


@pytest.mark.parametrize("page", ["", "compare", "indicator"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_is_drawn_without_a_fault(server, person, page, language):
    faults = []
    person.on("pageerror", lambda error: faults.append(str(error)))
    person.goto(f"{server.url}/{page}?lang={language}")
    person.locator(".js-plotly-plot .main-svg").first.wait_for()
    settle(person)
    assert person.locator(".stException").count() == 0
    assert faults == []


def drawn_texts(page):
    """The texts Plotly drew into the picture."""
    page.locator(".js-plotly-plot .heatmaplayer").first.wait_for()
    return page.locator(".js-plotly-plot text").all_text_contents()
