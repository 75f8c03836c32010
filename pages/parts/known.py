"""As known on: every page can show an earlier snapshot that is still kept. The choice lives in the address (`known`),
holds on every page until it is ended, and each page says that it is not the published state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from analytics.exports.table import made_at
from analytics.words import format_moment
from data.text import Language
from pages.parts import address, session, words
from pages.parts.words import _, plain

NAME = "known"
PUBLISHED = "published"
OF_NOW = frozenset({"history", "import", "verify"})
"""Pages, by their address, that act on the store or hold a file against what is published."""


def choose(place: Any) -> bool:
    """Show what the address says, the published snapshot unless it says another; the picker is there where earlier ones
    are. False where the one asked for cannot be shown: then the reader has been told why, and the way out."""
    current, earlier = session.published().snapshot_id, session.earlier()
    asked = address.settle(NAME, st.session_state.get(NAME), PUBLISHED, sticky=True)
    if asked == current:
        asked = PUBLISHED
    if asked != PUBLISHED and asked not in earlier:
        session.know(None)
        _refuse(asked, current)
        return False
    if earlier:
        asked = _pick(place, asked, earlier)
    address.write(NAME, asked, PUBLISHED)
    session.know(None if asked == PUBLISHED else asked)
    return True


def mark(page: str) -> None:
    """On every page, that this is an earlier state, of when, and the way back; pages that act say that they are not."""
    shown, current = session.view().snapshot_id, session.published().snapshot_id
    if shown == current:
        return
    if page in OF_NOW:
        st.caption(_("You look at an earlier state, but this page is always about the published one."))
        return
    said = _(
        "An earlier state: everything as it was known on {moment} (snapshot {snapshot}). It has been superseded; what "
        "is published now is of {now}."
    )
    language = words.language()
    moments = {"moment": moment(shown, language), "snapshot": shown, "now": moment(current, language)}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(plain(said.format(**moments)), icon=":material/history:")
        _way_back()


def moment(snapshot_id: str, language: Language) -> str:
    """When a snapshot was made, on this machine's clock: its id says it."""
    return format_moment(made_at(snapshot_id), language)


def _pick(place: Any, asked: str, earlier: Sequence[str]) -> str:
    """The picker stands in the narrow menu: day and hour, then the number."""
    shown = {found: f"{made_at(found):%Y-%m-%d %H:%M} · {found.partition('-')[0].lstrip('0')}" for found in earlier}
    options = {PUBLISHED: _("today: the published state"), **shown}
    st.session_state[NAME] = asked
    chosen: str = place.selectbox(_("As known on"), list(options), key=NAME, format_func=options.__getitem__)
    return chosen


def _refuse(asked: str, current: str) -> None:
    """Why a snapshot is not shown: taken back by a rollback, or no longer kept."""
    said = _("The state that was asked for (snapshot {snapshot}) is no longer kept, so it cannot be shown any more.")
    if asked > current and asked in [found.id for found in session.store().snapshots()]:
        said = _("The state that was asked for (snapshot {snapshot}) was taken back after it was published.")
    st.warning(plain(said.format(snapshot=asked[:60])), icon=":material/history:")
    _way_back()


def _way_back() -> None:
    st.button(_("Show what is published"), on_click=address.forget, args=(NAME,), key="published")
