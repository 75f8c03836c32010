"""From the overview to a page on paper; what is made to be printed fits on its paper."""

import re

import pytest

from pages.parts.print_view import SCALE, WIDTH

from .conftest import open_at, settle, wait_for_title

pytestmark = pytest.mark.browser
MARGIN = "0.4in"
"""The browser's own."""
PRINTED_WIDE = (210 / 25.4 - 0.8) * 96 / (SCALE / 100)


def sheets(page):
    """The page as the browser prints it, at the scale that the page asks for: how many sides."""
    edges = dict.fromkeys(("top", "bottom", "left", "right"), MARGIN)
    printed = page.pdf(format="A4", scale=SCALE / 100, margin=edges)
    return len(re.findall(rb"/Type\s*/Page\b", printed))


def test_the_way_from_the_overview_to_the_weakest_villages_page_on_two_sides_of_paper(server, person):
    open_at(person, f"{server.url}/?lang=en&period=2025", "Qingchuan County at a glance")
    person.get_by_role("link", name="Secretaries").click()
    wait_for_title(person, "Village party secretaries")
    for level in ("Dongshan", "Hongqi"):
        weakest = person.locator(".st-key-onward a", has_text=re.compile(rf"{level}.* short, \d+ missed")).first
        unit = re.search(r"unit=(\d+)", weakest.get_attribute("href")).group(1)
        weakest.click()
        person.wait_for_url(f"**unit={unit}**")
        settle(person)
    person.get_by_role("link", name="On one page").click()
    wait_for_title(person, re.compile("on one page"))
    assert len(unit) == len("990101002003")
    assert f"unit={unit}" in person.url
    with person.expect_popup() as opened:
        person.get_by_role("link", name="To print").click()
    person = opened.value
    person.get_by_text("held against").first.wait_for()
    settle(person)
    person.locator(".js-plotly-plot .main-svg").nth(3).wait_for()
    pictures = person.locator(".js-plotly-plot .main-svg:first-child").evaluate_all(
        "all => all.map(one => one.clientWidth)"
    )
    assert pictures
    assert max(pictures) <= WIDTH < PRINTED_WIDE
    assert sheets(person) <= 2


def test_a_townships_page_fills_two_sides_too(server, person):
    open_at(person, f"{server.url}/profile?lang=zh&unit=990101002&period=2025&print=on", re.compile("一页概览"))
    person.get_by_text("比较").first.wait_for()
    settle(person)
    assert sheets(person) <= 2
