"""Pictures of what is counted from records: what each mark may and may not say."""

import re

import numpy as np
import pandas as pd
import pytest

from analytics import charts
from analytics.charts.adoption_tree import Branch, Root
from analytics.charts.tiles import NO, YES, Tile
from analytics.findings.retention import StayCurve
from data.text import Text

HOSTILE = "<img src=x onerror=alert(1)>"
ANSWERS = {YES: Text("there", "有"), NO: Text("missing", "缺")}
WORDS = charts.Words(sentence="said")


def test_a_silent_tile_is_hatched_and_never_a_no():
    shown = [Tile("a", "x", NO), Tile("a", "y", "not_reported"), Tile("b", "x", YES, "2")]
    figure = charts.tiles(shown, {"a": "A", "b": "B"}, {"x": "X", "y": "Y"}, ANSWERS, WORDS, "en")
    heat, hatched = figure.data
    assert heat.z[0][1] is None
    assert heat.text[1][0] == "2"
    assert (hatched.x, hatched.marker.pattern.shape) == ((1,), "/")
    key = figure.layout.annotations[-1].text
    assert "? not reported" in key
    assert "missing" in key


def test_one_row_alone_is_a_picture():
    figure = charts.tiles([Tile("a", "x", YES)], {"a": "A"}, {"x": "X"}, ANSWERS, WORDS, "zh")
    assert figure.layout.yaxis.ticktext == ("A",)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_line_of_the_rule_stands_before_the_day_that_keeps_it(language):
    days = pd.DataFrame({"days": [18, 20, 22], "cadre_months": [2, 30, 8]})
    figure = charts.day_heaps(days, {HOSTILE: days}, 20, "rule", WORDS, language)
    bars, heat = figure.data
    counted = dict(zip(bars.x, bars.y, strict=True))
    assert (counted[18], counted[19], counted[20], counted[22]) == (2, 0, 30, 8)
    shape = dict(zip(bars.x, bars.marker.pattern.shape, strict=True))
    assert (shape[19], shape[20]) == ("/", "")
    assert figure.layout.shapes[0].x0 == 19.5
    assert max(share for share in heat.z[0] if share) == pytest.approx(75)
    assert HOSTILE not in figure.to_json()


def test_a_curve_has_its_numbers_at_risk_below():
    months = np.arange(13.0)
    level = np.linspace(1, 0.6, 13)
    curve = StayCurve("local", 20, 8, months, level, level - 0.1, np.minimum(level + 0.1, 1), 20 - months, months, None)
    figure = charts.stay_curves([curve], [[20, 14, 8]], WORDS, "en")
    assert figure.data[-1].text == ("20", "14", "8")
    assert figure.data[-1].x == (0, 6, 12)
    assert figure.data[2].line.shape == "hv"


def test_came_lies_above_and_left_below():
    frame = pd.DataFrame(
        [("2024", "local", 5, 2), ("2025", "local", 3, 4)], columns=["period_id", "group", "came", "left"]
    )
    figure = charts.flow(frame, {"local": Text("Local", "本土")}, WORDS, "en")
    came, left, *_totals = figure.data
    assert (came.y, left.y) == ((5, 3), (-2, -4))


def test_a_row_of_parts_ends_with_its_sum():
    frame = pd.DataFrame([("a", 2, 3)], columns=["row", "x", "y"])
    parts = {"x": (Text("X", "甲"), "#111111"), "y": (Text("Y", "乙"), "#222222")}
    figure = charts.stacked(frame, {"a": Text(HOSTILE, HOSTILE), "b": Text("B", "乙")}, parts, WORDS, "en")
    assert figure.layout.yaxis2.ticktext == ("<b>5</b>", "<b>0</b>")
    assert HOSTILE not in figure.to_json()


def test_what_is_late_begins_at_the_line():
    figure = charts.day_bars(["0–10", "11–20"], [4, 1], WORDS, "en", axis="days", line=(1, "10 days"))
    assert figure.data[0].marker.pattern.shape == ("", "/")


def test_a_plan_of_nothing_has_no_share():
    frame = pd.DataFrame({"year": [2025], "purpose": ["p"], "allocated": [0.0], "spent": [0.0]})
    frame["share"] = pd.array([None], dtype="Float64")
    figure = charts.planned(frame, {"p": Text("Purpose", "用途")}, WORDS, "en")
    assert figure.layout.yaxis2.ticktext == ("—",)


def test_a_step_that_nobody_took_is_not_drawn():
    frame = pd.DataFrame(
        [("a", "s", 3, 5.0, 9.0, 12.0), ("a", "t", 0, np.nan, np.nan, np.nan)],
        columns=["row", "step", "n", "q25", "median", "q75"],
    )
    steps = {"s": Text("S", "一"), "t": Text("T", "二")}
    figure = charts.spans(frame, {"a": Text("A", "甲")}, steps, Text("days", "天"), WORDS, "en")
    assert [len(trace.y or ()) for trace in figure.data[:4]] == [1, 1, 0, 0]
    assert figure.layout.yaxis2.ticktext == ("9 / —",)


def test_an_origin_stands_in_the_middle_of_those_who_took_it_up():
    roots = [Root(HOSTILE, "note", [Branch("A", "2024", False), Branch("B", "2025", True), Branch("C", "2025", True)])]
    strokes, origins, ends = charts.adoption_tree(roots, WORDS, "en").data
    assert origins.y == (ends.y[1],)
    assert ends.marker.symbol == ("circle-open", "circle", "circle")
    assert HOSTILE not in origins.text[0]
    assert len(strokes.x) == 3 * (2 + 3)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_withheld_count_has_the_glyph_of_its_state_and_neither_length_nor_sum(language):
    frame = pd.DataFrame({"row": ["a", "b"], "x": pd.array([None, 4], "Int64"), "y": pd.array([None, 6], "Int64")})
    parts = {"x": (Text("X", "甲"), "#111111"), "y": (Text("Y", "乙"), "#222222")}
    stacked = charts.stacked(frame, {"a": Text("A", "甲"), "b": Text("B", "乙")}, parts, WORDS, language)
    assert [re.sub("<[^>]*>", "", text) for text in stacked.layout.yaxis2.ticktext] == ["＊", "10"]
    moved = pd.DataFrame({"period_id": ["2024", "2025"], "group": ["local"] * 2,
                          "came": pd.array([None, 3], "Int64"), "left": pd.array([None, 4], "Int64")})  # fmt: skip
    flow = charts.flow(moved, {"local": Text("Local", "本土")}, WORDS, language)
    assert [value in (None, 0) or value != value for value in flow.data[0].y] == [True, False]
    assert "＊" in flow.to_json() or "\\uff0a" in flow.to_json()
