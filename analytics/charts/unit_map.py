"""A map of units without a map service: areas and points in their true proportions, drawn like any other picture.

Degrees are laid out flat with a degree of longitude as short as it is at the middle latitude: true to within a
hundredth over a prefecture. So it needs no tiles, no style and no WebGL, and a mark has its symbol as everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, log10, radians
from typing import Any

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.hover import hover
from analytics.charts.labels import plain, short
from analytics.charts.parts import GAP, add_key
from analytics.charts.theme import FAINT, FOCUS, GROUND, INK, PAPER, SOFT_INK, Words, canvas
from analytics.words import STATES, Measured, Reading, format_period, number, rows_of
from data.text import Language, Text

WIDTH, LEAST_HIGH, MOST_HIGH = 600, 300, 640
"""The map stands beside its table; it is as high as its country needs."""
KEY_WIDTH = 84
MOST_NAMES = 40
"""Areas that are named on the map, if they are no more."""
KILOMETRES = 111.32  # of a degree of latitude
AIR, AIR_BELOW = 0.03, 0.09
LEAST_WIDE = 1.0
"""Degrees by which the air around a single place is measured."""
LONG_AS = 0.2
"""The scale bar takes about this share of the width."""
VEIL = "rgba(255, 255, 255, 0.8)"
PLAIN = "■"
"""A glyph that says nothing but its colour."""
SCALE = Text("{n} km", "{n}公里")
Rings = Sequence[Sequence[tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Shade:
    """How units of one class look and what the key says of them, in the reader's language."""

    name: str
    colour: str
    symbol: str = "circle"
    glyph: str = "●"
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Ground:
    """Areas by unit: those of the units shown are filled, the others only outlined."""

    areas: Mapping[str, Rings]


def unit_map(
    frame: pd.DataFrame,
    indicator: Measured | None,
    words: Words,
    language: Language,
    *,
    shades: Mapping[str, Shade],
    ground: Ground,
    method: str,
    focus: str = "",
) -> go.Figure:
    """`frame`: `org_unit_id`, `name`, `state`, `shade` (a key of `shades`, empty without a value), `longitude` and
    `latitude` (empty for a unit without a place), evaluate's columns, or `said`, what a unit says when pointed at.

    Shown areas are filled and named. `method` is what the colours are made by, said in the key.
    """
    rows = rows_of(frame)
    marks = [mark for row in rows if (mark := _mark(row, indicator, language, ground)) is not None]
    span = _span(marks, ground)
    figure = canvas(words, _height(span), left=8, right=8, bottom=34)
    _draw_areas(figure, rows, shades, ground)
    filled = [mark for mark in marks if mark.unit in ground.areas]
    points = [mark for mark in marks if mark.unit not in ground.areas]
    _name_areas(figure, filled, shades)
    if filled:
        figure.add_trace(_points(filled, mode="markers", marker={"size": 40, "opacity": 0}))  # to be pointed at
    for code, shade in shades.items():
        _draw_marks(figure, [mark for mark in points if mark.state == "value" and mark.shade == code], shade)
    for state in STATES:
        _draw_absent(figure, [mark for mark in points if mark.state == state != "value"], state)
    _ring(figure, [mark for mark in points if mark.unit == focus])
    _lay_out(figure, span)
    _scale_bar(figure, span, language)
    present = {str(row["shade"]) for row in rows if row["state"] == "value"}
    add_key(figure, _key(shades, present, {str(row["state"]) for row in rows}, method, language), 10, KEY_WIDTH)
    return figure


@dataclass(frozen=True, slots=True)
class Mark:
    """A unit's place, with what it says when pointed at."""

    unit: str
    name: str
    x: float
    y: float
    state: str
    shade: str
    said: str


def _mark(row: dict[str, Any], indicator: Measured | None, language: Language, ground: Ground) -> Mark | None:
    unit = str(row["org_unit_id"])
    x, y = number(row["longitude"]), number(row["latitude"])
    if unit in ground.areas:
        x, y = _middle(ground.areas[unit])
    if x is None or y is None:
        return None
    said = f"<b>{plain(str(row['name']))}</b><br>{plain(str(row.get('said', '')))}"
    if indicator is not None:
        period = format_period(str(row["period_id"]), language)
        said = hover(str(row["name"]), Reading.of(row), indicator, language, period, _verdict(row))
    return Mark(unit, str(row["name"]), x, y, str(row["state"]), str(row["shade"]), said)


def _verdict(row: dict[str, Any]) -> str | None:
    code = row.get("verdict")
    return code if isinstance(code, str) and code else None


def _middle(rings: Rings) -> tuple[float, float]:
    """The centre of area of the largest ring."""
    ring = max(rings, key=lambda found: abs(_twice_area(found)))
    twice = _twice_area(ring)
    pairs = list(pairwise(ring))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs)
    return x / (3 * twice), y / (3 * twice)


def _twice_area(ring: Sequence[tuple[float, float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def _draw_areas(figure: go.Figure, rows: Sequence[dict[str, Any]], shades: Mapping[str, Shade], ground: Ground) -> None:
    """Outlines of the areas around, then the shown ones by their look, all of one look as one line."""
    shown = {str(row["org_unit_id"]): row for row in rows}
    around = [rings for unit, rings in ground.areas.items() if unit not in shown]
    _draw_area(figure, around, GROUND, FAINT, "")
    for code, shade in shades.items():
        of_it = [unit for unit, row in shown.items() if row["state"] == "value" and row["shade"] == code]
        _draw_area(figure, [ground.areas[unit] for unit in of_it if unit in ground.areas], shade.colour, PAPER, "")
    for state in STATES:
        of_it = [unit for unit, row in shown.items() if row["state"] == state != "value"]
        _draw_area(figure, [ground.areas[unit] for unit in of_it if unit in ground.areas], PAPER, FAINT, "/")


def _draw_area(figure: go.Figure, areas: Sequence[Rings], fill: str, edge: str, hatch: str) -> None:
    line = [place for rings in areas for ring in rings for place in (*ring, (None, None))]
    if not line:
        return
    pattern = {"fillpattern": {"shape": hatch, "fgcolor": FAINT, "bgcolor": fill, "size": 7}} if hatch else {}
    figure.add_trace(
        go.Scatter(
            x=[place[0] for place in line], y=[place[1] for place in line], mode="lines", fill="toself",
            fillcolor=fill, line={"color": edge, "width": 1.2}, hoverinfo="skip", **pattern,
        )
    )  # fmt: skip


def _draw_marks(figure: go.Figure, marks: Sequence[Mark], shade: Shade) -> None:
    if marks:
        marker = {
            "color": shade.colour, "symbol": shade.symbol, "size": 11 * shade.size, "opacity": 1,
            "line": {"width": 1, "color": INK},
        }  # fmt: skip
        figure.add_trace(_points(marks, marker=marker, mode="markers"))


def _draw_absent(figure: go.Figure, marks: Sequence[Mark], state: str) -> None:
    """A hollow ring with the state's glyph: never a colour of the scale."""
    if marks:
        marker = {"color": PAPER, "size": 14, "opacity": 1, "line": {"width": 1.2, "color": SOFT_INK}}
        font = {"size": 10, "color": SOFT_INK}
        glyphs = [STATES[state].glyph] * len(marks)
        figure.add_trace(_points(marks, marker=marker, mode="markers+text", text=glyphs, textfont=font))


def _points(marks: Sequence[Mark], **more: Any) -> go.Scatter:
    return go.Scatter(
        x=[mark.x for mark in marks], y=[mark.y for mark in marks], hovertext=[mark.said for mark in marks],
        hoverinfo="text", **more,
    )  # fmt: skip


def _ring(figure: go.Figure, marks: Sequence[Mark]) -> None:
    """The unit in focus: ringed and named."""
    for mark in marks:
        marker = {"color": "rgba(0, 0, 0, 0)", "size": 22, "line": {"width": 2.5, "color": FOCUS}}
        figure.add_trace(go.Scatter(x=[mark.x], y=[mark.y], mode="markers", marker=marker, hoverinfo="skip"))
        figure.add_annotation(
            x=mark.x, y=mark.y, text=f"<b>{short(mark.name, 20)}</b>", showarrow=False, yshift=20,
            font={"size": 13, "color": INK}, bgcolor=VEIL, borderpad=1,
        )  # fmt: skip


def _name_areas(figure: go.Figure, marks: Sequence[Mark], shades: Mapping[str, Shade]) -> None:
    """The areas' names in their middle with the glyph of their look, where there is room for all."""
    if 0 < len(marks) <= MOST_NAMES:
        look = {"showarrow": False, "font": {"size": 12, "color": INK}, "bgcolor": VEIL, "borderpad": 2}
        names = [{"x": mark.x, "y": mark.y, "text": _label(mark, shades), **look} for mark in marks]
        figure.update_layout(annotations=names)


def _label(mark: Mark, shades: Mapping[str, Shade]) -> str:
    name = short(mark.name, 18)
    if mark.state != "value":
        return f"{STATES[mark.state].glyph} {name}"
    shade = shades[mark.shade]
    return name if shade.glyph == PLAIN else f'<span style="color:{shade.colour}">{shade.glyph}</span> {name}'


def _span(marks: Sequence[Mark], ground: Ground) -> tuple[float, float, float, float]:
    """West, east, south, north of all that is drawn, with some air."""
    places = [place for rings in ground.areas.values() for ring in rings for place in ring]
    places += [(mark.x, mark.y) for mark in marks]
    xs, ys = [x for x, _ in places] or [0.0], [y for _, y in places] or [0.0]
    air = max(max(xs) - min(xs), max(ys) - min(ys), LEAST_WIDE) * AIR
    return min(xs) - air, max(xs) + air, min(ys) - air * AIR_BELOW / AIR, max(ys) + air


def _height(span: tuple[float, float, float, float]) -> int:
    """Pixels for a map that fills its width in true proportions."""
    west, east, south, north = span
    return round(min(max(WIDTH * (north - south) / ((east - west) * _narrowing(span)), LEAST_HIGH), MOST_HIGH))


def _lay_out(figure: go.Figure, span: tuple[float, float, float, float]) -> None:
    west, east, south, north = span
    bare = {"visible": False, "showgrid": False, "zeroline": False}
    figure.update_layout(
        xaxis={**bare, "range": [west, east], "constrain": "domain"},
        yaxis={**bare, "range": [south, north], "scaleanchor": "x", "scaleratio": 1 / _narrowing(span),
               "constrain": "domain"},
        dragmode="zoom",
    )  # fmt: skip


def _narrowing(span: tuple[float, float, float, float]) -> float:
    """How much shorter a degree of longitude is than one of latitude in the middle of the map."""
    return max(cos(radians((span[2] + span[3]) / 2)), 0.05)


def _scale_bar(figure: go.Figure, span: tuple[float, float, float, float], language: Language) -> None:
    """A bar of a round number of kilometres in the lower left corner."""
    degree = KILOMETRES * _narrowing(span)
    length = _round_down((span[1] - span[0]) * degree * LONG_AS)
    x0, y = span[0] + (span[1] - span[0]) * 0.02, span[2] + (span[3] - span[2]) * 0.03
    x1 = x0 + length / degree
    figure.add_shape(type="line", x0=x0, x1=x1, y0=y, y1=y, line={"color": SOFT_INK, "width": 3})
    figure.add_annotation(
        x=(x0 + x1) / 2, y=y, yanchor="bottom", showarrow=False, font={"size": 12, "color": SOFT_INK},
        text=SCALE.fill(n=f"{length:g}").in_language(language),
    )  # fmt: skip


def _round_down(number: float) -> float:
    """1, 2 or 5 times a power of ten."""
    power = 10.0 ** int(log10(number) // 1)
    return next(step * power for step in (5, 2, 1) if step * power <= number * 1.0000001)


def _key(shades: Mapping[str, Shade], present: set[str], states: set[str], method: str, language: Language) -> str:
    parts = [plain(method)]
    parts += [
        f'<span style="color:{shade.colour}">{shade.glyph}</span> {plain(shade.name)}'
        for code, shade in shades.items()
        if code in present
    ]
    absent = [STATES[state] for state in STATES if state in states and state != "value"]
    parts += [f"{mark.glyph} {mark.name.in_language(language)}" for mark in absent]
    return GAP.join(parts)
