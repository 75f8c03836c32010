"""Apache Spark as the engine: the same SQL, translated by sqlglot, over records that lie as Parquet files.

What a statement creates is written to a scratch folder and read from there, as a table would be: nothing is computed
twice, memory stays bounded, and the loss of a worker costs no more than its running tasks. Master and workers must see
the folders under the same path.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlglot
from pyspark.sql import DataFrame, SparkSession
from sqlglot import exp

SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # what DuckDB refuses, Spark must not turn into an empty cell
    "spark.sql.cteRecursionRowLimit": "-1",  # a nation's mergers are more than the million rows Spark allows by itself
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


def open_session(master: str, settings: dict[str, str] | None = None) -> SparkSession:
    """A session on `local[N]` or `spark://host:port`."""
    builder = SparkSession.builder.master(master).appName("touyan")
    for name, value in (SETTINGS | (settings or {})).items():
        builder = builder.config(name, value)
    session: SparkSession = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


class SparkEngine:
    """Runs the cube's SQL on a Spark session; `records` has one Parquet file or folder a table, `scratch` is empty."""

    def __init__(self, session: SparkSession, records: Path, scratch: Path) -> None:
        self._session = session
        self._scratch = scratch
        self._paths: dict[str, Path] = {}
        self._lasting: dict[str, None] = {}
        for found in sorted(records.iterdir()):
            self._session.read.parquet(str(found)).createOrReplaceTempView(found.name.removesuffix(".parquet"))

    def run(self, script: str, as_written: bool = False) -> None:
        """As the protocol says; Spark measures what it joins."""
        for statement in sqlglot.parse(script, read="duckdb"):
            if statement is not None:
                self._run(statement)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._session.sql(translated(sqlglot.parse_one(query, read="duckdb"))).collect()]

    def has_table(self, name: str) -> bool:
        return name in self._paths

    def forget(self) -> None:
        """Nothing to do: the scratch folder goes as a whole."""

    def lasting(self) -> list[str]:
        """The tables that the snapshot keeps, in the order of their making: all that are not temporary."""
        return list(self._lasting)

    def path_of(self, table: str) -> Path:
        """The folder of Parquet files that holds a table which `run` has created."""
        return self._paths[table]

    def _run(self, statement: exp.Expression) -> None:
        if isinstance(statement, exp.Create) and not statement.find(exp.TemporaryProperty):
            self._lasting[statement.find(exp.Table).name] = None
        if isinstance(statement, exp.Insert):
            self._append(statement.this.name, self._session.sql(translated(unordered(statement.expression))))
        elif isinstance(statement, exp.Create) and isinstance(statement.this, exp.Schema):
            columns = ", ".join(column.sql(dialect="spark") for column in statement.this.expressions)
            self._keep(statement.this.this.name, self._session.createDataFrame([], columns))
        elif isinstance(statement, exp.Create):
            self._keep(statement.this.name, self._session.sql(translated(unordered(statement.expression))))
        else:
            raise AssertionError(f"the cube's SQL creates and inserts, no more: {statement.sql()[:80]}")

    def _keep(self, name: str, frame: DataFrame) -> None:
        path = self._scratch / f"{name}-{len(list(self._scratch.glob(f'{name}-*')))}"
        frame.write.parquet(str(path))
        self._paths[name] = path
        self._read(name, frame)

    def _append(self, name: str, frame: DataFrame) -> None:
        """Add files to those of a table, whose other files stay as they are."""
        held = self._session.table(name)
        frame.toDF(*held.columns).to(held.schema).write.mode("append").parquet(str(self._paths[name]))
        self._read(name, held)

    def _read(self, name: str, like: DataFrame) -> None:
        self._session.read.schema(like.schema).parquet(str(self._paths[name])).createOrReplaceTempView(name)


def unordered(query: exp.Expression) -> exp.Expression:
    """The same rows: files have no order, and the snapshot's table is sorted when it is taken in."""
    query.set("order", None)
    return query


def translated(query: exp.Expression) -> str:
    """DuckDB's SQL in Spark's words."""
    return str(query.sql(dialect="spark"))
