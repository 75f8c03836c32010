"""Workbooks: every sheet with its cells as text, hidden ones too, and the comments beside them."""

from __future__ import annotations

import html
import math
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

import python_calamine as calamine

from data.errors import DataError
from data.intake.extent import demand_extent
from data.intake.grids import Grid
from data.intake.headings import date_headings
from data.intake.limits import HEADING_ROWS, SHIPPED, Limits
from data.intake.sources import DAMAGED, LOCKED, Member, demand_zip

# Texts that lie beside the cells: comments, threaded comments, text boxes.
BESIDE = re.compile(r"xl/(comments|threadedComments|drawings)/?[^/]*\.(xml|vml)$")
COMMENT = re.compile(r'<(?:comment|threadedComment|xdr:sp|v:shape)\b(?:[^>]*?\bref="([A-Z]+)(\d+)")?[^>]*>(.*?)'
                     r"</(?:comment|threadedComment|xdr:sp|v:shape)>", re.DOTALL)  # fmt: skip
TAG = re.compile(r"<[^>]*>")
LOST_DIGITS = range(10**17, 10**18)  # an 18-digit number typed as a number: Excel keeps 15 digits
AMBIGUOUS_MONTH = re.compile(r"(19|20)\d\d\.1")  # the number 2024.10 is stored as 2024.1


def read_workbook(member: Member, limits: Limits = SHIPPED) -> Iterator[Grid]:
    """The sheets of a workbook; `DataError` if it is damaged, locked or no workbook."""
    demand_zip(member.path, member.name, limits)
    demand_extent(member, limits)
    try:
        workbook = calamine.load_workbook(str(member.path))
    except calamine.PasswordError as error:
        raise DataError(LOCKED, member.name) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise DataError(DAMAGED, member.name) from error
    with workbook:
        for about in workbook.sheets_metadata:
            if about.typ is calamine.SheetTypeEnum.WorkSheet:
                visible = about.visible is calamine.SheetVisibleEnum.Visible
                yield _sheet(workbook, member.name, about.name, visible)


def _sheet(workbook: calamine.CalamineWorkbook, file: str, name: str, visible: bool) -> Grid:
    try:
        sheet = workbook.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False)
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise DataError(DAMAGED, f"{file} · {name}") from error
    notes = _lost_numbers(rows)
    columns = [_texts(cells) for cells in zip_longest(*rows, fillvalue="")]
    _mark_ambiguous_months(columns)
    return Grid(file, name, columns, visible, _fill_merged(columns, sheet.merged_cell_ranges or []), notes)


def _texts(cells: tuple[Any, ...]) -> list[str | None]:
    return [(c if c.strip() else None) if type(c) is str else text_of(c) for c in cells]


def text_of(cell: Any) -> str | None:
    """A typed cell as the text a clerk would have typed: 12.0 is `12`, a date is ISO."""
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if math.isfinite(cell) and cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        midnight = cell.hour == cell.minute == cell.second == 0
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _lost_numbers(rows: list[list[Any]]) -> list[tuple[int, str]]:
    """Numbers of 18 digits: an ID number whose last digits the spreadsheet has lost cannot prove its check digit."""
    found: list[tuple[int, str]] = []
    for number, row in enumerate(rows, 1):
        found += [(number, str(int(c))) for c in row if type(c) is float and c >= 1e17 and int(c) in LOST_DIGITS]
    return found


def _mark_ambiguous_months(columns: list[list[str | None]]) -> None:
    """The number 2024.1 under a date heading may be January or October: it must not be guessed."""
    dates = date_headings()
    for cells in columns:
        if any(cell in dates for cell in cells[:HEADING_ROWS]):
            for index, cell in enumerate(cells):
                if cell and AMBIGUOUS_MONTH.fullmatch(cell):
                    cells[index] = f"{cell}?"


def _fill_merged(columns: list[list[str | None]], ranges: list[tuple[tuple[int, int], tuple[int, int]]]) -> int:
    """Give every row of a merged block its value, in the block's first column; the number of cells filled."""
    filled = 0
    for (top, left), (bottom, _) in ranges:
        if left >= len(columns) or top >= len(columns[left]) or (top < HEADING_ROWS and columns[left][top] is None):
            continue
        cells, value = columns[left], columns[left][top]
        for row in range(top + 1, min(bottom + 1, len(cells))):
            cells[row] = value
            filled += 1
    return filled


def read_beside(member: Member) -> Iterator[tuple[str, int | None, str | None, str]]:
    """Texts of a workbook that are no cells: part of the file, row and column letter if known, text."""
    try:
        with zipfile.ZipFile(member.path) as archive:
            for name in archive.namelist():
                if BESIDE.match(name):
                    content = archive.read(name).decode("utf-8", "replace")
                    for match in COMMENT.finditer(content):
                        row = int(match[2]) if match[2] else None
                        yield name, row, match[1], html.unescape(TAG.sub("", match[3]))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise DataError(DAMAGED, member.name) from error
