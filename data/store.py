"""The one door for reading: a Store of immutable snapshots, and a Reader narrowed to a Scope.

A snapshot is opened once a process, read-only, as the catalog `snapshot` of a locked-down in-memory database. Each
`Reader` has a cursor of its own (a connection shared by threads gives wrong answers), and on it temporary views that
bear the tables' names and show only what its Scope may see. SQL therefore names plain tables, never a catalog.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from data.access import Role, Scope
from data.errors import DataError, StoreMissing
from data.home import Home
from data.scoped_views import NARROWED, WITHHELD, scoped_views
from data.text import Text

POINTER = "CURRENT"
AROUND_THE_VIEWS = re.compile(
    r"""\b(snapshot|received|memory|temp|system|main|information_schema|pg_catalog)"?\s*\.|\bduckdb_\w+\s*\(|\bpragma""",
    re.IGNORECASE,
)
MEMORY_LIMIT = "4GB"
CELLS = "SELECT DISTINCT indicator, period_id, org_unit_id FROM snapshot.main.withheld"
WHOLE_LEVELS = "SELECT DISTINCT indicator, level FROM snapshot.main.withheld_level"
EVERY_CELL = "SELECT DISTINCT indicator, period_id, org_unit_id FROM snapshot.main.indicator_value"
NO_LEVEL = "SELECT '' AS indicator, '' AS level WHERE FALSE"
"""What a snapshot withholds; one that was built before anything was withheld: everything."""


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

    def __init__(self, cursor: duckdb.DuckDBPyConnection, snapshot: Snapshot, scope: Scope, whole: bool = True) -> None:
        self._cursor = cursor
        self._whole = whole
        self.snapshot_id = snapshot.id
        self.scope = scope

    def table(self, sql: str, **parameters: object) -> pa.Table:
        """The whole answer as an immutable Arrow table; `$name` in the SQL takes the parameter of that name.

        It names plain tables: one that names a catalog or a schema could step around the views, and is a bug.
        `DataError` where an older version of the program did not yet write a table that the question needs.
        """
        if AROUND_THE_VIEWS.search(sql):
            raise AssertionError("a question names plain tables: the views narrow them to the scope")
        try:
            return self._cursor.sql(sql, params=parameters or None).to_arrow_table()
        except duckdb.CatalogException:
            if self._whole:
                raise
            raise DataError(OUTDATED, self.snapshot_id) from None

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
        self._opened: dict[str, tuple[duckdb.DuckDBPyConnection, frozenset[str]]] = {}
        self._laid: set[tuple[str, str]] = set()
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
        """A Reader of the published (or the given) snapshot, closed at the end of the `with` block."""
        scope = scope or Scope.everything()
        snapshot = snapshot or self.current()
        connection, tables = self._open(snapshot)
        cursor = connection.cursor()
        try:
            for statement, parameters in scoped_views(scope, tables, self._withheld_later(scope, snapshot)):
                cursor.execute(statement, parameters)
            yield Reader(cursor, snapshot, scope, tables.issuperset(NARROWED))
        finally:
            cursor.close()

    def _withheld_later(self, scope: Scope, snapshot: Snapshot) -> str | None:
        """The name of the table, laid once beside an earlier snapshot, of the cells that the published one withholds
        (`_level` after it: of whole levels). None where there is no other one or this scope is withheld nothing."""
        current = self.current()
        if current == snapshot or (scope.unit is None and scope.role >= Role.LEADER):
            return None
        name = f"withheld_in_{current.id}".replace("-", "_")
        (earlier, _), (published, tables) = self._open(snapshot), self._open(current)
        with self._opening:
            if (snapshot.id, name) not in self._laid:
                decided = tables.issuperset(WITHHELD)
                _lay(published, CELLS if decided else EVERY_CELL, earlier, name)
                _lay(published, WHOLE_LEVELS if decided else NO_LEVEL, earlier, f"{name}_level")
                self._laid.add((snapshot.id, name))
        return name

    def close(self) -> None:
        """Let go of every opened snapshot."""
        with self._opening:
            for connection, _ in self._opened.values():
                connection.close()
            self._opened.clear()
            self._laid.clear()

    def _kept_ids(self) -> list[str]:
        return sorted(path.stem for path in self.folder.glob("*.duckdb"))

    def _open(self, snapshot: Snapshot) -> tuple[duckdb.DuckDBPyConnection, frozenset[str]]:
        """The snapshot's connection and the names of its tables."""
        with self._opening:
            if snapshot.id not in self._opened:
                connection = _open_locked_down(snapshot.path, self.folder)
                self._opened[snapshot.id] = connection, _tables_of(connection)
                self._close_pruned()
            return self._opened[snapshot.id]

    def _close_pruned(self) -> None:
        for snapshot_id in set(self._opened) - set(self._kept_ids()):
            self._opened.pop(snapshot_id)[0].close()
            self._laid = {laid for laid in self._laid if laid[0] != snapshot_id}


def _open_locked_down(path: Path, folder: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        ":memory:",
        config={
            "python_enable_replacements": "false",
            "autoinstall_known_extensions": "false",
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(folder / "spill"),
        },
    )
    connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS snapshot (READ_ONLY)")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _lay(source: duckdb.DuckDBPyConnection, sql: str, target: duckdb.DuckDBPyConnection, name: str) -> None:
    """Lay what the question to one snapshot answers as a table beside another."""
    cursor = target.cursor()
    cursor.register("laid", source.cursor().sql(sql).to_arrow_table())
    cursor.execute(f"CREATE OR REPLACE TABLE memory.main.{name} AS FROM laid")
    cursor.close()


def _tables_of(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    rows = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'snapshot'").fetchall()
    return frozenset(row[0] for row in rows)


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
