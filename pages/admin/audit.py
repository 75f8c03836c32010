"""Who did what: the audit log, for administrators."""

from __future__ import annotations

import json

import pandas as pd
import streamlit as st

from analytics.words import format_count, format_moment
from data.access import Role
from data.audit import Entry, entries, first_broken
from data.home import Home
from pages.parts import filters, frame, identity, words
from pages.parts.here import here
from pages.parts.words import _, plain

MOST = 2000
EVERYTHING = "all"


def page() -> None:
    identity.demand(Role.ADMINISTRATOR, "audit log")
    frame.heading(st, _("Audit log"), here())
    home = Home.default()
    known = entries(home, MOST)
    if not known:
        frame.stop_kindly(_("Nothing has been recorded yet."))
    _say_whether_whole(home)
    actions = {EVERYTHING: _("Everything")} | {name: name for name in sorted({entry.action for entry in known})}
    (place,) = filters.bar(1)
    action = filters.option(place, "action", _("Action"), actions)
    shown = known if action == EVERYTHING else entries(home, MOST, action)
    st.dataframe(_table(shown), hide_index=True, height="content" if len(shown) < 12 else 520, key="audit table")
    count = format_count(len(shown), words.language())
    kept = format_count(identity.access().kept_days, words.language())
    st.markdown(
        plain(_("{count} entries, the newest first; entries are kept for {days} days.").format(count=count, days=kept))
    )


def _say_whether_whole(home: Home) -> None:
    broken = first_broken(home)
    if broken is not None:
        st.error(plain(_("Entry {number} or the one before it was changed outside the program.").format(number=broken)))


def _table(shown: list[Entry]) -> pd.DataFrame:
    rows = [
        (
            entry.number,
            format_moment(entry.at.astimezone(), words.language()),
            entry.actor,
            entry.action,
            json.dumps(dict(entry.detail), ensure_ascii=False),
        )
        for entry in shown
    ]
    return pd.DataFrame(rows, columns=["№", _("When"), _("Who"), _("Action"), _("Details")])


page()
