"""Which units a picker offers where there are too many for one list: those around the chosen one, and those found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from data.queries.units import find_units
from pages.parts import session
from pages.parts.here import Here
from pages.parts.units import VILLAGE, Unit
from pages.parts.words import _

COUNTY = "county"
MOST_OFFERED = 3_000
"""Units in one list of the browser; a county has a few hundred."""
MOST_FOUND = 50


def near(place: Any, here: Here, chosen: Unit) -> list[str]:
    """The ids to offer: what a box finds, then the chosen unit with those above, beside and right below it."""
    return list(dict.fromkeys([*_found(place, here), *_around(here, chosen)]))


def villages_near(place: Any, here: Here, around: Unit, day: date, named: Collection[str]) -> list[Unit]:
    """Of many villages those that a box finds, those already `named`, and those of the county `around`."""
    wanted = dict.fromkeys([*_found(place, here), *named])
    known = [here.units[unit] for unit in wanted if unit in here.units]
    first = sorted((unit for unit in known if unit.level == VILLAGE and unit.valid_at(day)), key=lambda unit: unit.id)
    beside = here.units.descendants(around.id, VILLAGE, day)
    return [*first, *(unit for unit in beside if unit.id not in wanted)][:MOST_OFFERED]


def county_near(here: Here, chosen: Unit) -> Unit:
    """The county of the chosen unit, else the first one below it, else itself."""
    below = here.units.descendants(chosen.id, COUNTY, here.as_of or date.max)
    return here.units.at_level(chosen.id, COUNTY) or (below[0] if below else chosen)


def _found(place: Any, here: Here) -> list[str]:
    """A box to find units by name, pinyin or code, and the ids of what it found."""
    words = place.text_input(_("Find a unit"), key="find unit", placeholder=_("Name, pinyin or code")).strip()
    if not words:
        return []
    with session.reader(here.view) as reader:
        found = [str(unit) for unit in find_units(reader, words, MOST_FOUND)["org_unit_id"].to_pylist()]
    place.caption(_("{n} found, first in the list below.").format(n=len(found)) if found else _("Nothing found."))
    return found


def _around(here: Here, chosen: Unit) -> list[str]:
    units, day = here.units, here.as_of or date.max
    above = units.above(chosen.id)
    beside = units.children(above[0].id, day) if above else []
    tiers = (reversed(above), [chosen], units.children(chosen.id, day), beside)
    return [unit.id for tier in tiers for unit in tier][:MOST_OFFERED]
