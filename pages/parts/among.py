"""Which units a picture of many shows: the unit around them, and a level below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from analytics.findings.sentences import Level, listed
from data.text import Text
from pages.parts import answers, session
from pages.parts.keeping import keep
from pages.parts.levels import LEVELS
from pages.parts.session import View
from pages.parts.units import VILLAGE, Unit
from pages.parts.words import say


@dataclass(frozen=True)
class Group:
    """The unit around, the levels below it whose units can be shown one by one, and those with too many."""

    around: Unit
    levels: tuple[str, ...]
    too_many: tuple[str, ...]


TOO_MANY = Text(
    "{levels}: too many here to show one by one; choose a unit further down.",
    "{levels}数量过多，无法逐一显示，请选择下级单位。",
)


def too_many(found: Group) -> str:
    """What is not offered, and why."""
    levels = listed([LEVELS[level] for level in found.too_many])
    return say(TOO_MANY.fill(levels=levels))


def level_of(code: str) -> Level:
    """The code of a level that was chosen."""
    assert code in LEVELS, code
    return cast(Level, code)


@keep(512)
def group(view: View, unit_id: str, period_id: str) -> Group:
    """A village is shown among the villages of its county, any other unit is what is around."""
    directory, day = session.units(view), session.periods(view)[period_id].end
    unit = directory[unit_id]
    around = directory.at_level(unit_id, "county") or unit if unit.level == VILLAGE else unit
    below = directory.levels_below(around.id, day) or [around.level]
    counts = {level: directory.count(around.id, level, day) for level in below if level in LEVELS}
    few = tuple(level for level, count in counts.items() if count <= answers.MOST_VILLAGES)
    if unit.level == VILLAGE and VILLAGE in few:
        few = (VILLAGE, *(level for level in few if level != VILLAGE))
    return Group(around, few, tuple(level for level in counts if level not in few))
