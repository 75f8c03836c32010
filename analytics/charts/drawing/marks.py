"""Markers, lines, bars and tiles as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import Any

from analytics.charts.drawing.scales import Axis, Frame
from analytics.charts.drawing.texts import text
from analytics.charts.theme import PAPER, SOFT_INK

DASHES = {"dot": "2 3", "dash": "6 4", "solid": ""}
TURNS = {"triangle-up": 0, "triangle-right": 90, "triangle-down": 180, "triangle-left": 270}
Point = tuple[float, float]


def known(value: Any) -> bool:
    return value is not None and not (isinstance(value, float) and math.isnan(value))


def line(points: Sequence[Point], colour: str, width: float, dash: str | None = None) -> str:
    """A stroke through the points."""
    if len(points) < 2 or not width:
        return ""
    dashes = f' stroke-dasharray="{DASHES.get(dash, dash)}"' if dash and DASHES.get(dash, dash) else ""
    path = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-linejoin="round"{dashes}/>'


def stretches(points: Iterable[Point | None]) -> list[list[Point]]:
    """Unbroken runs of points."""
    return [[p for p in run if p is not None] for there, run in groupby(points, key=lambda p: p is not None) if there]


def area(points: Sequence[Point], colour: str) -> str:
    path = "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
    return f'<path d="{path}Z" {fill(colour)}/>'


def fill(colour: str) -> str:
    """A colour as attributes; `rgba` becomes colour and opacity."""
    if not colour.startswith("rgba"):
        return f'fill="{colour}"'
    red, green, blue, share = (part.strip() for part in colour[5:-1].split(","))
    return f'fill="rgb({red},{green},{blue})" fill-opacity="{share}"'


def marker(x: float, y: float, symbol: str, size: float, colour: str, edge: str, width: float) -> str:
    """A marker as Plotly names it; an open one is only its edge."""
    hollow = "open" in symbol
    inside = PAPER if hollow else colour
    stroke = f'stroke="{edge}" stroke-width="{width:g}"'
    half = size / 2
    for name, turn in TURNS.items():
        if symbol.startswith(name):
            r = half * 1.1
            path = f"M0 {-r:.2f}L{r * 0.9:.2f} {r * 0.7:.2f}L{-r * 0.9:.2f} {r * 0.7:.2f}Z"
            return f'<path d="{path}" transform="translate({x:.2f} {y:.2f}) rotate({turn})" fill="{inside}" {stroke}/>'
    if symbol.startswith("diamond"):
        path = f"M0 {-half:.2f}L{half:.2f} 0L0 {half:.2f}L{-half:.2f} 0Z"
        return f'<path d="{path}" transform="translate({x:.2f} {y:.2f})" fill="{inside}" {stroke}/>'
    if symbol.startswith("line-ns"):
        return line([(x, y - half), (x, y + half)], edge, max(width, 1.5))
    dot = f'<circle cx="{x:.2f}" cy="{y:.2f}" r="1.2" fill="{colour}"/>' if symbol.endswith("dot") else ""
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{half:.2f}" fill="{inside}" {stroke}/>{dot}'


def tile(left: float, top: float, right: float, bottom: float, colour: str, hatched: bool = False) -> str:
    """A rectangle, with thin slanted strokes where it stands for what is not known."""
    x, y, width, height = min(left, right), min(top, bottom), abs(right - left), abs(bottom - top)
    plain = f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" {fill(colour)}/>'
    if not hatched:
        return plain
    strokes = []
    for step in range(6, int(width + height), 6):
        begin = (x + min(step, width), y + max(0.0, step - width))
        end = (x + max(0.0, step - height), y + min(step, height))
        strokes.append(line([begin, end], SOFT_INK, 0.4))
    return plain + "".join(strokes)


def heat(trace: Any, frame: Frame) -> str:
    """The tiles of a heat map with their texts."""
    across, down = frame.axes["x"], frame.axes["y"]
    found = []
    for y, values, texts in zip(trace.y, trace.z, trace.text, strict=True):
        for x, value, said in zip(trace.x, values, texts, strict=True):
            if known(value):
                colour = between(trace.colorscale, (float(value) - trace.zmin) / (trace.zmax - trace.zmin))
                found.append(_cell(across, down, float(x), float(y), colour))
                found.append(text(across.at(float(x)), down.at(float(y)), said, trace.textfont.size, None, "center"))
    return "".join(found)


def between(scale: Sequence[Sequence[Any]], share: float) -> str:
    """The colour at a share of a scale."""
    for (low, first), (high, last) in pairwise(scale):
        if share <= high:
            part = (share - low) / (high - low)
            pairs = zip(_rgb(first), _rgb(last), strict=True)
            return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)
    return str(scale[-1][1])


def _cell(across: Axis, down: Axis, x: float, y: float, colour: str) -> str:
    left, right, top, bottom = across.at(x - 0.5), across.at(x + 0.5), down.at(y + 0.5), down.at(y - 0.5)
    return tile(left + 1, top + 1, right - 1, bottom - 1, colour)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
