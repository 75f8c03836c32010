"""Recognising sheets and headings: Chinese, English or the column's own name, in any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import PurePosixPath

from data.intake.grids import Cells
from data.intake.limits import HEADING_ROWS
from data.intake.words import heading_key
from data.schema import SUBMISSION, TABLES, Table

SUBMISSION_ID = "submission_id"
EXAMPLE_MARKS = ("示例", "example")
TOTALS = {"合计", "总计", "小计", "共计", "汇总", "total", "totals", "sum", "subtotal"}
SIMILAR = 0.7


@dataclass(frozen=True, slots=True)
class Headings:
    """How a sheet is laid out: the `row` of the headings, counted from 1, `columns` by their position, headings as
    written, where the rows begin."""

    row: int
    columns: dict[int, str]
    written: dict[str, str]
    first_row: int  # index of the first row that holds records
    unknown: dict[int, str] = field(default_factory=dict)
    repeated: dict[int, str] = field(default_factory=dict)


@cache
def table_of(name: str) -> Table | None:
    """The table that a sheet or file is named after, by its table name or its title in either language."""
    return _tables().get(heading_key(name)) or _tables().get(heading_key(PurePosixPath(name).stem))


@cache
def _tables() -> dict[str, Table]:
    known: dict[str, Table] = {}
    for table in (*TABLES.values(), SUBMISSION):
        for name in (table.name, table.title.zh, table.title.en):
            known[heading_key(name)] = table
    return known


@cache
def columns_of(table_name: str) -> dict[str, str]:
    """Column by every spelling of its heading."""
    table = SUBMISSION if table_name == SUBMISSION.name else TABLES[table_name]
    known: dict[str, str] = {}
    submission_id = SUBMISSION.column[SUBMISSION_ID]
    for column in (submission_id, *table.columns):
        for spelling in (column.heading.en, column.heading.zh, column.name):
            known[heading_key(spelling)] = column.name
    return known


@cache
def date_headings() -> frozenset[str]:
    """The headings of date columns, as they are declared."""
    tables = (*TABLES.values(), SUBMISSION)
    dates = [column for table in tables for column in table.columns if column.type == "DATE"]
    return frozenset(name for column in dates for name in (column.name, column.heading.zh, column.heading.en))


def find_headings(table: Table, rows: Sequence[Cells]) -> Headings | None:
    """The layout of a table's sheet from its first rows; None if no heading of the table is found."""
    known = columns_of(table.name)
    hits = [sum(cell is not None and heading_key(cell) in known for cell in row) for row in rows[:HEADING_ROWS]]
    if not hits or max(hits) == 0:
        return None
    at = hits.index(max(hits))
    columns: dict[int, str] = {}
    unknown: dict[int, str] = {}
    repeated: dict[int, str] = {}
    for position, cell in enumerate(rows[at]):
        if cell is None:
            continue
        column = known.get(heading_key(cell))
        if column is None:
            unknown[position] = cell
        elif column in columns.values():
            repeated[position] = cell
        else:
            columns[position] = column
    written = {column: str(rows[at][position]).strip() for position, column in columns.items()}
    return Headings(at + 1, columns, written, _first_record(rows, at + 1, known), unknown, repeated)


def _first_record(rows: Sequence[Cells], at: int, known: dict[str, str]) -> int:
    """Past the second row of headings and the example rows."""
    while at < len(rows) and at < HEADING_ROWS + 5 and (_is_headings(rows[at], known) or is_example(rows[at])):
        at += 1
    return at


def _is_headings(row: Cells, known: dict[str, str]) -> bool:
    filled = [heading_key(cell) for cell in row if cell]
    return len(filled) > 1 and 2 * sum(cell in known for cell in filled) > len(filled)


def is_example(row: Cells) -> bool:
    """The template's example row: its first filled cell begins with 示例 or Example."""
    first = next((cell for cell in row if cell), "")
    return heading_key(first).startswith(EXAMPLE_MARKS)


def is_total(row: Cells) -> bool:
    """A row of totals: its first filled cell says so."""
    first = next((cell for cell in row if cell), "")
    return heading_key(first).rstrip(":") in TOTALS


def similar_column(table: Table, written: str, missing: Sequence[str]) -> str | None:
    """The missing column that a heading which is not in the list most likely means."""
    spellings = {spelling: column for spelling, column in columns_of(table.name).items() if column in missing}
    close = get_close_matches(heading_key(written), spellings, n=1, cutoff=SIMILAR)
    return spellings[close[0]] if close else None
