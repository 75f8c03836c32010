"""A village may be called anything: in a real browser its name is text on every page, never markup."""

import re

import pytest

from tests.pages.county import county, publish
from tests.pages.test_pages import DASHBOARD

from .conftest import Server, settle

pytestmark = pytest.mark.browser

IMG = "<img src=x onerror=document.title='taken'>"
LINK = "**粗** [链](http://evil.test) ![](http://evil.test/x.png) :red[红] $x$ `code`"
NAMES = {0: IMG, 1: "长" * 300, 2: LINK, 3: "<script>document.title='taken'</script>", 4: "</style><h1>x</h1>"}
ALL = re.findall(r'url_path="([a-z-]+)"', DASHBOARD)
FEW = ["profile", "compare"]
MADE_OF_NAMES = '[data-testid="stMain"] :is(img[src="x"], img[src*="evil"], a[href*="evil"], script)'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    server = Server(publish(folder / "home", county(1, 6, NAMES), placed=True), folder / "log")
    yield server
    server.stop()


def visited(person, hostile, path):
    seen = ""
    for unit in ("990101001001", "990101001003"):
        person.goto(f"{hostile.url}/{path}?lang=zh&unit={unit}&villages=990101001001,990101001002,990101001003")
        person.get_by_role("heading", level=1).first.wait_for()
        settle(person)
        assert person.locator(MADE_OF_NAMES).count() == 0, (path, unit)
        assert person.title() != "taken", (path, unit)
        seen += person.locator('[data-testid="stMain"]').inner_text()
    return seen


@pytest.mark.parametrize("path", FEW)
def test_a_name_is_shown_as_it_is_written(person, hostile, path):
    assert IMG[:20] in visited(person, hostile, path), "the name is there to be read"


@pytest.mark.soak
@pytest.mark.parametrize("path", [path for path in ALL if path not in FEW])
def test_no_page_makes_anything_of_a_name(person, hostile, path):
    visited(person, hostile, path)
