"""Who looks at what: the store, the published snapshot, the person's scope; and how answers are kept.

What is kept is kept under the snapshot's id, the scope and the choice, which are arguments of the cached functions.
Nothing has to be thrown away when a new snapshot is published: it has another id.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import streamlit as st

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Indicator
from analytics.periods import Period, known_periods
from analytics.targets import FILE as TARGETS_FILE
from analytics.targets import load_targets
from analytics.withheld.thresholds import Thresholds, thresholds_of
from data.access import Scope
from data.home import Home
from data.queries.units import units as ask_units
from data.store import Reader, SnapshotInfo, Store
from data.text import Language
from pages.parts import identity
from pages.parts.keeping import keep
from pages.parts.units import Units

_KNOWN = "snapshot in view"


MANY_UNITS = 3_000
"""More than any county has."""


@dataclass(frozen=True, slots=True)
class View:
    """What a person sees: one snapshot narrowed to one scope, held against one edition of the county's targets. The key
    of everything that is kept."""

    snapshot_id: str
    scope: Scope
    targets: str


@cache
def store_at(home: Home) -> Store:
    """One for the whole process."""
    return Store(home)


def store() -> Store:
    return store_at(Home.default())


def view() -> View:
    """What this run shows: the published snapshot or the earlier one that was chosen, in this person's scope."""
    now = published()
    return replace(now, snapshot_id=st.session_state.get(_KNOWN) or now.snapshot_id)


def published() -> View:
    """The published snapshot in this person's scope; `StoreMissing` if nothing is published."""
    return View(store().current().id, scope(), edition(Home.default().settings / TARGETS_FILE))


def know(earlier: str | None) -> None:
    """Show in this run, and in its fragments, the snapshot of that id; None is whatever is published."""
    st.session_state[_KNOWN] = earlier


def scope() -> Scope:
    """What the person of this run may see; `NotAdmitted` for whoever may not enter."""
    return identity.person().scope


def author() -> str:
    """Who acts, for the log."""
    return identity.person().name


def edition(file: Path) -> str:
    """Changes whenever the file does; empty where there is none."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return ""
    return f"{status.st_mtime_ns}-{status.st_size}"


@contextmanager
def reader(of: View) -> Iterator[Reader]:
    """A Reader of the view's snapshot and scope, for a `with` block."""
    with store().reader(of.scope, store().snapshot(of.snapshot_id)) as found:
        yield found


@keep(64)
def info(of: View) -> SnapshotInfo:
    """What the snapshot says of itself."""
    with reader(of) as found:
        return found.info()


def earlier() -> list[str]:
    """The snapshots before the published one that are still kept, the newest first. Later ones were taken back."""
    now = store().current().id
    return [found.id for found in reversed(store().snapshots()) if found.id < now]


@keep(64)
def units(of: View) -> Units:
    """All units of the view; never changed by those who share it."""
    with reader(of) as found:
        return Units.of(ask_units(found))


def narrowed(of: View, unit_id: str) -> View:
    """Where a view holds the records of many counties, the same view of the unit's county (of a larger unit itself):
    what is asked of records then reads those alone. Never wider than the view."""
    directory = units(of)
    if len(directory.by_id) <= MANY_UNITS:
        return of
    county = directory.at_level(unit_id, "county") or directory[unit_id]
    within = {county.id, *(unit.id for unit in directory.above(county.id))}
    if of.scope.unit is not None and of.scope.unit not in within:
        return of
    return replace(of, scope=Scope(county.id, of.scope.role))


@keep(64)
def thresholds(of: View) -> Thresholds:
    """From which size on figures about people are shown in the view's snapshot."""
    with reader(of) as found:
        return thresholds_of(found)


@keep(64)
def periods(of: View) -> dict[str, Period]:
    """The periods that have figures by id, the newest first."""
    with reader(of) as found:
        return known_periods(found)


@keep(8)
def _indicators(home: Home, edition: str) -> dict[str, Indicator]:
    targets = load_targets(home)
    return {key: replace(declared, target=targets.get(key)) for key, declared in INDICATORS.items()}


def indicators(of: View) -> dict[str, Indicator]:
    """All indicators by id in the order of the catalogue, with the county's own targets; `DataError` if its file of
    targets cannot be read. Never changed by those who share it."""
    return _indicators(Home.default(), of.targets)


@keep(64)
def names(of: View, language: Language) -> dict[str, str]:
    """The units' names by id in a language; never changed by those who share it."""
    return units(of).names(language)
