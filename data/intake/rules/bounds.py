"""Between which numbers a column must lie, declared once: for the rules (V-11) and for the Table Schema."""

from __future__ import annotations

from dataclasses import dataclass

from data.schema import Column

NUMERIC = ("SMALLINT", "INTEGER", "DECIMAL", "DOUBLE")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The smallest and largest number allowed (None: any); `above` if the smallest itself is not."""

    least: int | None = 0
    most: int | None = None
    above: bool = False
    until_now: bool = False  # a year, which cannot lie ahead


BY_COLUMN = {
    "year": Bounds(2000, until_now=True),
    "birth_year": Bounds(1900, until_now=True),
    "star_rating": Bounds(1, 5),
    "satisfaction": Bounds(1, 5),
    "days_in_village": Bounds(0, 31),
    "leave_days": Bounds(0, 31),
    "hours": Bounds(0, above=True),
    "longitude": Bounds(-180, 180),
    "latitude": Bounds(-90, 90),
    "points": Bounds(None),  # a points system may deduct
}
UNIT_CODE = "[0-9]{1,12}"  # the form of a statistical division code


def bounds_of(column: Column) -> Bounds | None:
    """The bounds of a column of numbers; counts and amounts are not negative."""
    return BY_COLUMN.get(column.name, Bounds()) if column.type.startswith(NUMERIC) else None
