"""Why an aggregate moved, as steps from the old value to the new; the steps add up exactly.

The scale need not begin at 0, so only changes are bars; the values before and after are lines at their height.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.labels import plain, two_lines
from analytics.charts.parts import number_axis
from analytics.charts.theme import BETTER, HIGHER, INK, SOFT_INK, WORSE, Words, canvas
from analytics.words import Measured, format_change, format_value, rows_of
from data.text import Language

HEIGHT = 340
WIDTH = 0.62


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
    air = (high - low or abs(high) or 1.0) * 0.2
    figure = canvas(words, HEIGHT, left=64, right=30, bottom=52)
    _draw(figure, found, indicator, language)
    figure.update_layout(
        xaxis={"tickvals": list(range(len(found))), "ticktext": [two_lines(step.name, 22) for step in found],
               "range": [-0.5, max(len(found), 1) - 0.5], "fixedrange": True, "showgrid": False},
        yaxis=number_axis((low - air, high + air), indicator),
    )  # fmt: skip
    return figure


def _draw(figure: go.Figure, found: Sequence[Step], indicator: Measured, language: Language) -> None:
    texts = [_figure(step, indicator, language) for step in found]
    figure.add_trace(
        go.Bar(
            x=list(range(len(found))), base=[min(step.start, step.end) for step in found],
            y=[abs(step.end - step.start) for step in found], width=WIDTH,
            marker={"color": [_colour(step, indicator) for step in found]}, text=texts, textposition="outside",
            textfont={"size": 14, "color": INK}, cliponaxis=False,
            hovertext=[f"<b>{plain(step.name)}</b><br>{text}" for step, text in zip(found, texts, strict=True)],
            hoverinfo="text",
        )
    )  # fmt: skip
    for place, step in enumerate(found):
        last = place == len(found) - 1
        _level(figure, place - WIDTH / 2, place + WIDTH / 2, step.end, 4 if step.total else 0)
        _level(figure, place + WIDTH / 2, place + 1 - WIDTH / 2, step.end, 0 if last else 1)


def _level(figure: go.Figure, start: float, end: float, value: float, width: int) -> None:
    """A line at the value's height, nothing for no width."""
    if width:
        line = {"color": INK if width > 1 else SOFT_INK, "width": width}
        figure.add_shape(type="line", x0=start, x1=end, y0=value, y1=value, line=line)


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
