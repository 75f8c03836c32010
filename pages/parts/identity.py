"""Who this is, asked anew on every run of a page: an ended sign-in and a changed right count at once."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import streamlit as st

from data.access import Role, Scope
from data.audit import record
from data.errors import DataError
from data.home import Home
from data.people import Access, Refusal, load_access, scope_of
from data.text import Text
from pages.parts import binding

_VIEW_AS = "seen as"
_ENTERED = "entered as"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may enter: the name in the audit log, the own scope, and the one looked through."""

    name: str
    own: Scope
    scope: Scope

    @property
    def sees_as_another(self) -> bool:
        return self.scope != self.own


class NotSignedIn(DataError):
    """Nobody has signed in yet."""


class NotAdmitted(DataError):
    """Somebody is there who may not enter, or who may not do this."""


def access() -> Access:
    return load_access(Home.default())


def person() -> Person:
    """Whoever looks; `NotSignedIn` or `NotAdmitted` with the reason."""
    settings = access()
    if reason := binding.refusal(settings, st.get_option("server.address")):
        raise NotAdmitted(reason)
    if settings.sign_in == "none":
        return _with_view_as(_local())
    claims = dict(st.user.to_dict())
    if settings.sign_in == "oidc" and not claims.get("is_logged_in"):
        raise NotSignedIn(SIGN_IN)
    known_as = str(claims.get(settings.person) or "?")
    found = scope_of(settings, claims, datetime.now(UTC))
    if isinstance(found, Refusal):
        _once("refused", known_as, claims, {"reason": found.reason.en})
        raise NotAdmitted(found.reason)
    _once("sign in", known_as, claims, {"role": found.role.name.lower(), "unit": found.unit or "all"})
    return _with_view_as(Person(known_as, found, found))


def demand(role: Role, act: str) -> Person:
    """The person, who must have the role at least to do this; `NotAdmitted` if not, and that is recorded."""
    found = person()
    if found.scope.role < role:
        record(Home.default(), found.name, "refused", {"act": act, "role": found.scope.role.name.lower()})
        raise NotAdmitted(NOT_YOURS)
    return found


def note(action: str, detail: Mapping[str, object]) -> None:
    """Write into the audit log what the person of this run did."""
    record(Home.default(), person().name, action, detail)


Build = Callable[[], bytes]
Recorder = Callable[[Build, Mapping[str, object]], Build]


def recorded(build: Build, detail: Mapping[str, object]) -> Build:
    """What to call for a file to save, which writes into the log that it was saved; it may be called in a thread that
    knows no session, so who saves is asked now."""
    return recorder()(build, detail)


def recorder() -> Recorder:
    """`recorded` for several files of the person of this run, who is asked for once."""
    home, who = Home.default(), person().name

    def recorded(build: Build, detail: Mapping[str, object]) -> Build:
        def build_and_record() -> bytes:
            record(home, who, "export", detail)
            return build()

        return build_and_record

    return recorded


def see_as(scope: Scope | None) -> None:
    """Let an administrator look through another's scope from the next run on; None ends it."""
    who = person()
    if who.own.role is not Role.ADMINISTRATOR:
        raise NotAdmitted(NOT_YOURS)
    st.session_state[_VIEW_AS] = scope
    said = {"role": scope.role.name.lower(), "unit": scope.unit or "all"} if scope else {"ended": True}
    record(Home.default(), who.name, "view as", said)


def _with_view_as(found: Person) -> Person:
    """Another's scope, chosen in this session, as long as the person is an administrator of everything."""
    chosen = st.session_state.get(_VIEW_AS)
    if chosen is None or found.own != Scope.everything():
        return found
    return replace(found, scope=chosen)


def _local() -> Person:
    """The one administrator of a machine where nobody signs in; what a proxy hands on comes from elsewhere."""
    headers = st.context.headers
    host = headers.get("Host")
    if headers.get("X-Forwarded-For") or (host is not None and not binding.is_local_host(host)):
        raise NotAdmitted(binding.NOBODY_SIGNS_IN)
    return Person(_user(), Scope.everything(), Scope.everything())


@cache
def _user() -> str:
    """Whose process this is."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without an entry for this user id
        return "local administrator"


def _once(action: str, known_as: str, claims: Mapping[str, Any], detail: Mapping[str, object]) -> None:
    """Record once a session what holds for all of it."""
    mark = (action, known_as, claims.get("iat"), *detail.values())
    if st.session_state.get(_ENTERED) != mark:
        st.session_state[_ENTERED] = mark
        record(Home.default(), known_as, action, detail)


SIGN_IN = Text("Please sign in.", "请登录。")
NOT_YOURS = Text("Your role does not include this.", "您的角色无此权限。")
