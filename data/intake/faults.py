"""Faults that are seen while reading, kept until all is read."""

from __future__ import annotations

from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from data.intake.problems import PROBLEM

FIELDS = ("rule", "check_key", "table_", "column_", "part", "file", "sheet", "letter", "row", "value", "detail")


@dataclass(slots=True)
class Faults:
    """Collects rows of the table `problem`."""

    rows: list[dict[str, object]] = field(default_factory=list)

    def add(self, rule: str, key: str, **place: object) -> None:
        """Note a breach of `rule`; `place` names any of table_, column_, part, file, sheet, letter, row, value."""
        assert not place.keys() - set(FIELDS), place
        self.rows.append({"rule": rule, "check_key": key, **place})

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Write what was found into a new table `problem`."""
        connection.execute(PROBLEM)
        if not self.rows:
            return
        numbers = {"part": pa.int32(), "row": pa.int64()}
        schema = pa.schema([(name, numbers.get(name, pa.string())) for name in FIELDS])
        connection.register("found", pa.Table.from_pylist(self.rows, schema=schema))
        connection.execute("INSERT INTO problem FROM found")
        connection.unregister("found")
