"""A figure as SVG: shapes below, axes, traces, notes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from analytics.charts import figures as go
from analytics.charts.drawing import marks
from analytics.charts.drawing.scales import Axis, Frame, axis_of, ticks
from analytics.charts.drawing.texts import text, width_in
from analytics.charts.theme import GRID, INK, PAPER, SOFT_INK

WIDTH = 960
GAP = 6


def to_svg(figure: go.Figure, width: float = WIDTH) -> str:
    """The figure as a standalone SVG of `width` pixels and the figure's own height. Text stays text."""
    frame = Frame.of(figure, width)
    below = [_shape(shape, frame) for shape in figure.layout.shapes if shape.layer == "below"]
    above = [_shape(shape, frame) for shape in figure.layout.shapes if shape.layer != "below"]
    body = [
        *below,
        *(_axis(figure, frame, name) for name in frame.axes),
        *(_trace(trace, frame) for trace in figure.data),
        *above,
        *(_note(note, frame) for note in figure.layout.annotations),
    ]
    size = f'width="{frame.width:g}" height="{frame.height:g}" viewBox="0 0 {frame.width:g} {frame.height:g}"'
    ground = f'<rect width="100%" height="100%" fill="{PAPER}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{ground}{"".join(body)}</svg>'


def _shape(shape: Any, frame: Frame) -> str:
    x0, x1 = (frame.place(float(x), shape.xref, "x") for x in (shape.x0, shape.x1))
    y0, y1 = (frame.place(float(y), shape.yref, "y") for y in (shape.y0, shape.y1))
    if shape.type == "line":
        return marks.line([(x0, y0), (x1, y1)], shape.line.color or INK, float(shape.line.width or 1), shape.line.dash)
    opacity = f' opacity="{shape.opacity:g}"' if shape.opacity is not None else ""
    return f"<g{opacity}>{marks.tile(x0, y0, x1, y1, shape.fillcolor or PAPER)}</g>"


def _axis(figure: go.Figure, frame: Frame, name: str) -> str:
    said, axis = axis_of(figure, name), frame.axes[name]
    if said.visible is False:
        return ""
    size = float(said.tickfont.size or 13)
    upright = name.startswith("x")
    if upright and said.side == "top" and not said.tickangle:
        size = _fitting(ticks(axis, said), axis, size)
    parts = []
    for value, label in ticks(axis, said):
        place = axis.at(value)
        inside = min(axis.begin, axis.end) - 0.5 <= place <= max(axis.begin, axis.end) + 0.5
        if not inside:
            continue
        if said.showgrid is not False and said.overlaying is None:
            ends = (
                [(place, frame.top), (place, frame.bottom)] if upright else [(frame.left, place), (frame.right, place)]
            )
            parts.append(marks.line(ends, GRID, 1))
        parts.append(_tick(frame, said, place, label, size, upright))
    if said.title.text and upright:
        middle = (frame.left + frame.right) / 2
        parts.append(text(middle, frame.bottom + size * 1.3 + 12, said.title.text, 13, SOFT_INK, "center", "top"))
    return "".join(parts)


def _fitting(marks_on: list[tuple[float, str]], axis: Axis, size: float) -> float:
    """The size at which neighbours side by side do not touch."""
    if len(marks_on) < 2:
        return size
    room = min(abs(axis.at(b[0]) - axis.at(a[0])) for a, b in pairwise(marks_on))
    widest = max(width_in(label, 1.0) for _, label in marks_on)
    return min(size, 0.94 * room / max(widest, 1e-9))


def _tick(frame: Frame, said: Any, place: float, label: str, size: float, upright: bool) -> str:
    if not upright:
        right = said.side == "right"
        x, anchor = (frame.right + GAP, "left") if right else (frame.left - GAP, "right")
        return text(x, place, label, size, SOFT_INK if right else INK, anchor)
    if said.side == "top":
        angle = float(said.tickangle or 0)
        anchor = "left" if angle else "center"
        return text(place, frame.top - GAP, label, size, SOFT_INK, anchor, "bottom", angle)
    return text(place, frame.bottom + GAP, label, size, SOFT_INK, "center", "top")


def _trace(trace: Any, frame: Frame) -> str:
    if trace.type == "heatmap":
        return marks.heat(trace, frame)
    if trace.type == "bar":
        return _bars(trace, frame)
    assert trace.type == "scatter", f"paper knows no {trace.type}"
    return _scatter(trace, frame)


def _scatter(trace: Any, frame: Frame) -> str:
    across, down = trace.xaxis or "x", trace.yaxis or "y"
    if across not in frame.axes or down not in frame.axes:
        return ""
    points = [
        (frame.axes[across].at(float(x)), frame.axes[down].at(float(y))) if marks.known(x) and marks.known(y) else None
        for x, y in zip(trace.x, trace.y, strict=True)
    ]
    mode, found = trace.mode or "lines", ""
    if trace.fill == "toself":
        found += "".join(marks.area(run, trace.fillcolor) for run in marks.stretches(points))
        points = points if trace.line.width else [None]
    if "lines" in mode:
        colour, width, dash = trace.line.color or INK, float(trace.line.width or 0), trace.line.dash
        runs = marks.stretches(points)
        found += "".join(marks.line(run, _solid(colour), width, dash) for run in runs)
    if "markers" in mode:
        found += "".join(_marker(trace, place, point) for place, point in enumerate(points) if point)
    if "text" in mode:
        found += "".join(_label(trace, place, point) for place, point in enumerate(points) if point)
    return found


def _marker(trace: Any, place: int, point: marks.Point) -> str:
    look = trace.marker
    colour = _each(look.color, place, INK)
    symbol, size = _each(look.symbol, place, "circle"), float(_each(look.size, place, 6))
    edge, width = _each(look.line.color, place, colour), float(_each(look.line.width, place, 0))
    return marks.marker(*point, symbol, size, colour, edge, width)


def _label(trace: Any, place: int, point: marks.Point) -> str:
    anchor = "left" if "right" in str(trace.textposition) else "center"
    size, colour = float(trace.textfont.size or 12), trace.textfont.color
    return text(*point, str(_each(trace.text, place, "")), size, colour, anchor)


def _bars(trace: Any, frame: Frame) -> str:
    """Bars that lie (`orientation` h) or stand on their base."""
    across, down, found = frame.axes["x"], frame.axes["y"], []
    lying, half = trace.orientation == "h", float(_each(trace.width, 0, 0.8)) / 2
    pattern = trace.marker.pattern.shape
    for place, (x, y) in enumerate(zip(trace.x, trace.y, strict=True)):
        base, length = float(_each(trace.base, place, 0) or 0), float((x if lying else y) or 0)
        colour = _each(trace.marker.color, place, INK)
        ends = (
            (across.at(base), down.at(float(y) + half), across.at(base + length), down.at(float(y) - half))
            if lying
            else (across.at(float(x) - half), down.at(base + length), across.at(float(x) + half), down.at(base))
        )
        if length:
            found.append(marks.tile(*ends, colour, bool(_each(pattern, place, ""))))
        if trace.text is not None and length:
            middle = ((ends[0] + ends[2]) / 2, (ends[1] + ends[3]) / 2)
            size, ink = float(trace.textfont.size or 12), trace.textfont.color
            found.append(text(*middle, str(_each(trace.text, place, "")), size, ink, "center"))
    return "".join(found)


def _note(note: Any, frame: Frame) -> str:
    x = frame.place(float(note.x), note.xref, "x") + float(note.xshift or 0)
    y = frame.place(float(note.y), note.yref, "y") - float(note.yshift or 0)
    anchor, vertical = note.xanchor or "center", note.yanchor or "middle"
    size, colour = float(note.font.size or 13), note.font.color
    angle = float(note.textangle or 0)
    return text(x, y, note.text, size, colour, "center" if anchor == "auto" else anchor, vertical, angle)


def _each(said: Any, place: int, default: Any) -> Any:
    """The value of a mark where there may be one for all."""
    if said is None:
        return default
    one = isinstance(said, str | int | float)
    found = said if one else said[place]
    return default if found is None else found


def _solid(colour: str) -> str:
    """A line's colour without its opacity, which a stroke would not take."""
    return colour if not colour.startswith("rgba") else "#E6E8EA"
