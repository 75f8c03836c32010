"""Counts split into parts: one bar a row, the parts beside each other, the sum at its end."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for
from analytics.charts.parts import GAP
from analytics.charts.rows import places_of, row_axes
from analytics.charts.theme import PAPER, Words
from analytics.charts.whole import RIGHT_COLUMN, whole
from analytics.words import STATES, format_number, number, rows_of
from data.text import Language, Text

ROW = 32
GLYPH = STATES["suppressed"].glyph
NARROW = 0.05
"""A part narrower than this share of the axis has no number in it."""


def stacked(
    frame: pd.DataFrame,
    rows: Mapping[str, Text],
    parts: Mapping[str, tuple[Text, str]],
    words: Words,
    language: Language,
    ends: Mapping[str, str] | None = None,
) -> go.Figure:
    """`frame`: `row` and a column of counts for each of the `parts` (its name and colour); `rows` names the rows.

    At the end of a row stands its sum, or what `ends` says. A count that is withheld (`<NA>`) has no bar: the end of
    its row has the glyph.
    """
    given = {row["row"]: row for row in rows_of(frame[["row", *parts]])}
    counts = {row: [number(given.get(row, {}).get(part, 0)) for part in parts] for row in rows}
    hidden = {row: None in cells for row, cells in counts.items()}
    sums = [sum(cell or 0.0 for cell in cells) for cells in counts.values()]
    names = [name.in_language(language) for name in rows.values()]
    said = ends or {row: format_number(total, language, 0) for row, total in zip(rows, sums, strict=True)}
    shown = [_end(said[row], hidden[row]) if ends or not hidden[row] else GLYPH for row in rows]
    places, most = places_of(len(rows)), max([*sums, 1.0])
    traces = []
    for part, (title, colour) in enumerate(parts.values()):
        label = plain(title.in_language(language))
        values = [cells[part] or 0.0 for cells in counts.values()]
        texts = [format_number(value, language, 0) for value in values]
        traces.append(
            go.Bar(
                x=values, y=places, orientation="h", width=0.66, marker={"color": colour, "line": {"color": PAPER,
                "width": 1}}, text=[text if value > NARROW * most else "" for text, value in zip(texts, values,
                strict=True)], textposition="inside", insidetextanchor="middle", textangle=0, textfont={"size": 12},
                constraintext="none",
                hovertext=[f"<b>{plain(name)}</b><br>{label} {text}" for name, text in zip(names, texts, strict=True)],
                hoverinfo="text",
            )
        )  # fmt: skip
    marks = [
        f'<span style="color:{colour}">■</span> {plain(part.in_language(language))}' for part, colour in parts.values()
    ]
    if any(hidden.values()):
        marks.append(f"{GLYPH} {STATES['suppressed'].name.in_language(language)}")
    return whole(
        words, len(rows) * ROW + 8, [*traces, RIGHT_COLUMN], GAP.join(marks), left=room_for(names),
        right=room_for(shown, least=44), bottom=44, below=14, barmode="stack",
        xaxis={"range": [0, most * 1.02], "fixedrange": True, "showticklabels": False, "showgrid": False},
        **row_axes(names, [f"<b>{text}</b>" for text in shown]),
    )  # fmt: skip


def _end(said: str, hidden: bool) -> str:
    return f"{said} {GLYPH}" if hidden and GLYPH not in said else said
