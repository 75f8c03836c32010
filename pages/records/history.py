"""Every state of the records that is kept: who made it when from what, what differs, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from analytics import refresh
from analytics.findings.sentences_of_revisions import revision_lines
from analytics.words import format_date
from data.access import Role
from data.errors import DataError
from data.lock import holder
from data.quality.told import ALL_TABLES
from data.snapshot import roll_back
from pages.parts import filters, frame, identity, session, tables
from pages.parts.here import Here, here
from pages.parts.pictures import history as pictures
from pages.parts.pictures import import_files as changes
from pages.parts.words import _, plain, say

ALL = "all"
_DONE = "what was done to the history"


def page() -> None:
    at = here(session.published(), even_empty=True)
    frame.heading(st, _("History"), at)
    frame.demand(Role.STEWARD)
    st.markdown(_("Nothing is ever overwritten: every import, withdrawal and rollback leaves the states before it."))
    tell_lock()
    if done := st.session_state.pop(_DONE, ""):
        st.success(plain(done))
    kept = pictures.snapshots(at.view, at.language)
    tables.show(at, kept, {}, None, "snapshots", opened=True)
    show_difference(at)
    if at.view.scope.unit is None and at.view.scope.role >= Role.ADMINISTRATOR:
        offer_rollback(at)
    offer_withdrawal(at)


def tell_lock() -> None:
    """Who is writing right now, if anybody."""
    found = holder(session.store().folder)
    if found is not None:
        st.warning(say(found))
    else:
        st.caption(_("Nobody is writing to the store right now."))


def show_difference(at: Here) -> None:
    """What differs between any two states."""
    frame.section(_("The difference of any two"))
    ids = [snapshot.id for snapshot in reversed(session.store().snapshots())]
    if len(ids) < 2:
        st.markdown(_("There is only one state so far."))
        return
    places = filters.bar(1, 1)
    after = filters.option(places[1], "after", _("After"), {key: key for key in ids})
    before = filters.option(places[0], "before", _("Before"), {key: key for key in [*ids[1:], ids[0]]})
    if before == after:
        st.markdown(_("Choose two different states."))
        return
    names = at.names()
    with st.spinner(_("Comparing …")):
        revision = pictures.revision(at.view, before, after)
    lines = revision_lines(revision, lambda unit: names.get(unit, unit))
    st.markdown("\n".join(f"- {plain(say(line))}" for line in lines))
    found = [
        changes.rows_changed(revision, names, at.language),
        changes.values_changed(revision, names, at.language),
        changes.places_changed(revision, pictures.bands(), names, at.language),
    ]
    shown = [sheet for sheet in found if len(sheet.frame)]
    if shown:
        for tab, sheet in zip(st.tabs([plain(say(sheet.title)) for sheet in shown]), shown, strict=True):
            with tab:
                tables.show(at, sheet, {_("Before"): before, _("After"): after}, None, sheet.title.en, opened=True)


def offer_rollback(at: Here) -> None:
    """Publish an earlier state again."""
    frame.section(_("Roll back"))
    current = session.store().current().id
    others = {snapshot.id: snapshot.id for snapshot in reversed(session.store().snapshots()) if snapshot.id != current}
    if not others:
        st.markdown(_("There is no other state to go back to."))
        return
    with st.form("rollback", border=True):
        target = st.selectbox(_("Publish again"), list(others), key="target")
        sure = st.checkbox(_("Everybody shall see this state again"), key="sure")
        sent = st.form_submit_button(_("Roll back"), icon=":material/history:")
    if sent and sure and target is not None:
        _do(
            Role.ADMINISTRATOR,
            lambda: roll_back(session.store(), target, session.author()).id,
            _("Everybody sees the state {snapshot} again. Nothing was deleted: the others are still listed below."),
        )


def offer_withdrawal(at: Here) -> None:
    """Take one submission back."""
    frame.section(_("Withdraw a submission"))
    sent = pictures.submissions(at.view)
    if not sent:
        st.markdown(_("Nothing has been sent that could be withdrawn."))
        return
    names = at.names()
    labels = {
        number: " · ".join((names.get(unit, unit), format_date(end, at.language), say(ALL_TABLES[sheet].title)))
        for number, (unit, end, sheet) in enumerate(sent)
    }
    with st.form("withdraw", border=True):
        chosen = st.selectbox(_("Submission"), list(labels), format_func=labels.__getitem__, key="submission")
        sure = st.checkbox(_("What it had replaced shall be in force again"), key="sure to withdraw")
        wanted = st.form_submit_button(_("Withdraw"), icon=":material/undo:")
    if wanted and sure and chosen is not None:
        unit, end, sheet = sent[chosen]
        said = _("Withdrawn: {submission}. What it had replaced is in force again, as {snapshot}.")
        _do(
            Role.STEWARD,
            lambda: _withdraw(unit, end, sheet),
            said.format(submission=labels[chosen], snapshot="{snapshot}"),
        )


def _withdraw(unit: str, end: date, sheet: str) -> str:
    return refresh.withdraw(session.store(), unit, end, sheet, session.author()).id


def _do(role: Role, action: Callable[[], str], said: str) -> None:
    identity.demand(role, "change the history")
    try:
        with st.spinner(_("Publishing …")):
            snapshot = action()
    except DataError as error:
        frame.explain(error)
        return
    st.session_state[_DONE] = said.replace("{snapshot}", snapshot)
    st.rerun()


page()
