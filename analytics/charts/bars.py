"""Amounts side by side, each with its interval where there is one; no judgement in the colour."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for, short
from analytics.charts.parts import GAP, add_key
from analytics.charts.rows import draw_right_column, labelled_axes, places_of
from analytics.charts.theme import COVERED, INK, PRIMARY, Words, canvas
from analytics.words import format_number, number, rows_of
from data.text import Language

ROW, LONGEST = 30, 44


def bars(
    frame: pd.DataFrame,
    series: Sequence[tuple[str, str]],
    axis: str,
    words: Words,
    language: Language,
    *,
    decimals: int = 2,
) -> go.Figure:
    """`frame`: `name` and a column for each of one or two `series` (column, name), each with the half-width of its
    interval under `{column}_error` if it has one; drawn in its order."""
    rows = rows_of(frame)
    names, places = [str(row["name"]) for row in rows], places_of(len(rows))
    shown = [" · ".join(_figure(row[column], language, decimals) for column, _ in series) for row in rows]
    room = {"left": room_for(names, LONGEST), "right": room_for(shown, least=20), "bottom": 76}
    figure = canvas(words, ROW * max(len(rows), 1) + 10, **room)
    for turn, ((column, title), colour) in enumerate(zip(series, (PRIMARY, COVERED), strict=False)):
        width = 0.72 / len(series)
        errors = [number(row.get(f"{column}_error")) or 0.0 for row in rows]
        figure.add_trace(
            go.Bar(
                x=[row[column] for row in rows], y=[at + 0.36 - width * (turn + 0.5) for at in places],
                orientation="h", width=width, marker={"color": colour},
                error_x={"type": "data", "array": errors, "color": INK, "thickness": 1, "width": 3,
                         "visible": any(errors)},
                hovertext=[
                    f"<b>{plain(name)}</b><br>{plain(title)} {_figure(row[column], language, decimals)}"
                    for name, row in zip(names, rows, strict=True)
                ],
                hoverinfo="text",
            )
        )  # fmt: skip
    figure.update_layout(
        xaxis={"title": {"text": axis}, "fixedrange": True, "nticks": 8, "rangemode": "tozero"},
        **labelled_axes([short(name, LONGEST) for name in names], shown, {"size": 13}),
    )
    draw_right_column(figure)
    if len(series) > 1:
        keys = (
            f'<span style="color:{colour}">■</span> {plain(title)}'
            for (_, title), colour in zip(series, (PRIMARY, COVERED), strict=False)
        )
        add_key(figure, GAP.join(keys), below=52)
    return figure


def _figure(value: float, language: Language, decimals: int) -> str:
    return format_number(value, language, decimals)
