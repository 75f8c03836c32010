"""Which cells of which sheets are marked with what."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import unescape

from data.errors import DataError
from data.intake.marking.cells import colour_cells
from data.intake.marking.comments import Book, add_comments
from data.intake.problems import Problem
from data.intake.sources import DAMAGED, demand_zip
from data.text import Language

Marks = dict[tuple[int, str], str]  # row, column letter: what is said there

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
NAMED = {name: re.compile(rf'(?<![\w]){re.escape(name)}="([^"]*)"') for name in ("name", "r:id", "Id", "Target")}
LONGEST_COMMENT = 1500


def mark_workbook(path: Path, problems: Sequence[Problem], language: Language) -> bytes:
    """The workbook with every problem at its cell; what is wrong with a sheet as a whole stands in its first cell.

    Raises `DataError` if the file is no workbook.
    """
    demand_zip(path, path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            book = Book({entry.filename: archive.read(entry) for entry in archive.infolist()})
            order = archive.infolist()
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise DataError(DAMAGED, path.name) from error
    sheets = sheet_parts(book)
    for sheet, marks in _by_sheet(problems, language).items():
        if sheet in sheets:
            colour_cells(book, sheets[sheet], list(marks))
            add_comments(book, sheets[sheet], marks)
    return _zipped(book, order)


def sheet_parts(book: Book) -> dict[str, str]:
    """The part of each sheet, by the sheet's name."""
    targets = {}
    for tag in RELATION.findall(book.text(RELATIONS)):
        identity, target = _attribute(tag, "Id"), _attribute(tag, "Target")
        targets[identity] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    found = ((_attribute(tag, "name"), _attribute(tag, "r:id")) for tag in SHEET.findall(book.text(WORKBOOK)))
    return {unescape(name, {"&quot;": '"', "&apos;": "'"}): targets[key] for name, key in found if key in targets}


def _attribute(tag: str, name: str) -> str:
    match = NAMED[name].search(tag)
    return match[1] if match else ""


def _by_sheet(problems: Sequence[Problem], language: Language) -> dict[str, Marks]:
    """What is said in each cell; several faults of one cell stand below each other."""
    said: dict[str, dict[tuple[int, str], list[str]]] = {}
    for problem in problems:
        if problem.sheet:
            words = f"{problem.message.in_language(language)} {problem.remedy.in_language(language)} ({problem.rule})"
            cell = said.setdefault(problem.sheet, {}).setdefault((problem.row or 1, problem.letter or "A"), [])
            if words not in cell:
                cell.append(words)
    return {
        sheet: {place: "\n".join(lines)[:LONGEST_COMMENT] for place, lines in sorted(cells.items())}
        for sheet, cells in said.items()
    }


def _zipped(book: Book, order: Sequence[zipfile.ZipInfo]) -> bytes:
    """The parts in their former order, new ones last."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in order:
            archive.writestr(entry, book.parts[entry.filename], zipfile.ZIP_DEFLATED)
        known = {entry.filename for entry in order}
        for name, content in book.parts.items():
            if name not in known:
                archive.writestr(name, content)
    return file.getvalue()
