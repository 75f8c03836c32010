"""From the overview to a page on paper; what is made to be printed fits on its paper."""

import re
import subprocess
from itertools import pairwise

import pytest

from pages.parts.print_view import WIDTH

from .conftest import LARGE, open_at, settle, wait_for_title

pytestmark = pytest.mark.browser
SMALLEST = 7
"""Points of a letter that can be read on paper."""
LETTERS = """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
    .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
    .filter(one => one.checkVisibility())
    .map(one => parseFloat(getComputedStyle(one).fontSize) * (one.currentCSSZoom || 1) * 0.75)"""


def sheets(page):
    """The page as the browser prints it at its own 100%: how many sides."""
    page.emulate_media(media="print")
    page.wait_for_function(f"({LETTERS})().length > 100")
    letters = page.evaluate(LETTERS)
    assert min(letters) >= SMALLEST
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


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
    assert max(pictures) <= WIDTH
    assert sheets(person) <= 2


@pytest.mark.parametrize("asked", ["lang=zh&unit=990101002003", "lang=zh&unit=990101002", "lang=en&unit=990101002"])
def test_a_page_fills_two_sides_in_either_language_and_at_either_level(server, person, asked):
    open_at(person, f"{server.url}/profile?{asked}&period=2025&print=on", re.compile("一页概览|on one page"))
    person.get_by_text(re.compile("比较|held against")).first.wait_for()
    settle(person)
    assert sheets(person) <= 2


def test_every_village_of_a_large_township_has_a_line_that_can_be_read(server, person, tmp_path):
    open_at(person, f"{server.url}/profile?lang=zh&unit={LARGE}&period=2025&print=on", re.compile("一页概览"))
    person.locator(".js-plotly-plot .main-svg").nth(3).wait_for()
    settle(person)
    assert sheets(person) > 2
    person.pdf(path=tmp_path / "x.pdf", prefer_css_page_size=True)
    words = subprocess.run(["pdftotext", "-bbox", tmp_path / "x.pdf", "-"], capture_output=True, text=True, check=True)
    read = 0
    for side in words.stdout.split("<page ")[1:]:
        lines = sorted(float(bottom) for bottom in re.findall(r'yMax="([\d.]+)">大坝\d+村<', side))
        assert all(lower - upper >= SMALLEST for upper, lower in pairwise(lines))
        read += len(lines)
    assert read >= 30
