"""Workbooks that the intake refuses, one for each error rule: to test it by, and to learn from.

Each is what a township could send: its rows keep every rule but the one that the file is named after.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from data.errors import DataError
from data.intake.marks import ABOUT_SHEET
from data.sample.faulty_rows import FAULTS, Fault, Place, Rows, good_rows
from data.schema import ENUMERATIONS, SUBMISSION, TABLES, TEMPLATE_VERSION, Column
from data.store import Reader
from data.text import Text

FICTIONAL_ID = "990121198003070008"
PLACE = """
WITH own AS (
    SELECT u.org_unit_id AS village, u.parent_id AS township, min(t.person_id) AS person
    FROM org_unit u JOIN post_term t ON t.org_unit_id = u.org_unit_id
    WHERE u.level = 'village' AND u.valid_to IS NULL AND t.post_type = 'first_secretary' AND t.end_date IS NULL
    GROUP BY ALL),
first AS (
    SELECT o.township, o.village, s.org_unit_id AS second, o.person
    FROM own o JOIN org_unit s ON s.parent_id = o.township AND s.org_unit_id <> o.village AND s.valid_to IS NULL
    ORDER BY ALL LIMIT 1)
SELECT first.*, f.org_unit_id AS foreign_village
FROM first JOIN org_unit f ON f.level = 'village' AND f.parent_id <> first.township AND f.valid_to IS NULL
ORDER BY f.org_unit_id LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Faulty:
    """A workbook that breaks one rule, and what it teaches."""

    rule: str
    path: Path
    lesson: Text


@dataclass(frozen=True, slots=True)
class _Draft:
    """A workbook before it is written; `finish` may still do to it what rows cannot say."""

    place: Place
    rows: Rows
    version: str = TEMPLATE_VERSION
    left_out: tuple[str, str] = ("", "")
    finish: Callable[[xlsxwriter.Workbook, dict[str, Worksheet]], None] = lambda book, sheets: None


def write_faulty(reader: Reader, folder: Path) -> list[Faulty]:
    """Write the workbooks of a township of the published synthetic county into `folder`.

    `DataError` if the county is not synthetic or has no two townships with villages and a first secretary.
    """
    place = _find_place(reader)
    folder.mkdir(parents=True, exist_ok=True)
    drafts = [(rule, lesson, draft) for rule, lesson, draft in _of_the_file(place)]
    drafts += [(fault.rule, fault.lesson, _Draft(place, _broken(place, fault))) for fault in FAULTS]
    written = []
    for rule, lesson, draft in sorted(drafts, key=lambda entry: entry[0]):
        path = folder / f"{rule} {lesson.zh}.xlsx"
        _write(path, draft)
        written.append(Faulty(rule, path, lesson))
    return written


def write_faultless(reader: Reader, path: Path) -> None:
    """Write the workbook of which the others are made, with nothing wrong in it."""
    place = _find_place(reader)
    _write(path, _Draft(place, good_rows(place)))


def _find_place(reader: Reader) -> Place:
    info = reader.info()
    found = reader.table(PLACE).to_pylist()
    if not info.synthetic or not found or info.data_as_of is None:
        raise DataError(NOT_HERE)
    row = found[0]
    return Place(
        row["township"],
        row["village"],
        row["second"],
        row["foreign_village"],
        row["person"],
        date.fromisoformat(info.data_as_of),
    )


def _broken(place: Place, fault: Fault) -> Rows:
    rows = _sheets(place, fault.table, *fault.beside)
    cells = {name: cell if isinstance(cell, str) else cell(place) for name, cell in fault.cells.items()}
    rows[fault.table][fault.row].update(cells)
    return rows


def _sheets(place: Place, *wanted: str) -> Rows:
    """The good rows of some sheets and of those that they refer to."""
    found = set(wanted)
    for _ in TABLES:
        found |= {column.references or "" for name in found for column in TABLES[name].columns} & set(TABLES)
    return {name: rows for name, rows in good_rows(place).items() if name in found}


def _of_the_file(place: Place) -> list[tuple[str, Text, _Draft]]:
    """Faults of the file itself: version, layout, personal details, the list of units."""
    good = _Draft(place, _sheets(place, "person", "meeting"))
    stray = {"org_unit_id": f"{place.township[:4]}99999001", "parent_id": place.township, "level": "village",
             "name_zh": "新设村", "valid_from": "2010-01-01"}  # fmt: skip
    return [
        ("V-01", Text("an old template", "旧版模板"), replace(good, version="0")),
        ("V-02", Text("a heading deleted", "缺列标题"), replace(good, left_out=("meeting", "expected_n"))),
        ("V-07", Text("an ID number in a comment", "批注中有身份证号"), replace(good, finish=_comment)),
        ("V-07", Text("an ID number in a hidden sheet", "隐藏表中有身份证号"), replace(good, finish=_hidden_sheet)),
        ("V-07", Text("a column of names", "姓名列"), replace(good, finish=_names)),
        ("V-15", Text("a village with a strange code", "村代码不对"), replace(good, rows={"org_unit": [stray]})),
    ]


def _comment(book: xlsxwriter.Workbook, sheets: dict[str, Worksheet]) -> None:
    sheets["person"].write_comment(2, 0, f"王某 {FICTIONAL_ID}")


def _hidden_sheet(book: xlsxwriter.Workbook, sheets: dict[str, Worksheet]) -> None:
    sheet = book.add_worksheet("备用")
    sheet.write_string(20, 20, FICTIONAL_ID)
    sheet.hide()


def _names(book: xlsxwriter.Workbook, sheets: dict[str, Worksheet]) -> None:
    sheets["person"].write_row(0, 6, ["姓名"])
    sheets["person"].write_row(2, 6, ["王某"])


def _write(path: Path, draft: _Draft) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        statement = book.add_worksheet(SUBMISSION.title.zh)
        stated = [SUBMISSION.column[name] for name in ("org_unit_id", "period_end", "sheet")]
        statement.write_row(0, 0, [column.heading.zh for column in stated])
        for number, name in enumerate(draft.rows, 1):
            line = [draft.place.township, draft.place.day.isoformat(), TABLES[name].title.zh]
            statement.write_row(number, 0, line)
        sheets = {name: _write_rows(book, draft, name) for name in draft.rows}
        about = book.add_worksheet(ABOUT_SHEET)
        about.write_column(0, 0, ["template_version", "unit", "synthetic"])
        about.write_column(0, 1, [draft.version, draft.place.township, "true"])
        about.hide()
        draft.finish(book, sheets)


def _write_rows(book: xlsxwriter.Workbook, draft: _Draft, name: str) -> Worksheet:
    sheet = book.add_worksheet(TABLES[name].title.zh)
    columns = [column for column in TABLES[name].columns if (name, column.name) != draft.left_out]
    sheet.write_row(0, 0, [column.heading.zh for column in columns])
    sheet.write_row(1, 0, [column.heading.en for column in columns])
    for number, row in enumerate(draft.rows[name], 2):
        sheet.write_row(number, 0, [_label(column, row.get(column.name, "")) for column in columns])
    sheet.set_column(0, len(columns) - 1, 16)
    return sheet


def _label(column: Column, cell: str) -> str:
    """A choice by its Chinese label, as a clerk writes it."""
    labels = ENUMERATIONS[column.enum].labels if column.enum else {}
    return labels[cell].zh if cell in labels else cell


NOT_HERE = Text(
    "Faulty workbooks are made for the synthetic sample county: write it first with `python manage.py sample`.",
    "出错示例只针对模拟示例县：请先用 `python manage.py sample` 生成。",
)
