"""All units of a choice against their size: which lie outside what chance alone would do."""

from __future__ import annotations

import streamlit as st

from pages.parts import among, filters, frame, tables
from pages.parts.beside import show_beside
from pages.parts.explained import explain
from pages.parts.here import here
from pages.parts.levels import LEVELS
from pages.parts.pictures import funnel as pictures
from pages.parts.pictures import show
from pages.parts.words import _, plain, say


def page() -> None:
    at = here()
    head = st.container()
    places = filters.bar(4, 3, 2, 2)
    indicator = filters.indicator(places[0], at.indicators)
    unit = filters.unit(places[1], at)
    period = filters.period(places[2], at, indicator.periods)
    frame.heading(head, f"{_('Funnel')} · {indicator.code} {say(indicator.title)}", at)
    frame.stop_unless_there(at, unit, period)
    group = among.group(at.view, unit.id, period.period_id)
    if not group.levels:
        frame.stop_kindly(among.too_many(group))
    level = filters.option(places[3], "level", _("Shown are"), {key: say(LEVELS[key]) for key in group.levels})
    if group.too_many:
        st.caption(plain(among.too_many(group)))
    asked = (indicator.id, group.around.id, among.level_of(level), period.period_id)
    picture = pictures.picture(at.view, *asked, unit.id, at.language)
    show(picture, "funnel")
    if picture.figure is not None:
        st.caption(
            plain(
                _(
                    "The further right, the more there is to count and the less chance can do. Inside the dashed lines "
                    "chance alone may explain a unit's place; colours and table follow the lines drawn."
                )
            )
        )
        explain("funnel", "overdispersion", "chance", key="funnel in words")
    show_beside(at, (indicator,), unit.id, period.period_id, level)
    if picture.sheet is not None:
        choice = {
            _("Indicator"): say(indicator.title),
            _("Unit"): at.names()[group.around.id],
            _("Shown are"): say(LEVELS[level]),
        }
        tables.show(at, picture.sheet, choice, period.period_id, "funnel")


page()
