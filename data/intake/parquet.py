"""Parquet files, for large loads: typed columns that stay in the engine and never become Python rows."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from data.errors import DataError
from data.intake.headings import table_of
from data.intake.sources import DAMAGED, Member


@dataclass(frozen=True, slots=True)
class ColumnFile:
    """One Parquet file: its columns by name with their DuckDB types, and SQL that reads it."""

    file: str
    title: str
    columns: dict[str, str]
    source: str


def read_parquet(connection: duckdb.DuckDBPyConnection, member: Member) -> ColumnFile:
    """What a Parquet file holds; `DataError` if it is none."""
    source = f"read_parquet({quote(str(member.path))}, file_row_number = true)"
    try:
        described = connection.execute(f"DESCRIBE SELECT * EXCLUDE file_row_number FROM {source}").fetchall()
    except (duckdb.InvalidInputException, duckdb.IOException, duckdb.BinderException) as error:
        raise DataError(DAMAGED, member.name) from error
    title = member.title if table_of(member.title) else member.folder or member.title
    return ColumnFile(member.name, title, {row[0]: row[1] for row in described}, source)


def quote(text: str) -> str:
    """A string literal of SQL: paths cannot be parameters of a view."""
    return "'" + text.replace("'", "''") + "'"


def quote_name(name: str) -> str:
    """An identifier of SQL, for column names that come from a file."""
    return '"' + name.replace('"', '""') + '"'
