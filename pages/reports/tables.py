"""Tables of indicators to take away: choose, see the first rows and how many there are, save them all."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from analytics.exports.choice import NOT_FOR_YOU, NOTHING, Choice, Layout
from analytics.exports.table import INTERNAL, LEVEL_NAMES
from analytics.exports.take_away import Form, Order
from analytics.findings.headline import leading
from analytics.words import format_number, format_period
from data.access import Role
from pages.parts import filters, frame, making
from pages.parts.here import Here, here
from pages.parts.looks import NO_VALUE, look
from pages.parts.pictures import take_away as pictures
from pages.parts.units import Unit
from pages.parts.words import _, plain, say

LONGEST = 480
ENCODINGS = {"utf-8-sig": "UTF-8", "gb18030": "GB18030"}


def page() -> None:
    head = st.container()
    places = filters.bar(3, 2)
    at = here()
    frame.heading(head, _("Tables to take away"), at)
    if at.view.scope.role < Role.ANALYST:
        frame.stop_kindly(say(NOT_FOR_YOU))
    unit = filters.unit(places[0], at)
    choice = _choose(at, unit, places[1])
    found = pictures.glimpse(at.view, choice, at.language)
    if found.rows == 0:
        frame.stop_kindly(say(NOTHING))
    show(at, found)
    save(at, choice, found)


def _choose(at: Here, unit: Unit, place: st.delta_generator.DeltaGenerator) -> Choice:
    """Levels, indicators, periods and layout; an empty list stops the page with a kind word."""
    shown = {layout.value: say(layout.label) for layout in Layout}
    layout = Layout(filters.option(place, "layout", _("Layout"), shown))
    left, right = filters.bar(3, 2)
    titles = {key: f"{found.code} {say(found.title)}" for key, found in at.indicators.items()}
    default = [found.id for group in leading("year", at.indicators).values() for found in group]
    indicators = filters.several(left, "indicators", _("Indicators"), titles, default)
    with right:
        below = {level: say(LEVEL_NAMES[level]) for level in pictures.levels(at.view, unit.id)}
        levels = filters.several(st, "levels", _("Levels"), below, list(below)[-1:])
        periods = filters.several(st, "periods", _("Periods"), _periods(at), _first(at))
    if not (indicators and levels and periods):
        frame.stop_kindly(_("Choose at least one indicator, one level and one period."))
    return Choice(unit.id, tuple(levels), tuple(indicators), tuple(reversed(periods)), layout)


def _periods(at: Here) -> dict[str, str]:
    return {key: format_period(key, at.language, found.provisional) for key, found in at.periods.items()}


def _first(at: Here) -> list[str]:
    """The newest complete year, else the newest period."""
    complete = [key for key, found in at.periods.items() if found.kind == "year" and not found.provisional]
    return (complete or list(at.periods))[:1]


def show(at: Here, found: pictures.Glimpse) -> None:
    """How many rows there are and what the first of them look like."""
    rows = format_number(found.rows, at.language, 0)
    said = _("The table has {rows} rows: every one that the store holds for this choice. The first of them:")
    st.markdown(plain(said.format(rows=rows)))
    st.dataframe(
        found.first,
        column_config={column.key: look(column, at.language) for column in found.columns},
        hide_index=True,
        placeholder=NO_VALUE,
        height="content" if found.first.num_rows <= 12 else LONGEST,
        key="first rows",
    )
    if found.internal:
        said = _("The file will be marked “{mark}”: it holds small numbers of persons.")
        st.caption(plain(said.format(mark=say(INTERNAL))))


def save(at: Here, choice: Choice, found: pictures.Glimpse) -> None:
    """The kind of file, and the way to it."""
    frame.section(_("Save all rows"))
    places = filters.bar(2, 2, 5)
    forms = {"xlsx": _("Excel workbook"), "csv": "CSV", "parquet": "Parquet", "package": _("Data package")}
    form = Form(filters.option(places[0], "form", _("File"), forms))
    encoding = "utf-8-sig"
    if form is Form.CSV:
        encoding = filters.option(places[1], "encoding", _("Encoding"), ENCODINGS)
    order = Order(choice, form, at.language, datetime.now(), "gb18030" if encoding == "gb18030" else "utf-8-sig")
    making.offer(at, order, found.rows)


page()
