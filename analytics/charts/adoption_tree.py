"""Where practices came from and who took them up: each origin at the left, its adopters branching to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.charts import figures as go
from analytics.charts.labels import plain, short
from analytics.charts.theme import FAINT, INK, PRIMARY, SERIES, SOFT_INK, Words
from analytics.charts.whole import whole
from data.text import Language

ROW = 24
STEM, TRUNK, BRANCH = 0.0, 0.5, 1.0
WIDE = 50


@dataclass(frozen=True, slots=True)
class Branch:
    """One adoption: who took it up and when, and whether in the period asked for."""

    name: str
    note: str
    new: bool


@dataclass(frozen=True, slots=True)
class Root:
    """One practice: its unit, its theme and where it was published, and its adoptions."""

    name: str
    note: str
    branches: Sequence[Branch]


def adoption_tree(roots: Sequence[Root], words: Words, language: Language) -> go.Figure:
    """Each root beside the middle of its branches; adoptions of the period are filled."""
    down, lines, ends, origins = 0.0, _Points(), [], []
    for root in roots:
        places = [down - 1.0 * number for number in range(len(root.branches))]
        middle = (places[0] + places[-1]) / 2
        lines.add(STEM, middle, TRUNK, middle)
        lines.add(TRUNK, places[0], TRUNK, places[-1])
        for place in places:
            lines.add(TRUNK, place, BRANCH, place)
        origins.append((middle, root))
        ends += list(zip(places, root.branches, strict=True))
        down -= len(root.branches) + 0.5
    strokes = go.Scatter(x=lines.x, y=lines.y, mode="lines", line={"color": FAINT, "width": 1.6}, hoverinfo="skip")
    return whole(
        words, ROW * (len(ends) + len(roots) // 2), [strokes, _origins(origins), _ends(ends)], left=16, bottom=16,
        xaxis={"range": [-1.9, 1.9], "visible": False, "fixedrange": True},
        yaxis={"range": [down + 1, 0.8], "visible": False, "fixedrange": True},
    )  # fmt: skip


class _Points:
    """Ends of strokes for one broken line."""

    def __init__(self) -> None:
        self.x: list[float | None] = []
        self.y: list[float | None] = []

    def add(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.x += [x0, x1, None]
        self.y += [y0, y1, None]


def _origins(origins: Sequence[tuple[float, Root]]) -> go.Scatter:
    return go.Scatter(
        x=[STEM] * len(origins), y=[place for place, _ in origins], mode="markers+text", textposition="middle left",
        text=[f"<b>{short(root.name, WIDE // 2)}</b> {short(root.note, WIDE + 10)} " for _, root in origins],
        textfont={"size": 12, "color": INK}, marker={"size": 11, "color": PRIMARY, "symbol": "square"},
        hovertext=[f"<b>{plain(root.name)}</b><br>{plain(root.note)}" for _, root in origins], hoverinfo="text",
        cliponaxis=False,
    )  # fmt: skip


def _ends(ends: Sequence[tuple[float, Branch]]) -> go.Scatter:
    colour = SERIES[1][0]
    return go.Scatter(
        x=[BRANCH] * len(ends), y=[place for place, _ in ends], mode="markers+text", textposition="middle right",
        text=[f" {short(end.name, WIDE // 2)}  {short(end.note, WIDE // 2)}" for _, end in ends],
        textfont={"size": 12, "color": SOFT_INK},
        marker={"size": 10, "color": colour, "symbol": ["circle" if end.new else "circle-open" for _, end in ends]},
        hovertext=[f"<b>{plain(end.name)}</b><br>{plain(end.note)}" for _, end in ends], hoverinfo="text",
        cliponaxis=False,
    )  # fmt: skip
