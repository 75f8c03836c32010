"""The one door for reading: a Store of immutable snapshots, and a Reader narrowed to a Scope.

A snapshot is opened once a process, read-only, as the catalog `snapshot` of a locked-down in-memory database. Each
`Reader` has a cursor of its own (a connection shared by threads gives wrong answers), and on it temporary views that
bear the tables' names and show only what its Scope may see. SQL therefore names plain tables, never a catalog. A cursor
with its views waits for the next Reader of the same Scope, and a question is parsed once: laying the views and reading
a long question cost more than most answers.
"""

from __future__ import annotations

import json
import re
import threading
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from data.access import Role, Scope
from data.errors import DataError, StoreMissing
from data.home import Home
from data.scoped_views import LIE_TOGETHER, NARROWED, VILLAGE_VALUE, WITHHELD, scoped_views
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
ABOVE_VILLAGES = "SELECT org_unit_id, level FROM snapshot.main.org_unit WHERE level <> 'village'"
MOST_WAITING = 32
"""Cursors of a snapshot that wait for their Scope's next Reader."""
MOST_PARSED = 1024

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

    def __init__(self, cursor: duckdb.DuckDBPyConnection, opened: _Opened, snapshot: Snapshot, scope: Scope) -> None:
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


_Sight = tuple[Scope, str | None]
"""A scope, and the table of what a later snapshot withholds."""


@dataclass
class _Opened:
    """A snapshot that is open: its tables, what was laid beside it, its questions as they were parsed, its cursors
    that wait."""

    connection: duckdb.DuckDBPyConnection
    tables: frozenset[str]
    laid: set[str] = field(default_factory=set)
    questions: dict[str, duckdb.Statement] = field(default_factory=dict)
    waiting: list[tuple[_Sight, duckdb.DuckDBPyConnection]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def above(self) -> dict[str, str]:
        """The levels of all units but villages."""
        return dict(self.connection.cursor().execute(ABOVE_VILLAGES).fetchall())

    def parsed(self, sql: str) -> duckdb.Statement:
        """A question as the engine has parsed it; shared by all cursors, none of which changes it."""
        found = self.questions.get(sql)
        if found is None:
            if AROUND_THE_VIEWS.search(sql):
                raise AssertionError("a question names plain tables: the views narrow them to the scope")
            with self.lock:
                (found,) = self.connection.extract_statements(sql)
                assert found.type is duckdb.StatementType.SELECT, "a question changes nothing: its cursor is used again"
                if len(self.questions) >= MOST_PARSED:
                    self.questions.clear()
                self.questions[sql] = found
        return found

    def take(self, sight: _Sight) -> duckdb.DuckDBPyConnection:
        """A cursor that sees just this, and is nobody else's until it is given back or closed."""
        with self.lock:
            for place, (seen, cursor) in enumerate(self.waiting):
                if seen == sight:
                    del self.waiting[place]
                    return cursor
        scope, later = sight
        cursor = self.connection.cursor()
        together = scope.unit is not None and cursor.execute(LIE_TOGETHER, {"unit": scope.unit}).fetchone() == (True,)
        for statement, parameters in scoped_views(scope, self.tables, later, together):
            cursor.execute(statement, parameters)
        return cursor

    def give_back(self, sight: _Sight, cursor: duckdb.DuckDBPyConnection) -> None:
        with self.lock:
            self.waiting.append((sight, cursor))
            for _, longest in self.waiting[:-MOST_WAITING]:
                longest.close()
            del self.waiting[:-MOST_WAITING]

    def close(self) -> None:
        with self.lock:
            for _, cursor in self.waiting:
                cursor.close()
            self.waiting.clear()
            self.connection.close()


class Store:
    """The snapshots of one home, and the pointer to the published one."""

    def __init__(self, home: Home | Path) -> None:
        self.home = home if isinstance(home, Home) else Home(home)
        self.folder = self.home.store
        self._opened: dict[str, _Opened] = {}
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
                _lay(published.connection, CELLS if decided else EVERY_CELL, earlier.connection, name)
                _lay(published.connection, WHOLE_LEVELS if decided else NO_LEVEL, earlier.connection, f"{name}_level")
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

    def _open(self, snapshot: Snapshot) -> _Opened:
        with self._opening:
            if snapshot.id not in self._opened:
                connection = _open_locked_down(snapshot.path, self.folder)
                self._opened[snapshot.id] = _Opened(connection, _tables_of(connection))
                self._close_pruned()
            return self._opened[snapshot.id]

    def _close_pruned(self) -> None:
        for snapshot_id in set(self._opened) - set(self._kept_ids()):
            self._opened.pop(snapshot_id).close()


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
