"""Clouds of units: markers by verdict, and names beside the few that matter."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.charts import figures as go
from analytics.charts.labels import short, width_of
from analytics.charts.theme import FOCUS, INK, PAPER, look_of, marker_of

MOST_NAMES = 12
FAR = 0.85
"""From here on a name stands left of its mark: at the right it would hide what the lines are called."""
LINE, LETTER = 0.05, 0.009
"""Parts of the picture's height and width that a line of names and a narrow letter take."""


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
    figure.add_trace(
        go.Scatter(
            x=[point.x for point in points], y=[point.y for point in points], mode="markers", cliponaxis=False,
            marker=_marker(points, focus, size),
            hovertext=[point.hover for point in points], hoverinfo="text",
        )
    )  # fmt: skip
    _name(figure, points, focus)


def _apart(named: Sequence[Point], points: Sequence[Point]) -> list[Point]:
    """Those whose names neither run over each other nor hide a mark that is named as well."""
    wide = max((point.x for point in points), default=1.0) or 1.0
    tall = (max((point.y for point in points), default=1.0) - min((point.y for point in points), default=0.0)) or 1.0
    kept: list[Point] = []
    for point in named:
        beside = [other for other in kept if abs(other.y - point.y) < LINE * tall]
        if not any(_runs_over(other, point, wide) or _runs_over(point, other, wide) for other in beside):
            kept.append(point)
    return kept


def _runs_over(left: Point, right: Point, wide: float) -> bool:
    """Whether the name right of one point reaches the other's mark."""
    reach = (width_of(short(left.name, 20)) * LETTER + 0.02) * wide
    return 0 <= right.x - left.x < reach


def _marker(points: Sequence[Point], focus: Collection[str], size: int) -> dict[str, Any]:
    looks = [look_of(point.verdict, point.provisional) for point in points]
    chosen = [point.unit in focus for point in points]
    edges = [
        FOCUS if strong else look.colour if "open" in look.symbol else PAPER
        for look, strong in zip(looks, chosen, strict=True)
    ]
    sizes = [(size + 5 if strong else size) * look.size for look, strong in zip(looks, chosen, strict=True)]
    line = {"width": [2.5 if strong else 1 for strong in chosen], "color": edges}
    return marker_of(looks, size) | {"size": sizes, "line": line}


def _name(figure: go.Figure, points: Sequence[Point], focus: Collection[str]) -> None:
    chosen = [point for point in points if point.unit in focus]
    surest = [point for point in points if (point.verdict or "").startswith("surely_") and point not in chosen]
    far = FAR * max((point.x for point in points), default=0.0)
    for point in _apart((chosen + surest)[:MOST_NAMES], points):
        strong = point.unit in focus
        side = {"xanchor": "right", "xshift": -9} if point.x > far else {"xanchor": "left", "xshift": 9}
        figure.add_annotation(
            x=point.x, y=point.y, text=f"<b>{short(point.name, 20)}</b>" if strong else short(point.name, 20),
            showarrow=False, **side, yanchor="middle", font={"size": 12, "color": INK},
            bgcolor="rgba(255, 255, 255, 0.7)", borderpad=1,
        )  # fmt: skip
