"""Why an aggregate moved, as steps from the old value to the new; the steps add up exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.labels import plain, two_lines
from analytics.charts.parts import number_axis
from analytics.charts.theme import BETTER, HIGHER, INK, SOFT_INK, WORSE, Words, canvas
from analytics.words import Measured, format_change, format_value, rows_of
from data.text import Language

HEIGHT = 340


@dataclass(frozen=True, slots=True)
class Step:
    """A bar from `start` to `end`; a total stands on the foot of the scale."""

    name: str
    start: float
    end: float
    total: bool


def waterfall(frame: pd.DataFrame, indicator: Measured, words: Words, language: Language) -> go.Figure:
    """`frame`: rows in order with `name`, `amount` (in the indicator's unit) and `kind`: `start`, `change` or `end`."""
    found = steps(frame)
    numbers = [number for step in found for number in (step.start, step.end)]
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    air = (high - low or abs(high) or 1.0) * 0.25
    foot = 0.0 if 0 <= low - air < 0.3 * high else low - air
    figure = canvas(words, HEIGHT, left=64, right=30, bottom=52)
    bases = [foot if step.total else min(step.start, step.end) for step in found]
    tops = [max(step.start, step.end) for step in found]
    texts = [_figure(step, indicator, language) for step in found]
    figure.add_trace(
        go.Bar(
            x=list(range(len(found))), base=bases, y=[top - base for top, base in zip(tops, bases, strict=True)],
            width=0.62, marker={"color": [_colour(step, indicator) for step in found]}, text=texts,
            textposition="outside", textfont={"size": 14, "color": INK}, cliponaxis=False,
            hovertext=[f"<b>{plain(step.name)}</b><br>{text}" for step, text in zip(found, texts, strict=True)],
            hoverinfo="text",
        )
    )  # fmt: skip
    _join(figure, found)
    figure.update_layout(
        xaxis={"tickvals": list(range(len(found))), "ticktext": [two_lines(step.name, 22) for step in found],
               "fixedrange": True, "showgrid": False},
        yaxis=number_axis((foot, high + air), indicator),
    )  # fmt: skip
    return figure


def steps(frame: pd.DataFrame) -> list[Step]:
    """The bars, each change starting where the one before ended."""
    found: list[Step] = []
    level = 0.0
    for row in rows_of(frame):
        amount, total = float(row["amount"]), row["kind"] != "change"
        end = amount if total else level + amount
        found.append(Step(str(row["name"]), end if total else level, end, total))
        level = end
    return found


def _colour(step: Step, indicator: Measured) -> str:
    if step.total:
        return SOFT_INK
    if indicator.better == "neutral":
        return HIGHER
    return BETTER if (step.end > step.start) == (indicator.better == "higher") else WORSE


def _figure(step: Step, indicator: Measured, language: Language) -> str:
    if step.total:
        return format_value(step.end, indicator, language)
    arrow = "" if step.end == step.start else "▲ " if step.end > step.start else "▼ "
    if indicator.better == "lower":
        arrow = arrow.translate(str.maketrans("▲▼", "▼▲"))
    arrow = "" if indicator.better == "neutral" else arrow
    return arrow + format_change(step.end - step.start, indicator, language)


def _join(figure: go.Figure, found: Sequence[Step]) -> None:
    """Thin lines from one bar's end to the next bar's start."""
    for place, step in enumerate(found[:-1]):
        figure.add_shape(
            type="line",
            x0=place + 0.31,
            x1=place + 0.69,
            y0=step.end,
            y1=step.end,
            line={"color": SOFT_INK, "width": 1},
        )
