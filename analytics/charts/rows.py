"""Pictures of one row a unit: names at the left, figures at the right, as high as there are rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from analytics.charts import figures as go
from analytics.charts.hover import fraction
from analytics.charts.labels import short
from analytics.charts.theme import GRID, GROUND
from analytics.words import Measured, Reading, format_value
from data.text import Language

MANY = 80
"""From here on rows are tight and letters small."""
LONGEST_FRACTION = 13
FEW_RANKS = 12


def row_height(rows: int) -> int:
    """Pixels of a row: generous for a few, tight for a county's villages."""
    return 26 if rows <= 20 else 20 if rows <= MANY else 15


def plot_height(rows: int) -> int:
    return max(rows, 1) * row_height(rows) + 10


def places_of(rows: int) -> list[float]:
    """Where the rows lie, the first on top: Plotly counts upward."""
    return [-float(place) for place in range(rows)]


def ranks_axis(last: float) -> dict[str, Any]:
    """Ranks from 1 to the last: few are all written, none is a fraction."""
    steps = {"dtick": 1} if last <= FEW_RANKS else {"nticks": 10}
    return {"range": [0.3, max(last, 1) + 0.7], "fixedrange": True, **steps}


def row_axes(names: Sequence[str], figures: Sequence[str], focus: Sequence[bool] = ()) -> dict[str, Any]:
    """Axes `yaxis` with the names and `yaxis2` with the figures (already Plotly's markup); focus names are bold."""
    rows, bold = len(names), [*focus, *[False] * (len(names) - len(focus))]
    labels = [f"<b>{short(name)}</b>" if strong else short(name) for name, strong in zip(names, bold, strict=True)]
    return labelled_axes(labels, figures, {"size": 13 if rows <= MANY else 11})


def labelled_axes(labels: Sequence[str], figures: Sequence[str], font: dict[str, Any]) -> dict[str, Any]:
    """As `row_axes`, for labels that are ready to draw."""
    rows = max(len(labels), 1)
    common = {"range": [-rows + 0.4, 0.6], "tickvals": places_of(len(labels)), "tickfont": font, "fixedrange": True}
    return {
        "yaxis": {**common, "ticktext": list(labels), "gridcolor": GRID},
        "yaxis2": {**common, "ticktext": list(figures), "overlaying": "y", "side": "right", "showgrid": False},
    }


def draw_right_column(figure: go.Figure) -> None:
    """Plotly shows an axis only where a trace lies on it; this one draws nothing."""
    figure.add_trace(go.Scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip"))


def highlight(figure: go.Figure, units: Sequence[str], focus: Collection[str]) -> None:
    """A pale band behind the rows of the units in focus."""
    for place, unit in zip(places_of(len(units)), units, strict=True):
        if unit in focus:
            figure.add_shape(
                type="rect", xref="paper", yref="y", x0=0, x1=1, y0=place - 0.5, y1=place + 0.5, layer="below",
                fillcolor=GROUND, line={"width": 0},
            )  # fmt: skip


def figures_of(cell: Reading, indicator: Measured, language: Language) -> str:
    """`60.0%  12 / 20` for the column at the right, the fraction only where it is short; empty without a value."""
    if cell.value is None:
        return ""
    counts = fraction(cell, language)
    return format_value(cell.value, indicator, language) + (f"   {counts}" if len(counts) <= LONGEST_FRACTION else "")
