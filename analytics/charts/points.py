"""Clouds of units: markers by verdict, and names beside the few that matter."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from analytics.charts.labels import short
from analytics.charts.theme import FOCUS, INK, PAPER, look_of

MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Point:
    """A unit at (x, y), with what it says when pointed at."""

    unit: str
    name: str
    x: float
    y: float
    verdict: str | None
    provisional: bool
    hover: str


def draw_points(figure: go.Figure, points: Sequence[Point], focus: Collection[str], size: int = 9) -> None:
    """The points, those in focus ringed; the focus and the surest differences are named, twelve at most."""
    looks = [look_of(point.verdict, point.provisional) for point in points]
    figure.add_trace(
        go.Scatter(
            x=[point.x for point in points], y=[point.y for point in points], mode="markers", cliponaxis=False,
            marker={
                "color": [look.colour for look in looks], "symbol": [look.symbol for look in looks],
                "size": [size + 5 if point.unit in focus else size for point in points], "opacity": 0.9,
                "line": {"width": [2.5 if point.unit in focus else 1 for point in points],
                         "color": [_ring(point, focus, look.colour, look.symbol)
                                   for point, look in zip(points, looks, strict=True)]},
            },
            hovertext=[point.hover for point in points], hoverinfo="text",
        )
    )  # fmt: skip
    _name(figure, points, focus)


def _ring(point: Point, focus: Collection[str], colour: str, symbol: str) -> str:
    return FOCUS if point.unit in focus else colour if "open" in symbol else PAPER


def _name(figure: go.Figure, points: Sequence[Point], focus: Collection[str]) -> None:
    chosen = [point for point in points if point.unit in focus]
    surest = [point for point in points if (point.verdict or "").startswith("surely_") and point not in chosen]
    for point in (chosen + surest)[:MOST_NAMES]:
        strong = point.unit in focus
        figure.add_annotation(
            x=point.x, y=point.y, text=f"<b>{short(point.name, 20)}</b>" if strong else short(point.name, 20),
            showarrow=False, xanchor="left", xshift=9, yanchor="middle", font={"size": 12, "color": INK},
        )  # fmt: skip
