"""The one door for reading: a Store of immutable snapshots, and a Reader narrowed to a Scope.

A snapshot is opened once a process, read-only, as the catalog `snapshot` of a locked-down in-memory database. Each
`Reader` has a cursor of its own (a connection shared by threads gives wrong answers), and on it temporary views that
bear the tables' names and show only what its Scope may see. SQL therefore names plain tables, never a catalog.
"""

from __future__ import annotations

import json
import threading
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from data.access import Role, Scope
from data.errors import DataError, StoreMissing
from data.home import Home
from data.opened import Opened, lay, open_locked_down, tables_of
from data.scoped_views import NARROWED, VILLAGE_VALUE, WITHHELD
from data.text import Text

POINTER = "CURRENT"
CELLS = "SELECT DISTINCT indicator, period_id, org_unit_id FROM snapshot.main.withheld"
WHOLE_LEVELS = "SELECT DISTINCT indicator, level FROM snapshot.main.withheld_level"
EVERY_CELL = "SELECT DISTINCT indicator, period_id, org_unit_id FROM snapshot.main.indicator_value"
NO_LEVEL = "SELECT '' AS indicator, '' AS level WHERE FALSE"
"""What a snapshot withholds; one that was built before anything was withheld: everything."""
# A relation would not copy the rows once more, but binds the question before it runs it: far dearer.
warnings.filterwarnings("ignore", "Arrow output on a DB-API result", UserWarning)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One published, immutable state of all records and figures."""

    id: str
    path: Path


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """What a snapshot says of itself."""

    id: str
    created_at: str
    parent: str | None
    code_version: str
    synthetic: bool
    data_as_of: str | None
    action: str
    author: str
    row_counts: dict[str, int]
    source_files: dict[str, str]


class Reader:
    """Answers questions about one snapshot within one Scope; used by one thread, within one `with` block."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, opened: Opened, snapshot: Snapshot, scope: Scope) -> None:
        self._cursor = cursor
        self._opened = opened
        self.snapshot_id = snapshot.id
        self.scope = scope

    def table(self, sql: str, **parameters: object) -> pa.Table:
        """The whole answer as an immutable Arrow table; `$name` in the SQL takes the parameter of that name.

        It names plain tables: one that names a catalog or a schema could step around the views, and is a bug.
        `DataError` where an older version of the program did not yet write a table or column that the question needs.
        """
        try:
            return self._cursor.execute(self._opened.parsed(sql), parameters or None).to_arrow_table()
        except (duckdb.CatalogException, duckdb.BinderException):
            if self._opened.tables.issuperset((*NARROWED, VILLAGE_VALUE)):
                raise
            raise DataError(OUTDATED, self.snapshot_id) from None

    def holds(self, table: str) -> bool:
        """Whether the snapshot has a table that not every one has."""
        return table in self._opened.tables

    def levels_above(self, units: Iterable[str]) -> dict[str, str]:
        """The level of each of these units that is above villages; known without a question."""
        above = self._opened.above
        return {unit: above[unit] for unit in units if unit in above}

    def info(self) -> SnapshotInfo:
        row: dict[str, Any] = self.table("SELECT * FROM snapshot_info").to_pylist()[0]
        return SnapshotInfo(
            **{
                **row,
                "created_at": str(row["created_at"]),
                "data_as_of": row["data_as_of"] and str(row["data_as_of"]),
                "row_counts": json.loads(row["row_counts"]),
                "source_files": json.loads(row["source_files"]),
            }
        )


class Store:
    """The snapshots of one home, and the pointer to the published one."""

    def __init__(self, home: Home | Path) -> None:
        self.home = home if isinstance(home, Home) else Home(home)
        self.folder = self.home.store
        self._opened: dict[str, Opened] = {}
        self._opening = threading.Lock()

    def current(self) -> Snapshot:
        """The published snapshot; `StoreMissing` if there is none."""
        try:
            snapshot_id = (self.folder / POINTER).read_text("ascii").strip()
        except FileNotFoundError:
            raise StoreMissing(NO_STORE, str(self.folder)) from None
        return self.snapshot(snapshot_id)

    def snapshot(self, snapshot_id: str) -> Snapshot:
        """A snapshot that is still kept, by its id."""
        path = self.folder / f"{snapshot_id}.duckdb"
        if snapshot_id not in self._kept_ids():
            raise DataError(NO_SNAPSHOT.fill(id=snapshot_id), str(self.folder))
        return Snapshot(snapshot_id, path)

    def snapshots(self) -> list[Snapshot]:
        """All kept snapshots, oldest first."""
        return [Snapshot(i, self.folder / f"{i}.duckdb") for i in self._kept_ids()]

    @contextmanager
    def reader(self, scope: Scope | None = None, snapshot: Snapshot | None = None) -> Iterator[Reader]:
        """A Reader of the published (or the given) snapshot, for the `with` block and no longer."""
        scope = scope or Scope.everything()
        snapshot = snapshot or self.current()
        opened, sight = self._open(snapshot), (scope, self._withheld_later(scope, snapshot))
        cursor = opened.take(sight)
        found = Reader(cursor, opened, snapshot, scope)
        try:
            yield found
        except BaseException:
            cursor.close()
            raise
        finally:
            del found._cursor  # whoever keeps the Reader longer would share the cursor with the next
        opened.give_back(sight, cursor)

    def _withheld_later(self, scope: Scope, snapshot: Snapshot) -> str | None:
        """The name of the table, laid once beside an earlier snapshot, of the cells that the published one withholds
        (`_level` after it: of whole levels). None where there is no other one or this scope is withheld nothing."""
        current = self.current()
        if current == snapshot or (scope.unit is None and scope.role >= Role.LEADER):
            return None
        name = f"withheld_in_{current.id}".replace("-", "_")
        earlier, published = self._open(snapshot), self._open(current)
        with self._opening:
            if name not in earlier.laid:
                decided = published.tables.issuperset(WITHHELD)
                lay(published.connection, CELLS if decided else EVERY_CELL, earlier.connection, name)
                lay(published.connection, WHOLE_LEVELS if decided else NO_LEVEL, earlier.connection, f"{name}_level")
                earlier.laid.add(name)
        return name

    def close(self) -> None:
        """Let go of every opened snapshot."""
        with self._opening:
            for opened in self._opened.values():
                opened.close()
            self._opened.clear()

    def _kept_ids(self) -> list[str]:
        return sorted(path.stem for path in self.folder.glob("*.duckdb"))

    def _open(self, snapshot: Snapshot) -> Opened:
        with self._opening:
            if snapshot.id not in self._opened:
                connection = open_locked_down(snapshot.path, self.folder)
                self._opened[snapshot.id] = Opened(connection, tables_of(connection))
                self._close_pruned()
            return self._opened[snapshot.id]

    def _close_pruned(self) -> None:
        for snapshot_id in set(self._opened) - set(self._kept_ids()):
            self._opened.pop(snapshot_id).close()


NO_STORE = Text(
    "There is no store yet. Write the sample county with `python manage.py sample`, "
    "or start your own with `python manage.py init ORG_UNITS`.",
    "尚无数据库。可用 `python manage.py sample` 生成示例县，或用 `python manage.py init ORG_UNITS` 建立本县数据库。",
)
OUTDATED = Text(
    "The figures of this snapshot were computed by an older version of the program, which did not yet write what this "
    "page needs. Compute them anew with `python manage.py build`.",
    "本快照由旧版程序计算，尚无本页所需内容。请运行 `python manage.py build` 重新计算。",
)
NO_SNAPSHOT = Text("There is no snapshot {id} any more.", "快照 {id} 已不存在。")
