"""A control chart: one unit's course between the limits of its own usual variation, with what breaks a rule marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.hover import hover
from analytics.charts.labels import plain, room_for, short
from analytics.charts.parts import Benchmark, End, add_key, key_of, name_ends, number_axis, span_of, verdict_in
from analytics.charts.theme import FAINT, SIMILAR, SOFT_INK, Words, canvas, look_of, marker_of
from analytics.charts.trend import period_axis
from analytics.words import STATES, Measured, Reading, Verdict, format_period, format_value, rows_of
from data.text import Language, Text

HEIGHT = 320
CENTRE = Text("mean", "均值")
SIGNALS: Mapping[Verdict, Text] = {
    Verdict.BETTER: Text("signal: change for the better", "信号：向好的变化"),
    Verdict.WORSE: Text("signal: change for the worse", "信号：变差"),
    Verdict.HIGHER: Text("signal: higher than usual", "信号：高于通常水平"),
    Verdict.LOWER: Text("signal: lower than usual", "信号：低于通常水平"),
}
"""A signal compares a unit with itself, so a benchmark's words would mislead."""
UPPER, LOWER = Text("upper limit", "上控制限"), Text("lower limit", "下控制限")


@dataclass(frozen=True, slots=True)
class Limits:
    """The chart's own lines in the indicator's unit, one number a period; None where there is none."""

    centre: Sequence[float | None]
    lower: Sequence[float | None]
    upper: Sequence[float | None]


def control_chart(
    frame: pd.DataFrame,
    indicator: Measured,
    words: Words,
    language: Language,
    *,
    limits: Limits,
    lines: Sequence[Benchmark] = (),
) -> go.Figure:
    """`frame`: one unit's rows with evaluate's columns and `name`, a period each, in order; `verdict` colours a point
    that bears a signal, and `signal` is the rule it breaks in the reader's language (both empty for the others)."""
    rows = rows_of(frame)
    periods = [str(row["period_id"]) for row in rows]
    cells = [Reading.of(row) for row in rows]
    known = [*limits.centre, *limits.lower, *limits.upper]
    span = span_of([*(cell.value for cell in cells), *(line.value for line in lines), *known], indicator)
    ends = _ends(limits, lines, indicator, language)
    figure = canvas(words, HEIGHT, left=64, right=room_for([end.name for end in ends], 34, 40), bottom=76)
    _draw_limits(figure, limits)
    _draw_lines(figure, lines)
    name_ends(figure, ends, 17 * (span[1] - span[0]) / HEIGHT)
    _draw_points(figure, rows, cells, indicator, language)
    for place, cell in enumerate(cells):
        if cell.value is None:
            figure.add_annotation(
                x=place, y=span[0], yanchor="bottom", text=STATES[cell.state].glyph, showarrow=False,
                font={"size": 16, "color": SOFT_INK},
            )  # fmt: skip
    figure.update_layout(xaxis=period_axis(periods, language), yaxis=number_axis(span, indicator))
    running = any(cell.provisional for cell in cells)
    verdicts = [verdict_in(row) for row in rows]
    add_key(figure, key_of(language, verdicts, {cell.state for cell in cells}, running, SIGNALS), below=46)
    return figure


def _ends(limits: Limits, lines: Sequence[Benchmark], indicator: Measured, language: Language) -> list[End]:
    """The names of the chart's own lines, as far as they are there, and of the benchmarks."""
    own = ((UPPER, limits.upper), (CENTRE, limits.centre), (LOWER, limits.lower))
    last = [(name.in_language(language), value) for name, values in own if (value := _last(values)) is not None]
    ends = [End(f"{name} {format_value(value, indicator, language)}", value, SOFT_INK) for name, value in last]
    named = (f"{short(line.name, 18)} {line.figure(indicator, language)}" for line in lines)
    return [*ends, *(End(name, line.value, line.colour) for name, line in zip(named, lines, strict=True))]


def _last(values: Sequence[float | None]) -> float | None:
    return next((value for value in reversed(values) if value is not None), None)


def _draw_limits(figure: go.Figure, limits: Limits) -> None:
    for values, dash in ((limits.upper, "dash"), (limits.lower, "dash"), (limits.centre, "solid")):
        line = {"color": SIMILAR, "width": 1.3, "dash": dash, "shape": "hvh"}
        places = list(range(len(values)))
        figure.add_trace(go.Scatter(x=places, y=list(values), mode="lines", line=line, hoverinfo="skip"))


def _draw_lines(figure: go.Figure, lines: Sequence[Benchmark]) -> None:
    for line in lines:
        figure.add_shape(
            type="line", xref="paper", x0=0, x1=1, y0=line.value, y1=line.value, layer="below",
            line={"color": line.colour, "width": 1.4, "dash": line.dash},
        )  # fmt: skip


def _draw_points(
    figure: go.Figure,
    rows: Sequence[dict[str, object]],
    cells: Sequence[Reading],
    indicator: Measured,
    language: Language,
) -> None:
    looks = [look_of(verdict_in(row), cell.provisional) for row, cell in zip(rows, cells, strict=True)]
    for dash, line in _lines(cells):
        shape = {"color": FAINT, "width": 2, "dash": dash}
        figure.add_trace(go.Scatter(**line, mode="lines", connectgaps=False, line=shape, hoverinfo="skip"))
    marker = marker_of(looks, 8) | {"size": [13 if verdict_in(row) else 8 for row in rows]}
    figure.add_trace(
        go.Scatter(
            x=list(range(len(cells))), y=[cell.value for cell in cells], mode="markers", marker=marker,
            hoverinfo="text", cliponaxis=False,
            hovertext=[_hover(row, cell, indicator, language) for row, cell in zip(rows, cells, strict=True)],
        )
    )  # fmt: skip


def _lines(cells: Sequence[Reading]) -> list[tuple[str, dict[str, list[Any]]]]:
    """The line of the whole periods, and dotted the way from the last of them to a running one."""
    whole = [None if cell.provisional else cell.value for cell in cells]
    lines: list[tuple[str, dict[str, list[Any]]]] = [("solid", {"x": list(range(len(cells))), "y": whole})]
    for place, cell in enumerate(cells):
        if cell.provisional and place:
            lines.append(("dot", {"x": [place - 1, place], "y": [cells[place - 1].value, cell.value]}))
    return lines


def _hover(row: dict[str, object], cell: Reading, indicator: Measured, language: Language) -> str:
    period = format_period(str(row["period_id"]), language)
    signal = row.get("signal")
    said = hover(str(row["name"]), cell, indicator, language, period)
    return f"{said}<br>{plain(signal)}" if isinstance(signal, str) and signal else said
