"""A unit at a glance: headline cards, the units below against their targets, who is furthest, who has reported."""

from __future__ import annotations

import streamlit as st

from pages.parts import address, answers, cards, filters, frame, links, tables
from pages.parts.here import here
from pages.parts.pictures import Picture, show
from pages.parts.pictures import overview as pictures
from pages.parts.whose_turn import DISTANCE, show_ways
from pages.parts.words import _, plain, say

PROFILE = "pages/villages/profile.py"


def page() -> None:
    at = here()
    head = st.container()
    places = filters.bar(3, 2, 2)
    unit = filters.unit(places[0], at)
    period = filters.period(places[1], at)
    block = filters.block(places[2])
    name = at.names()[unit.id]
    frame.heading(head, _("{unit} at a glance").format(unit=name), at)
    frame.stop_unless_there(at, unit, period)
    lines = pictures.briefing(at.view, unit.id, period.period_id)
    st.markdown("\n".join(f"- {plain(say(line))}" for line in lines))
    cards.show(answers.glance(at.view, unit.id, period.period_id), unit.id, period.period_id, at.language)
    asked = (at.view, unit.id, period.period_id)

    def part(title: str, key: str, picture: Picture, opened: bool = False) -> None:
        frame.section(title)
        show(picture, key)
        choice = {_("Unit"): name}
        if key == "heat map":
            choice[_("Building block")] = say(block.label) if block else say(pictures.ALL_BLOCKS)
        if picture.sheet is not None:
            tables.show(at, picture.sheet, choice, period.period_id, key, opened)

    if at.units.children(unit.id, period.end):
        part(say(pictures.FURTHEST), "furthest", pictures.furthest(*asked, at.language), opened=True)
        with st.container(horizontal=True, gap="small", key="onward"):
            for key, label in pictures.onward(*asked, at.language):
                where = {"unit": key, "period": period.period_id}
                st.page_link(
                    links.to(PROFILE),
                    label=plain(label),
                    icon=":material/south_east:",
                    query_params=address.linked(where),
                )
        show_ways(DISTANCE, {"unit": unit.id, "period": period.period_id})
    part(say(pictures.COVERAGE), "coverage", pictures.coverage(*asked, at.language))
    part(_("Where the targets are met and where not"), "heat map", pictures.heat_map(*asked, block, at.language))


page()
