"""Everything about one village or one township: made to be printed on two sides of paper."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.findings.peers import ALL
from analytics.periods import Period
from analytics.words import format_period
from data.text import Text
from pages.parts import address, filters, frame, links, print_view, tables
from pages.parts.here import Here, here
from pages.parts.pictures import Picture, draw, four_teams, show
from pages.parts.pictures import calendar as calendars
from pages.parts.pictures import profile as pictures
from pages.parts.pictures import spine as spines
from pages.parts.units import TOWNSHIP, VILLAGE, Unit
from pages.parts.words import _, plain, say

PAGE, COMPARE = "pages/villages/profile.py", "pages/villages/compare.py"
ACROSS = 5
COURSES_HIGH, SPINE_HIGH, CALENDAR_HIGH, TEAMS_HIGH = 250, 840, 400, 250
"""Pixels on paper, so that two sides hold all."""
ROW_HIGH, AROUND_ROWS = 14, 90
"""A line of letters, and what stands above and below: a township of many villages takes more sides."""
MOST_ON_PAPER = 4
"""Of a list in words."""
MEETING = "congress"
"""Of a township's villages one kind of meeting is shown."""


def page() -> None:
    at = here()
    head = st.container()
    with st.container(key="choice"):
        places = filters.bar(3, 2, 2)
    unit = filters.unit(places[0], at)
    period = filters.period(places[1], at)
    printed = print_view.wanted()
    print_view.link(places[2], "profile", {"unit": unit.id, "period": period.period_id})
    name = at.names()[unit.id]
    title = _("{unit} on one page").format(unit=name)
    shown = format_period(period.period_id, at.language, period.provisional)
    frame.heading(head, f"{title} · {shown}" if printed else title, at)
    frame.stop_unless_there(at, unit, period)
    if unit.level not in (VILLAGE, TOWNSHIP):
        _further_down(at, unit, period)
        return
    _beginning(at, unit, period, printed)
    has_records = at.units.count(unit.id, VILLAGE, period.end)  # of a store of sums the counties keep them
    parts = [_spine, _calendar, _teams] if has_records else [_spine]
    for part in reversed(parts) if printed else parts:  # on paper the tall one has a side to itself
        part(at, unit, period, printed)
    if not printed:
        _tables(at, unit, period)


def _further_down(at: Here, unit: Unit, period: Period) -> None:
    """Only villages and townships have a page: the way to them."""
    st.markdown(plain(_("Villages and townships have a page of their own. Choose one above, or go on:")))
    below = at.units.children(unit.id, period.end)
    columns = st.columns(ACROSS)
    for place, found in enumerate(below):
        asked = {"unit": found.id, "period": period.period_id}
        columns[place % ACROSS].page_link(
            links.to(PAGE), label=plain(at.names()[found.id]), query_params=address.linked(asked)
        )


def _beginning(at: Here, unit: Unit, period: Period, printed: bool) -> None:
    asked = (at.view, unit.id, period.period_id, at.language)
    left, right = st.columns(2, gap="large")
    with left:
        frame.section(_("Profile"))
        _who(pictures.who(*asked))
        if unit.level == VILLAGE:
            _alike(at, unit, period, printed)
    with right:
        frame.section(_("Strength"))
        _strength(pictures.strong(*asked), printed)
    frame.section(_("Leading indicators over three years"))
    courses = pictures.courses(*asked)
    _show(courses, "courses", COURSES_HIGH, printed)
    told = pictures.told(*asked)
    if told is None:
        return
    shown = format_period(period.period_id, at.language, period.provisional)
    left, right = st.columns(2, gap="large")
    with left:
        _listed(_("Clearly better than the county, {period}").format(period=shown), told.better, printed)
        _listed(_("Clearly worse than the county, {period}").format(period=shown), told.worse, printed)
    with right:
        worth = _("What reaching the county median would bring")
        if spines.bounded(at.view, unit.id):
            worth = _("What reaching the median of those outside would bring")
        _listed(worth, told.worth, printed)
        _listed(_("Not reported"), [told.silent], printed)
    st.caption(plain(say(told.chance)))


def _who(told: Sequence[tuple[str, str]]) -> None:
    """What the unit is like, in two columns."""
    lines = [f"**{plain(label)}**  {plain(words)}" for label, words in told]
    half = -(-len(lines) // 2)
    for place, part in zip(st.columns(2), (lines[:half], lines[half:]), strict=True):
        place.markdown("  \n".join(part))


def _alike(at: Here, unit: Unit, period: Period, printed: bool) -> None:
    """The names of the villages most like it, and the way to all about them."""
    picture = spines.alike(at.view, unit.id, period.period_id, ALL, at.language)
    said = say(picture.sentence)
    if picture.sheet is not None:
        names = [name for name in picture.sheet.frame["name"].astype(str) if name != at.names()[unit.id]]
        said = _("{sentence} They are: {names}.").format(sentence=said, names=_(", ").join(names))
    st.caption(plain(said))
    if printed or picture.sheet is None:
        return
    asked = {"villages": unit.id, "shown": "spine", "against": "peers", "period": period.period_id}
    st.page_link(
        links.to(COMPARE),
        label=_("Compare with similar villages"),
        icon=":material/arrow_forward:",
        query_params=address.linked(asked),
    )


def _strength(found: pictures.Strong | None, printed: bool) -> None:
    if found is None:
        st.markdown(plain(_("There is no village here whose strength could be scored for this period.")))
        return
    if found.bands is not None:
        draw(print_view.half(found.bands) if printed else found.bands, "bands", say(found.sentence))
    st.markdown(plain(say(found.sentence)))


def _listed(title: str, lines: Sequence[Text], printed: bool) -> None:
    shown = [plain(say(line)) for line in (lines[:MOST_ON_PAPER] if printed else lines)]
    if more := len(lines) - len(shown):
        shown.append(plain(_("and {n} more").format(n=more)))
    said = "\n".join(f"- {line}" for line in shown) or plain(_("None."))
    st.markdown(f"**{plain(title)}**\n\n{said}")


def _spine(at: Here, unit: Unit, period: Period, printed: bool) -> None:
    frame.section(_compared(at, period))
    found = pictures.spine(at.view, unit.id, period.period_id, at.language, printed=printed)
    _show(found.picture, "spine", SPINE_HIGH, printed)


def _compared(at: Here, period: Period) -> str:
    shown = format_period(period.period_id, at.language, period.provisional)
    return _("All indicators against similar units, {period}").format(period=shown)


def _calendar(at: Here, unit: Unit, period: Period, printed: bool) -> None:
    frame.section(_("Organizational life, month by month"))
    asked = (at.view, unit.id, period.period_id)
    if unit.level == VILLAGE:
        picture = calendars.village(*asked, at.language)
    else:
        picture = calendars.villages(*asked, MEETING, at.language)
    _show(picture, "calendar", _legible(picture, CALENDAR_HIGH), printed)


def _teams(at: Here, unit: Unit, period: Period, printed: bool) -> None:
    frame.section(_("The four teams of assistance work"))
    picture = four_teams.presence(at.view, unit.id, period.period_id, at.language)
    _show(picture, "teams", _legible(picture, TEAMS_HIGH), printed)


def _legible(picture: Picture, high: int) -> int:
    """Pixels on paper of a picture with a row a row of its table: no row lower than a line of letters."""
    return max(high, len(picture.sheet.frame) * ROW_HIGH + AROUND_ROWS) if picture.sheet else high


def _show(picture: Picture, key: str, highest: int, printed: bool) -> None:
    show(print_view.fitted(picture, highest) if printed else picture, key)


def _tables(at: Here, unit: Unit, period: Period) -> None:
    """What the pictures show, as tables."""
    asked = (at.view, unit.id, period.period_id, at.language)
    for key, title, picture in (
        ("courses", _("Leading indicators over three years"), pictures.courses(*asked)),
        ("spine", _compared(at, period), pictures.spine(*asked).picture),
    ):
        if picture.sheet is not None:
            tables.show(at, picture.sheet, {_("Unit"): at.names()[unit.id]}, period.period_id, key, of=title)


page()
