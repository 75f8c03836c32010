"""What every page has: its heading, how old its data are, kind words where there is nothing to show."""

from __future__ import annotations

from typing import Any, NoReturn

import streamlit as st

from analytics.periods import Period
from analytics.words import format_date
from data.access import Role
from data.errors import DataError, StoreMissing
from data.store import SnapshotInfo
from pages.parts import session
from pages.parts.here import Here
from pages.parts.units import Unit
from pages.parts.words import _, plain, say


def heading(place: Any, title: str, here: Here) -> None:
    """The page's title and how old its data are."""
    place.title(plain(title), anchor=False)
    place.caption(plain(as_of(here)))


def as_of(here: Here) -> str:
    day = format_date(here.as_of, here.language) if here.as_of else "—"
    return _("Data as of {day} · snapshot {snapshot}").format(day=day, snapshot=here.info.id)


def section(title: str) -> None:
    st.subheader(plain(title), anchor=False)


def stop_kindly(sentence: str) -> NoReturn:
    """A page that has nothing to show says why and ends."""
    st.info(plain(sentence))
    st.stop()


def stop_unless_there(here: Here, unit: Unit, period: Period) -> None:
    """A page about a unit that did not exist in the period says so and ends."""
    if not unit.valid_at(period.end):
        stop_kindly(_("{unit} did not exist in this period.").format(unit=here.names()[unit.id]))


def demand(role: Role) -> None:
    """A page that is not for this person says so and ends."""
    if session.scope().role < role:
        stop_kindly(_("This page is for those who look after the records. Ask your administrator for that role."))


def warn_if_synthetic(info: SnapshotInfo) -> None:
    if info.synthetic:
        st.warning(
            _("Synthetic sample data: the county, its villages and its people are invented."),
            icon=":material/science:",
        )


def explain(error: DataError, place: Any = st) -> None:
    """What went wrong and what to do, in the reader's language."""
    if isinstance(error, StoreMissing):
        place.info(_("There is nothing to show yet."))
    place.warning(say(error.reason))
    if error.place:
        place.caption(plain(error.place))
