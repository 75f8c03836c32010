"""Tables of indicators to take away: choose, see the first rows and how many there are, save them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import streamlit as st

from analytics.catalogue.breakdowns import BREAKDOWNS
from analytics.catalogue.kinds import Breakdown
from analytics.catalogue.splits import MEANINGS, SPLITS, split_of
from analytics.exports.choice import NOT_FOR_YOU, NOTHING, Choice, Layout
from analytics.exports.csv import Encoding
from analytics.exports.table import INTERNAL, LEVEL_NAMES
from analytics.exports.take_away import Form, Order
from analytics.findings.headline import leading
from analytics.words import format_number, format_period
from data.access import Role
from pages.parts import answers, filters, frame, making, session
from pages.parts.here import Here, here
from pages.parts.looks import NO_VALUE, look
from pages.parts.pictures import take_away as pictures
from pages.parts.units import Unit
from pages.parts.words import _, plain, say

LONGEST = 480
ENCODINGS = {"utf-8-sig": "UTF-8", "gb18030": "GB18030"}


def page() -> None:
    head = st.container()
    places = filters.bar(3, 2, 2)
    at = here()
    frame.heading(head, _("Tables to take away"), at)
    if at.view.scope.role < Role.ANALYST:
        frame.stop_kindly(say(NOT_FOR_YOU))
    unit = filters.unit(places[0], at)
    choice = _choose(at, unit, places)
    found = pictures.glimpse(at.view, choice, at.language)
    if found.rows == 0:
        frame.stop_kindly(say(NOTHING))
    show(at, found)
    if choice.breakdown:
        for sentence in _meanings(at, choice, choice.breakdown):
            st.caption(plain(sentence))
    save(at, choice, found)


def _choose(at: Here, unit: Unit, places: Sequence[st.delta_generator.DeltaGenerator]) -> Choice:
    """Levels, indicators, periods, split and layout; an empty list stops the page with a kind word."""
    shown = {layout.value: say(layout.label) for layout in Layout}
    layout = Layout(filters.option(places[1], "layout", _("Layout"), shown))
    by = filters.option(places[2], "by", _("Split by"), {"": _("nothing"), **_breakdowns()})
    splits = SPLITS[BREAKDOWNS[by]] if by else None
    offered = {key: found for key, found in at.indicators.items() if splits is None or found.code in splits}
    titles = {key: f"{found.code} {say(found.title)}" for key, found in offered.items()}
    leaders = [found.id for group in leading("year", at.indicators).values() for found in group]
    default = list(offered) if by else leaders
    name = f"of {by}" if by else "indicators"  # each split keeps a choice of its own
    indicators = filters.several(st, name, _("Indicators"), titles, default)
    left, right = filters.bar(1, 1)
    counts = pictures.levels(at.view, unit.id)
    below = {level: say(LEVEL_NAMES[level]) for level in counts}
    few = [level for level, units in counts.items() if units <= answers.MOST_VILLAGES]
    levels = filters.several(left, "levels", _("Levels"), below, few[-1:])
    periods = filters.several(right, "periods", _("Periods"), _periods(at), _first(at))
    if not (indicators and levels and periods):
        frame.stop_kindly(_("Choose at least one indicator, one level and one period."))
    return Choice(unit.id, tuple(levels), tuple(indicators), tuple(reversed(periods)), layout, by=by)


def _breakdowns() -> dict[str, str]:
    """The breakdowns that split an indicator, by name."""
    return {name: say(found.title) for name, found in BREAKDOWNS.items() if found in SPLITS}


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


def _meanings(at: Here, choice: Choice, by: Breakdown) -> Iterator[str]:
    """What the classes add up to, with the indicators of which it holds."""
    splits = [(at.indicators[key].code, split_of(at.indicators[key], by)) for key in choice.indicators]
    for meaning in dict.fromkeys(split.code for _code, split in splits if split):
        codes = ", ".join(code for code, split in splits if split and split.code == meaning)
        yield f"{codes}: {say(MEANINGS[meaning])}" if at.language == "en" else f"{codes}：{say(MEANINGS[meaning])}"


def save(at: Here, choice: Choice, found: pictures.Glimpse) -> None:
    """The kind of file, and the way to it."""
    frame.section(_("Save all rows"))
    places = filters.bar(2, 2, 5)
    forms = {"xlsx": _("Excel workbook"), "csv": "CSV", "parquet": "Parquet", "package": _("Data package")}
    form = Form(filters.option(places[0], "form", _("File"), forms))
    encoding = "utf-8-sig"
    if form is Form.CSV:
        encoding = filters.option(places[1], "encoding", _("Encoding"), ENCODINGS)
    published = session.published().snapshot_id
    coded: Encoding = "gb18030" if encoding == "gb18030" else "utf-8-sig"
    order = Order(choice, form, at.language, datetime.now(), coded, published)
    making.offer(at, order, found.rows, found.internal)


page()
