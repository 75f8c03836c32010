"""Snapshots: built beside, checked, flushed, then published by one atomic rename; never edited.

A kill at any moment leaves the published snapshot whole: until the pointer is replaced, readers see the old one, and
what an interrupted build left behind is swept by the next.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from data import files
from data.audit import record
from data.changes import note_what_was, renew_records
from data.errors import DataError, StoreMissing, StoreMovedOn
from data.hierarchy import write_hierarchy
from data.lock import writer_lock
from data.records import copy_received, create_received, write_records
from data.storage import storage_faults
from data.store import POINTER, Snapshot, Store
from data.text import Text
from data.version import CODE_VERSION

KEPT_SNAPSHOTS = 10
BUILDING = ".building"

# Of a store of rollups, which has no submissions, what its periods say.
AS_OF = """
SELECT coalesce(max(period_end), (SELECT max(period_end) FROM period)) FROM submission WHERE sheet <> 'org_unit'
"""

Connection = duckdb.DuckDBPyConnection
Step = Callable[[Connection], None]
Renew = Callable[[Connection], bool]
"""Brings the figures up to date with the rows that changed (`data.changes`); false if all must be computed."""

SNAPSHOT_INFO = """
CREATE OR REPLACE TABLE snapshot_info (
    id VARCHAR NOT NULL, created_at TIMESTAMP NOT NULL, parent VARCHAR, code_version VARCHAR NOT NULL,
    synthetic BOOLEAN NOT NULL, data_as_of DATE, action VARCHAR NOT NULL, author VARCHAR NOT NULL,
    row_counts VARCHAR NOT NULL, source_files VARCHAR NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a snapshot comes from: the action and who did it, whether the data are invented, files with SHA-256."""

    action: str
    author: str
    synthetic: bool
    source_files: dict[str, str] = field(default_factory=dict)


def build_snapshot(
    store: Store,
    origin: Origin,
    receive: Step,
    compute: Step,
    parent: Snapshot | None,
    wait_seconds: float = 0,
    renew: Renew | None = None,
) -> Snapshot:
    """Build a snapshot on `parent`, publish it and return it.

    `receive` changes what has been received (schema `received`); the records in force and the hierarchy follow from
    it; `compute` then writes the figures. With `renew` the parent's file is taken over and only what differs is
    written, if that can be done. Whatever any of them raises leaves the store as it was. Raises `StoreBusy`
    while another writes, and `StoreMovedOn` if `parent` is no longer the published snapshot.
    """
    with storage_faults(str(store.home.root)), writer_lock(store.folder, origin.action, wait_seconds):
        sweep(store.folder)
        _demand_current(store, parent)
        snapshot_id = new_snapshot_id(store)
        beside = store.folder / f"{snapshot_id}{BUILDING}"
        snapshot = Snapshot(snapshot_id, store.folder / f"{snapshot_id}.duckdb")
        try:
            _write(beside, snapshot_id, origin, receive, compute, parent, renew)
            files.flush_file(beside)
            beside.rename(snapshot.path)
            publish(store, snapshot)
        except BaseException:
            _take_back(store, snapshot)
            raise
        prune(store)
        record(
            store.home, origin.author, origin.action, {"snapshot": snapshot.id, "files": sorted(origin.source_files)}
        )
        return snapshot


def _take_back(store: Store, snapshot: Snapshot) -> None:
    """Free what a build that failed has taken of the disk; what is published stays."""
    sweep(store.folder)
    if current_or_none(store) != snapshot:
        snapshot.path.unlink(missing_ok=True)


def build_apart(
    folder: Path, origin: Origin, receive: Step, compute: Step, parent: Snapshot, renew: Renew | None = None
) -> Store:
    """A store in a `folder` of its own whose one snapshot is what `build_snapshot` would publish on `parent`.

    Nobody's readers see it, and no lock is taken; the caller closes it and removes the folder.
    """
    apart = Store(folder)
    apart.folder.mkdir(parents=True)
    snapshot = Snapshot(f"{parent.id}-rehearsed", apart.folder / f"{parent.id}-rehearsed.duckdb")
    with storage_faults(str(folder)):
        _write(snapshot.path, snapshot.id, origin, receive, compute, parent, renew)
        publish(apart, snapshot)
    return apart


def _write(
    beside: Path,
    snapshot_id: str,
    origin: Origin,
    receive: Step,
    compute: Step,
    parent: Snapshot | None,
    renew: Renew | None,
) -> None:
    if parent is None or renew is None or not _renew(beside, snapshot_id, origin, receive, parent, renew):
        with _open_beside(beside) as connection:
            _take_over(connection, parent)
            receive(connection)
            row_counts = write_records(connection)
            write_hierarchy(connection)
            compute(connection)
            _write_info(connection, snapshot_id, parent, origin, row_counts)
    check_snapshot(beside)


def _renew(beside: Path, snapshot_id: str, origin: Origin, receive: Step, parent: Snapshot, renew: Renew) -> bool:
    """Write the snapshot on a copy of its parent's file; false, and nothing written, if `renew` cannot.

    The units stay the same, else `renew` could not; so does their hierarchy.
    """
    files.copy_whole(parent.path, beside)
    with _open_beside(beside) as connection:
        note_what_was(connection)
        receive(connection)
        row_counts = renew_records(connection)
        renewed = renew(connection)
        if renewed:
            _write_info(connection, snapshot_id, parent, origin, row_counts)
    if not renewed:
        beside.unlink()
    return renewed


def publish(store: Store, snapshot: Snapshot) -> None:
    """Point the store at `snapshot`; the caller holds the writer's lock."""
    files.flush_folder(store.folder)
    files.write_whole(store.folder / POINTER, f"{snapshot.id}\n".encode("ascii"))


def roll_back(store: Store, snapshot_id: str, author: str) -> Snapshot:
    """Publish an earlier snapshot again; nothing is deleted, and rolling forward works the same way."""
    with storage_faults(str(store.home.root)), writer_lock(store.folder, "rollback"):
        snapshot = store.snapshot(snapshot_id)
        check_snapshot(snapshot.path)
        publish(store, snapshot)
        record(store.home, author, "rollback", {"snapshot": snapshot.id})
        return snapshot


def current_or_none(store: Store) -> Snapshot | None:
    try:
        return store.current()
    except StoreMissing:
        return None


def sweep(folder: Path) -> None:
    """Remove what interrupted builds left behind; the caller holds the writer's lock, so none is running."""
    for left in [*folder.glob(f"*{BUILDING}*"), *folder.glob(f".{POINTER}.*")]:
        left.unlink(missing_ok=True)


def prune(store: Store) -> None:
    """Keep the last `KEPT_SNAPSHOTS` snapshots, and always the published one."""
    published = store.current()
    for snapshot in store.snapshots()[:-KEPT_SNAPSHOTS]:
        if snapshot != published:
            snapshot.path.unlink(missing_ok=True)


def new_snapshot_id(store: Store) -> str:
    """A number that only grows, then the time: a path used twice would show old data to readers who have it open."""
    newest = max((int(snapshot.id.split("-")[0]) for snapshot in store.snapshots()), default=0)
    return f"{newest + 1:06d}-{datetime.now(UTC):%Y%m%dT%H%M%S}"


def check_snapshot(path: Path) -> None:
    """Open a finished file as a reader would and hold it against its own account; `DataError` if it is not whole."""
    try:
        with duckdb.connect(path, read_only=True) as connection:
            row = connection.execute("SELECT row_counts FROM snapshot_info").fetchone()
            assert row is not None
            for table, expected in json.loads(row[0]).items():
                found = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
                assert found is not None
                if found[0] != expected:
                    raise DataError(DAMAGED.fill(table=table, expected=expected, found=found[0]), str(path))
            connection.execute("SELECT count(*) FROM period").fetchone()
            connection.execute("SELECT count(*) FROM indicator_value").fetchone()
    except duckdb.Error as error:
        raise DataError(UNREADABLE.fill(why=str(error)), str(path)) from error


@contextmanager
def _open_beside(beside: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(beside, config={"python_enable_replacements": "false"})
    try:
        yield connection
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def _take_over(connection: duckdb.DuckDBPyConnection, parent: Snapshot | None) -> None:
    """What had been received before."""
    if parent is None:
        create_received(connection)
    else:
        connection.execute(f"ATTACH '{str(parent.path).replace(chr(39), chr(39) * 2)}' AS parent (READ_ONLY)")
        copy_received(connection, "parent")
        connection.execute("DETACH parent")


def _demand_current(store: Store, parent: Snapshot | None) -> None:
    if current_or_none(store) != parent:
        raise StoreMovedOn(MOVED_ON, str(store.folder))


def _write_info(
    connection: duckdb.DuckDBPyConnection,
    snapshot_id: str,
    parent: Snapshot | None,
    origin: Origin,
    row_counts: dict[str, int],
) -> None:
    as_of = connection.execute(AS_OF).fetchone()
    assert as_of is not None
    connection.execute(SNAPSHOT_INFO)
    connection.execute(
        "INSERT INTO snapshot_info VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        [
            snapshot_id,
            datetime.now(UTC).replace(tzinfo=None, microsecond=0),
            parent.id if parent else None,
            CODE_VERSION,
            origin.synthetic,
            as_of[0],
            origin.action,
            origin.author,
            json.dumps(row_counts),
            json.dumps(origin.source_files, ensure_ascii=False),
        ],
    )


DAMAGED = Text(
    "The new snapshot is not whole: {table} has {found} rows where {expected} were written. Nothing was published.",
    "新快照不完整：{table} 应有 {expected} 行，实有 {found} 行。未发布任何内容。",
)
UNREADABLE = Text("The snapshot cannot be read: {why}", "快照无法读取：{why}")
MOVED_ON = Text(
    "Somebody else published in the meantime. Check the file again against the new state.",
    "期间已有他人发布了新数据，请针对新状态重新检查文件。",
)
