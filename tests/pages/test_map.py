"""The map, with and without places, at every level; beside it always the table of the same."""

import json
import re

import pytest

from data.boundaries import Shape, save_boundaries
from data.home import Home

from .conftest import SILENT, keep_nothing_of_another, texts
from .county import county, publish

PAGE = "pages/overview/map.py"
COUNTY, TOWNSHIP, VILLAGE = "990101", "990101002", "990101002003"
ATTENDANCE = "meeting_attendance_rate"


def said(at):
    assert not at.exception
    return re.sub("[\\\\\u2060]", "", " ".join(texts(at)))


def traces(at):
    (chart,) = at.get("plotly_chart")
    return json.loads(chart.proto.spec)["data"]


@pytest.fixture(scope="module")
def placed_home(tmp_path_factory):
    """A county whose villages have coordinates but one, and whose first two townships have shapes."""
    home = publish(tmp_path_factory.mktemp("placed"), county(), silent={SILENT}, placed=True)
    square = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
    shapes = [Shape(f"99010100{t}", (((tuple((x + 107 + t, y + 33) for x, y in square)),),)) for t in (1, 2)]
    save_boundaries(Home(home), shapes)
    return home


def test_without_places_the_table_stands_alone_and_says_how_to_get_a_map(visit, home):
    at = visit(home, PAGE, lang="en", indicator=ATTENDANCE, unit=COUNTY)
    assert "No unit here has coordinates or a boundary" in said(at)
    assert "manage.py boundaries" in said(at)
    assert not at.get("plotly_chart")
    assert len(at.dataframe[0].value) == 11


@pytest.mark.parametrize(
    ("unit", "language"), [("99", "zh"), ("9901", "en"), (COUNTY, "zh"), (TOWNSHIP, "en"), (VILLAGE, "zh")]
)
@pytest.mark.parametrize("colour", ["value", "verdict", "band"])
def test_villages_are_points_with_the_table_of_the_same_beside(visit, placed_home, language, unit, colour):
    at = visit(placed_home, PAGE, lang=language, indicator=ATTENDANCE, unit=unit, colour=colour, level="village")
    assert said(at)
    points = [trace for trace in traces(at) if trace.get("hoverinfo") == "text"]
    shown = 4 if unit == TOWNSHIP and colour != "band" else 12
    assert sum(len(trace["x"]) for trace in points) == shown - (shown == 12)  # one village has no coordinates
    assert len(at.dataframe[0].value) == shown
    assert ("no place on the map" in said(at) or "没有坐标或边界" in said(at)) == (shown == 12)


@pytest.mark.parametrize("colour", ["value", "verdict"])
def test_townships_are_areas_where_there_are_shapes_and_points_where_not(visit, placed_home, colour):
    at = visit(placed_home, PAGE, lang="en", indicator=ATTENDANCE, unit=COUNTY, colour=colour, level="township")
    filled = [trace for trace in traces(at) if trace.get("fill") == "toself"]
    assert sum(trace["x"].count(None) for trace in filled) == 2
    markers = [trace for trace in traces(at) if trace.get("hoverinfo") == "text"]
    assert sum(len(trace["x"]) for trace in markers) == 3


def test_what_was_not_reported_is_hollow_everywhere(visit, placed_home):
    at = visit(placed_home, PAGE, lang="en", indicator=SILENT, unit=COUNTY, level="village")
    assert "No unit has a value" in said(at)
    (points,) = [trace for trace in traces(at) if trace.get("hoverinfo") == "text"]
    assert points["marker"]["color"] == "#FFFFFF"
    assert set(points["text"]) == {"?"}


def test_other_boundaries_are_drawn_without_a_restart(visit, placed_home, tmp_path):
    at = visit(placed_home, PAGE, lang="en", indicator=ATTENDANCE, unit=COUNTY, level="township")
    kept = (placed_home / "settings" / "boundaries.geojson").read_bytes()
    try:
        save_boundaries(Home(placed_home), [])
        at.run()
        assert not [trace for trace in traces(at) if trace.get("fill") == "toself"]
    finally:
        (placed_home / "settings" / "boundaries.geojson").write_bytes(kept)


def test_spoilt_boundaries_are_said_and_not_a_crash(visit, tmp_path):
    home = publish(tmp_path, county(1, 2), placed=True)
    (home / "settings").mkdir()
    (home / "settings" / "boundaries.geojson").write_text("{")
    keep_nothing_of_another(None)
    at = visit(home, PAGE, lang="en")
    assert "cannot be read" in at.warning[-1].value
    assert not at.exception


@pytest.mark.parametrize("colour", ["value", "verdict", "band"])
def test_a_county_of_one_village_has_a_map_or_a_reason(visit, lonely_home, colour):
    assert said(visit(lonely_home, PAGE, lang="en", indicator=ATTENDANCE, colour=colour))
