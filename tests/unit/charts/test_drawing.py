"""Paper shows what the screen shows: every label, value, colour and note of our figures stands in the SVG."""

import re
from xml.etree import ElementTree

import pytest

from analytics import charts
from analytics.catalogue import INDICATORS
from analytics.charts.drawing import to_svg
from analytics.charts.drawing.scales import round_values
from analytics.charts.drawing.texts import lines_of
from analytics.charts.theme import LOOKS
from analytics.words import Verdict, format_value
from tests.pages.county import county, publish

KEY = "three_meetings_compliance"
HOSTILE = {0: '<script>alert("x")</script>', 1: "村" * 300, 2: "a & b | c"}


@pytest.fixture(scope="module")
def cells(tmp_path_factory):
    from analytics.evaluate import evaluate
    from analytics.findings.compare import against
    from data.store import Store

    home = publish(tmp_path_factory.mktemp("county"), county(1, 6, HOSTILE))
    with Store(home).reader() as reader:
        names = reader.table("SELECT org_unit_id, name_zh FROM org_unit WHERE level = 'village'").to_pylist()
        frame = evaluate(reader, [KEY], [row["org_unit_id"] for row in names], ["2024", "2025"])
    frame = against(frame, INDICATORS, {KEY: 50.0})
    return frame.assign(name=frame["org_unit_id"].astype("object").map({r["org_unit_id"]: r["name_zh"] for r in names}))


def texts_of(svg):
    root = ElementTree.fromstring(svg)
    return ["".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text")]


def test_every_value_and_name_of_a_dot_plot_is_on_paper(cells):
    now = cells[cells["period_id"] == "2025"].reset_index(drop=True)
    lines = [charts.Benchmark("County", 50.0)]
    svg = to_svg(charts.dot_plot(now, INDICATORS[KEY], charts.Words(sentence="s"), "en", lines=lines))
    said = " ".join(texts_of(svg))
    for value in now["value"]:
        assert format_value(float(value), INDICATORS[KEY], "en") in said
    assert '<script>alert("x")</script>' in said
    assert "a & b | c" in said
    assert "County 50.0%" in said
    for verdict in set(now["verdict"].dropna()):
        assert LOOKS[Verdict(verdict)].colour in svg
    assert "<script" not in svg


def test_marks_lie_where_the_axis_says(cells):
    now = cells[cells["period_id"] == "2025"].reset_index(drop=True)
    figure = charts.dot_plot(now, INDICATORS[KEY], charts.Words(sentence="s"), "en")
    svg = to_svg(figure, 1000)
    low, high = figure.layout.xaxis.range
    left, right = figure.layout.margin.l, 1000 - figure.layout.margin.r
    drawn = {round(float(x), 1) for x in re.findall(r"translate\(([\d.]+) ", svg)}
    drawn |= {round(float(x), 1) for x in re.findall(r'cx="([\d.]+)"', svg)}
    for value in now["value"].astype(float):
        assert round(left + (value - low) / (high - low) * (right - left), 1) in drawn


@pytest.mark.parametrize("language", ["en", "zh"])
def test_heat_map_course_and_coverage_can_be_drawn(cells, language):
    now = cells[cells["period_id"] == "2025"]
    words = charts.Words(sentence="s")
    held = {KEY: charts.target_line("Target", 90.0)}
    heat = texts_of(to_svg(charts.heat_map(now, {KEY: INDICATORS[KEY]}, words, language, references=held)))
    for value in now["value"]:
        shown = format_value(float(value), INDICATORS[KEY], language).removesuffix("%")
        assert any(text.startswith(shown) for text in heat)
    one = cells[cells["org_unit_id"] == "990101001004"]
    course = texts_of(to_svg(charts.trend(one, INDICATORS[KEY], words, language, roles={"990101001004": "focus"})))
    assert any("2024" in text for text in course)
    covered = now.assign(reported=1, expected=2)
    assert "1 / 2" in texts_of(to_svg(charts.coverage(covered, words, language)))


def test_markup_of_labels_is_read_and_escaped():
    (first, second) = lines_of('<b>A &lt;b&gt;</b><br><span style="color:#123456">●</span> x')
    assert (first[0].text, first[0].bold) == ("A <b>", True)
    assert (second[0].text, second[0].colour, second[1].colour) == ("●", "#123456", None)


def test_ticks_are_round_and_not_too_many():
    assert list(round_values(0, 100, 6)) == [0, 20, 40, 60, 80, 100]
    assert len(round_values(0.3, 12.7, 10)) <= 11
