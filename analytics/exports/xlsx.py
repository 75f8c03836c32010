"""A table as a workbook: a cover that says where it comes from, the data typed and formatted, the definitions.

Rows are written one after another to a file (`constant_memory`), so a large table needs no more memory than a small
one. Text is always written as text: nothing in a cell becomes a formula or a link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter

from analytics.charts import theme
from analytics.charts.labels import width_of
from analytics.exports.table import INTERNAL, WORDS, Column, ExportTable, in_words
from analytics.words import STATES, Verdict
from data.errors import DataError
from data.text import Language, Text

MOST_ROWS = 1_048_575
AT_ONCE = 10_000
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
COVER, DATA, DEFINITIONS = Text("Cover", "封面"), Text("Data", "数据"), Text("Definitions", "指标定义")
ROWS = Text("Rows", "行数")
TOO_LONG = Text(
    "{rows} rows are more than a sheet of Excel holds ({most}): save as CSV or Parquet, or choose fewer units.",
    "共 {rows} 行，超过 Excel 单个工作表的上限（{most} 行）：请改存 CSV 或 Parquet，或缩小单位、时期范围。",
)
Write = Callable[[int, int, Any], None]


def to_xlsx(table: ExportTable, language: Language) -> bytes:
    """The workbook's bytes; a `DataError` when the rows exceed a sheet."""
    if len(table.frame) > MOST_ROWS:
        raise DataError(TOO_LONG.fill(rows=f"{len(table.frame):,}", most=f"{MOST_ROWS:,}"))
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": table.title.in_language(language)})
        _write_cover(book, table, language)
        _write_data(book, table, language)
        if table.definitions:
            _write_definitions(book, table, language)
    return buffer.getvalue()


def _write_cover(book: Any, table: ExportTable, language: Language) -> None:
    sheet = book.add_worksheet(COVER.in_language(language))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 80)
    heading, label, line = _formats(
        book, {"bold": True, "font_size": 16}, {"font_color": theme.SOFT_INK}, {"text_wrap": True}
    )
    mark = f"（{INTERNAL.zh} / {INTERNAL.en}）" if table.internal else ""
    _text(sheet, 0, 0, table.title.in_language(language) + mark, heading)
    lines = [*table.cover, (ROWS, f"{len(table.frame):,}")]
    for row, (name, text) in enumerate(lines, start=2):
        _text(sheet, row, 0, name.in_language(language), label)
        _text(sheet, row, 1, text, line)


def _write_data(book: Any, table: ExportTable, language: Language) -> None:
    sheet = book.add_worksheet(DATA.in_language(language))
    last = max(len(table.columns) - 1, 0)
    headings = [column.heading_in(language) for column in table.columns]
    (heading,) = _formats(
        book, {"bold": True, "text_wrap": True, "valign": "top", "bg_color": theme.GROUND, "bottom": 1}
    )
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _width(table.frame[column.key], headings[place], column))
        _text(sheet, 0, place, headings[place], heading)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.frame), last)
    writers = [_writer(book, sheet, column) for column in table.columns]
    for row, cells in enumerate(_rows(table, language), start=1):
        for place, cell in enumerate(cells):
            if cell is not None:
                writers[place](row, place, cell)
    for place, column in enumerate(table.columns):
        _colour(book, sheet, column, place, len(table.frame), language)


def _write_definitions(book: Any, table: ExportTable, language: Language) -> None:
    sheet = book.add_worksheet(DEFINITIONS.in_language(language))
    heading, line = _formats(
        book, {"bold": True, "bg_color": theme.GROUND, "bottom": 1}, {"text_wrap": True, "valign": "top"}
    )
    sheet.set_column(0, max(len(table.defined) - 1, 0), 36)
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(table.defined):
        _text(sheet, 0, place, name.in_language(language), heading)
    for row, texts in enumerate(table.definitions, start=1):
        for place, text in enumerate(texts):
            _text(sheet, row, place, text, line)


def _formats(book: Any, *properties: dict[str, Any]) -> list[Any]:
    return [book.add_format(each) for each in properties]


def _text(sheet: Any, row: int, place: int, text: str, look: Any = None) -> None:
    """Writes text as text; one that a cell cannot hold is refused, not cut."""
    written = sheet.write_string(row, place, text, look)
    assert written == 0, f"a cell holds 32,767 characters at most; this text has {len(text)}"


def _rows(table: ExportTable, language: Language) -> Iterator[tuple[Any, ...]]:
    """The rows as Python values, some thousands turned at a time."""
    for start in range(0, len(table.frame), AT_ONCE):
        part = table.frame.iloc[start : start + AT_ONCE]
        yield from zip(*(_cells(part[column.key], column, language) for column in table.columns), strict=True)


def _cells(cells: pd.Series, column: Column, language: Language) -> list[Any]:
    """The column as Python values, None where it is missing."""
    if column.kind in WORDS:
        cells = in_words(cells, column.kind, language)
    if column.kind == "date":
        cells = pd.to_datetime(cells)
    return [None if missing else cell for cell, missing in zip(cells.tolist(), cells.isna(), strict=True)]


def _writer(book: Any, sheet: Any, column: Column) -> Write:
    """How a cell of the column is written."""
    if column.kind in ("number", "percent", "integer"):
        digits = 0 if column.kind == "integer" else column.decimals
        (look,) = _formats(book, {"num_format": "#,##0" + (f".{'0' * digits}" if digits else "")})
        return lambda row, place, cell: sheet.write_number(row, place, cell, look)
    if column.kind == "date":
        (look,) = _formats(book, {"num_format": "yyyy-mm-dd"})
        return lambda row, place, cell: sheet.write_datetime(row, place, _day(cell), look)
    return lambda row, place, cell: _text(sheet, row, place, str(cell))


def _day(moment: date | datetime | pd.Timestamp) -> datetime:
    return datetime(moment.year, moment.month, moment.day)


def _colour(book: Any, sheet: Any, column: Column, place: int, rows: int, language: Language) -> None:
    """The screen's colours for the words of a state or a verdict."""
    for words, look in _coloured_words(column, language):
        rule = {"type": "cell", "criteria": "==", "value": f'"{words}"', "format": book.add_format(look)}
        sheet.conditional_format(1, place, max(rows, 1), place, rule)


def _coloured_words(column: Column, language: Language) -> Sequence[tuple[str, dict[str, Any]]]:
    if column.kind == "state":
        fills = theme.STATE_FILL.items()
        return [(STATES[code].name.in_language(language), {"bg_color": colour}) for code, colour in fills]
    if column.kind == "verdict":
        words = WORDS["verdict"]
        return [
            (words[str(verdict)].in_language(language), {"font_color": theme.LOOKS[verdict].colour})
            for verdict in Verdict
        ]
    return []


def _width(cells: pd.Series, heading: str, column: Column) -> float:
    """Columns of characters: what the first rows need, between 8 and 48; long headings wrap."""
    texts = [str(cell) for cell in cells.head(200).tolist()] if column.kind == "text" else []
    widest = max((width_of(text) for text in texts), default=10)
    return float(min(max(widest + 2, min(width_of(heading) + 4, 22), 8), 48))
