"""A workbook or CSV as it was given back: headings, rows of plain values chunk by chunk, the origin that it names."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import Any, TextIO

import python_calamine as calamine

from analytics.exports.safe_text import FORMULA_STARTS
from analytics.exports.sheets import COVER, DATA, ROWS
from analytics.exports.table import ORIGIN, TOKEN, Origin
from data.errors import DataError
from data.intake.delimited import DELIMITERS, decode
from data.text import Text

AT_ONCE = 20_000
"""Rows of a chunk."""
BLOCK = 1 << 20
SNAPSHOT = re.compile(r"\d{6,}-\d{8}T\d{6}")
BOTH = {COVER.en, COVER.zh}
Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows that follow each other, of text, numbers and None; `first` is the number of the first, where the headings
    are row 1; `origins` are all that they name, of a workbook those of its cover."""

    first: int
    rows: tuple[Row, ...]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """The rows under `headings` come in `chunks`, to be gone through once (one at least); `promised` is the number
    of rows that the cover gives."""

    headings: tuple[str, ...]
    chunks: Iterator[Chunk]
    promised: int | None = None


@contextmanager
def read_given(path: Path, name: str = "") -> Iterator[Given]:
    """The table in a file, however long; a `DataError` if it is no workbook or CSV or has no table."""
    place = name or path.name
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
    if zipped:
        yield _workbook(path, place)
        return
    with _text_of(path, place) as text:
        yield _csv(text, place)


def _workbook(path: Path, place: str) -> Given:
    try:
        with calamine.load_workbook(str(path)) as book:
            names = book.sheet_names
            covers = [book.get_sheet_by_name(name).to_python() for name in names if name in BOTH]
            own = [name for name in (DATA.zh, DATA.en) if name in names] or [name for name in names if name not in BOTH]
            sheet = next((found for name in own if (found := book.get_sheet_by_name(name)).height), None)
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise DataError(NO_WORKBOOK, place) from error
    if sheet is None:
        raise DataError(NO_TABLE, place)
    cover = [cell for rows in covers for row in rows for cell in row]
    data = sheet.iter_rows()
    headings, origins = tuple(str(cell) for cell in next(data)), tuple(_origins(cover))
    rows = (tuple(_plain(cell) for cell in row) for row in data)
    return Given(headings, (Chunk(first, part, origins) for first, part in _parts(rows)), _promised(cover))


@contextmanager
def _text_of(path: Path, place: str) -> Iterator[TextIO]:
    """The text of a file, read as it is gone through: UTF-8, else what `decode` knows."""
    with path.open("rb") as file:
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := file.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
            encoding = "utf-8-sig"
        except UnicodeDecodeError:
            encoding = "gb18030"
    with path.open("rb") as file:
        marked = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    if marked:
        yield io.StringIO(decode(path.read_bytes(), place), newline="")
        return
    with path.open(encoding=encoding, newline="") as text:
        yield text


def _csv(text: TextIO, place: str) -> Given:
    first = _first_line(text, place)
    rows = csv.reader(text, delimiter=max(DELIMITERS, key=first.count))
    headings = [_unsafe(heading) for heading in next(rows, [])]
    if len(headings) < 2:
        raise DataError(NO_TABLE, place)
    last = {at for at, heading in enumerate(headings) if heading in (ORIGIN.en, ORIGIN.zh)}
    kept = [at for at in range(len(headings)) if at not in last]
    return Given(tuple(headings[at] for at in kept), _csv_parts(rows, kept, last, place))


def _first_line(text: TextIO, place: str) -> str:
    try:
        first = text.readline()
        text.seek(0)
    except UnicodeDecodeError as error:
        raise DataError(NO_TABLE, place) from error
    return first


def _csv_parts(rows: Iterator[list[str]], kept: Sequence[int], last: set[int], place: str) -> Iterator[Chunk]:
    try:
        for first, part in _parts(row for row in rows if row):
            tokens = dict.fromkeys(row[at] for row in part for at in last if at < len(row))
            cells = (tuple(_unsafe(row[at]) or None if at < len(row) else None for at in kept) for row in part)
            yield Chunk(first, tuple(cells), tuple(_origins(tokens)))
    except (csv.Error, UnicodeDecodeError) as error:
        raise DataError(NO_TABLE, place) from error


def _parts(rows: Iterable[Row]) -> Iterator[tuple[int, tuple[Row, ...]]]:
    """The rows a chunk at a time, each with the number of its first; of a table without rows one empty chunk."""
    left, first = iter(rows), 2
    parts = iter(lambda: tuple(islice(left, AT_ONCE)), ())
    for part in chain([next(parts, ())], parts):
        yield first, part
        first += len(part)


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
