"""How the scores of all units are spread: a dot each, heaped where they are many, and the bands they fall into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.bands import Grade, Scored, colours_of, glyph, hover, scored
from analytics.charts.labels import short
from analytics.charts.theme import FAINT, FOCUS, SIMILAR, SOFT_INK, Words, canvas
from data.text import Language, Text

BINS = 70
SCORE = Text("Score", "得分")
LEAST_HEIGHT, DOT = 150, 11


def score_dots(
    frame: pd.DataFrame,
    grades: Sequence[Grade],
    scale: tuple[float, float],
    words: Words,
    language: Language,
    *,
    focus: Collection[str] = (),
) -> go.Figure:
    """`frame` as in `bands.scored`; `grades` from the lowest, empty where units are not banded; those in `focus` are
    named. How high a heap is says how many units have about that score."""
    units = sorted(scored(frame), key=lambda unit: (unit.score, unit.unit))
    heights = heaps(units, scale)
    tallest = max(heights, default=1)
    size = DOT if tallest <= 24 else 6
    figure = canvas(words, max(LEAST_HEIGHT, round(tallest * (size + 1.5)) + 30), left=20, right=20, bottom=52, top=42)
    figure.add_trace(
        go.Scatter(
            x=[unit.score for unit in units], y=heights, mode="markers", cliponaxis=False,
            marker={
                "color": colours_of(units, grades, SIMILAR), "size": size, "opacity": 1,
                "line": {
                    "width": [2.5 if unit.unit in focus else 0.8 for unit in units],
                    "color": [FOCUS if unit.unit in focus else SOFT_INK for unit in units],
                },
            },
            hovertext=[hover(unit, grades, language) for unit in units], hoverinfo="text",
        )
    )  # fmt: skip
    if grades:
        _draw_bands(figure, units, grades, scale)
    _name(figure, units, heights, focus)
    figure.update_layout(
        xaxis={"range": list(scale), "title": {"text": SCORE.in_language(language)}, "fixedrange": True, "nticks": 12},
        yaxis={"range": [0.3, tallest + 1.4], "visible": False, "fixedrange": True},
    )
    return figure


def heaps(units: Sequence[Scored], scale: tuple[float, float]) -> list[int]:
    """How many stand at about a unit's score so far, itself counted: its height in the heap."""
    width = (scale[1] - scale[0]) / BINS
    so_far: Counter[int] = Counter()
    heights = []
    for unit in units:
        place = int((unit.score - scale[0]) / width)
        so_far[place] += 1
        heights.append(so_far[place])
    return heights


def _draw_bands(
    figure: go.Figure, units: Sequence[Scored], grades: Sequence[Grade], scale: tuple[float, float]
) -> None:
    """A line where each band begins; its name and how many are in it above."""
    counts = Counter(unit.grade for unit in units)
    starts = [max(grade.least, scale[0]) for grade in grades]
    for place, (grade, start, end) in enumerate(zip(grades, starts, [*starts[1:], scale[1]], strict=True)):
        if place:
            figure.add_shape(
                type="line", x0=start, x1=start, y0=0, y1=1, yref="paper", layer="below",
                line={"color": FAINT, "width": 1.2, "dash": "dot"},
            )  # fmt: skip
        figure.add_annotation(
            x=(start + end) / 2, y=1, yref="paper", yanchor="bottom", yshift=4, showarrow=False, align="center",
            text=f"{glyph(place, len(grades))} {short(grade.name, 16)}<br><b>{counts[place]}</b>",
            font={"size": 13, "color": SOFT_INK},
        )  # fmt: skip


def _name(figure: go.Figure, units: Sequence[Scored], heights: Sequence[int], focus: Collection[str]) -> None:
    for unit, height in zip(units, heights, strict=True):
        if unit.unit in focus:
            figure.add_annotation(
                x=unit.score, y=height, text=f"<b>{short(unit.name, 20)}</b>", showarrow=True, arrowhead=0, ax=0,
                ay=-26, arrowcolor=FOCUS, font={"size": 12, "color": FOCUS}, bgcolor="rgba(255, 255, 255, 0.85)",
            )  # fmt: skip
