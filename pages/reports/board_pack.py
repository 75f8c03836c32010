"""The board pack: a unit and a period on paper, or one for every township at once."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from analytics.report import job
from analytics.report.batch import name_of_all
from analytics.report.pack import NOT_FOR_YOU, Asked, demand_font
from analytics.units import TOWNSHIP, Unit
from data.access import Role
from data.errors import DataError
from data.home import Home
from pages.parts import filters, frame, making, session
from pages.parts.here import Here, here
from pages.parts.words import _, ngettext, plain, say

PDF, ZIP = "application/pdf", "application/zip"


def page() -> None:
    head = st.container()
    places = filters.bar(3, 2)
    at = here()
    frame.heading(head, _("Board pack"), at)
    if at.view.scope.role < Role.ANALYST:
        frame.stop_kindly(say(NOT_FOR_YOU))
    unit = filters.unit(places[0], at)
    period = filters.period(places[1], at)
    name = at.names()[unit.id]
    frame.stop_unless_there(at, unit, period)
    try:
        demand_font()
    except DataError as error:
        frame.explain(error)
        return
    describe(name)
    short = filters.switch(st, "short", _("On one page: the summary and the headline figures only"))
    townships = [] if unit.level == TOWNSHIP else at.units.descendants(unit.id, TOWNSHIP, period.end)
    with st.container(horizontal=True):
        if st.button(_("Make the board pack"), icon=":material/picture_as_pdf:", type="primary", key="pack"):
            begin(at, [unit], period.period_id, short)
        if townships:
            said = ngettext("One for its {n} township", "One for each of its {n} townships", len(townships))
            if st.button(said.format(n=len(townships)), icon=":material/folder_zip:", key="packs"):
                begin(at, townships, period.period_id, short)
    making.watch()


def describe(name: str) -> None:
    """What the pack holds."""
    holds = _(
        "A4, ready to print: for {unit} a summary in plain sentences, the headline figures, every building block with "
        "its pictures and tables, league and attention lists with their uncertainty, weak organizations with the "
        "criteria, organizational strength, reporting coverage, methods and definitions. Figures, pictures and "
        "sentences are those of the screen."
    )
    st.markdown(plain(holds.format(unit=name)))


def begin(at: Here, units: list[Unit], period_id: str, short: bool) -> None:
    """Start making the packs of the units in a process of their own."""
    now = datetime.now()
    packs = [Asked(unit.id, period_id, at.language, now, short) for unit in units]
    found = job.start(Home.default(), at.view.snapshot_id, at.view.scope, packs)
    with session.reader(at.view) as reader:
        name = name_of_all(reader, Home.default(), packs, at.indicators)
    making.begun(found, name, PDF if len(packs) == 1 else ZIP)


page()
