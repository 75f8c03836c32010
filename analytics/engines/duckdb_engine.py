"""DuckDB as the engine: a plain writable connection whose main schema is the snapshot being built."""

from __future__ import annotations

import re
from typing import Any

import duckdb

Connection = duckdb.DuckDBPyConnection
CREATED = re.compile(r"CREATE OR REPLACE TEMP TABLE (\w+)")

HAS_TABLE = """
SELECT count(*) FROM duckdb_tables()
WHERE NOT temporary AND database_name = current_database() AND schema_name = 'main' AND table_name = ?
"""


class DuckDBEngine:
    """Runs the cube's SQL on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._created: dict[str, None] = {}

    def run(self, script: str, as_written: bool = False) -> None:
        self._created |= dict.fromkeys(CREATED.findall(script))
        if not as_written:
            self._connection.execute(script)
            return
        self._connection.execute("SET disabled_optimizers = 'build_side_probe_side'")
        try:
            self._connection.execute(script)
        finally:
            self._connection.execute("RESET disabled_optimizers")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(query).fetchall()

    def has_table(self, name: str) -> bool:
        row = self._connection.execute(HAS_TABLE, [name]).fetchone()
        assert row is not None
        return bool(row[0])

    def forget(self) -> None:
        for name in reversed(self._created):
            self._connection.execute(f"DROP TABLE IF EXISTS {name}")
        self._created.clear()
