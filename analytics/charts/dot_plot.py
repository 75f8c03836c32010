"""All units of one indicator as sorted dots with their intervals; who has no value is named, not left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.hover import hover
from analytics.charts.labels import plain, room_for
from analytics.charts.parts import (
    GAP,
    Benchmark,
    add_key,
    key_of,
    number_axis,
    numbers_of,
    room_above,
    span_of,
    upright,
    verdict_in,
    whiskers,
)
from analytics.charts.rows import (
    MANY,
    draw_right_column,
    figures_of,
    highlight,
    places_of,
    plot_height,
    row_axes,
)
from analytics.charts.theme import INK, PAPER, SOFT_INK, WHISKER, Words, canvas, look_of, marker_of
from analytics.words import STATES, Measured, Reading, format_period, format_value, number, rows_of
from data.text import Language, Text

SHRUNKEN = Text("drawn to the mean as far as chance reaches", "按偶然程度向均值收缩后的值")
SHRUNKEN_COLOUR = INK


@dataclass(frozen=True, slots=True)
class Row:
    """A unit on the picture."""

    unit: str
    name: str
    cell: Reading
    verdict: str | None
    period: str
    shrunken: float | None = None


def dot_plot(
    frame: pd.DataFrame,
    indicator: Measured,
    words: Words,
    language: Language,
    *,
    lines: Sequence[Benchmark] = (),
    focus: Collection[str] = (),
) -> go.Figure:
    """One row a unit (`org_unit_id`, `name`, evaluate's columns, optional `verdict`), the best on top, units without a
    value below with their state's glyph; `lines` are benchmarks and target, `focus` the units to bring out. A column
    `shrunken` is drawn as a small diamond beside the value."""
    rows = sorted_rows(frame, indicator)
    cells, names = [row.cell for row in rows], [row.name for row in rows]
    shown = [figures_of(cell, indicator, language) for cell in cells]
    span = span_of(numbers_of(cells, lines), indicator)
    room = {"left": room_for(names), "right": room_for(shown, least=20), "bottom": 70, "top": room_above(lines, span)}
    figure = canvas(words, plot_height(len(rows)), **room)
    highlight(figure, [row.unit for row in rows], focus)
    _draw(figure, rows, indicator, language)
    upright(figure, lines, span, indicator, language)
    figure.update_layout(
        xaxis=number_axis(span, indicator),
        xaxis2={"range": [0, 1], "overlaying": "x", "visible": False, "fixedrange": True},
        **row_axes(names, shown, [row.unit in focus for row in rows]),
    )
    draw_right_column(figure)
    running = any(cell.provisional for cell in cells)
    key = key_of(language, [row.verdict for row in rows], {cell.state for cell in cells}, running)
    drawn = any(row.shrunken is not None for row in rows)
    add_key(figure, GAP.join(part for part in (_shrunken_key(language) if drawn else "", key) if part))
    return figure


def sorted_rows(frame: pd.DataFrame, indicator: Measured) -> list[Row]:
    """Units with a value from best to worst (highest first where nobody judges), then the others; ties by name."""
    rows = [
        Row(
            str(row["org_unit_id"]),
            str(row["name"]),
            Reading.of(row),
            verdict_in(row),
            str(row["period_id"]),
            number(row.get("shrunken")),
        )
        for row in rows_of(frame)
    ]
    turn = 1.0 if indicator.better == "lower" else -1.0
    return sorted(
        rows, key=lambda row: (row.cell.value is None, turn * (row.cell.value or 0.0), row.cell.state, row.name)
    )


def _draw(figure: go.Figure, rows: Sequence[Row], indicator: Measured, language: Language) -> None:
    places = places_of(len(rows))
    along, across = whiskers([row.cell for row in rows], places)
    figure.add_trace(go.Scatter(x=along, y=across, mode="lines", line={"color": WHISKER, "width": 2}, hoverinfo="skip"))
    looks = [look_of(row.verdict, row.cell.provisional) for row in rows]
    texts = [_hover(row, indicator, language) for row in rows]
    marker = marker_of(looks, 11 if len(rows) <= MANY else 8)
    values = [row.cell.value for row in rows]
    figure.add_trace(
        go.Scatter(
            x=values, y=places, mode="markers", marker=marker, hovertext=texts, hoverinfo="text", cliponaxis=False
        )
    )
    _draw_shrunken(figure, rows)
    _draw_states(figure, rows, texts, language)


def _hover(row: Row, indicator: Measured, language: Language) -> str:
    said = hover(row.name, row.cell, indicator, language, format_period(row.period, language), row.verdict)
    if row.shrunken is None:
        return said
    shown = f"◆ {SHRUNKEN.in_language(language)} {format_value(row.shrunken, indicator, language)}"
    return f"{said}<br>{plain(shown)}"


def _draw_shrunken(figure: go.Figure, rows: Sequence[Row]) -> None:
    known = [(row.shrunken, -place) for place, row in enumerate(rows) if row.shrunken is not None]
    if known:
        along, across = zip(*known, strict=True)
        mark = {"symbol": "diamond", "size": 6, "color": SHRUNKEN_COLOUR, "line": {"width": 1, "color": PAPER}}
        figure.add_trace(go.Scatter(x=along, y=across, mode="markers", marker=mark, hoverinfo="skip"))


def _shrunken_key(language: Language) -> str:
    return f'<span style="color:{SHRUNKEN_COLOUR}">◆</span> {SHRUNKEN.in_language(language)}'


def _draw_states(figure: go.Figure, rows: Sequence[Row], texts: Sequence[str], language: Language) -> None:
    """A glyph and its word at the foot of the scale for every unit without a value."""
    absent = [place for place, row in enumerate(rows) if row.cell.value is None]
    marks = [STATES[rows[place].cell.state] for place in absent]
    if absent:
        figure.add_trace(
            go.Scatter(
                x=[0.006] * len(absent), y=[-place for place in absent], xaxis="x2", mode="text",
                text=[f"{mark.glyph} {mark.name.in_language(language)}" for mark in marks],
                textposition="middle right", textfont={"color": SOFT_INK, "size": 12},
                hovertext=[texts[place] for place in absent], hoverinfo="text",
            )
        )  # fmt: skip
