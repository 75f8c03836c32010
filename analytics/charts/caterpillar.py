"""Ranks with the interval in which each could as well lie, and the worst tenth shaded."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.hover import hover
from analytics.charts.labels import plain, room_for
from analytics.charts.parts import GAP, add_key
from analytics.charts.rows import (
    MANY,
    draw_right_column,
    figures_of,
    highlight,
    places_of,
    plot_height,
    ranks_axis,
    row_axes,
)
from analytics.charts.theme import PALE_WORSE, SIMILAR, SURELY_WORSE, WHISKER, WORSE, Look, Words, canvas, marker_of
from analytics.words import Measured, Reading, format_number, format_period, number, rows_of
from data.text import Language, Text

LISTS: Mapping[str, tuple[Look, str, Text]] = {
    "certain": (Look(SURELY_WORSE, "triangle-down"), "▼", Text("certainly in the worst tenth", "确定处于末位十分之一")),
    "possible": (Look(WORSE, "triangle-down-open"), "▽", Text("possibly there", "可能处于末位十分之一")),
    "": (Look(SIMILAR, "circle"), "●", Text("others", "其他")),
}
RANK = Text("Rank, 1 is best", "位次（1为最好）")
PLAIN_RANK = Text("Rank, 1 is highest", "位次（1为最高）")
BETWEEN = Text("rank {rank}, could be {lower} to {upper}", "位次{rank}，可能在{lower}至{upper}之间")


@dataclass(frozen=True, slots=True)
class Place:
    """A ranked unit."""

    unit: str
    name: str
    cell: Reading
    rank: float
    lower: float
    upper: float
    list: str
    period: str


def caterpillar(
    frame: pd.DataFrame,
    indicator: Measured,
    words: Words,
    language: Language,
    *,
    focus: Collection[str] = (),
    total: int | None = None,
) -> go.Figure:
    """`frame`: evaluate's columns, `name`, `rank`, `rank_lower`, `rank_upper`, and `list` (`certain`, `possible` or
    empty). Units without a rank are not drawn: the sentence counts them. `total` is how many are ranked, where only
    some of them are drawn."""
    ranked = places(frame)
    total = total or len(ranked)
    names = [place.name for place in ranked]
    shown = [figures_of(place.cell, indicator, language) for place in ranked]
    figure = canvas(words, plot_height(len(ranked)), left=room_for(names), right=room_for(shown, least=20), bottom=88)
    highlight(figure, [place.unit for place in ranked], focus)
    _shade(figure, total, indicator)
    _draw(figure, ranked, indicator, language)
    title = (PLAIN_RANK if indicator.better == "neutral" else RANK).in_language(language)
    figure.update_layout(
        xaxis={"title": {"text": title}, **ranks_axis(total)},
        **row_axes(names, shown, [place.unit in focus for place in ranked]),
    )
    draw_right_column(figure)
    add_key(figure, _key(ranked, language), below=58)
    return figure


def places(frame: pd.DataFrame) -> list[Place]:
    """The ranked units from rank 1 on, ties by name."""
    rows = [row for row in rows_of(frame) if number(row["rank"]) is not None]
    return sorted((_place(row) for row in rows), key=lambda place: (place.rank, place.name))


def _place(row: Mapping[str, Any]) -> Place:
    rank, lower, upper = (float(row[name]) for name in ("rank", "rank_lower", "rank_upper"))
    group = row.get("list")
    return Place(
        str(row["org_unit_id"]),
        str(row["name"]),
        Reading.of(row),
        rank,
        lower,
        upper,
        group if isinstance(group, str) else "",
        str(row["period_id"]),
    )


def _shade(figure: go.Figure, units: int, indicator: Measured) -> None:
    if indicator.better != "neutral" and units >= 10:
        figure.add_shape(
            type="rect", x0=units - -(-units // 10) + 0.5, x1=units + 0.7, y0=0, y1=1, yref="paper", layer="below",
            fillcolor=PALE_WORSE, opacity=0.5, line={"width": 0},
        )  # fmt: skip


def _draw(figure: go.Figure, ranked: Sequence[Place], indicator: Measured, language: Language) -> None:
    rows = places_of(len(ranked))
    along: list[float | None] = []
    across: list[float | None] = []
    for place, row in zip(ranked, rows, strict=True):
        along += [place.lower, place.upper, None]
        across += [row, row, None]
    figure.add_trace(go.Scatter(x=along, y=across, mode="lines", line={"color": WHISKER, "width": 2}, hoverinfo="skip"))
    looks = [LISTS[place.list][0] for place in ranked]
    marker = marker_of(looks, 11 if len(ranked) <= MANY else 8)
    texts = [_hover(place, indicator, language) for place in ranked]
    ranks = [place.rank for place in ranked]
    figure.add_trace(go.Scatter(x=ranks, y=rows, mode="markers", marker=marker, hovertext=texts, hoverinfo="text"))


def _hover(place: Place, indicator: Measured, language: Language) -> str:
    numbers = {
        name: format_number(value, language, 0)
        for name, value in (("rank", place.rank), ("lower", place.lower), ("upper", place.upper))
    }
    said = BETWEEN.fill(**numbers).in_language(language)
    period = format_period(place.period, language)
    return f"{hover(place.name, place.cell, indicator, language, period)}<br>{plain(said)}"


def _key(ranked: Sequence[Place], language: Language) -> str:
    present = {place.list for place in ranked}
    if present <= {""}:
        return ""
    return GAP.join(
        f'<span style="color:{look.colour}">{glyph}</span> {text.in_language(language)}'
        for code, (look, glyph, text) in LISTS.items()
        if code in present
    )
