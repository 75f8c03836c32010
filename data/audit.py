"""The audit log: who did what, when; only ever added to. One SQLite file, which several processes may write.

Each entry carries a hash over itself and the entry before, so that what was changed behind the program's back shows.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from data.home import Home
from data.storage import storage_faults

FILE = "audit.sqlite"
WAIT_SECONDS = 30.0
KEPT_DAYS = 1095
"""Three years, unless `settings/access.toml` says otherwise."""

LAYOUT = """
CREATE TABLE IF NOT EXISTS entry (number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor TEXT NOT NULL,
                                  action TEXT NOT NULL, detail TEXT NOT NULL, seal TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS kept_from (at TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS never_changed BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'only added to'); END;
CREATE TRIGGER IF NOT EXISTS never_taken_out BEFORE DELETE ON entry
WHEN OLD.at >= coalesce((SELECT max(at) FROM kept_from), '')
BEGIN SELECT RAISE(ABORT, 'only added to'); END;
"""
ADD = "INSERT INTO entry (at, actor, action, detail, seal) VALUES (:at, :actor, :action, :detail, :seal)"
LAST_SEAL = "SELECT seal FROM entry ORDER BY number DESC LIMIT 1"
NEWEST = """
SELECT number, at, actor, action, detail FROM entry
WHERE (:action IS NULL OR action = :action) AND (:actor IS NULL OR actor = :actor)
ORDER BY number DESC LIMIT :most
"""
IN_ORDER = "SELECT number, at, actor, action, detail, seal FROM entry ORDER BY number"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing somebody did; `at` in UTC."""

    number: int
    at: datetime
    actor: str
    action: str
    detail: Mapping[str, Any]


def record(home: Home, actor: str, action: str, detail: Mapping[str, object] | None = None) -> None:
    """Add an entry: `actor` did `action` now. `detail` is written as JSON; it holds no secrets and no records."""
    entry = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "actor": actor,
        "action": action,
        "detail": json.dumps(dict(detail or {}), ensure_ascii=False, sort_keys=True, default=str),
    }
    with storage_faults(str(_path(home))), _writing(home) as log:
        row = log.execute(LAST_SEAL).fetchone()
        log.execute(ADD, entry | {"seal": _seal(row[0] if row else "", entry)})


def entries(home: Home, most: int = 1000, action: str | None = None, actor: str | None = None) -> list[Entry]:
    """The newest entries first, at most `most`; of one action or person if asked."""
    if not _path(home).exists():
        return []
    with closing(_open(home)) as log:
        rows = log.execute(NEWEST, {"most": most, "action": action, "actor": actor}).fetchall()
    return [Entry(n, datetime.fromisoformat(at), who, what, json.loads(detail)) for n, at, who, what, detail in rows]


def retire(home: Home, kept_days: int, now: datetime) -> int:
    """Take out what is older than `kept_days`; how many entries. That it was done is an entry itself."""
    if not _path(home).exists():
        return 0
    since = (now - timedelta(days=kept_days)).isoformat(timespec="milliseconds")
    with _writing(home) as log:
        log.execute("INSERT INTO kept_from VALUES (?)", (since,))
        taken = log.execute("DELETE FROM entry WHERE at < ?", (since,)).rowcount
    if taken:
        record(home, "touyan", "audit retention", {"entries": taken, "before": since})
    return taken


def first_broken(home: Home) -> int | None:
    """The number of the first entry that is not as it was written or whose predecessor is gone; None if all are."""
    if not _path(home).exists():
        return None
    with closing(_open(home)) as log:
        before: str | None = None
        for number, at, actor, action, detail, seal in log.execute(IN_ORDER):
            entry = {"at": at, "actor": actor, "action": action, "detail": detail}
            if before is not None and _seal(before, entry) != seal:
                return int(number)
            before = seal
    return None


def _seal(before: str, entry: Mapping[str, str]) -> str:
    said = json.dumps([before, entry["at"], entry["actor"], entry["action"], entry["detail"]], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _path(home: Home) -> Path:
    return home.log / FILE


def _open(home: Home) -> sqlite3.Connection:
    home.log.mkdir(parents=True, exist_ok=True)
    log = sqlite3.connect(_path(home), timeout=WAIT_SECONDS, isolation_level=None)
    log.executescript(LAYOUT)
    return log


@contextmanager
def _writing(home: Home) -> Iterator[sqlite3.Connection]:
    """The log for one writer at a time; all of it or nothing is written."""
    with closing(_open(home)) as log:
        log.execute("BEGIN IMMEDIATE")
        try:
            yield log
        except BaseException:
            log.execute("ROLLBACK")
            raise
        log.execute("COMMIT")
