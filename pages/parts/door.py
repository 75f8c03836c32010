"""The door: who has not signed in is asked to, who may not enter is told whom to ask, and nothing else is shown."""

from __future__ import annotations

import streamlit as st

from data.access import Role
from pages.parts import identity, session, words
from pages.parts.identity import NotAdmitted, NotSignedIn, Person
from pages.parts.words import _, plain, say


def admit() -> Person | None:
    """The person if admitted; else the page says what is the matter and shows nothing more."""
    try:
        return identity.person()
    except NotSignedIn:
        _ask_to_sign_in()
    except NotAdmitted as refused:
        _turn_away(refused)
    return None


def _ask_to_sign_in() -> None:
    st.title("头雁 Touyan", anchor=False)
    st.markdown(_("Figures on village party organizations, for those who are responsible for them."))
    st.button(_("Sign in"), on_click=st.login, type="primary", icon=":material/login:")


def _turn_away(refused: NotAdmitted) -> None:
    st.title("头雁 Touyan", anchor=False)
    st.warning(plain(say(refused.reason)))
    settings = identity.access()
    contact = settings.contact or _("the administrator of this system")
    st.markdown(plain(_("Ask for access: {contact}").format(contact=contact)))
    if settings.sign_in == "oidc":
        st.button(_("Sign out"), on_click=st.logout, icon=":material/logout:")


def show_person(person: Person) -> None:
    """In the sidebar, who it is, with the way out; a view as another is marked on every page."""
    if person.sees_as_another:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(_seen_as(person), icon=":material/visibility:")
            st.button(_("End this view"), on_click=identity.see_as, args=(None,), key="end view as")
    if identity.access().sign_in == "none":
        return
    st.sidebar.caption(plain(f"{person.name} · {role_name(person.scope.role)}"))
    if identity.access().sign_in == "oidc":
        st.sidebar.button(_("Sign out"), on_click=st.logout, icon=":material/logout:")


def _seen_as(person: Person) -> str:
    unit = person.scope.unit
    names = session.names(session.view(), words.language())
    where = _("All units") if unit is None else names.get(unit, unit)
    return plain(
        _("You see what a person with the role {role} for {unit} sees.").format(
            role=role_name(person.scope.role), unit=where
        )
    )


def role_name(role: Role) -> str:
    return {
        Role.VIEWER: _("Viewer"),
        Role.LEADER: _("Leader"),
        Role.ANALYST: _("Analyst"),
        Role.STEWARD: _("Steward"),
        Role.ADMINISTRATOR: _("Administrator"),
    }[role]
