"""Two indicators against each other, unit by unit, each with its interval; a link, never a cause."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.hover import hover
from analytics.charts.labels import plain
from analytics.charts.parts import number_axis, span_of
from analytics.charts.points import Point, draw_points
from analytics.charts.theme import FAINT, SOFT_INK, Words, canvas
from analytics.words import Measured, Reading, format_period, rows_of
from data.text import Language

HEIGHT = 460
Pair = tuple[Reading, Reading]


def scatter(
    across: pd.DataFrame,
    up: pd.DataFrame,
    indicators: tuple[Measured, Measured],
    words: Words,
    language: Language,
    *,
    focus: Collection[str] = (),
) -> go.Figure:
    """`across` and `up`: evaluate's columns and `name` of the first and the second indicator, one row a unit. Units
    that lack either value are not drawn: the sentence counts them."""
    found = pairs(across, up)
    names = {str(row["org_unit_id"]): str(row["name"]) for row in rows_of(across)}
    period = str(across["period_id"].iloc[0]) if len(across) else ""
    figure = canvas(words, HEIGHT, left=60, right=90, bottom=64, top=26)
    _draw_intervals(figure, list(found.values()))
    points = [
        _point(unit, names[unit], pair, indicators, language, format_period(period, language))
        for unit, pair in found.items()
    ]
    draw_points(figure, points, focus)
    spans = [
        span_of([value for pair in found.values() for value in _ends(pair[side])], indicators[side]) for side in (0, 1)
    ]
    figure.update_layout(
        xaxis=number_axis(spans[0], indicators[0], title={"text": f"{_title(indicators[0], language)} →"}),
        yaxis=number_axis(spans[1], indicators[1]),
    )
    figure.add_annotation(
        x=0, xref="paper", xanchor="left", xshift=-46, y=1, yref="paper", yanchor="bottom", yshift=8, showarrow=False,
        text=f"↑ {_title(indicators[1], language)}", font={"size": 13, "color": SOFT_INK},
    )  # fmt: skip
    return figure


def pairs(across: pd.DataFrame, up: pd.DataFrame) -> Mapping[str, Pair]:
    """Both readings of every unit that has both values."""
    others = {str(row["org_unit_id"]): Reading.of(row) for row in rows_of(up)}
    found = ((str(row["org_unit_id"]), Reading.of(row)) for row in rows_of(across))
    both = ((unit, (cell, others[unit])) for unit, cell in found if unit in others)
    return {unit: pair for unit, pair in both if pair[0].value is not None and pair[1].value is not None}


def _ends(cell: Reading) -> tuple[float | None, ...]:
    return (cell.value, cell.lower, cell.upper)


def _title(indicator: Measured, language: Language) -> str:
    return plain(f"{indicator.title.in_language(language)} ({indicator.unit.in_language(language)})")


def _draw_intervals(figure: go.Figure, found: Sequence[Pair]) -> None:
    """A thin cross for every unit, as one broken line each way."""
    flat: tuple[list[float | None], list[float | None]] = ([], [])
    steep: tuple[list[float | None], list[float | None]] = ([], [])
    for x, y in found:
        flat[0].extend((x.lower, x.upper, None))
        flat[1].extend((y.value, y.value, None))
        steep[0].extend((x.value, x.value, None))
        steep[1].extend((y.lower, y.upper, None))
    for line in (flat, steep):
        figure.add_trace(
            go.Scatter(
                x=line[0], y=line[1], mode="lines", hoverinfo="skip", line={"color": FAINT, "width": 1}, opacity=0.7
            )
        )


def _point(
    unit: str, name: str, pair: Pair, indicators: tuple[Measured, Measured], language: Language, period: str
) -> Point:
    x, y = pair
    assert x.value is not None, "only units with both values are drawn"
    assert y.value is not None, "only units with both values are drawn"
    first = hover(name, x, indicators[0], language, period)
    second = hover(name, y, indicators[1], language).partition("<br>")[2]
    return Point(unit, name, x.value, y.value, None, x.provisional or y.provisional, f"{first}<br> <br>{second}")
