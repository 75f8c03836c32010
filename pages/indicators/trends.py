"""An indicator over time: usual variation or signal, units side by side, the bands of all, who moved and where."""

from __future__ import annotations

import streamlit as st

from analytics.catalogue.kinds import Indicator
from analytics.periods import Period, same_period_last_year
from analytics.words import format_period
from pages.parts import filters, frame, tables
from pages.parts.here import Here, here
from pages.parts.levels import below, levels_below
from pages.parts.pictures import Picture, changes, show
from pages.parts.pictures import trends as pictures
from pages.parts.units import Unit
from pages.parts.words import _, plain, say

EACH, MANY = "each", "many"


def page() -> None:
    at = here()
    head = st.container()
    places = filters.bar(4, 3, 2, 2)
    indicator = filters.indicator(places[0], at.indicators)
    unit = filters.unit(places[1], at)
    period = filters.period(places[2], at, indicator.periods)
    frame.heading(head, _("{indicator} over time").format(indicator=f"{indicator.code} {say(indicator.title)}"), at)
    frame.stop_unless_there(at, unit, period)
    earlier = _earlier(at, period)
    before = filters.option(places[3], "before", _("Compared with"), earlier) if earlier else None
    show_courses(at, indicator, unit, period)
    show_changes(at, indicator, unit, period, before)


def show_courses(at: Here, indicator: Indicator, unit: Unit, period: Period) -> None:
    asked, kind = (at.view, indicator.id, unit.id), period.kind
    choice = _choice(at, indicator, unit)

    def part(title: str, key: str, picture: Picture) -> None:
        frame.section(title)
        show(picture, key)
        if picture.sheet is not None:
            tables.show(at, picture.sheet, choice, period.period_id, key)

    part(_("Usual variation or a signal"), "control", pictures.control(*asked, kind, at.language))
    if at.units.children(pictures.family_of(at.units, unit).id, period.end):
        part(_("Unit by unit"), "beside", pictures.side_by_side(*asked, period.period_id, at.language))
    part(_("Where all of them stand"), "bands", pictures.bands(*asked, period.period_id, at.language))


def show_changes(at: Here, indicator: Indicator, unit: Unit, period: Period, before: str | None) -> None:
    """Who moved between the two periods, then where the unit's own change lies."""
    frame.section(_("What changed"))
    if before is None:
        shown = format_period(period.period_id, at.language)
        st.markdown(plain(say(changes.NO_EARLIER.fill(period=shown))))
        return
    places = filters.bar(2, 3, 4)
    around = pictures.family_of(at.units, unit)
    level = filters.option(places[0], "level", _("Shown are"), levels_below(at, around, period))
    ways = {EACH: _("Each by itself"), MANY: _("Allowing for many at once (Benjamini–Hochberg)")}
    strict = filters.option(places[1], "flags", _("Called clear"), ways) == MANY
    units = below(at, around, level, period.end, at.periods[before].end)
    found = changes.moved(at.view, indicator.id, units, before, period.period_id, strict, at.language)
    show(found.clear, "changed")
    choice = _choice(at, indicator, around, before)
    if found.clear.sheet is not None:
        tables.show(at, found.clear.sheet, choice, period.period_id, "changed", opened=True)
    if found.everyone is not None:
        tables.show(at, found.everyone, choice, period.period_id, "all changes")
    frame.section(_("Where the change lies"))
    parts = below(at, unit, level, period.end, at.periods[before].end) if unit.level != level else ()
    picture = changes.why(at.view, indicator.id, unit.id, parts, before, period.period_id, at.language)
    show(picture, "why")
    if picture.sheet is not None:
        tables.show(at, picture.sheet, _choice(at, indicator, unit, before), period.period_id, "why")


def _choice(at: Here, indicator: Indicator, unit: Unit, before: str | None = None) -> dict[str, str]:
    choice = {_("Indicator"): say(indicator.title), _("Unit"): at.names()[unit.id]}
    return choice if before is None else choice | {_("Compared with"): format_period(before, at.language)}


def _earlier(at: Here, period: Period) -> dict[str, str]:
    """The periods it can be compared with by id: the same one a year before first, then the newest."""
    found = [known for known in at.periods.values() if known.kind == period.kind and known.end < period.end]
    year_before = same_period_last_year(period.period_id)
    found.sort(key=lambda known: (known.period_id != year_before, -known.end.toordinal()))
    return {known.period_id: format_period(known.period_id, at.language, known.provisional) for known in found}


page()
