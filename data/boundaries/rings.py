"""Rings of longitude and latitude: their turn, what lies inside, how few points still show them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

Place = tuple[float, float]
Floats = NDArray[np.float64]


def is_place(part: Any) -> bool:
    """Whether a part of a JSON document is a place: two numbers at least, longitude and latitude first."""
    return isinstance(part, list) and len(part) >= 2 and all(_is_number(number) for number in part[:2])


def _is_number(part: Any) -> bool:
    return isinstance(part, int | float) and not isinstance(part, bool) and isfinite(part)


def area(ring: Sequence[Place]) -> float:
    """Twice the signed area, above 0 for a ring that runs counter-clockwise."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))


def inside(place: Place, ring: Sequence[Place]) -> bool:
    """Whether the place lies within the ring, by how often a ray to the east crosses it."""
    x, y = place
    crossings = 0
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            crossings += 1
    return crossings % 2 == 1


def thinned(ring: Sequence[Place], tolerance: float) -> list[Place]:
    """The ring with the fewest of its points from which none of the others is farther than the tolerance.

    Never fewer than four places. Source: Douglas and Peucker 1973, Cartographica 10:112, on the two halves of the ring.
    """
    places = np.asarray(ring, dtype=np.float64)
    far = int(np.hypot(*(places - places[0]).T).argmax())
    kept = {0, far, len(ring) - 1}
    spans = [(0, far), (far, len(ring) - 1)]
    while spans:
        start, stop = spans.pop()
        if stop - start < 2:
            continue
        off = _off(places[start + 1 : stop], places[start], places[stop])
        middle = start + 1 + int(off.argmax())
        if off[middle - start - 1] > tolerance:
            kept.add(middle)
            spans += [(start, middle), (middle, stop)]
    found = [ring[place] for place in sorted(kept)]
    return found if len(found) >= 4 else list(ring)


def _off(places: Floats, start: Floats, stop: Floats) -> Floats:
    """How far each of the places is from the stretch between two others."""
    way = stop - start
    length = float(way @ way)
    along = np.clip((places - start) @ way / length, 0, 1) if length else np.zeros(len(places))
    found: Floats = np.hypot(*(places - start - along[:, None] * way).T)
    return found
