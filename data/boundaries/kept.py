"""The shapes of units on the map, as the county supplied them, kept in `settings/boundaries.geojson`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import DataError
from data.files import write_whole
from data.home import Home
from data.text import Text

FILE = "boundaries.geojson"
Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude in degrees, the last place the first again."""

UNREADABLE = Text(
    "The boundaries kept here cannot be read. Supply them again with `python manage.py boundaries FILE`.",
    "已保存的边界文件无法读取，请重新执行 `python manage.py boundaries FILE`。",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One unit's area: polygons, each its outer ring (counter-clockwise) and then its holes (clockwise)."""

    unit_id: str
    polygons: tuple[tuple[Ring, ...], ...]


def boundaries_file(home: Home) -> Path:
    return home.settings / FILE


def load_boundaries(home: Home) -> dict[str, Shape]:
    """The kept shapes by unit; empty where the county has supplied none, `DataError` where the file was spoilt."""
    path = boundaries_file(home)
    try:
        features = json.loads(path.read_text("utf-8"))["features"]
        return {str(feature["id"]): _shape(feature) for feature in features}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError):
        raise DataError(UNREADABLE, str(path)) from None


def save_boundaries(home: Home, shapes: Iterable[Shape]) -> Path:
    """Keep the shapes instead of those before; gives the file."""
    features = [
        {
            "type": "Feature",
            "id": shape.unit_id,
            "properties": {},
            "geometry": {"type": "MultiPolygon", "coordinates": shape.polygons},
        }
        for shape in shapes
    ]
    home.settings.mkdir(parents=True, exist_ok=True)
    document = {"type": "FeatureCollection", "features": features}
    write_whole(boundaries_file(home), json.dumps(document, separators=(",", ":")).encode())
    return boundaries_file(home)


def _shape(feature: Any) -> Shape:
    polygons = tuple(
        tuple(tuple((float(x), float(y)) for x, y in ring) for ring in polygon)
        for polygon in feature["geometry"]["coordinates"]
    )
    return Shape(str(feature["id"]), polygons)
