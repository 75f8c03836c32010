"""The front door: who is it, which language, the menu. What a person can mend is said kindly, once, here."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from data.access import Role
from data.errors import DataError
from pages.parts import address, door, filters, frame, known, links, print_view, session, words
from pages.parts.identity import Person
from pages.parts.words import _

SIDEBAR = 230  # pixels: the menu's longest title


def main() -> None:
    menu_at_first: Literal["collapsed"] | int = "collapsed" if print_view.wanted() else SIDEBAR
    st.set_page_config(page_title="头雁 Touyan", layout="wide", initial_sidebar_state=menu_at_first)
    words.use(filters.language(st.sidebar, words.language_of(st.context.locale)))
    try:
        person = door.admit()
        page = st.navigation(menu(person), position="sidebar" if person else "hidden", expanded=True)
        if person:
            address.turn_to(page.url_path)
            links.turn_to(page)
            door.show_person(person)
            if known.choose(st.sidebar):
                frame.warn_if_synthetic(session.info(session.view()))
                known.mark(page.url_path)
                page.run()
    except DataError as error:
        frame.explain(error)


def to_the_front() -> None:
    """Who types the address of the section by hand comes to its first page."""
    st.switch_page("pages/overview/county.py")


def menu(person: Person | None) -> dict[str, list[st.Page]]:
    """The pages under their sections, in the reader's language; a section without pages is not shown. Pages for some
    roles only are not there for others, and ask for the role themselves where they act."""
    links.begin()
    role = person.scope.role if person else Role.ADMINISTRATOR  # at the door every address leads to the door
    sections = {
        _("Overview"): [
            links.page("pages/overview/county.py", title=_("At a glance"), default=True),
            st.Page(to_the_front, title=_("Overview"), url_path="overview", visibility="hidden"),
            links.page("pages/overview/map.py", title=_("Map"), url_path="map"),
        ],
        _("Villages"): [
            links.page("pages/villages/profile.py", title=_("On one page"), url_path="profile"),
            links.page("pages/villages/strength.py", title=_("Strength"), url_path="strength"),
            links.page("pages/villages/what_if.py", title=_("What if"), url_path="what-if"),
            links.page(
                "pages/villages/weak_organizations.py", title=_("Weak organizations"), url_path="weak-organizations"
            ),
            links.page("pages/villages/compare.py", title=_("Side by side"), url_path="compare"),
            links.page("pages/villages/league_table.py", title=_("League table"), url_path="league"),
        ],
        _("Building blocks"): [
            links.page("pages/blocks/secretaries.py", title=_("Secretaries"), url_path="secretaries"),
            links.page("pages/blocks/members.py", title=_("Members"), url_path="members"),
            links.page("pages/blocks/affairs_workers.py", title=_("Affairs workers"), url_path="affairs-workers"),
            links.page("pages/blocks/talent.py", title=_("Rural talent"), url_path="talent"),
            links.page("pages/blocks/four_teams.py", title=_("Assistance teams"), url_path="four-teams"),
        ],
        _("Indicators"): [
            links.page("pages/indicators/indicator.py", title=_("One by one"), url_path="indicator"),
            links.page("pages/indicators/trends.py", title=_("Over time"), url_path="trends"),
            links.page("pages/indicators/funnel.py", title=_("Funnel"), url_path="funnel"),
            links.page("pages/indicators/explorer.py", title=_("Two together"), url_path="explorer"),
        ],
        _("Take away"): [
            links.page("pages/reports/tables.py", title=_("Indicator tables"), url_path="tables"),
            links.page("pages/reports/board_pack.py", title=_("Board pack"), url_path="board-pack"),
            links.page("pages/reports/verify.py", title=_("Check a file"), url_path="verify"),
        ],
        _("Records"): [
            links.page("pages/records/import_files.py", title=_("Bring in"), url_path="import"),
            links.page("pages/records/data_quality.py", title=_("Data quality"), url_path="data-quality"),
            links.page("pages/records/history.py", title=_("History"), url_path="history"),
        ],
        _("Methods"): [
            links.page("pages/methods/methodology.py", title=_("Methodology"), url_path="methodology"),
            links.page("pages/methods/source.py", title=_("Source"), url_path="source"),
        ],
    }
    if role is Role.ADMINISTRATOR or (person and person.own.role is Role.ADMINISTRATOR):
        sections[_("Administration")] = [
            *sections.get(_("Administration"), []),
            links.page("pages/admin/settings.py", title=_("Settings"), url_path="settings"),
            links.page("pages/admin/audit.py", title=_("Audit log"), url_path="audit"),
            links.page("pages/admin/view_as.py", title=_("See as another"), url_path="view-as"),
        ]
    return {name: pages for name, pages in sections.items() if pages}


main()
