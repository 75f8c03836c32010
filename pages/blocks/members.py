"""Party members: who they are, who comes in, how the branches meet, what members do and learn."""

from __future__ import annotations

import streamlit as st

from analytics.catalogue.kinds import Block
from analytics.findings.calendar import MEETINGS
from analytics.periods import Period
from pages.parts import block, filters, frame
from pages.parts.here import Here
from pages.parts.pictures import Picture, calendar, member_life, members
from pages.parts.units import VILLAGE, Unit
from pages.parts.words import _, say


def page() -> None:
    at, unit, period = block.opened(Block.MEMBERS)
    block.show_indicators(at, Block.MEMBERS, unit, period)
    block.stop_unless_records(at, unit, period)
    year = block.year_of(at, period)
    now, in_year = (at.view, unit.id, period.period_id, at.language), (at.view, unit.id, year, at.language)

    def part(title: str, picture: Picture, key: str) -> None:
        block.part(at, title, picture, unit, period, key)

    part(_("Who the members are"), members.ages(*now), "ages")
    way_in = members.way_in(at.view, unit.id, period.period_id, year, at.language)
    part(_("The way into the party"), way_in, "way in")
    show_calendar(at, unit, period)
    part(_("Attendance, and who is away"), members.attendance(*now), "attendance")
    part(_("Duty posts that members hold"), member_life.duty_posts(*now), "duty posts")
    part(_("Members paired with households"), member_life.paired(*now), "paired")
    part(_("Training hours in {year} around the 32").format(year=year.year), member_life.hours(*in_year), "hours")
    part(_("Classified management in {year}").format(year=year.year), member_life.classified(*in_year), "classified")


def show_calendar(at: Here, unit: Unit, period: Period) -> None:
    """All kinds of meetings of one village; of a larger unit one kind, the villages below one another."""
    title = _("The calendar of organizational life")
    asked = (at.view, unit.id, period.period_id)
    if unit.level == VILLAGE:
        return block.part(at, title, calendar.village(*asked, at.language), unit, period, "calendar")
    frame.section(title)
    shown = {kind: say(meeting.title) for kind, meeting in MEETINGS.items()}
    (place, _rest) = st.columns((2, 3))
    kind = filters.option(place, "meeting", _("Meeting"), shown)
    picture = calendar.villages(*asked, kind, at.language)
    return block.part(at, "", picture, unit, period, "calendar", {_("Meeting"): shown[kind]})


page()
