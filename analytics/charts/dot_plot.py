"""All units of one indicator as sorted dots with their intervals; who has no value is named, not left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.hover import fraction, hover
from analytics.charts.labels import room_for, short
from analytics.charts.parts import (
    Benchmark,
    add_key,
    key_of,
    numbers_of,
    room_above,
    row_height,
    span_of,
    upright,
    verdict_in,
    whiskers,
)
from analytics.charts.theme import GRID, GROUND, SOFT_INK, Words, canvas, look_of
from analytics.words import STATES, Measured, Reading, format_period, format_value, is_percent, rows_of
from data.text import Language

WHISKER = "#AEB8C1"


@dataclass(frozen=True, slots=True)
class Row:
    """A unit on the picture: its place from the top is negative, for Plotly counts upward."""

    unit: str
    name: str
    cell: Reading
    verdict: str | None
    period: str


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
    value below with their state's glyph; `lines` are benchmarks and target, `focus` the units to bring out."""
    rows = sorted_rows(frame, indicator)
    height = row_height(len(rows))
    names = [row.name for row in rows]
    shown = [_figures(row.cell, indicator, language) for row in rows]
    span = span_of(numbers_of([row.cell for row in rows], lines), indicator)
    top = room_above(lines, span)
    figure = canvas(
        words,
        max(len(rows), 1) * height + 10,
        left=room_for(names),
        right=room_for(shown, least=20),
        bottom=70,
        top=top,
    )
    places = [-float(place) for place in range(len(rows))]
    _highlight(figure, rows, places, focus)
    _draw(figure, rows, places, indicator, language)
    upright(figure, lines, span, indicator, language)
    _axes(figure, rows, places, shown, span, indicator, focus)
    states = {row.cell.state for row in rows}
    add_key(figure, key_of(language, [r.verdict for r in rows], states, any(r.cell.provisional for r in rows)))
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
        )
        for row in rows_of(frame)
    ]
    turn = 1.0 if indicator.better == "lower" else -1.0
    return sorted(
        rows, key=lambda row: (row.cell.value is None, turn * (row.cell.value or 0.0), row.cell.state, row.name)
    )


def _figures(cell: Reading, indicator: Measured, language: Language) -> str:
    """`60.0%  12 / 20` for the column at the right; the fraction only where it is short."""
    if cell.value is None:
        return ""
    counts = fraction(cell, language)
    return format_value(cell.value, indicator, language) + (f"   {counts}" if len(counts) <= 13 else "")


def _highlight(figure: go.Figure, rows: Sequence[Row], places: Sequence[float], focus: Collection[str]) -> None:
    for row, place in zip(rows, places, strict=True):
        if row.unit in focus:
            figure.add_shape(
                type="rect", xref="paper", yref="y", x0=0, x1=1, y0=place - 0.5, y1=place + 0.5, layer="below",
                fillcolor=GROUND, line={"width": 0},
            )  # fmt: skip


def _draw(
    figure: go.Figure, rows: Sequence[Row], places: Sequence[float], indicator: Measured, language: Language
) -> None:
    along, across = whiskers([row.cell for row in rows], places)
    figure.add_trace(go.Scatter(x=along, y=across, mode="lines", line={"color": WHISKER, "width": 2}, hoverinfo="skip"))
    looks = [look_of(row.verdict, row.cell.provisional) for row in rows]
    texts = [
        hover(row.name, row.cell, indicator, language, format_period(row.period, language), row.verdict) for row in rows
    ]
    figure.add_trace(
        go.Scatter(
            x=[row.cell.value for row in rows],
            y=list(places),
            mode="markers",
            marker={
                "color": [look.colour for look in looks],
                "symbol": [look.symbol for look in looks],
                "size": 11 if len(rows) <= 80 else 8,
                "line": {"width": 1.5, "color": [look.colour for look in looks]},
            },
            hovertext=texts,
            hoverinfo="text",
        )
    )
    _draw_states(figure, rows, places, texts, language)


def _draw_states(
    figure: go.Figure, rows: Sequence[Row], places: Sequence[float], texts: Sequence[str], language: Language
) -> None:
    """A glyph and its word at the foot of the scale for every unit without a value."""
    absent = [place for place, row in enumerate(rows) if row.cell.value is None]
    if not absent:
        return
    marks = [STATES[rows[place].cell.state] for place in absent]
    figure.add_trace(
        go.Scatter(
            x=[0.006] * len(absent),
            y=[places[place] for place in absent],
            xaxis="x2",
            mode="text",
            text=[f"{mark.glyph} {mark.name.in_language(language)}" for mark in marks],
            textposition="middle right",
            textfont={"color": SOFT_INK, "size": 12},
            hovertext=[texts[place] for place in absent],
            hoverinfo="text",
        )
    )


def _axes(
    figure: go.Figure,
    rows: Sequence[Row],
    places: Sequence[float],
    shown: Sequence[str],
    span: tuple[float, float],
    indicator: Measured,
    focus: Collection[str],
) -> None:
    size = 13 if len(rows) <= 80 else 11
    names = [f"<b>{short(row.name)}</b>" if row.unit in focus else short(row.name) for row in rows]
    upright_axis: dict[str, Any] = {
        "range": [-max(len(rows), 1) + 0.4, 0.6],
        "tickvals": list(places),
        "tickfont": {"size": size},
        "fixedrange": True,
    }
    figure.update_layout(
        xaxis={
            "range": list(span),
            "ticksuffix": "%" if is_percent(indicator) else "",
            "fixedrange": True,
            "nticks": 7,
        },
        xaxis2={"range": [0, 1], "overlaying": "x", "visible": False, "fixedrange": True},
        yaxis={**upright_axis, "ticktext": names, "gridcolor": GRID},
        yaxis2={**upright_axis, "ticktext": list(shown), "overlaying": "y", "side": "right", "showgrid": False},
    )
    figure.add_trace(go.Scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip"))
