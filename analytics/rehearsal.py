"""Rehearsal: the snapshot that an import would publish, built apart, held against the published one, thrown away."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from analytics.findings.revision import Revision, revise
from analytics.refresh import Figures, Sending, Tell, judged, origin_of
from analytics.strength.own import structure_of
from data import publishing
from data.access import Scope
from data.difference import difference
from data.home import Home
from data.intake.judge import Verdict
from data.quality.due import load_due
from data.quality.find import CASE, find_signs
from data.snapshot import build_apart
from data.store import Reader, Snapshot, Store


@dataclass(frozen=True)
class Rehearsal:
    """What would come of an import: the verdict, and if it could be published, what would differ.

    `parent` is the snapshot that it was held against. `new_signs` are the cases that the rules of severity warning
    would find and do not find now, `gone_signs` the reverse (columns as `data.quality.find.find_signs` has them).
    """

    verdict: Verdict
    parent: str
    revision: Revision | None = None
    new_signs: pa.Table | None = None
    gone_signs: pa.Table | None = None


def rehearse(
    store: Store, sending: Sending, now: datetime, scope: Scope | None = None, tell: Tell | None = None
) -> Rehearsal:
    """Judge a package and say what publishing it would change, as far as the scope sees; nothing is published."""
    parent = store.current()
    with judged(store, sending, parent, now) as verdict:
        if not verdict.publishable or verdict.again:
            return Rehearsal(verdict, parent.id)
        with _as_it_would_be(store, sending, verdict, parent, tell) as apart:
            return _compare(store, parent, apart, verdict, now, scope)


@contextmanager
def _as_it_would_be(
    store: Store, sending: Sending, verdict: Verdict, parent: Snapshot, tell: Tell | None
) -> Iterator[Store]:
    folder = Path(tempfile.mkdtemp(prefix="touyan-rehearsal-"))
    apart, figures = None, Figures(store, tell)
    try:
        apart = build_apart(
            folder / "home",
            origin_of(sending, verdict),
            lambda connection: publishing.receive_package(connection, verdict),
            figures.write,
            parent,
            figures.renew,
        )
        yield apart
    finally:
        if apart is not None:
            apart.close()
        shutil.rmtree(folder, ignore_errors=True)


def _compare(
    store: Store, parent: Snapshot, apart: Store, verdict: Verdict, now: datetime, scope: Scope | None
) -> Rehearsal:
    found = difference(parent.path, apart.current().path)
    with store.reader(scope, parent) as before, apart.reader(scope) as after:
        revision = revise(before, after, found, structure_of(store.home))
        new, gone = changed_signs(store.home, before, after, now)
    return Rehearsal(verdict, parent.id, revision, new, gone)


def changed_signs(home: Home, before: Reader, after: Reader, now: datetime) -> tuple[pa.Table, pa.Table]:
    """The cases of the rules of severity warning that only the later snapshot has, and those only the earlier has."""
    due: Mapping[str, int] = load_due(home)
    was, is_now = (find_signs(reader, due, now.date()).to_pylist() for reader in (before, after))
    known, found = {_case(row) for row in was}, {_case(row) for row in is_now}
    return (
        _table([row for row in is_now if _case(row) not in known]),
        _table([row for row in was if _case(row) not in found]),
    )


def _case(row: Mapping[str, str | None]) -> tuple[str | None, ...]:
    return tuple(row.values())


def _table(rows: list[dict[str, str | None]]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=CASE)
