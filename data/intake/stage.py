"""Sheets become `raw.<table>`: the cells of the declared columns as they were written, each row with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from data.intake.faults import Faults
from data.intake.grids import Grid, grid_name, letter
from data.intake.headings import SUBMISSION_ID, TOTALS, columns_of, find_headings, similar_column
from data.intake.limits import HEADING_ROWS
from data.intake.package import ROW_BITS, Part, Submission
from data.intake.parquet import ColumnFile, quote, quote_name
from data.intake.problems import Correction
from data.intake.words import heading_key
from data.schema import Table
from data.text import Text

SUBMISSION = """CREATE TABLE submission (
    number INTEGER, submission_id VARCHAR, org_unit_id VARCHAR, period_end DATE, sheet VARCHAR,
    template_version VARCHAR, received_at TIMESTAMP, due_at TIMESTAMP, _row BIGINT)"""
SUBMISSION_FIELDS = (
    "submission_id", "org_unit_id", "period_end", "sheet", "template_version", "received_at", "due_at")  # fmt: skip
IGNORED = Text("this column is not in the template: it was left out", "本列不在模板中，未导入")
TOTALS_LEFT_OUT = Text("rows of totals left out", "合计行未导入")
MERGED = Text("merged cells filled in", "合并单元格已填充")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part with rows of one table, as SQL sees it: `fields` are SQL names by column; of a grid also the row of the
    headings and the letter of the first column after them."""

    part: Part
    table: Table
    relation: str
    row: str
    fields: dict[str, str]
    where: str
    unknown: dict[str, str]  # headings that are not the table's, by SQL name
    repeated: tuple[tuple[str, str], ...] = ()  # a column's SQL name and heading, where there was one before
    totals: str = "FALSE"
    repaired: int = 0
    heading_row: int | None = None
    beside: str | None = None

    @property
    def rows(self) -> str:
        return f"FROM {self.relation} WHERE {self.where}"


def sheet_of_grid(table: Table, number: int, grid: Grid) -> Sheet:
    """How a table's sheet is laid out; without any heading it has no fields."""
    layout = find_headings(table, grid.first_rows(HEADING_ROWS + 6))
    if layout is None:
        part = Part(number, grid.file, grid.sheet, table.name, {})
        return Sheet(part, table, grid_name(number), "row", {}, "FALSE", {})
    letters = {column: letter(position) for position, column in layout.columns.items()}
    fields = {column: f"c{position}" for position, column in layout.columns.items()}
    totals = _is_total(f"coalesce({', '.join(f'c{i}' for i in range(len(grid.columns)))})")
    return Sheet(
        Part(number, grid.file, grid.sheet, table.name, layout.written, letters),
        table,
        grid_name(number),
        "row",
        fields,
        f"row > {layout.first_row} AND coalesce({', '.join(fields.values())}) IS NOT NULL AND NOT {totals}",
        {f"c{position}": written for position, written in layout.unknown.items()},
        tuple((f"c{position}", written) for position, written in layout.repeated.items()),
        totals,
        grid.repaired,
        layout.row,
        letter(max([*layout.columns, *layout.unknown, *layout.repeated]) + 1),
    )


def sheet_of_file(table: Table, number: int, file: ColumnFile) -> Sheet:
    """A Parquet file of one table."""
    known = columns_of(table.name)
    found = {known[heading_key(name)]: name for name in file.columns if heading_key(name) in known}
    unknown = {quote_name(name): name for name in file.columns if name not in found.values()}
    fields = {column: quote_name(name) for column, name in found.items()}
    part = Part(number, file.file, file.title, table.name, found)
    return Sheet(part, table, file.source, "file_row_number + 1", fields, "TRUE", unknown)


def _is_total(first: str) -> str:
    words = ", ".join(quote(word) for word in sorted(TOTALS))
    return f"rtrim(translate(lower({first}), ' \u3000', ''), ':：') IN ({words})"


def store_submissions(connection: duckdb.DuckDBPyConnection, submissions: Sequence[Submission]) -> None:
    """Write `submission`, numbered in order of precedence."""
    connection.execute(SUBMISSION)
    rows = [
        {"number": number, **{name: getattr(s, name) for name in SUBMISSION_FIELDS}, "_row": s.place}
        for number, s in enumerate(submissions)
    ]
    if rows:
        connection.register("incoming", pa.Table.from_pylist(rows))
        connection.execute("INSERT INTO submission BY NAME FROM incoming")
        connection.unregister("incoming")


def store_raw(
    connection: duckdb.DuckDBPyConnection, table: Table, sheets: Sequence[Sheet], submissions: Sequence[Submission]
) -> None:
    """Lay `raw.<table>` over its sheets: the table's columns, `_row` and `_sent`, the submission's code.

    Rows of files stay where they are; those of grids are picked out once, for every column is read by itself.
    """
    selects = " UNION ALL ".join(_select(sheet, table, submissions) for sheet in sheets)
    kind = "TABLE" if all(sheet.relation.startswith("grid.") for sheet in sheets) else "VIEW"
    connection.execute(f"CREATE {kind} raw.{table.name} AS {selects}")


def _select(sheet: Sheet, table: Table, submissions: Sequence[Submission]) -> str:
    only = next(submission.submission_id for submission in submissions if submission.sheet == table.name)
    sent = sheet.fields.get(SUBMISSION_ID, quote(only))
    cells = [f"{sheet.fields.get(c.name, 'NULL::VARCHAR')} AS {c.name}" for c in table.columns]
    place = f"({sheet.part.number}::BIGINT << {ROW_BITS}) + {sheet.row}"
    return f"SELECT {place} AS _row, {sent} AS _sent, {', '.join(cells)} {sheet.rows}"


def demand_headings(sheet: Sheet, faults: Faults) -> None:
    """Every required heading is there, once; one that was misspelt is named. Each is told in the row of the headings,
    one that is missing beside the last."""
    place = {"file": sheet.part.file, "sheet": sheet.part.sheet, "table_": sheet.table.name, "row": sheet.heading_row}
    if not sheet.fields:
        faults.add("V-02", "no_headings", **place)
        return
    missing = [column.name for column in sheet.table.columns if column.name not in sheet.fields]
    meant = {similar_column(sheet.table, written, missing): (name, written) for name, written in sheet.unknown.items()}
    for column in sheet.table.columns:
        if column.name in meant:
            name, written = meant[column.name]
            faults.add("V-02", "misspelt", column_=column.name, value=written, letter=_letter(name), **place)
        elif column.name in missing and not column.nullable:
            faults.add("V-02", "missing_heading", column_=column.name, letter=sheet.beside, **place)
    for name, written in sheet.repeated:
        faults.add("V-02", "repeated_heading", value=written, letter=_letter(name), **place)


def _letter(name: str) -> str | None:
    """The column letter of a grid's SQL name (`c0`, `c1`, ...); a Parquet file has none."""
    return letter(int(name[1:])) if name[1:].isdecimal() and name.startswith("c") else None


def remark_on(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> list[Correction]:
    """What of a sheet was filled in or left out."""
    part = sheet.part
    remarks = []
    for name, written in sheet.unknown.items():
        n, example = _one(connection, f"SELECT count({name}), any_value({name})::VARCHAR {sheet.rows}")
        if n:
            remarks.append(Correction(part.file, part.sheet, written, IGNORED, n, (str(example),)))
    (n,) = _one(connection, f"SELECT count(*) FROM {sheet.relation} WHERE {sheet.totals}")
    if n:
        remarks.append(Correction(part.file, part.sheet, "", TOTALS_LEFT_OUT, n, ()))
    if sheet.repaired:
        remarks.append(Correction(part.file, part.sheet, "", MERGED, sheet.repaired, ()))
    return remarks


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    row = connection.execute(sql).fetchone()
    assert row is not None
    return row
