"""V-07: what must never enter. ID numbers, mobile numbers and name columns are looked for in every cell of a file.

An ID number has 18 digits (the last may be X) with a date of birth and a check digit that agree; a mobile number has
11 digits. Each counts as a whole cell or as a token bounded by anything but letters and digits, so a key of 64
hexadecimal characters never does. Values are masked before they are told to anyone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import duckdb

from data.intake.faults import Faults
from data.intake.grids import Grid, grid_name, letter
from data.intake.headings import find_headings, table_of
from data.intake.limits import HEADING_ROWS
from data.intake.parquet import ColumnFile, quote, quote_name
from data.intake.personal import find_personal, is_birth_date, mask
from data.intake.words import heading_key, plain
from data.schema import Table

# What is worth a second look, for the engine; `find_personal` then decides. Full-width digits are seen too.
CANDIDATE = (r"(^|[^0-9A-Za-z])((86|0086)[- ]?)?(1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}|"
             r"[0-9]{6}[ ]?[0-9]{8}[ ]?[0-9]{3}[0-9Xx])($|[^0-9A-Za-z])|[０-９]{9}")  # fmt: skip
SHORTEST = 11  # bytes

NAME_WORDS = r"姓名|名字|身份证|证件号|公民身份号|手机|mobilephone|idcard|identity(card|number)"
CONTACT_WORDS = (
    r"联系电话|电话号|联系方式|^电话$|^(full|person|member|contact)?name$|mobile|phone|^tel$|^id(no|num|number)$"
)
NAMES = re.compile(NAME_WORDS)  # in a sheet that is none of the tables
NAMES_OF_PEOPLE = re.compile(f"{NAME_WORDS}|{CONTACT_WORDS}")  # in a sheet on people
LONGEST_HEADING = 12  # characters; a longer text is a sentence
TEXTS = ("VARCHAR", "BIGINT", "UBIGINT", "HUGEINT", "DOUBLE", "DECIMAL", "BLOB")


def screen_grid(connection: duckdb.DuckDBPyConnection, number: int, grid: Grid, faults: Faults) -> None:
    """Note every personal detail in a sheet's cells, notes and headings."""
    place = {"file": grid.file, "sheet": grid.sheet}
    columns = {f"c{index}": f"c{index}" for index in range(len(grid.columns))}
    for row, column, cell in _candidates(connection, grid_name(number), "row", columns):
        _screen(cell, faults, row=row, letter=letter(int(column[1:])), **place)
    for row, lost in grid.notes:
        if is_birth_date(lost[6:14]):
            faults.add("V-07", "id_number", row=row, value=mask(lost), **place)
    _screen_headings(grid, faults)


def screen_file(connection: duckdb.DuckDBPyConnection, file: ColumnFile, faults: Faults) -> None:
    """Note every personal detail in a Parquet file; only cells that look like one leave the engine."""
    place = {"file": file.file, "sheet": file.title}
    columns = {
        name: f"{quote_name(name)}::VARCHAR"
        for name, kind in file.columns.items()
        if kind.startswith(TEXTS) or "[" in kind or "(" in kind
    }
    for row, column, cell in _candidates(connection, file.source, "file_row_number + 1", columns):
        _screen(cell, faults, row=row, column_=column, **place)
    names = _name_headings(table_of(file.title))
    for name in file.columns:
        if names and names.search(heading_key(name)):
            faults.add("V-07", "name_column", value=name, **place)


def _candidates(
    connection: duckdb.DuckDBPyConnection, relation: str, row: str, columns: dict[str, str]
) -> Iterator[tuple[int, str, str]]:
    """Row, column and text of the cells that may hold a number, in one pass over the relation."""
    if not columns:
        return
    texts = ", ".join(columns.values())
    suspect = " OR ".join(
        f"(strlen({text}) >= {SHORTEST} AND regexp_matches({text}, {quote(CANDIDATE)}))" for text in columns.values()
    )
    for number, *cells in connection.execute(f"SELECT {row}, {texts} FROM {relation} WHERE {suspect}").fetchall():
        for column, cell in zip(columns, cells, strict=True):
            if cell is not None:
                yield number, column, cell


def screen_beside(file: str, texts: Iterable[tuple[str, int | None, str | None, str]], faults: Faults) -> None:
    """Note personal details in comments and text boxes."""
    for part, row, column, text in texts:
        _screen(text, faults, row=row, letter=column, file=file, sheet=part)


def _screen(text: str, faults: Faults, **place: object) -> None:
    for kind, number in find_personal(text):
        faults.add("V-07", kind, value=mask(number), **place)


def _screen_headings(grid: Grid, faults: Faults) -> None:
    table, rows = table_of(grid.sheet), grid.first_rows(HEADING_ROWS)
    layout = find_headings(table, rows) if table else None
    names = _name_headings(table)
    for number, row in enumerate(rows[: layout.first_row] if layout else rows, 1):
        for index, cell in enumerate(row):
            if names and cell and len(plain(cell)) <= LONGEST_HEADING and names.search(heading_key(cell)):
                place = {"file": grid.file, "sheet": grid.sheet, "letter": letter(index)}
                faults.add("V-07", "name_column", row=number, value=cell, **place)


def _name_headings(table: Table | None) -> re.Pattern[str] | None:
    """The headings that give a column of names or numbers away; units have names, and may."""
    if table is None:
        return NAMES
    people = table.name == "person" or any(column.references == "person" for column in table.columns)
    return NAMES_OF_PEOPLE if people else None
