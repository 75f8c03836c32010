"""A workbook or CSV as it was given back: headings, rows of plain values, and the origin that it names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import python_calamine as calamine

from analytics.exports.safe_text import FORMULA_STARTS
from analytics.exports.sheets import COVER, DATA, ROWS
from analytics.exports.table import ORIGIN, TOKEN, Origin
from data.errors import DataError
from data.intake.delimited import DELIMITERS, decode
from data.text import Text

MOST_ROWS = 200_000
SNAPSHOT = re.compile(r"\d{6,}-\d{8}T\d{6}")
BOTH = {COVER.en, COVER.zh}
Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Given:
    """`rows` hold text, numbers and None under `headings`; `origins` are all that the file names (one, as a rule);
    `promised` is the number of rows that its cover gives."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    origins: tuple[Origin, ...]
    promised: int | None = None


def read_given(path: Path, name: str = "") -> Given:
    """The table in a file; a `DataError` if it is no workbook or CSV, has no table or is too long to be checked."""
    place = name or path.name
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
    found = _workbook(path, place) if zipped else _csv(path, place)
    if len(found.rows) > MOST_ROWS:
        raise DataError(TOO_LONG.fill(rows=f"{len(found.rows):,}", most=f"{MOST_ROWS:,}"), place)
    return found


def _workbook(path: Path, place: str) -> Given:
    try:
        with calamine.load_workbook(str(path)) as book:
            sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise DataError(NO_WORKBOOK, place) from error
    data = next((sheets[name] for name in (DATA.zh, DATA.en) if name in sheets), None)
    if data is None:
        data = next((rows for name, rows in sheets.items() if rows and name not in BOTH), [])
    if not data:
        raise DataError(NO_TABLE, place)
    cover = [cell for name, rows in sheets.items() if name in BOTH for row in rows for cell in row]
    rows = tuple(tuple(_plain(cell) for cell in row) for row in data[1:])
    return Given(tuple(str(cell) for cell in data[0]), rows, tuple(_origins(cover)), _promised(cover))


def _csv(path: Path, place: str) -> Given:
    text = decode(path.read_bytes(), place)
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise DataError(NO_TABLE, place) from error
    if not rows or len(rows[0]) < 2:
        raise DataError(NO_TABLE, place)
    headings = [_unsafe(heading) for heading in rows[0]]
    last = {place for place, heading in enumerate(headings) if heading in (ORIGIN.en, ORIGIN.zh)}
    tokens = dict.fromkeys(row[place] for row in rows[1:] for place in last if place < len(row))
    kept = [place for place in range(len(headings)) if place not in last]
    cells = (
        tuple(_unsafe(row[place]) or None if place < len(row) else None for place in kept) for row in rows[1:] if row
    )
    return Given(tuple(headings[place] for place in kept), tuple(cells), tuple(_origins(tokens)))


def _promised(cover: Sequence[Any]) -> int | None:
    """The number behind the cover's line "Rows"."""
    for name, said in pairwise(cover):
        if name in (ROWS.en, ROWS.zh) and str(said).replace(",", "").isdigit():
            return int(str(said).replace(",", ""))
    return None


def _origins(cells: Sequence[Any] | dict[str, None]) -> Iterator[Origin]:
    """The origins among the cells; a bare snapshot's number will do where there is none."""
    texts = [cell.strip() for cell in cells if isinstance(cell, str)]
    tokens = [found for text in texts if TOKEN.fullmatch(text) and (found := Origin.read(text))]
    yield from tokens or [Origin(text) for text in texts if SNAPSHOT.fullmatch(text)]


def _plain(cell: Any) -> Any:
    """Empty text is nothing; whole numbers are numbers like any other."""
    if isinstance(cell, str):
        return cell or None
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else cell


def _unsafe(text: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from calculating a text."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in FORMULA_STARTS else text


NO_WORKBOOK = Text("The workbook cannot be opened.", "无法打开该工作簿。")
NO_TABLE = Text("There is no table in this file.", "文件中没有数据表。")
TOO_LONG = Text(
    "The file has {rows} rows; at most {most} can be checked at a time. Give it back in parts.",
    "文件共 {rows} 行，一次最多核对 {most} 行，请分批核对。",
)
