"""Files that a person sends: laid in a folder of their own while they are read, their results kept for the session."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath

import streamlit as st

from analytics import refresh
from analytics.rehearsal import Rehearsal, rehearse
from data.access import Scope
from data.errors import DataError
from data.intake.marking import mark_workbook
from data.intake.problems import Problem
from data.store import Snapshot, Store
from data.text import Language

_KEPT = "files checked"


@dataclass(frozen=True)
class Sent:
    """A file as it was sent, and how: who reports for when if it does not say so, whether bad rows are left out."""

    name: str
    content: bytes
    unit: str | None = None
    period_end: date | None = None
    skip_bad_rows: bool = False

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Checked:
    """What came of a file: a rehearsal, or why it could not be read."""

    sent: Sent
    rehearsal: Rehearsal | None = None
    error: DataError | None = None

    @property
    def publishable(self) -> bool:
        return self.rehearsal is not None and self.rehearsal.revision is not None


def check(store: Store, sent: Sent, scope: Scope, author: str, tell: Callable[[str], None]) -> Checked:
    """Read, judge and rehearse a file."""
    try:
        with _sending(sent, scope, author) as sending:
            return Checked(sent, rehearse(store, sending, datetime.now(), scope, tell))
    except DataError as error:
        return Checked(sent, error=error)


def publish(store: Store, sent: Sent, scope: Scope, author: str, tell: Callable[[str], None]) -> Snapshot | None:
    """Publish a file that was checked; None if it is no longer fit to be."""
    with _sending(sent, scope, author) as sending:
        return refresh.import_package(store, sending, datetime.now(), tell).snapshot


def marked(sent: Sent, problems: tuple[Problem, ...], language: Language) -> bytes:
    """The workbook with every problem at its cell."""
    with _laid_out(sent) as path:
        return mark_workbook(path, problems, language)


def is_workbook(sent: Sent) -> bool:
    return PurePosixPath(sent.name).suffix.lower() in (".xlsx", ".xlsm")


def kept() -> list[Checked]:
    """What was checked in this session and is neither published nor discarded."""
    found: list[Checked] = st.session_state.setdefault(_KEPT, [])
    return found


def keep(checked: list[Checked]) -> None:
    st.session_state[_KEPT] = checked


@contextmanager
def _sending(sent: Sent, scope: Scope, author: str) -> Iterator[refresh.Sending]:
    with _laid_out(sent) as path:
        yield refresh.Sending(path, author, sent.unit, sent.period_end, sent.skip_bad_rows, scope.unit)


@contextmanager
def _laid_out(sent: Sent) -> Iterator[Path]:
    """The file in a folder that goes away; its name is its own, without any path."""
    with tempfile.TemporaryDirectory(prefix="touyan-sent-") as folder:
        path = Path(folder) / _safe_name(sent.name)
        path.write_bytes(sent.content)
        yield path


def _safe_name(name: str) -> str:
    last = re.split(r"[/\\]", name)[-1].lstrip(".")
    return re.sub(r"[\x00-\x1f]", "", last)[-100:] or "file"
