"""A snapshot that is open: its locked-down connection, its questions as they were parsed, its cursors that wait.

A cursor with its views waits for the next Reader of the same Scope, and a question is parsed once: laying the views and
reading a long question cost more than most answers.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import duckdb

from data.access import Scope
from data.scoped_views import LIE_TOGETHER, scoped_views

AROUND_THE_VIEWS = re.compile(
    r"""\b(snapshot|received|memory|temp|system|main|information_schema|pg_catalog)"?\s*\.|\bduckdb_\w+\s*\(|\bpragma""",
    re.IGNORECASE,
)
MEMORY_LIMIT = "4GB"
ABOVE_VILLAGES = "SELECT org_unit_id, level FROM snapshot.main.org_unit WHERE level <> 'village'"
MOST_WAITING = 32
"""Cursors of a snapshot that wait for their Scope's next Reader."""
MOST_PARSED = 1024

Sight = tuple[Scope, str | None]
"""A scope, and the table of what a later snapshot withholds."""


@dataclass
class Opened:
    """A snapshot that is open: its tables, what was laid beside it, its questions as they were parsed, its cursors
    that wait."""

    connection: duckdb.DuckDBPyConnection
    tables: frozenset[str]
    laid: set[str] = field(default_factory=set)
    questions: dict[str, duckdb.Statement] = field(default_factory=dict)
    waiting: list[tuple[Sight, duckdb.DuckDBPyConnection]] = field(default_factory=list)
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

    def take(self, sight: Sight) -> duckdb.DuckDBPyConnection:
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

    def give_back(self, sight: Sight, cursor: duckdb.DuckDBPyConnection) -> None:
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


def open_locked_down(path: Path, folder: Path) -> duckdb.DuckDBPyConnection:
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


def lay(source: duckdb.DuckDBPyConnection, sql: str, target: duckdb.DuckDBPyConnection, name: str) -> None:
    """Lay what the question to one snapshot answers as a table beside another."""
    cursor = target.cursor()
    cursor.register("laid", source.cursor().sql(sql).to_arrow_table())
    cursor.execute(f"CREATE OR REPLACE TABLE memory.main.{name} AS FROM laid")
    cursor.close()


def tables_of(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    rows = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'snapshot'").fetchall()
    return frozenset(row[0] for row in rows)
