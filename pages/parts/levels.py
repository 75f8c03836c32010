"""Which units can be shown below another: their levels, the one right below first, and the units of one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from analytics.periods import Period
from data.text import Text
from pages.parts import session
from pages.parts.answers import MOST_VILLAGES
from pages.parts.here import Here
from pages.parts.keeping import keep
from pages.parts.session import View
from pages.parts.units import Unit
from pages.parts.words import say

LEVELS: Mapping[str, Text] = {
    "village": Text("Villages", "村"),
    "township": Text("Townships", "乡镇"),
    "county": Text("Counties", "县"),
    "prefecture": Text("Prefectures", "市"),
    "province": Text("Provinces", "省"),
}


def levels_below(at: Here, around: Unit, period: Period, most: int = MOST_VILLAGES) -> dict[str, str]:
    """By level what it is called, from the top; the unit's own where there is none below. Below the first level only
    those of which there are not more than `most` units."""
    found = _occurring(at.view, around.id, period.end) or {around.level: 1}
    known = [level for level in found if level in LEVELS]
    few = [level for level in known[1:] if found[level] <= most]
    return {level: say(LEVELS[level]) for level in (*known[:1], *few)}


@keep(256)
def _occurring(view: View, unit_id: str, day: date) -> dict[str, int]:
    """The levels below a unit from the top, with the number of units that are valid on the day."""
    units = session.units(view)
    return {level: units.count(unit_id, level, day) for level in units.levels_below(unit_id, day)}


def below(at: Here, around: Unit, level: str, *days: date) -> tuple[str, ...]:
    """The units of a level that are valid on any of the days, in the order of their codes."""
    return tuple(sorted({unit.id for day in days for unit in at.units.descendants(around.id, level, day)}))
