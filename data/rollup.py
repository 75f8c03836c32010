"""A rollup: the sums of one store, township and above, in one file that travels upwards; no record of anybody.

The file is a zip of a manifest and of Parquet tables, each with its SHA-256 in the manifest. What arrives is kept in
the schema `received` beside what other offices sent, until the same office sends anew.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from data.errors import DataError
from data.files import write_whole
from data.text import Text

FORMAT, VERSION = "touyan-rollup", 1
MANIFEST = "manifest.json"
LARGEST = 2 << 30  # bytes of one table, unpacked
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "org_unit": ("org_unit_id", "parent_id", "level", "name_zh", "name_en", "valid_from", "valid_to", "successor_id"),
    "period": ("period_id", "kind", "period_start", "period_end", "year", "months", "provisional"),
    "indicator_value": (
        *("period_id", "org_unit_id", "indicator", "numerator", "denominator", "reported", "expected", "withheld"),
    ),
    "indicator_spread": ("period_id", "org_unit_id", "indicator", "k", "sum_xx", "sum_xn", "sum_nn"),
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """Whose sums these are, and what they were made from."""

    source_id: str
    snapshot: str
    code_version: str
    synthetic: bool
    data_as_of: str | None


@dataclass(frozen=True, slots=True)
class Rollup:
    """The sums of the unit `manifest.source_id` and of the units below it down to the townships."""

    manifest: Manifest
    tables: Mapping[str, pa.Table]
    name: str = ""
    sha256: str = ""


def write_rollup(path: Path, rollup: Rollup) -> None:
    """Write the file whole, the same bytes for the same sums."""
    parts = {f"{name}.parquet": _parquet(table) for name, table in rollup.tables.items()}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}
    head = {"format": FORMAT, "version": VERSION, **asdict(rollup.manifest), "sha256": hashes}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as file:
        for name, content in {MANIFEST: json.dumps(head, indent=1).encode(), **parts}.items():
            file.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content)
    write_whole(path, held.getvalue())


def read_rollup(path: Path) -> Rollup:
    """The rollup in a file; `DataError` if it is none, is damaged, was altered or comes from another version."""
    try:
        content = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            head = json.loads(file.read(MANIFEST))
            _demand(head.get("format") == FORMAT, NO_ROLLUP, path)
            _demand(head.get("version") == VERSION, OTHER_VERSION, path)
            tables = {name: _table(file, name, head["sha256"], path) for name in COLUMNS}
        manifest = Manifest(**{field: head[field] for field in Manifest.__dataclass_fields__})
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, TypeError, pa.ArrowException) as error:
        raise DataError(NO_ROLLUP, str(path)) from error
    _demand(manifest.source_id in tables["org_unit"]["org_unit_id"].to_pylist(), NO_ROLLUP, path)
    return Rollup(manifest, tables, path.name, hashlib.sha256(content).hexdigest())


def _parquet(table: pa.Table) -> bytes:
    held = io.BytesIO()
    pq.write_table(table, held, compression="zstd")
    return held.getvalue()


def _table(file: zipfile.ZipFile, name: str, hashes: Mapping[str, str], path: Path) -> pa.Table:
    part = f"{name}.parquet"
    _demand(file.getinfo(part).file_size <= LARGEST, NO_ROLLUP, path)
    content = file.read(part)
    _demand(hashlib.sha256(content).hexdigest() == hashes[part], ALTERED, path)
    return pq.read_table(io.BytesIO(content), columns=list(COLUMNS[name])).select(list(COLUMNS[name]))


def _demand(holds: bool, otherwise: Text, path: Path) -> None:
    if not holds:
        raise DataError(otherwise, str(path))


CREATE = """
CREATE TABLE IF NOT EXISTS received.rollup_source (source_id VARCHAR NOT NULL, snapshot VARCHAR NOT NULL,
    code_version VARCHAR NOT NULL, data_as_of DATE, received_at TIMESTAMP NOT NULL, file_name VARCHAR NOT NULL,
    file_sha256 VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS received.rollup_unit (source_id VARCHAR NOT NULL, org_unit_id VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS received.rollup_period (source_id VARCHAR NOT NULL, period_id VARCHAR, kind VARCHAR,
    period_start DATE, period_end DATE, year SMALLINT, months TINYINT, provisional BOOLEAN);
CREATE TABLE IF NOT EXISTS received.rollup_indicator_value (source_id VARCHAR NOT NULL, period_id VARCHAR,
    org_unit_id VARCHAR, indicator VARCHAR, numerator DOUBLE, denominator DOUBLE, reported INTEGER, expected INTEGER,
    withheld BOOLEAN);
CREATE TABLE IF NOT EXISTS received.rollup_indicator_spread (source_id VARCHAR NOT NULL, period_id VARCHAR,
    org_unit_id VARCHAR, indicator VARCHAR, k INTEGER, sum_xx DOUBLE, sum_xn DOUBLE, sum_nn DOUBLE);
"""
HAS_ROLLUPS = (
    "SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'received' AND table_name = 'rollup_source' "
    "AND database_name = current_database()"
)
OVERLAPPING = """
WITH RECURSIVE chain AS (
    SELECT source_id, source_id AS org_unit_id FROM received.rollup_source
    UNION ALL
    SELECT c.source_id, u.parent_id FROM chain c JOIN received.org_unit u USING (org_unit_id)
    WHERE u.parent_id IS NOT NULL)
SELECT c.source_id, c.org_unit_id FROM chain c JOIN received.rollup_source s ON s.source_id = c.org_unit_id
WHERE c.source_id <> s.source_id
"""


def has_rollups(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the snapshot on this connection is built from rollups."""
    row = connection.execute(HAS_ROLLUPS).fetchone()
    assert row is not None
    return bool(row[0])


def is_store_of_rollups(snapshot: Path) -> bool:
    with duckdb.connect(snapshot, read_only=True) as connection:
        return has_rollups(connection)


def receive_rollup(connection: duckdb.DuckDBPyConnection, rollup: Rollup) -> None:
    """Keep what an office sent in place of what it had sent before; `DataError` if its units are in another's."""
    connection.execute(CREATE)
    source = rollup.manifest.source_id
    for table in ("source", "unit", "period", "indicator_value", "indicator_spread"):
        connection.execute(f"DELETE FROM received.rollup_{table} WHERE source_id = $1", [source])
    _receive_units(connection, rollup)
    for table in ("period", "indicator_value", "indicator_spread"):
        connection.register("arriving", rollup.tables[table])
        connection.execute(
            f"INSERT INTO received.rollup_{table} BY NAME SELECT $source AS source_id, * FROM arriving",
            {"source": source},
        )
        connection.unregister("arriving")
    connection.execute(
        "INSERT INTO received.rollup_source VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            *(source, rollup.manifest.snapshot, rollup.manifest.code_version, rollup.manifest.data_as_of),
            *(datetime.now(UTC).replace(tzinfo=None, microsecond=0), rollup.name, rollup.sha256),
        ],
    )
    if overlap := connection.execute(OVERLAPPING).fetchone():
        raise DataError(OVERLAP.fill(inner=overlap[0], outer=overlap[1]), rollup.name)


def _receive_units(connection: duckdb.DuckDBPyConnection, rollup: Rollup) -> None:
    """The units of the office; the same unit above is named by several, and the last word stands."""
    connection.register("arriving", rollup.tables["org_unit"])
    connection.execute("DELETE FROM received.org_unit WHERE org_unit_id IN (SELECT org_unit_id FROM arriving)")
    connection.execute("INSERT INTO received.org_unit BY NAME SELECT *, 0 AS sequence FROM arriving")
    connection.execute(
        "INSERT INTO received.rollup_unit SELECT $source, org_unit_id FROM arriving",
        {"source": rollup.manifest.source_id},
    )
    connection.unregister("arriving")


NO_ROLLUP = Text(
    "This is not a whole rollup file. Ask the office for a new one, made with `python manage.py rollup --out FILE`.",
    "该文件不是完整的汇总文件，请对方用 `python manage.py rollup --out FILE` 重新生成。",
)
OTHER_VERSION = Text(
    "This rollup comes from another version of the program; both sides need the same.",
    "该汇总文件由不同版本的程序生成，双方须使用相同版本。",
)
ALTERED = Text(
    "A table in this rollup is not the one its manifest names: the file was damaged or altered. Ask for a new one.",
    "汇总文件中的表与清单不符：文件已损坏或被改动，请重新索取。",
)
OVERLAP = Text(
    "{inner} lies within {outer}, which is in this store already: its villages would count twice.",
    "{inner} 属于已汇总的 {outer}，其所辖村会被重复计算。",
)
