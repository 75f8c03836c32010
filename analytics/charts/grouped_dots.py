"""Units and, behind each, those below it on the same scale: a row a unit, with the target as a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.hover import hover
from analytics.charts.labels import plain, room_for
from analytics.charts.parts import (
    Benchmark,
    add_key,
    key_of,
    number_axis,
    numbers_of,
    room_above,
    span_of,
    upright,
    verdict_in,
)
from analytics.charts.rows import draw_right_column, figures_of, places_of, plot_height, row_axes
from analytics.charts.theme import FAINT, Words, canvas, look_of, marker_of
from analytics.words import Measured, Reading, format_period, format_value, rows_of
from data.text import Language, Text

BELOW = Text("each village below", "所辖各村")


def grouped_dots(
    frame: pd.DataFrame,
    below: pd.DataFrame,
    indicator: Measured,
    words: Words,
    language: Language,
    *,
    belongs: Mapping[str, str],
    lines: Sequence[Benchmark] = (),
) -> go.Figure:
    """`frame` and `below`: evaluate's columns and `name`; `belongs` names the unit of `frame` a unit below lies in."""
    rows = [(str(row["org_unit_id"]), str(row["name"]), Reading.of(row), verdict_in(row)) for row in rows_of(frame)]
    rows.sort(key=lambda row: (row[2].value is None, row[2].value or 0.0, row[1]))
    names, places = [name for _, name, _, _ in rows], places_of(len(rows))
    at = {unit: place for (unit, *_), place in zip(rows, places, strict=True)}
    small = [(row, Reading.of(row)) for row in rows_of(below)]
    dots = [(row, cell) for row, cell in small if cell.value is not None and belongs.get(str(row["org_unit_id"])) in at]
    span = span_of(numbers_of([*(cell for *_, cell, _ in rows), *(cell for _, cell in dots)], lines), indicator)
    shown = [figures_of(cell, indicator, language) for *_, cell, _ in rows]
    figure = canvas(
        words, plot_height(len(rows)), left=room_for(names), right=room_for(shown, least=40), bottom=62,
        top=room_above(lines, span),
    )  # fmt: skip
    upright(figure, lines, span, indicator, language)
    figure.add_trace(
        go.Scatter(
            x=[cell.value for _, cell in dots], y=[at[belongs[str(row["org_unit_id"])]] for row, _ in dots],
            mode="markers", marker={"color": FAINT, "size": 8, "opacity": 0.8}, hoverinfo="text",
            hovertext=[_hover(str(row["name"]), cell, indicator, language) for row, cell in dots],
        )
    )  # fmt: skip
    looks = [look_of(verdict, cell.provisional) for *_, cell, verdict in rows]
    period = format_period(str(frame["period_id"].iloc[0]), language) if len(frame) else ""
    figure.add_trace(
        go.Scatter(
            x=[cell.value for *_, cell, _ in rows], y=places, mode="markers", marker=marker_of(looks, 12),
            hovertext=[hover(name, cell, indicator, language, period, verdict) for _, name, cell, verdict in rows],
            hoverinfo="text",
        )
    )  # fmt: skip
    figure.update_layout(xaxis=number_axis(span, indicator), **row_axes(names, shown))
    draw_right_column(figure)
    key = key_of(language, [verdict for *_, verdict in rows], {cell.state for *_, cell, _ in rows})
    add_key(figure, f'<span style="color:{FAINT}">●</span> {BELOW.in_language(language)}\u2003{key}', below=34)
    return figure


def _hover(name: str, cell: Reading, indicator: Measured, language: Language) -> str:
    return f"<b>{plain(name)}</b><br>{plain(format_value(cell.value or 0.0, indicator, language, unit=True))}"
