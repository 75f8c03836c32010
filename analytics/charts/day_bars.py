"""Counts by days: bars, a line at the day that matters, the bars on its wrong side in another colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analytics.charts import figures as go
from analytics.charts.labels import plain
from analytics.charts.theme import PAPER, PRIMARY, SOFT_INK, WORSE, Words
from analytics.charts.whole import whole
from analytics.words import STATES, format_number, number
from data.text import Language

HEIGHT, GLYPH = 230, STATES["suppressed"].glyph


def day_bars(
    labels: Sequence[str],
    counts: Sequence[float | None],
    words: Words,
    language: Language,
    *,
    axis: str,
    line: tuple[float, str] | None = None,
) -> go.Figure:
    """A bar for each label; `line` stands before the bar of that place, with its name, and what lies beyond is late.
    Where a count is withheld (None, `<NA>`) the glyph stands in place of the bar."""
    known = [number(n) for n in counts]
    figures = [GLYPH if n is None else format_number(n, language, 0) for n in known]
    heights = [n or 0.0 for n in known]
    late = line[0] if line else float("inf")
    bars = go.Bar(
        x=list(range(len(labels))), y=heights,
        text=["" if n == 0 else said for n, said in zip(known, figures, strict=True)],
        textposition="outside", textfont={"size": 12, "color": SOFT_INK}, cliponaxis=False,
        marker={"color": [WORSE if place >= late else PRIMARY for place in range(len(labels))],
                "pattern": {"shape": ["/" if place >= late else "" for place in range(len(labels))],
                            "fgcolor": PAPER, "solidity": 0.25, "size": 6}},
        hovertext=[f"<b>{plain(label)}</b><br>{said}" for label, said in zip(labels, figures, strict=True)],
        hoverinfo="text",
    )  # fmt: skip
    shapes, notes = _line(*line) if line else ([], [])
    return whole(
        words, HEIGHT, [bars], left=40, right=20, bottom=58, top=20, notes=notes, shapes=shapes, bargap=0.12,
        xaxis={"tickvals": list(range(len(labels))), "ticktext": [plain(label) for label in labels], "showgrid": False,
               "fixedrange": True, "title": {"text": plain(axis)}},
        yaxis={"range": [0, max([*heights, 1]) * 1.15], "showticklabels": False, "showgrid": False, "fixedrange": True},
    )  # fmt: skip


def _line(place: float, name: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The line before a bar, and its name."""
    line = {"type": "line", "x0": place - 0.5, "x1": place - 0.5, "yref": "paper", "y0": 0, "y1": 1,
            "line": {"color": SOFT_INK, "width": 1.6, "dash": "dot"}}  # fmt: skip
    said = {"x": place - 0.5, "y": 1, "yref": "paper", "yanchor": "bottom", "text": plain(name), "showarrow": False,
            "font": {"size": 12, "color": SOFT_INK}}  # fmt: skip
    return [line], [said]
