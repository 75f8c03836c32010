"""See what another sees: an administrator looks through a role and a unit, and the log says so."""

from __future__ import annotations

import streamlit as st

from data.access import Role, Scope
from pages.parts import door, filters, frame, identity
from pages.parts.here import here
from pages.parts.words import _, plain


def page() -> None:
    who = identity.person()
    if who.own.role is not Role.ADMINISTRATOR:
        identity.demand(Role.ADMINISTRATOR, "view as")
    at = here()
    frame.heading(st, _("See as another"), at)
    st.markdown(plain(_("Every page then shows what a person with this role and unit sees, until you end it.")))
    if who.sees_as_another:
        frame.stop_kindly(_("End the present view first."))
    places = filters.bar(3, 2)
    unit = filters.unit(places[0], at)
    roles = {role.name.lower(): door.role_name(role) for role in Role}
    role = Role[filters.option(places[1], "role", _("Role"), roles).upper()]
    st.button(
        _("See it"),
        on_click=identity.see_as,
        args=(Scope(unit.id, role),),
        type="primary",
        icon=":material/visibility:",
        key="see as",
    )


page()
