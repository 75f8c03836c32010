"""Shapes with as many points as a map can send in good time."""

from __future__ import annotations

from collections.abc import Callable

from data.boundaries import words
from data.boundaries.kept import Ring, Shape
from data.boundaries.rings import thinned
from data.text import Text

MOST_POINTS = 20_000
FINEST = 1e-5  # degrees, about a metre
COARSEST = 0.01  # about a kilometre: islands too many to thin stay as they are
DECIMALS = 5


def light(shapes: tuple[Shape, ...]) -> tuple[tuple[Shape, ...], list[Text]]:
    """The shapes rounded to a metre and thinned until there are few enough points, and what to say of that."""
    before, tolerance, found = points(shapes), 0.0, shapes
    while points(found) > MOST_POINTS and tolerance < COARSEST:
        tolerance = 2 * tolerance or FINEST
        found = tuple(_each_ring(shape, _thinner(tolerance)) for shape in found)
    found = tuple(_each_ring(shape, _rounded) for shape in found)
    return found, [words.THINNED.fill(before=before, after=points(found))] if tolerance else []


def points(shapes: tuple[Shape, ...]) -> int:
    return sum(len(ring) for shape in shapes for polygon in shape.polygons for ring in polygon)


def _thinner(tolerance: float) -> Callable[[Ring], Ring]:
    return lambda ring: tuple(thinned(ring, tolerance))


def _rounded(ring: Ring) -> Ring:
    return tuple((round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring)


def _each_ring(shape: Shape, change: Callable[[Ring], Ring]) -> Shape:
    return Shape(shape.unit_id, tuple(tuple(change(ring) for ring in polygon) for polygon in shape.polygons))
