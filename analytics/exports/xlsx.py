"""A table as a workbook: a cover that says where it comes from, the data typed and formatted, the definitions.

Rows are written one after another to a file (`constant_memory`), so a large table needs no more memory than a small
one.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pandas as pd

from analytics.exports import sheets
from analytics.exports.charted import charted, write_chart
from analytics.exports.sheets import COVER, DATA, DEFINITIONS, ROWS, DataSheet, TextSheet
from analytics.exports.table import ORIGIN, WORDS, Column, ExportTable, in_words
from data.errors import DataError
from data.text import Language, Text

MOST_ROWS = 1_048_575
AT_ONCE = 10_000
LOOKED_AT = 200
"""Rows by which the widths of the columns are taken."""
TOO_LONG = Text(
    "{rows} rows are more than a sheet of Excel holds ({most}): save as CSV or Parquet, or choose fewer units.",
    "共 {rows} 行，超过 Excel 单个工作表的上限（{most} 行）：请改存 CSV 或 Parquet，或缩小单位、时期范围。",
)


def demand_room(rows: int) -> None:
    """A `DataError` with the way out when the rows exceed a sheet."""
    if rows > MOST_ROWS:
        raise DataError(TOO_LONG.fill(rows=f"{rows:,}", most=f"{MOST_ROWS:,}"))


def to_xlsx(table: ExportTable, language: Language) -> bytes:
    """The workbook's bytes; a `DataError` when the rows exceed a sheet."""
    demand_room(len(table.frame))
    buffer, title = BytesIO(), table.title.in_language(language)
    lines = [*table.cover, (ROWS, f"{len(table.frame):,}")]
    if table.origin:
        lines.append((ORIGIN, table.origin.token))
    with sheets.open_book(buffer, title) as book:
        cover = book.add_worksheet(COVER.in_language(language))
        sheets.write_cover(book, cover, title, lines, language, table.internal)
        _write_data(DataSheet(book, book.add_worksheet(DATA.in_language(language)), table.columns, language), table)
        if table.charted and (found := charted(table, language)) is not None:
            write_chart(book, found, table, language)
        if table.definitions:
            sheets.write_texts(book, TextSheet(DEFINITIONS, table.defined, table.definitions), language)
    return buffer.getvalue()


def _write_data(sheet: DataSheet, table: ExportTable) -> None:
    head = table.frame.head(LOOKED_AT)
    sheet.begin([_cells(head[column.key], column, sheet.language) for column in table.columns])
    for part in _parts(table.frame):
        sheet.add(zip(*(_cells(part[column.key], column, sheet.language) for column in table.columns), strict=True))
    sheet.end()


def _parts(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for start in range(0, len(frame), AT_ONCE):
        yield frame.iloc[start : start + AT_ONCE]


def _cells(cells: pd.Series, column: Column, language: Language) -> list[Any]:
    """The column as Python values, None where it is missing."""
    if column.kind in WORDS:
        cells = in_words(cells, column.kind, language)
    if column.kind == "date":
        cells = pd.to_datetime(cells)
    return [None if missing else cell for cell, missing in zip(cells.tolist(), cells.isna(), strict=True)]
