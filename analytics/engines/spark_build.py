"""The figures of a snapshot computed on Spark: records out as Parquet, sums back in."""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from analytics import cube
from analytics.engines.duckdb_engine import Connection
from data.errors import DataError
from data.schema import SUBMISSION, TABLES
from data.text import Text

READ = (*TABLES, SUBMISSION.name, "unit_tree")
ORDER = dict.fromkeys(("indicator_value", "indicator_spread"), "indicator, period_id, org_unit_id")
"""How a table lies that is read by its order."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where Spark runs, and the folder that master and workers see under the same path."""

    master: str = "local[*]"
    records: Path | None = None


def build(connection: Connection, cluster: Cluster, progress: cube.Progress | None = None) -> None:
    """As `cube.build`, for all periods. With `cluster.records` the records lie there, one Parquet file a table; they
    are written if the folder is empty, and refused if they are not those of the snapshot."""
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        raise DataError(NO_SPARK)
    from analytics.engines.spark_engine import SparkEngine, open_session

    with _folder(cluster.records) as records, tempfile.TemporaryDirectory(dir=records.parent) as scratch:
        _lay_out(connection, records)
        session = open_session(cluster.master)
        try:
            engine = SparkEngine(session, records, Path(scratch))
            cube.build_with(engine, progress=progress)
            for table in engine.lasting():
                _take_in(connection, table, engine.path_of(table), ORDER.get(table, "ALL"))
        finally:
            session.stop()


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        yield given.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="touyan-spark-") as folder:
        records = Path(folder) / "records"
        records.mkdir()
        yield records


def _lay_out(connection: Connection, records: Path) -> None:
    if not any(records.iterdir()):
        for table in READ:
            connection.execute(f"COPY {table} TO {_quoted(records / f'{table}.parquet')} (FORMAT parquet)")
    for table in READ:
        file = records / f"{table}.parquet"
        if not file.exists():
            raise DataError(LACKS.fill(table=table), str(records))
        here, there = (_count(connection, source) for source in (table, f"read_parquet({_quoted(file)})"))
        if here != there:
            raise DataError(OTHERS.fill(table=table, here=here, there=there), str(file))


def _count(connection: Connection, source: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {source}").fetchone()
    assert row is not None
    return int(row[0])


def _take_in(connection: Connection, table: str, files: Path, order: str) -> None:
    source = _quoted(files / "*.parquet")
    connection.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM read_parquet({source}) ORDER BY {order}")


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


NO_SPARK = Text(
    "Apache Spark is not installed: pip install -r requirements-spark.txt, and a Java runtime, version 17 or newer.",
    "未安装 Apache Spark：请执行 pip install -r requirements-spark.txt，并安装 Java 17 或更高版本。",
)
LACKS = Text("The table {table} is not in this folder.", "该文件夹中缺少表 {table}。")
OTHERS = Text(
    "These are not the records of the published snapshot: {table} has {there} rows here and {here} there. Empty the "
    "folder to have them written anew.",
    "这不是当前快照的记录：{table} 此处 {there} 行，快照中 {here} 行。清空该文件夹后将重新写出。",
)
