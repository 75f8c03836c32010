"""The same indicator's course for many units, one small panel each on one scale, the county grey-gold behind all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.hover import hover
from analytics.charts.labels import short
from analytics.charts.parts import GAP, add_key, key_of, number_axis, span_of
from analytics.charts.theme import COUNTY, FOCUS, LOOKS, PAPER, Words, canvas
from analytics.charts.trend import Course, courses_of, period_axis, stops_of, ways_to_running
from analytics.words import PROVISIONAL, STATES, VERDICTS, Measured, Verdict, format_period, format_value, rows_of
from data.text import Language, Text

PANEL = 128
APART = 0.035
TRENDS: Mapping[Verdict, Text] = {
    Verdict.BETTER: Text("trend for the better", "趋势向好"),
    Verdict.WORSE: Text("trend for the worse", "趋势变差"),
    Verdict.SIMILAR: Text("no significant trend", "无显著趋势"),
    Verdict.HIGHER: Text("rising", "上升"),
    Verdict.LOWER: Text("falling", "下降"),
    Verdict.NOT_COMPARED: Text("trend cannot be calculated", "无法判断趋势"),
}
"""A trend compares a unit with its own past, so a benchmark's words would mislead."""


def small_multiples(
    frame: pd.DataFrame,
    indicator: Measured,
    words: Words,
    language: Language,
    *,
    reference: str | None = None,
    verdicts: Mapping[str, str] | None = None,
    columns: int = 4,
) -> go.Figure:
    """`frame`: evaluate's columns and `name` of several units over periods of one kind, panels in the order of the
    frame; `reference` is the unit (the county) drawn in every panel; `verdicts` of the units' trends give each panel's
    title its glyph and colour (`findings.sentences.trend_verdict`)."""
    periods = sorted(frame["period_id"].astype(str).unique())
    order = dict.fromkeys(str(row["org_unit_id"]) for row in rows_of(frame[["org_unit_id"]]))
    courses = courses_of(frame, periods, {unit: "county" if unit == reference else "focus" for unit in order})
    panels = [course for course in courses if course.unit != reference]
    behind = next((course for course in courses if course.unit == reference), None)
    lines = max(-(-len(panels) // columns), 1)
    span = span_of([cell.value for course in courses for cell in course.cells if cell], indicator)
    drawn = [
        _panel(place, course, behind, (verdicts or {}).get(course.unit), Scene(periods, indicator, language))
        for place, course in enumerate(panels)
    ]
    layout = _grid(len(panels), columns, lines, span, periods, indicator, language)
    titles = [panel.title for panel in drawn]
    figure = canvas(words, lines * (PANEL + 34), left=56, right=16, bottom=56, top=14, annotations=titles, **layout)
    figure.add_traces([trace for panel in drawn for trace in panel.traces])
    cells = [cell for course in courses for cell in course.cells if cell]
    running = any(cell.provisional for cell in cells)
    marks = key_of(language, (verdicts or {}).values(), (), running, TRENDS)
    named = f'<span style="color:{COUNTY}"><b>—</b></span> {short(behind.name)}' if behind else ""
    add_key(figure, GAP.join(part for part in (named, marks) if part), below=34)
    return figure


@dataclass(frozen=True, slots=True)
class Scene:
    """What all panels share."""

    periods: Sequence[str]
    indicator: Measured
    language: Language


@dataclass(frozen=True, slots=True)
class Panel:
    """What is drawn in one panel."""

    traces: list[dict[str, Any]]
    title: dict[str, Any]


def _grid(
    panels: int, columns: int, lines: int, span: tuple[float, float], periods: Sequence[str], indicator: Measured,
    language: Language,
) -> dict[str, Any]:  # fmt: skip
    """The axes of all panels; only the outer ones bear numbers."""
    years = {period[:4]: index for index, period in reversed(list(enumerate(periods)))}
    below = {
        **period_axis(periods, language), "tickvals": list(years.values()), "tickfont": {"size": 11},
        "ticktext": list(years), "tickangle": 0,
    }  # fmt: skip
    beside = {**number_axis(span, indicator), "nticks": 4, "tickfont": {"size": 11}}
    axes: dict[str, Any] = {}
    for place in range(panels):
        across, down = place % columns, place // columns
        left, bottom = across / columns, 1 - (down + 1) / lines
        x, y = _names(place)
        axes[f"xaxis{x[1:]}"] = below | {
            "domain": [left, left + 1 / columns - APART], "anchor": y, "showticklabels": place + columns >= panels,
        }  # fmt: skip
        axes[f"yaxis{y[1:]}"] = beside | {
            "domain": [bottom + 0.06 / lines, bottom + 0.8 / lines], "anchor": x, "showticklabels": across == 0,
        }  # fmt: skip
    return axes


def _names(place: int) -> tuple[str, str]:
    """Plotly's names of a panel's axes."""
    suffix = "" if place == 0 else str(place + 1)
    return f"x{suffix}", f"y{suffix}"


def _panel(place: int, course: Course, behind: Course | None, verdict: str | None, scene: Scene) -> Panel:
    x, y = _names(place)
    axes = {"xaxis": x, "yaxis": y}
    behind_it = [_line(behind, COUNTY, 1.4, axes), *_running(behind, COUNTY, axes)] if behind else []
    own = [_line(course, FOCUS, 1.8, axes), *_running(course, FOCUS, axes), _dots(course, axes, scene)]
    return Panel([*behind_it, *own], _title(course, (x, y), verdict, scene))


def _line(course: Course, colour: str, width: float, axes: dict[str, Any]) -> dict[str, Any]:
    """The course's line, broken before a running period."""
    stops = stops_of(course)
    cells = [course.cells[place] if drawn else None for place, drawn in stops]
    return {
        "type": "scatter", "x": [place for place, _ in stops], "y": [cell.value if cell else None for cell in cells],
        "mode": "lines", "connectgaps": False, "cliponaxis": False, "line": {"color": colour, "width": width},
        "hoverinfo": "skip", **axes,
    }  # fmt: skip


def _running(course: Course, colour: str, axes: dict[str, Any]) -> list[dict[str, Any]]:
    """Dotted, the way to each running period's value."""
    line = {"color": colour, "width": 1.2, "dash": "dot"}
    return [
        {"type": "scatter", "x": x, "y": y, "mode": "lines", "line": line, "hoverinfo": "skip", **axes}
        for x, y in ways_to_running(course)
    ]


def _dots(course: Course, axes: dict[str, Any], scene: Scene) -> dict[str, Any]:
    known = [(place, cell) for place, cell in enumerate(course.cells) if cell]
    texts = [
        hover(course.name, cell, scene.indicator, scene.language, format_period(scene.periods[place], scene.language))
        for place, cell in known
    ]
    fills = [PAPER if cell.provisional else FOCUS for _, cell in known]
    return {
        "type": "scatter", "x": [place for place, _ in known], "y": [cell.value for _, cell in known],
        "mode": "markers", "cliponaxis": False, "hovertext": texts, "hoverinfo": "text",
        "marker": {"size": 5, "line": {"color": FOCUS, "width": 1.2}, "color": fills}, **axes,
    }  # fmt: skip


def _title(course: Course, axes: tuple[str, str], verdict: str | None, scene: Scene) -> dict[str, Any]:
    """The unit's name, its last value and the glyph of its trend above the panel; a state's glyph for no value."""
    last = next((cell for cell in reversed(course.cells) if cell), None)
    shown = "—"
    if last:
        value = last.value
        shown = STATES[last.state].glyph if value is None else format_value(value, scene.indicator, scene.language)
        shown += f" {PROVISIONAL.glyph}" if value is not None and last.provisional else ""
    glyph = ""
    if verdict:
        code = Verdict(verdict)
        glyph = f' <span style="color:{LOOKS[code].colour}">{VERDICTS[code].glyph}</span>'
    return {
        "x": 0, "xref": f"{axes[0]} domain", "xanchor": "left", "y": 1, "yref": f"{axes[1]} domain",
        "yanchor": "bottom", "yshift": 3, "showarrow": False, "font": {"size": 12},
        "text": f"<b>{short(course.name, 20)}</b> {shown}{glyph}",
    }  # fmt: skip
