"""Is a feature a unit's area? Its code, its rings, and what may be doubted though nothing is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from data.boundaries import words
from data.boundaries.kept import Ring, Shape
from data.boundaries.rings import Place, area, inside, is_place
from data.text import Text

WITH_SHAPES = ("township", "county", "prefecture", "province")
LEAST_INSIDE = 0.9
"""Of the villages; below it the two are probably of different coordinate systems."""
MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Located:
    """A unit as the map knows it; longitude and latitude of villages, where they were given."""

    level: str
    parent_id: str | None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Boundaries:
    """What was read: shapes in the order of the file, and what the person who supplied them should know."""

    shapes: tuple[Shape, ...]
    told: tuple[Text, ...]


@dataclass
class Judged:
    """What is gathered feature by feature."""

    shapes: dict[str, Shape] = field(default_factory=dict)
    faults: list[Text] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    turned: int = 0


def judge(
    feature: dict[str, Any], code: str, place: int, units: Mapping[str, Located], judged: Judged
) -> list[Text]:  # fmt: skip
    """The feature's faults; without any, its shape is taken."""
    faults = []
    if code not in units:
        faults.append(words.UNKNOWN_CODE)
    elif units[code].level not in WITH_SHAPES:
        faults.append(words.NOT_AN_AREA.fill(level=units[code].level))
    elif code in judged.seen:
        faults.append(words.TWICE.fill(other=judged.seen[code]))
    judged.seen.setdefault(code, place)
    geometry = feature.get("geometry")
    geometry = geometry if isinstance(geometry, dict) else {}
    kind = geometry.get("type")
    if kind not in ("Polygon", "MultiPolygon"):
        return [*faults, words.NO_POLYGON.fill(kind=kind or "—")]
    parts = geometry.get("coordinates")
    polygons = [parts] if kind == "Polygon" else parts
    if not isinstance(polygons, list) or not polygons:
        return [*faults, words.BAD_RING]
    faults += [fault for polygon in polygons if (fault := _polygon_fault(polygon))]
    if not faults:
        turned = [_polygon(polygon) for polygon in polygons]
        judged.shapes[code] = Shape(code, tuple(rings for rings, _ in turned))
        judged.turned += sum(count for _, count in turned)
    return faults


def _polygon_fault(polygon: Any) -> Text | None:
    if not isinstance(polygon, list) or not polygon:
        return words.BAD_RING
    for ring in polygon:
        if not isinstance(ring, list) or len(ring) < 4 or not all(is_place(place) for place in ring):
            return words.BAD_RING
        if ring[0][:2] != ring[-1][:2]:
            return words.OPEN_RING
        if area(_flat(ring)) == 0:
            return words.FLAT_RING
    outer, *holes = (_flat(ring) for ring in polygon)
    for hole in holes:
        if not inside(hole[0], outer):
            return words.HOLE_FIRST if inside(outer[0], hole) else words.HOLE_OUTSIDE
    return None


def _flat(ring: Any) -> list[Place]:
    """Longitude and latitude alone, without heights."""
    return [(float(place[0]), float(place[1])) for place in ring]


def _polygon(polygon: Any) -> tuple[tuple[Ring, ...], int]:
    """The rings, the outer one counter-clockwise and holes clockwise, and how many had to be turned."""
    rings, turned = [], 0
    for number, ring in enumerate(map(_flat, polygon)):
        wrong = (area(ring) > 0) != (number == 0)
        turned += wrong
        rings.append(tuple(reversed(ring)) if wrong else tuple(ring))
    return tuple(rings), turned


def doubts(shapes: Mapping[str, Shape], units: Mapping[str, Located]) -> list[Text]:
    """What may be wrong though every shape is sound: townships without one, villages outside their township's."""
    lacking = [code for code, unit in units.items() if unit.level == "township" and code not in shapes]
    told = [words.WITHOUT.fill(n=len(lacking), codes=", ".join(lacking[:MOST_NAMED]))] if lacking else []
    placed = [
        _holds(shape, unit.place)
        for unit in units.values()
        if unit.level == "village"
        and unit.place is not None
        and (shape := shapes.get(unit.parent_id or "")) is not None
    ]
    if placed and sum(placed) < LEAST_INSIDE * len(placed):
        told.append(words.SHIFTED.fill(inside=sum(placed), all=len(placed)))
    return told


def _holds(shape: Shape, place: Place) -> bool:
    return any(
        inside(place, outer) and not any(inside(place, hole) for hole in holes) for outer, *holes in shape.polygons
    )
