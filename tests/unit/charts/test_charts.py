"""Every picture opens on anything evaluate can give, shows states as themselves and text as text."""

import dataclasses
import re
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from analytics import charts
from analytics.charts import theme
from analytics.charts.deciles import DECILES
from analytics.charts.dot_plot import sorted_rows
from analytics.charts.heat_map import goodness
from analytics.charts.parts import apart
from analytics.charts.sparklines import ACROSS as SPARK_ACROSS
from analytics.charts.spine import vertebrae
from analytics.charts.waterfall import steps
from analytics.words import STATES, Verdict
from data.text import Text

from .conftest import Thing, evaluated

HOSTILE = ['=HYPERLINK("x")', "<script>alert(1)</script>", "<b>x</b>%{y}", "a|b\nc", "$x$ & y", "村" * 300]
WORDS = charts.Words("<i>Title</i>", "& subtitle", "A sentence.")
COUNTY = charts.Benchmark("<u>County</u>", 55.0)
STATE_ROWS = [
    {"org_unit_id": f"s{place}", "name": name, "state": state, "reported": 0}
    for place, (name, state) in enumerate(
        zip(HOSTILE, ["not_reported", "not_applicable", "suppressed"] * 2, strict=True)
    )
]
VALUE_ROWS = [
    {"org_unit_id": f"v{place}", "name": name, "value": 10.0 * place, "provisional": place == 2, "verdict": verdict}
    for place, (name, verdict) in enumerate(
        zip(HOSTILE, ["surely_better", "worse", None, "too_few", "similar", "higher"], strict=True)
    )
]
SPREAD = {
    "lowest": 20.0,
    "lower_quartile": 40.0,
    "median": 50.0,
    "upper_quartile": 60.0,
    "highest": 90.0,
    "benchmark": 55.0,
}
NO_SPREAD = dict.fromkeys(SPREAD, pd.NA)
RANK = {"rank": 1, "rank_lower": 1, "rank_upper": 3, "list": "possible"}
LIMITS = pd.DataFrame(
    {"denominator": [5, 50], "lower_95": [10, 40], "upper_95": [90, 70], "lower_998": [0, 35], "upper_998": [100, 75]}
)
CONTROL = charts.Limits([50.0], [30.0], [70.0])


def bands(periods):
    return pd.DataFrame(
        [{"period_id": period, **{name: 10.0 * tenth for tenth, name in enumerate(DECILES)}} for period in periods]
    )


def drawn(frame, language, indicator):
    """Every builder on one frame of units in one period."""
    words, ids = WORDS, {"meetings": indicator}
    units = list(frame["org_unit_id"])
    one = frame.head(1)
    ranked = frame.assign(**RANK)
    yield charts.dot_plot(
        frame, indicator, words, language, lines=[COUNTY, charts.target_line("T", 50.0)], focus=units[:1]
    )
    for across in ("units", "indicators"):
        yield charts.heat_map(frame, ids, words, language, references={"meetings": COUNTY}, across=across)
        yield charts.heat_map(frame, ids, words, language, references={}, across=across)
    yield charts.trend(frame, indicator, words, language, roles=dict.fromkeys(units, "focus"), lines=[COUNTY])
    yield charts.spine(one.assign(**SPREAD), ids, words, language, benchmark=HOSTILE[1])
    yield charts.spine(one.assign(**SPREAD), ids, words, language, benchmark=HOSTILE[1], ends=False)
    yield charts.spine(one.assign(**NO_SPREAD), ids, words, language, benchmark="x", tight=True)
    ends = {period: date(2025, 9, 30) for period in one["period_id"]}
    yield charts.sparklines(one, ids, words, language, ends=ends, name=HOSTILE[1], verdicts={"meetings": "worse"})
    yield charts.sparklines(one.head(0), ids, words, language, ends={}, name="x", verdicts={})
    yield charts.dot_plot(frame.assign(shrunken=50.0), indicator, words, language)
    yield charts.caterpillar(ranked, indicator, words, language, focus=units[:1])
    yield charts.caterpillar(ranked, indicator, words, language, total=500)
    yield charts.coverage(frame, words, language)
    yield charts.funnel(
        frame, indicator, words, language, limits=LIMITS, benchmark=COUNTY, size=HOSTILE[1], focus=units
    )
    yield charts.control_chart(
        one.assign(signal=HOSTILE[1]), indicator, words, language, limits=CONTROL, lines=[COUNTY]
    )
    yield charts.deciles(one, indicator, words, language, bands=bands(one["period_id"]))
    yield charts.scatter(frame, frame, (indicator, indicator), words, language, focus=units)
    yield charts.waterfall(
        pd.DataFrame({"name": HOSTILE[:3], "amount": [50.0, -5.0, 45.0], "kind": ["start", "change", "end"]}),
        indicator,
        words,
        language,
    )
    yield charts.small_multiples(frame, indicator, words, language, reference="v0", verdicts={"v1": "better"})


def test_the_newest_value_of_a_small_line_names_its_period():
    frame = evaluated({"org_unit_id": "v", "name": "v", "value": 78.8, "period_id": "2025Q4"})
    figure = charts.sparklines(
        frame, {"meetings": Thing()}, WORDS, "zh", ends={"2025Q4": date(2025, 12, 31)}, name="v", verdicts={}
    )
    shown = [re.sub("<[^>]*>", "", note.text) for note in figure.layout.annotations]
    assert "78.8% · 2025年第四季度" in shown


def test_a_name_never_hides_another_named_mark():
    rows = [
        {"org_unit_id": f"v{place}", "name": f"Village number {place}", "denominator": 100.0 + place, "value": 50.0,
         "verdict": "surely_worse"}
        for place in (0, 1, 90)
    ]  # fmt: skip
    frame = evaluated(*rows, {"org_unit_id": "far", "denominator": 1000.0, "value": 90.0})
    figure = charts.funnel(frame, Thing(), WORDS, "en", limits=LIMITS, benchmark=COUNTY, size="n")
    named = {note.text for note in figure.layout.annotations if note.text and note.text.startswith("Village")}
    assert named == {"Village number 0"}


def texts_of(part):
    """Every string of a figure that Plotly shows."""
    if isinstance(part, dict):
        for key, inner in part.items():
            if key in ("text", "hovertext", "ticktext"):
                yield from strings(inner)
            else:
                yield from texts_of(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from texts_of(inner)


def strings(part):
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        yield from texts_of(part)
    elif isinstance(part, list | tuple) or hasattr(part, "tolist"):
        for inner in list(part):
            yield from strings(inner)


OURS = re.compile(r'</?b>|<br>|</span>|<span style="[-a-z:;0-9.#A-F]*">')


@pytest.mark.parametrize("better", ["higher", "lower", "neutral"])
@pytest.mark.parametrize(
    "rows",
    [VALUE_ROWS, STATE_ROWS, VALUE_ROWS + STATE_ROWS, VALUE_ROWS[:1], STATE_ROWS[:1], VALUE_ROWS[:1] * 3],
    ids=lambda rows: str(len(rows)),
)
def test_every_picture_opens_and_text_stays_text(rows, better, language):
    indicator = Thing(better=better)
    for figure in drawn(evaluated(*rows), language, indicator):
        assert figure.layout.height > 0
        for text in texts_of(figure.to_dict()):
            assert not set("<>\n$") & set(OURS.sub("", text)), text
        assert figure.layout.meta["sentence"] == "A sentence."
        figure.to_json()


def test_a_frame_without_rows_is_an_empty_picture(language):
    empty = evaluated({}).head(0)
    assert charts.dot_plot(empty, Thing(), WORDS, language).layout.height > 0
    assert charts.trend(empty, Thing(), WORDS, language, roles={"v": "focus"}).layout.height > 0
    assert charts.heat_map(empty, {"meetings": Thing()}, WORDS, language, references={}).layout.height > 0
    assert charts.scatter(empty, empty, (Thing(), Thing()), WORDS, language).layout.height > 0
    assert charts.small_multiples(empty, Thing(), WORDS, language).layout.height > 0
    assert charts.caterpillar(empty.assign(**RANK), Thing(), WORDS, language).layout.height > 0
    assert charts.deciles(empty, Thing(), WORDS, language, bands=bands(["2025Q3"])).layout.height > 0
    assert charts.coverage(empty, WORDS, language).layout.height > 0
    assert charts.spine(empty.assign(**SPREAD), {"meetings": Thing()}, WORDS, language, benchmark="x").layout.height > 0


def test_a_picture_grows_with_its_rows():
    heights = [
        charts.dot_plot(
            evaluated(*({"org_unit_id": str(unit)} for unit in range(rows))), Thing(), WORDS, "en"
        ).layout.height
        for rows in (1, 10, 50, 170)
    ]
    assert heights == sorted(set(heights))


def test_a_unit_without_a_value_is_named_and_never_placed_as_a_number(language):
    frame = evaluated({"org_unit_id": "a"}, *STATE_ROWS[:3])
    figure = charts.dot_plot(frame, Thing(), charts.Words(), language)
    values = next(trace for trace in figure.data if trace.mode == "markers").x
    assert [value for value in values if value is not None] == [60.0]
    said = next(trace for trace in figure.data if trace.mode == "text").text
    assert set(said) == {f"{STATES[s].glyph} {STATES[s].name.in_language(language)}" for s in STATES if s != "value"}


@pytest.mark.parametrize(
    ("better", "order"), [("higher", ["c", "b", "a"]), ("lower", ["a", "b", "c"]), ("neutral", ["c", "b", "a"])]
)
def test_the_best_is_on_top_and_the_silent_below(better, order):
    frame = evaluated(
        {"org_unit_id": "silent", "state": "not_reported"},
        *({"org_unit_id": unit, "value": value} for unit, value in zip("abc", (10.0, 20.0, 30.0), strict=True)),
    )
    assert [row.unit for row in sorted_rows(frame, Thing(better=better))] == [*order, "silent"]


def test_zero_is_a_value():
    frame = evaluated({"value": 0.0, "numerator": 0.0, "lower": 0.0, "upper": 16.1})
    figure = charts.dot_plot(frame, Thing(), charts.Words(), "en")
    assert "0.0%" in next(trace for trace in figure.data if trace.mode == "markers").hovertext[0]
    assert [trace.mode for trace in figure.data if trace.mode == "text"] == []


@pytest.mark.parametrize("verdict", [None, *Verdict])
def test_a_mark_has_its_verdicts_colour_and_symbol(verdict):
    figure = charts.dot_plot(evaluated({"verdict": verdict}), Thing(), charts.Words(), "en")
    marker = next(trace for trace in figure.data if trace.mode == "markers").marker
    look = theme.look_of(verdict)
    assert (marker.color[0], marker.symbol[0]) == (look.colour, look.symbol)


def test_hover_says_value_interval_counts_reports_and_state(language):
    row = {"reported": 10, "expected": 12, "provisional": True, "verdict": "worse"}
    text = charts.dot_plot(evaluated(row), Thing(), charts.Words(), language).data[1].hovertext[0]
    for part in ("60.0%", "38.7%–78.1%", "12 / 20", "10", "▼", {"en": "provisional", "zh": "暂定"}[language]):
        assert part in text
    silent = charts.dot_plot(evaluated(STATE_ROWS[0]), Thing(), charts.Words(), language).data[1].hovertext[0]
    assert STATES["not_reported"].meaning.in_language(language) in silent


@pytest.mark.parametrize(
    ("better", "value", "good"),
    [
        ("higher", 100.0, 0.0),
        ("higher", 50.0, -1.0),
        ("higher", 80.0, -0.5),
        ("lower", 80.0, 0.5),
        ("neutral", 0.0, None),
    ],
)
def test_a_heat_maps_colour_is_the_distance_on_the_good_or_bad_side(better, value, good):
    assert goodness(value, 100.0, Thing(better=better)) == (None if good is None else pytest.approx(good))


def test_a_heat_map_hatches_what_has_no_value_and_leaves_it_uncoloured():
    frame = evaluated({"org_unit_id": "a"}, *STATE_ROWS[:3])
    figure = charts.heat_map(frame, {"meetings": Thing()}, WORDS, "en", references={"meetings": COUNTY})
    assert list(figure.data[0].z[0][1:]) == [None, None, None]
    hatched = {trace.text[0]: trace.marker.pattern.shape for trace in figure.data[1:]}
    assert hatched == {STATES[state].glyph: theme.STATE_HATCH[state] for state in theme.STATE_FILL}


def test_a_trend_has_a_gap_and_a_glyph_where_nothing_was_reported():
    frame = evaluated(
        {"period_id": "2025Q1"},
        {"period_id": "2025Q2", "state": "not_reported"},
        {"period_id": "2025Q3", "provisional": True},
    )
    figure = charts.trend(frame, Thing(), charts.Words(), "zh", roles={"v1": "focus"})
    line = next(trace for trace in figure.data if trace.mode == "lines+markers")
    assert list(line.y) == [60.0, None, 60.0]
    assert not line.connectgaps
    assert line.marker.color[2] == theme.PAPER
    assert STATES["not_reported"].glyph in [note.text for note in figure.layout.annotations]
    assert list(figure.layout.xaxis.ticktext) == ["1季度<br>2025年", "2季度<br>", "3季度<br>"]


def test_a_running_period_breaks_the_line_and_is_not_what_the_line_ends_with():
    frame = evaluated(
        {"period_id": "2024", "value": 90.0}, {"period_id": "2025", "value": 80.0},
        {"period_id": "2026", "value": 0.0, "provisional": True},
    )  # fmt: skip
    figure = charts.trend(frame, Thing(), charts.Words(), "zh", roles={"v1": "focus"})
    line = next(trace for trace in figure.data if trace.mode == "lines+markers")
    assert list(line.y) == [90.0, 80.0, None, 0.0]
    assert list(line.x) == [0, 1, 2, 2]
    dotted = next(trace for trace in figure.data if trace.mode == "lines" and trace.line.dash == "dot")
    assert list(dotted.y) == [80.0, 0.0]
    ends = [str(note.text) for note in figure.layout.annotations]
    assert any("80.0%" in text for text in ends)
    assert not any("0.0%" in text.replace("80.0%", "") for text in ends)


def test_names_at_the_end_of_lines_never_touch():
    assert apart([1.0, 1.0, 5.0, 1.1], 1.0) == [1.0, 2.0, 5.0, 3.0]
    assert apart([9.0, 10.0, 10.0], 1.0, 11.0) == [9.0, 10.0, 11.0]
    assert apart([10.0, 10.0, 10.0], 1.0, 11.0) == [9.0, 10.0, 11.0], "no name leaves the picture at the top"


@pytest.mark.parametrize(("better", "side"), [("higher", 1), ("lower", -1), ("neutral", 1)])
def test_a_spine_turns_every_indicator_so_that_better_is_right(better, side):
    (row,) = vertebrae(evaluated({"value": 90.0}).assign(**SPREAD), {"meetings": Thing(better=better)})
    assert row.place(50.0) == 0.0
    assert row.place(90.0) == side * 1.0
    assert row.place(20.0) == pytest.approx(side * -0.75)
    assert abs(row.place(500.0)) == 1.06


def test_a_county_of_one_village_has_a_spine():
    (row,) = vertebrae(evaluated({"value": 50.0}).assign(**dict.fromkeys(SPREAD, 50.0)), {"meetings": Thing()})
    assert (row.place(50.0), row.place(51.0)) == (0.0, 1.0)


def test_a_waterfalls_steps_lead_from_the_first_value_to_the_last():
    found = steps(
        pd.DataFrame(
            {"name": list("abcd"), "amount": [60.0, 5.0, -2.0, 63.0], "kind": ["start", "change", "change", "end"]}
        )
    )
    assert [(step.start, step.end) for step in found] == [(60.0, 60.0), (60.0, 65.0), (65.0, 63.0), (63.0, 63.0)]


def test_coverage_shows_the_least_covered_first():
    frame = pd.DataFrame(
        {"org_unit_id": list("abc"), "name": list("abc"), "reported": [12, 0, 6], "expected": [12, 12, 12]}
    )
    figure = charts.coverage(frame, charts.Words(), "en")
    assert list(figure.layout.yaxis.ticktext) == ["b", "c", "a"]
    assert list(figure.data[0].x) == [0.0, 50.0, 100.0]


def test_units_that_lack_either_value_are_not_in_the_scatter():
    across = evaluated({"org_unit_id": "a"}, {"org_unit_id": "b"}, {"org_unit_id": "c", "state": "suppressed"})
    up = evaluated({"org_unit_id": "a"}, {"org_unit_id": "b", "state": "not_reported"}, {"org_unit_id": "c"})
    figure = charts.scatter(across, up, (Thing(), Thing()), charts.Words(), "en")
    assert len(next(trace for trace in figure.data if trace.mode == "markers").x) == 1


def test_a_picture_asks_for_nothing_from_outside(language):
    other = dataclasses.replace(Thing(), unit=Text("times", "倍"), scale=1.0)
    for figure in drawn(evaluated(*VALUE_ROWS), language, other):
        assert "http" not in figure.to_json().replace("HYPERLINK", "")
        assert {trace.type for trace in figure.data} <= {"scatter", "bar", "heatmap"}


COURSE = evaluated(*({"period_id": f"{year}", "value": 50.0 + year % 7, "provisional": year == 2026}
                     for year in range(2023, 2027)))  # fmt: skip


@pytest.mark.parametrize("builder", ["small_multiples", "sparklines", "control_chart", "trend"])
def test_the_way_to_a_running_period_is_dotted_and_no_solid_line_reaches_it(builder):
    ends = {str(year): date(year, 12, 31) for year in range(2023, 2027)}
    limits = charts.Limits([None] * 4, [None] * 4, [None] * 4)
    figure = {
        "small_multiples": lambda: charts.small_multiples(COURSE, Thing(), WORDS, "en"),
        "sparklines": lambda: charts.sparklines(
            COURSE, {"meetings": Thing()}, WORDS, "en", ends=ends, name="v", verdicts={}
        ),
        "control_chart": lambda: charts.control_chart(COURSE.assign(signal=""), Thing(), WORDS, "en", limits=limits),
        "trend": lambda: charts.trend(COURSE, Thing(), WORDS, "en", roles={"v1": "focus"}),
    }[builder]()
    courses = [trace for trace in figure.data if trace.mode and "lines" in trace.mode and not trace.fill]
    reach = {dash: max(_reached(trace) for trace in courses if (trace.line.dash or "solid") == dash)
             for dash in ("solid", "dot")}  # fmt: skip
    assert reach == {"solid": 3, "dot": 4}


def _reached(trace):
    """How many of four periods the line comes to, 0 for one that lies level (a foot, a limit)."""
    points = list(zip(trace.x, trace.y, strict=True))
    drawn = [to[0] for at, to in pairwise(points) if None not in (at[1], to[1]) and at[1] != to[1]]
    farthest = max(drawn, default=-1)
    return round(farthest) + 1 if farthest > 1 or not drawn else round(1 + 3 * (farthest - 0.03) / SPARK_ACROSS)
