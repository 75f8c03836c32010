"""The sheets of a workbook: a cover, tables of text, and the data, row after row, typed and coloured.

Text is always written as text: nothing in a cell becomes a formula or a link. One table a sheet, no merged cells, the
headings in the first row: what a screen reader and a pivot table need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from analytics.charts import theme
from analytics.charts.labels import width_of
from analytics.exports.table import INTERNAL, NUMBERS, WORDS, Column
from analytics.words import STATES, Verdict
from data.text import Language, Text

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
COVER, DATA, DEFINITIONS = Text("Cover", "封面"), Text("Data", "数据"), Text("Definitions", "指标定义")
ROWS = Text("Rows", "行数")
HEADING: Mapping[str, Any] = {
    "bold": True, "text_wrap": True, "valign": "top", "bg_color": theme.GROUND, "bottom": 1,
}  # fmt: skip
Write = Callable[[int, int, Any], object]


@dataclass(frozen=True, slots=True)
class TextSheet:
    """A table of text and plain numbers under its own name, `widths` in characters."""

    name: Text
    headings: tuple[Text, ...]
    rows: tuple[tuple[Any, ...], ...]
    widths: tuple[int, ...] = ()


def open_book(target: Any, title: str) -> Any:
    """A workbook to write to a path or a buffer."""
    book = xlsxwriter.Workbook(target, OPTIONS)
    book.set_properties({"title": title})
    return book


def write_cover(
    book: Any, sheet: Any, title: str, lines: Sequence[tuple[Text, str]], language: Language, internal: bool
) -> None:
    """The title and the headed lines."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 80)
    heading, label, line = formats(
        book, {"bold": True, "font_size": 16}, {"font_color": theme.SOFT_INK, "valign": "top"}, {"text_wrap": True}
    )
    mark = f"（{INTERNAL.zh} / {INTERNAL.en}）" if internal else ""
    write_text(sheet, 0, 0, title + mark, heading)
    for row, (name, text) in enumerate(lines, start=2):
        write_text(sheet, row, 0, name.in_language(language), label)
        write_text(sheet, row, 1, text, line)


def write_texts(book: Any, table: TextSheet, language: Language, sheet: Any = None) -> Any:
    """A table of text on a sheet of its own (or on `sheet`); numbers stay numbers."""
    sheet = sheet or book.add_worksheet(table.name.in_language(language))
    heading, line, figure = formats(book, HEADING, {"text_wrap": True, "valign": "top"}, {"valign": "top"})
    for place in range(len(table.headings)):
        sheet.set_column(place, place, table.widths[place] if place < len(table.widths) else 36)
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(table.headings):
        write_text(sheet, 0, place, name.in_language(language), heading)
    for row, cells in enumerate(table.rows, start=1):
        for place, cell in enumerate(cells):
            if isinstance(cell, str) and cell:
                write_text(sheet, row, place, cell, line)
            elif isinstance(cell, int | float):
                sheet.write_number(row, place, cell, figure)
    return sheet


@dataclass
class DataSheet:
    """The data sheet while it is written: headings, then rows in order, then filter and colours."""

    book: Any
    sheet: Any
    columns: Sequence[Column]
    language: Language
    rows: int = 0

    def begin(self, first: Sequence[Sequence[Any]]) -> None:
        """The headings; `first` are the columns' first cells, by which the widths are taken."""
        (heading,) = formats(self.book, HEADING)
        for place, column in enumerate(self.columns):
            said = column.heading_in(self.language)
            self.sheet.set_column(place, place, _width(first[place], said, column))
            write_text(self.sheet, 0, place, said, heading)
        self.sheet.freeze_panes(1, _frozen(self.columns))
        self._writers = [_writer(self.book, self.sheet, column) for column in self.columns]

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Further rows of Python values; None leaves the cell empty."""
        row, writers = self.rows, self._writers
        for cells in rows:
            row += 1
            for place, cell in enumerate(cells):
                if cell is not None:
                    writers[place](row, place, cell)
        self.rows = row

    def end(self) -> None:
        """Filter over all rows, and the screen's colours for the words of a state or a verdict."""
        self.sheet.autofilter(0, 0, self.rows, max(len(self.columns) - 1, 0))
        for place, column in enumerate(self.columns):
            for words, look in _coloured_words(column, self.language):
                rule = {"type": "cell", "criteria": "==", "value": f'"{words}"', "format": self.book.add_format(look)}
                self.sheet.conditional_format(1, place, max(self.rows, 1), place, rule)


def formats(book: Any, *properties: Mapping[str, Any]) -> list[Any]:
    return [book.add_format(dict(each)) for each in properties]


def write_text(sheet: Any, row: int, place: int, text: str, look: Any = None) -> None:
    """Writes text as text; one that a cell cannot hold is refused, not cut."""
    written = sheet.write_string(row, place, text, look)
    assert written == 0, f"a cell holds 32,767 characters at most; this text has {len(text)}"


def _writer(book: Any, sheet: Any, column: Column) -> Write:
    """How a cell of the column is written."""
    number = sheet.write_number
    if column.kind == "count":
        whole, parts = formats(book, {"num_format": _format(0)}, {"num_format": _format(column.decimals)})
        return lambda row, place, cell: number(row, place, cell, whole if float(cell).is_integer() else parts)
    if column.kind in NUMBERS:
        (look,) = formats(book, {"num_format": _format(_digits(column))})
        return lambda row, place, cell: number(row, place, cell, look)
    if column.kind == "date":
        (look,) = formats(book, {"num_format": "yyyy-mm-dd"})
        return lambda row, place, cell: sheet.write_datetime(row, place, _day(cell), look)
    if column.kind in WORDS:
        string = sheet.write_string
        return lambda row, place, cell: string(row, place, cell)
    return lambda row, place, cell: write_text(sheet, row, place, str(cell))


def _format(digits: int) -> str:
    return "#,##0" + (f".{'0' * digits}" if digits else "")


def _digits(column: Column) -> int:
    return 0 if column.kind == "integer" else column.decimals


def _day(moment: date | datetime) -> datetime:
    return datetime(moment.year, moment.month, moment.day)


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


def _frozen(columns: Sequence[Column]) -> int:
    """The first column stays in sight; with a code before it, so does the name."""
    return 2 if [column.key for column in columns[:2]] == ["org_unit_id", "name"] else 1


def _width(first: Sequence[Any], heading: str, column: Column) -> float:
    """Columns of characters: what the first rows need, between 8 and 48; long headings wrap."""
    known = [cell for cell in first if cell is not None]
    if column.kind in NUMBERS:
        texts = [f"{float(cell):,.{_digits(column)}f}" for cell in known]
    else:
        texts = [str(cell) for cell in known] if column.kind != "date" else ["2026-01-31"]
    widest = max((width_of(text) for text in texts), default=8)
    return float(min(max(widest + 3, min(width_of(heading) + 4, 22), 8), 48))
