"""What holds a unit back and what lifts it, beside others: bars to both sides of the usual."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.labels import plain, room_for, short
from analytics.charts.rows import draw_right_column, labelled_axes, places_of
from analytics.charts.theme import BETTER, SOFT_INK, WORSE, Words, canvas
from analytics.words import format_number, rows_of
from data.text import Language, Text

ROW = 26
PULL = Text("Points of the index, beside the usual unit", "对指数的影响（分，与一般水平相比）")
AGAINST = Text("{score} (usual {typical})", "{score}（一般{typical}）")
LONGEST = 44


def pulls(frame: pd.DataFrame, words: Words, language: Language) -> go.Figure:
    """`frame`: `name`, `pull` (points of the index), `score` and `typical` (on the scale), drawn in its order."""
    rows = rows_of(frame)
    names = [f"{'▼' if row['pull'] < 0 else '▲'} {row['name']}" for row in rows]
    shown = [_shown(row["score"], row["typical"], language) for row in rows]
    figure = canvas(
        words, ROW * max(len(rows), 1) + 10, left=room_for(names, LONGEST), right=room_for(shown, 30, 20), bottom=52
    )
    figure.add_trace(
        go.Bar(
            x=[row["pull"] for row in rows], y=places_of(len(rows)), orientation="h", width=0.62,
            marker={"color": [WORSE if row["pull"] < 0 else BETTER for row in rows]},
            hovertext=[_hover(row["name"], row["pull"], said, language) for row, said in zip(rows, shown, strict=True)],
            hoverinfo="text",
        )
    )  # fmt: skip
    figure.update_layout(
        xaxis={"title": {"text": PULL.in_language(language)}, "fixedrange": True, "nticks": 8,
               "zeroline": True, "zerolinecolor": SOFT_INK},
        **labelled_axes([short(name, LONGEST) for name in names], shown, {"size": 13}),
    )  # fmt: skip
    draw_right_column(figure)
    return figure


def _shown(score: float, typical: float, language: Language) -> str:
    numbers = {"score": format_number(score, language), "typical": format_number(typical, language)}
    return AGAINST.fill(**numbers).in_language(language)


def _hover(name: object, pull: float, said: str, language: Language) -> str:
    return f"<b>{plain(str(name))}</b><br>{format_number(pull, language, 2, signed=True)}<br>{plain(said)}"
