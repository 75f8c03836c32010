"""A map needs no service: areas and points in true proportions, what was not reported never a colour of the scale."""

import json
from math import cos, radians

import pytest

from analytics import charts
from analytics.charts import theme
from analytics.words import STATES, Verdict

from .conftest import Thing, evaluated

HOSTILE = "<script>x</script>%{y} $a$"
SQUARE = [[(108.0, 33.0), (109.0, 33.0), (109.0, 34.0), (108.0, 34.0), (108.0, 33.0)]]
SHADES = {
    "low": charts.Shade("1–2", theme.SEQUENCE[0], glyph="■"),
    "better": charts.Shade("better", theme.BETTER, "triangle-up", "▲", 1.2),
}
ROWS = [
    {"org_unit_id": "a", "name": HOSTILE, "value": 10.0, "shade": "low", "longitude": 108.2, "latitude": 33.1},
    {"org_unit_id": "b", "name": "乙村", "value": 90.0, "shade": "better", "longitude": 108.9, "latitude": 33.9},
    *(
        {"org_unit_id": state, "name": state, "state": state, "shade": "", "longitude": 108.5, "latitude": 33.5}
        for state in STATES
        if state != "value"
    ),
    {"org_unit_id": "nowhere", "name": "x", "value": 1.0, "shade": "low", "longitude": None, "latitude": None},
]


@pytest.fixture
def thing():
    return Thing()


def drawn(rows, thing, areas=None, language="zh", **more):
    places = dict.fromkeys(("longitude", "latitude"), "Float64")
    frame = evaluated(*rows).astype(places)
    ground = charts.Ground(areas or {})
    return charts.unit_map(
        frame, thing, charts.Words(sentence="S"), language, shades=SHADES, ground=ground, method="M:", **more
    )


def traces(figure):
    return [trace.to_plotly_json() for trace in figure.data]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_mark_has_colour_and_symbol_and_what_was_not_reported_is_hollow(thing, language):
    figure = drawn(ROWS, thing, language=language, focus="b")
    marks = [trace for trace in traces(figure) if trace.get("hoverinfo") == "text"]
    symbols = {trace["marker"].get("symbol") for trace in marks}
    assert {"circle", "triangle-up"} <= symbols
    hollow = [trace for trace in marks if "text" in trace.get("mode", "")]
    assert {glyph for trace in hollow for glyph in trace["text"]} == {
        mark.glyph for state, mark in STATES.items() if state != "value"
    }
    assert {trace["marker"]["color"] for trace in hollow} == {theme.PAPER}
    assert theme.PAPER not in theme.SEQUENCE
    assert sum(len(trace["x"]) for trace in marks) == len(ROWS) - 1  # nowhere is not drawn


def test_areas_are_filled_by_their_look_and_hatched_where_not_reported(thing):
    areas = {"a": SQUARE, "not_reported": [[(x + 1, y) for x, y in SQUARE[0]]], "around": SQUARE}
    figure = drawn(ROWS, thing, areas)
    fills = [trace for trace in traces(figure) if trace.get("fill") == "toself"]
    assert [fill["fillcolor"] for fill in fills] == [theme.GROUND, SHADES["low"].colour, theme.PAPER]
    assert fills[2]["fillpattern"]["shape"] == "/"
    named = [note.text for note in figure.layout.annotations]
    assert any(note.startswith("? ") for note in named)


def test_a_degree_of_longitude_is_as_short_as_it_is_there(thing):
    axis = drawn(ROWS, thing, {"a": SQUARE}).layout
    middle = sum(axis.yaxis.range) / 2
    assert axis.yaxis.scaleanchor == "x"
    assert axis.yaxis.scaleratio == pytest.approx(1 / cos(radians(middle)))


def test_no_name_is_markup_and_nothing_comes_from_a_map_service(thing):
    said = json.dumps(json.loads(drawn(ROWS, thing, {"a": SQUARE}, focus="a").to_json()))
    assert "<script>" not in said
    for word in ("mapbox", "maplibre", "geojson", "http"):
        assert word not in said
    assert {trace["type"] for trace in traces(drawn(ROWS, thing, {"a": SQUARE}))} == {"scatter"}


def test_the_key_names_the_method_and_the_looks_that_occur(thing):
    key = drawn(ROWS, thing).layout.annotations[-1].text
    assert key.startswith("M:")
    assert "1–2" in key
    assert "?" in key
    assert "1–2" not in drawn(ROWS[1:2], thing).layout.annotations[-1].text


@pytest.mark.parametrize("rows", [ROWS[-1:], ROWS[:1]], ids=["nowhere", "one place"])
def test_little_is_no_trouble(thing, rows):
    assert drawn(rows, thing).layout.height > 0


def test_what_a_unit_says_of_itself_is_shown_where_there_is_no_indicator(thing):
    figure = drawn([ROWS[0] | {"said": "band <b>"}], None)
    assert any("band &lt;b&gt;" in str(trace.get("hovertext")) for trace in traces(figure))


def test_every_verdict_can_be_drawn(thing):
    for code in Verdict:
        look = theme.LOOKS[code]
        shade = charts.Shade("n", look.colour, look.symbol)
        frame = evaluated(ROWS[0] | {"shade": "v"})
        assert charts.unit_map(
            frame, thing, charts.Words(), "en", shades={"v": shade}, ground=charts.Ground({}), method="M"
        )
