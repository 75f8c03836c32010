"""What holds a unit back and what lifts it, beside others: bars to both sides of the usual."""

from __future__ import annotations

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for, short
from analytics.charts.rows import draw_right_column, labelled_axes, places_of
from analytics.charts.theme import BETTER, SOFT_INK, WORSE, Words, canvas
from analytics.words import format_number, rows_of
from data.text import Language, Text

ROW = 26
PULL = Text("Points of the index, beside the usual unit", "对指数的影响（分，与一般水平相比）")
LONGEST = 44


def pulls(frame: pd.DataFrame, words: Words, language: Language) -> go.Figure:
    """`frame`: `name`, `pull` (points of the index), `shown` (what the village has beside what is usual, in the
    indicator's own unit), drawn in its order."""
    rows = rows_of(frame)
    names = [f"{'▼' if row['pull'] < 0 else '▲'} {row['name']}" for row in rows]
    shown = [str(row["shown"]) for row in rows]
    figure = canvas(
        words, ROW * max(len(rows), 1) + 10, left=room_for(names, LONGEST), right=room_for(shown, 44, 20), bottom=52
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
        **labelled_axes([short(name, LONGEST) for name in names], [plain(said) for said in shown], {"size": 13}),
    )  # fmt: skip
    draw_right_column(figure)
    return figure


def _hover(name: object, pull: float, said: str, language: Language) -> str:
    return f"<b>{plain(str(name))}</b><br>{format_number(pull, language, 2, signed=True)}<br>{plain(said)}"
