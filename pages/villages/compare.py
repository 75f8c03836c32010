"""Villages side by side, or one of them among all: where they differ from a benchmark by more than chance."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analytics.catalogue.kinds import Block
from analytics.findings.benchmark import Against
from analytics.periods import Period
from pages.parts import filters, frame, near, tables
from pages.parts.here import Here, here
from pages.parts.pictures import beside as besides
from pages.parts.pictures import compare as pictures
from pages.parts.pictures import show
from pages.parts.pictures.overview import ALL_BLOCKS
from pages.parts.spine import show_spine
from pages.parts.units import VILLAGE, Unit
from pages.parts.words import _, say

AT_FIRST = 3


def page() -> None:
    at = here()
    frame.heading(st, _("Villages side by side"), at)
    (first,) = filters.bar(1)
    places = filters.bar(2, 2, 2, 2, 2)
    period = filters.period(places[0], at)
    block = filters.block(places[1])
    villages = _choose(first, at, period)
    shown = {"beside": _("Side by side"), "spine": _("One among all villages")}
    if len(villages) < 2:
        del shown["beside"]
    if filters.option(places[2], "shown", _("Show"), shown) == "beside":
        _beside(places[3], at, villages, period, block)
    else:
        _spine(places[3:], at, villages, period, block)


def _choose(place: Any, at: Here, period: Period) -> list[Unit]:
    """The villages; to begin with, some of the unit that was chosen on the page before."""
    unit, many = filters.unit_in_mind(at), len(at.units) > near.MOST_OFFERED
    around = near.county_near(at, unit) if many else None
    offered = _villages(at, around, period)
    if not offered:
        frame.stop_kindly(_("There is no village here in this period."))
    if len(offered) < 2:
        st.info(_("You see only one village: there is no other to compare it with by name."))
    at_first = _at_first(at, unit if unit.level == VILLAGE or around is None else around, period, offered)
    if around is not None:
        named = [*filters.named_villages(), *(unit.id for unit in at_first)]
        offered = near.villages_near(place, at, around, period.end, named)
    chosen = filters.villages(place, at, offered, at_first)
    if not chosen:
        frame.stop_kindly(_("Choose a village, or several to compare them."))
    return chosen


def _villages(at: Here, around: Unit | None, period: Period) -> list[Unit]:
    """The villages of a county; without one all there are."""
    if around is not None:
        return at.units.descendants(around.id, VILLAGE, period.end)
    return [found for found in at.units.values() if found.level == VILLAGE and found.valid_at(period.end)]


def _at_first(at: Here, unit: Unit, period: Period, offered: list[Unit]) -> list[Unit]:
    """The first villages of the unit; of a village itself and those next to it in its township's list."""
    if unit not in offered:
        return (at.units.descendants(unit.id, VILLAGE, period.end) or offered)[:AT_FIRST]
    township = [found for found in offered if found.parent_id == unit.parent_id]
    place = township.index(unit)
    return sorted(township, key=lambda found: abs(township.index(found) - place))[:AT_FIRST]


def _beside(place: Any, at: Here, villages: list[Unit], period: Period, block: Block | None) -> None:
    names = at.names()
    above = {unit.id: names[unit.id] for unit in reversed(pictures.above(at.units, villages))}
    benchmark = filters.option(place, "beside", _("Against"), above)
    ids = tuple(village.id for village in villages)
    picture = pictures.compared(at.view, ids, benchmark, period.period_id, block, at.language)
    show(picture, "compared")
    if picture.sheet is not None:
        choice = {
            _("Villages"): _(", ").join(names[village.id] for village in villages),
            _("Against"): names[benchmark],
            _("Building block"): say(block.label) if block else say(ALL_BLOCKS),
        }
        tables.show(at, picture.sheet, choice, period.period_id, "compared")
    _outside(at, period, block)


def _outside(at: Here, period: Period, block: Block | None) -> None:
    """How the villages outside the reader's scope lie, who are not named."""
    core = pictures.core_keys(at.view, period.period_id, block)
    lying = besides.sheet(at.view, core, period.period_id, VILLAGE, at.language)
    if lying is not None:
        title = besides.title(at.view, at.language)
        choice = {_("Villages"): title, _("Building block"): say(block.label) if block else say(ALL_BLOCKS)}
        tables.show(at, lying, choice, period.period_id, "outside", of=title)


def _spine(places: list[Any], at: Here, villages: list[Unit], period: Period, block: Block | None) -> None:
    names = at.names()
    offered = {village.id: names[village.id] for village in villages}
    village = filters.option(places[0], "village", _("Village"), offered)
    kinds = {str(kind): say(kind.label) for kind in Against}
    against = Against(filters.option(places[1], "against", _("Against"), kinds))
    show_spine(at, village, period, block, against)


page()
