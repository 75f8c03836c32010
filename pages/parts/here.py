"""What a page stands on: the view, its units and periods, the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import streamlit as st

from analytics.catalogue.kinds import Indicator
from analytics.periods import Period
from data.store import SnapshotInfo
from data.text import Language
from pages.parts import identity, links, session, words
from pages.parts.units import Units
from pages.parts.words import _, plain


@dataclass(frozen=True)
class Here:
    """One run of a page: for whom, on which data, in which language."""

    view: session.View
    info: SnapshotInfo
    units: Units
    periods: dict[str, Period]
    indicators: dict[str, Indicator]
    language: Language

    @property
    def as_of(self) -> date | None:
        return date.fromisoformat(self.info.data_as_of) if self.info.data_as_of else None

    def names(self) -> dict[str, str]:
        """The units' names in the reader's language, by id."""
        return self._names

    @cached_property
    def recorder(self) -> identity.Recorder:
        """Writes into the log which files the person of this run saves."""
        return identity.recorder()

    @cached_property
    def _names(self) -> dict[str, str]:
        return session.names(self.view, self.language)


def here(view: session.View | None = None, even_empty: bool = False) -> Here:
    """Where the page stands, on the published snapshot unless `view` says which; in an empty store there is a kind
    word, at which the page stops under its name in the menu unless `even_empty`."""
    view = view or session.view()
    found = Here(
        view,
        session.info(view),
        session.units(view),
        session.periods(view),
        session.indicators(view),
        words.language(),
    )
    if not found.units.by_id or not found.periods:
        if not even_empty:
            st.title(plain(links.title()), anchor=False)
        st.info(
            _("Nothing has been reported yet. As soon as a township's workbook is imported, its figures appear here.")
        )
        if not even_empty:
            st.stop()
    return found
