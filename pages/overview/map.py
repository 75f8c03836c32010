"""The map: villages as points, townships as areas, coloured by value, by what is significant, or by band."""

from __future__ import annotations

import streamlit as st

from analytics.periods import Period
from pages.parts import filters, frame, strength, tables
from pages.parts.here import Here, here
from pages.parts.levels import LEVELS, levels_below
from pages.parts.pictures import Picture, map_bands, show
from pages.parts.pictures import map as pictures
from pages.parts.units import VILLAGE, Unit
from pages.parts.words import _, plain, say

VALUE, VERDICT, BAND = "value", "verdict", "band"
MOST_POINTS = 1500
"""Of more villages than this the townships are shown."""


def page() -> None:
    at = here()
    head = st.container()
    places = filters.bar(2, 4, 3, 2, 2)
    ways = {VALUE: _("Value"), VERDICT: _("What is significant"), BAND: _("Band of the index")}
    way = filters.option(places[0], "colour", _("Coloured by"), ways)
    indicator = None if way == BAND else filters.indicator(places[1], at.indicators)
    unit = filters.unit(places[2], at)
    period = filters.period(places[3], at, indicator.periods if indicator else ("year", "quarter"))
    title = f"{indicator.code} {say(indicator.title)}" if indicator else _("Organizational strength")
    frame.heading(head, _("{what} on the map").format(what=title), at)
    frame.stop_unless_there(at, unit, period)
    around = _around(at, unit)
    choice = {_("Coloured by"): ways[way], _("Unit"): at.names()[around.id]}
    if indicator is None:
        picture = _bands(at, around, unit, period)
    else:
        offered = dict(reversed(levels_below(at, around, period, MOST_POINTS).items()))
        level = filters.option(places[4], "level", _("Shown are"), offered)
        choice |= {_("Indicator"): say(indicator.title), _("Shown are"): say(LEVELS[level])}
        draw = pictures.by_value if way == VALUE else pictures.by_verdict
        asked = (indicator.id, around.id, unit.id, level, period.period_id)
        picture = draw(at.view, *asked, pictures.edition(), at.language)
    show_beside(at, picture, choice, period)


def show_beside(at: Here, picture: Picture, choice: dict[str, str], period: Period) -> None:
    """The map with its sentence, and the table of the same beside it."""
    left, right = st.columns((3, 2), gap="medium") if picture.figure is not None else (st.container(), st.container())
    with left:
        show(picture, "map")
        if picture.figure is not None:
            st.caption(
                plain(
                    _("Places as reported; a sketch, no authority on borders. Drag to enlarge, double-click for all.")
                )
            )
    if picture.sheet is not None:
        with right:
            tables.show(at, picture.sheet, choice, period.period_id, "map", opened=True)


def _bands(at: Here, around: Unit, unit: Unit, period: Period) -> Picture:
    county = strength.county_of(at.view, around.id)
    if county is None:
        frame.stop_kindly(_("Too many villages to rank one by one. Choose a county."))
    asked = (county, unit.id, period.period_id, strength.structure())
    with st.spinner(_("Simulating other defensible choices …")):
        picture = map_bands.by_band(at.view, *asked, pictures.edition(), at.language)
    if picture is None:
        frame.stop_kindly(_("There is no village here whose strength could be scored for this period."))
    return picture


def _around(at: Here, unit: Unit) -> Unit:
    """A village is shown among all of its county."""
    return at.units.at_level(unit.id, "county") or unit if unit.level == VILLAGE else unit


page()
