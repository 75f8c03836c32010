"""The funnel: value against size, with the limits within which chance alone would keep the units."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.hover import hover
from analytics.charts.labels import plain
from analytics.charts.parts import Benchmark, add_key, key_of, number_axis, verdict_in
from analytics.charts.points import Point, draw_points
from analytics.charts.theme import SIMILAR, SOFT_INK, Words, canvas
from analytics.words import Measured, Reading, format_period, is_percent, number, rows_of
from data.text import Language

HEIGHT = 420
LIMITS = (("95", "95%", "dash"), ("998", "99.8%", "solid"))


def funnel(
    frame: pd.DataFrame,
    indicator: Measured,
    words: Words,
    language: Language,
    *,
    limits: pd.DataFrame,
    benchmark: Benchmark,
    size: str,
    focus: Collection[str] = (),
) -> go.Figure:
    """`frame`: evaluate's columns, `name`, `verdict`; `limits`: `denominator` rising, `lower_95`, `upper_95`,
    `lower_998`, `upper_998` in the indicator's unit (widened ones where the colours follow them); `size` says what the
    denominator counts. Units without a value are not drawn: the sentence counts them."""
    points = [point for row in rows_of(frame) if (point := _point(row, indicator, language))]
    least = min((point.x for point in points), default=0.0)
    drawn = limits[limits["denominator"] >= least]
    bounds = [number(limit) for column in drawn.columns if column != "denominator" for limit in drawn[column]]
    span = _span([*(point.y for point in points), *_near(bounds, points), benchmark.value], indicator)
    widest = max([point.x for point in points], default=1.0)
    figure = canvas(words, HEIGHT, left=64, right=110, bottom=84)
    _draw_limits(figure, limits, widest, span)
    figure.add_shape(
        type="line", xref="paper", x0=0, x1=1, y0=benchmark.value, y1=benchmark.value, layer="below",
        line={"color": benchmark.colour, "width": 1.8, "dash": benchmark.dash},
    )  # fmt: skip
    said = f"{benchmark.name} {benchmark.figure(indicator, language)}"
    _beside(figure, benchmark.value, said, benchmark.colour)
    draw_points(figure, points, focus)
    figure.update_layout(
        xaxis={"range": [0, widest * 1.06], "title": {"text": plain(size)}, "fixedrange": True},
        yaxis=number_axis(span, indicator),
    )
    verdicts, running = [point.verdict for point in points], any(point.provisional for point in points)
    add_key(figure, key_of(language, verdicts, (), running), below=56)
    return figure


def _point(row: dict[str, object], indicator: Measured, language: Language) -> Point | None:
    cell, verdict, name = Reading.of(row), verdict_in(row), str(row["name"])
    if cell.value is None or cell.denominator is None:
        return None
    said = hover(name, cell, indicator, language, format_period(str(row["period_id"]), language), verdict)
    return Point(str(row["org_unit_id"]), name, cell.denominator, cell.value, verdict, cell.provisional, said)


def _span(numbers: list[float], indicator: Measured) -> tuple[float, float]:
    """Ends of the upright axis: what is drawn with some air; no share leaves 0 to 100 by more than a mark's edge."""
    low, high = min(numbers), max(numbers)
    air = (high - low or abs(high) or 1.0) * 0.06
    top = min(high + air, 101.5) if is_percent(indicator) and high <= 100 else high + air
    return max(low - air, -air / 2) if low >= 0 else low - air, top


def _near(bounds: list[float | None], points: list[Point]) -> list[float]:
    """Limits that the axis should reach: not those of tiny denominators, which run far away."""
    values = [point.y for point in points]
    if not values:
        return []
    reach = max(values) - min(values) or 1.0
    return [limit for limit in bounds if limit is not None and min(values) - reach <= limit <= max(values) + reach]


def _draw_limits(figure: go.Figure, limits: pd.DataFrame, widest: float, span: tuple[float, float]) -> None:
    across = [float(place) for place in limits["denominator"]]
    named: list[float] = []
    for code, label, dash in LIMITS:
        for side in ("upper", "lower"):
            line = [number(limit) for limit in limits[f"{side}_{code}"]]
            figure.add_trace(
                go.Scatter(
                    x=across,
                    y=line,
                    mode="lines",
                    hoverinfo="skip",
                    line={"color": SIMILAR, "width": 1.3, "dash": dash},
                )
            )
            inside = [(x, y) for x, y in zip(across, line, strict=True) if x <= widest * 1.06 and y is not None]
            end = inside[-1][1] if inside else None
            near = (span[1] - span[0]) / 30
            if end is not None and span[0] <= end <= span[1] and all(abs(end - other) > near for other in named):
                named.append(end)
                _beside(figure, end, label, SOFT_INK)


def _beside(figure: go.Figure, value: float, text: str, colour: str) -> None:
    figure.add_annotation(
        x=1, xref="paper", xanchor="left", xshift=6, y=value, yanchor="middle", showarrow=False, text=plain(text),
        font={"size": 12, "color": colour},
    )  # fmt: skip
