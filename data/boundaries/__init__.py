"""The shapes of units on the map: a county's GeoJSON is judged whole, made light and kept in the home's settings."""

from data.boundaries.file import read_boundaries
from data.boundaries.judge import Boundaries, Located
from data.boundaries.kept import FILE, Ring, Shape, boundaries_file, load_boundaries, save_boundaries

__all__ = [
    "FILE",
    "Boundaries",
    "Located",
    "Ring",
    "Shape",
    "boundaries_file",
    "load_boundaries",
    "read_boundaries",
    "save_boundaries",
]
