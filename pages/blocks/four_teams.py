"""The four teams of assistance work: in place, in the village, together; what they dock and what others learn."""

from __future__ import annotations

import streamlit as st

from analytics.catalogue.kinds import Block
from pages.parts import block
from pages.parts.pictures import Picture
from pages.parts.pictures import four_team_results as results
from pages.parts.pictures import four_teams as teams
from pages.parts.words import plain, say


def page() -> None:
    at, unit, period = block.opened(Block.FOUR_TEAMS)
    st.caption(plain(say(teams.TWO_MEANINGS)))
    block.show_indicators(at, Block.FOUR_TEAMS, unit, period)
    block.stop_unless_records(at, unit, period)
    asked = (at.view, unit.id, period.period_id, at.language)
    parts: list[tuple[str, str, Picture | None]] = [
        ("presence", say(teams.PRESENCE), teams.presence(*asked)),
        ("days", say(teams.IN_VILLAGE), teams.days(*asked)),
        ("needs", say(results.DOCKINGS), results.needs(*asked)),
        ("between", say(results.BETWEEN), results.between(*asked)),
        ("discovered", say(results.DISCOVERED), results.discovered(*asked)),
        ("adopted", say(results.ADOPTED), results.adopted(*asked)),
        ("weak", say(teams.WEAK), teams.weak(*asked)),
    ]
    for key, title, picture in parts:
        if picture is not None:
            block.part(at, title, picture, unit, period, key)


page()
