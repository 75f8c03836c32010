"""The map is seen without the internet: points and areas are there, and nothing is asked of anybody outside."""

import pytest

from data.boundaries import Shape, save_boundaries
from data.home import Home
from tests.pages.county import county, publish

from .conftest import Server, open_at

pytestmark = pytest.mark.browser
AREA = ((107.9, 32.9), (109.5, 32.9), (109.5, 33.8), (107.9, 33.8), (107.9, 32.9))


@pytest.fixture(scope="module")
def placed_server(tmp_path_factory):
    home = publish(tmp_path_factory.mktemp("placed"), county(), placed=True)
    save_boundaries(Home(home), [Shape("990101001", ((AREA,),))])
    server = Server(home, tmp_path_factory.mktemp("log") / "streamlit.log")
    yield server
    server.stop()


@pytest.mark.parametrize(("level", "points", "named"), [("village", 11, []), ("township", 2, ["Dongshan 1 Town"])])
def test_points_and_areas_are_drawn_and_nothing_is_asked_outside(placed_server, person, level, points, named):
    open_at(person, f"{placed_server.url}/map?lang=en&indicator=meeting_attendance_rate&level={level}", "on the map")
    person.locator(".js-plotly-plot .scatterlayer .points path").first.wait_for()
    assert visible(person, ".points path.point") == points
    area = person.locator(".js-plotly-plot .scatterlayer .fills path").first.bounding_box()
    assert area["width"] > 100
    assert area["height"] > 60
    assert [name for name in named if person.get_by_text(name).count() == 0] == []


def visible(page, what):
    """How many marks can be seen: those to be pointed at alone are clear."""
    marks = page.locator(f".js-plotly-plot .scatterlayer {what}")
    return marks.evaluate_all("all => all.filter(one => getComputedStyle(one).opacity > 0).length")
