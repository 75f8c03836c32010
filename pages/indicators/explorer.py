"""Two indicators against each other, unit by unit: do they go together? Nothing here says why."""

from __future__ import annotations

import streamlit as st

from analytics.catalogue.kinds import Indicator
from pages.parts import filters, frame, tables
from pages.parts.beside import show_beside
from pages.parts.here import Here, here
from pages.parts.levels import LEVELS, below, levels_below
from pages.parts.pictures import explorer as pictures
from pages.parts.pictures import show
from pages.parts.units import VILLAGE, Unit
from pages.parts.words import _, say

AT_FIRST = "meeting_attendance_rate"
MOST_POINTS = 1500
"""More points than this are neither told apart nor sent in good time."""


def page() -> None:
    at = here()
    head = st.container()
    first, second = filters.bar(1, 1)
    places = filters.bar(3, 2, 2)
    indicator = filters.indicator(first, at.indicators)
    others = _others(at, indicator)
    other = at.indicators[filters.option(second, "other", _("Against the indicator"), others)]
    unit = filters.unit(places[0], at)
    period = filters.period(places[1], at, [kind for kind in indicator.periods if kind in other.periods])
    frame.heading(head, _("Two indicators together"), at)
    frame.stop_unless_there(at, unit, period)
    around = _around(at, unit)
    offered = dict(reversed(levels_below(at, around, period, MOST_POINTS).items()))
    level = filters.option(places[2], "level", _("Shown are"), offered)
    units = below(at, around, level, period.end)
    picture = pictures.pairs(at.view, (indicator.id, other.id), unit.id, units, period.period_id, at.language)
    show(picture, "pairs")
    show_beside(at, (indicator, other), unit.id, period.period_id, level)
    if picture.sheet is not None:
        choice = {
            _("Indicator"): say(indicator.title),
            _("Against the indicator"): say(other.title),
            _("Unit"): at.names()[around.id],
            _("Shown are"): say(LEVELS[level]),
        }
        tables.show(at, picture.sheet, choice, period.period_id, "pairs")


def _others(at: Here, indicator: Indicator) -> dict[str, str]:
    """The indicators to hold it against, one that nearly every village reports first."""
    found = sorted(at.indicators.values(), key=lambda other: other.id != AT_FIRST)
    return {
        other.id: f"{other.code} {say(other.title)}"
        for other in found
        if other.id != indicator.id and set(other.periods) & set(indicator.periods)
    }


def _around(at: Here, unit: Unit) -> Unit:
    """A village is shown among all of its county: among those of its township there are too few."""
    return at.units.at_level(unit.id, "county") or unit if unit.level == VILLAGE else unit


page()
