"""The workbook that an office fills in: made from the declaration of the tables, read back by the same words.

Each sheet has the Chinese headings in row 1, the English ones in row 2 and an example in row 3, which the importer
skips; records begin in row 4. Choices, units, persons and records in force are offered as drop-down lists. A hidden
sheet says which version of the template this is, whom it was made for, and whether it came from a synthetic store.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.errors import DataError
from data.intake.examples import example_cell
from data.intake.guide import CARRIED, HOW_TO, RHYTHMS, column_note
from data.intake.known import Known, find_carried, find_known, offered
from data.intake.marks import ABOUT_SHEET, CHOICES_SHEET, GUIDE_SHEET, KNOWN_SHEETS, PERSONS_SHEET, UNITS_SHEET
from data.schema import ENUMERATIONS, SUBMISSION, TABLES, TEMPLATE_VERSION, Column, Table
from data.store import Reader
from data.text import Language, Text

FIRST_RECORD = 3  # index of row 4
LAST_RECORD = 20_000
STATED = ("org_unit_id", "period_end", "sheet")
YES_NO = Text("yes", "是"), Text("no", "否")


@dataclass(frozen=True, slots=True)
class TemplateUnit:
    """A unit that rows may belong to."""

    org_unit_id: str
    name_zh: str
    name_en: str | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a template is for: the reporter, its own units (itself first) and the persons known there."""

    units: Sequence[TemplateUnit]
    synthetic: bool
    persons: Sequence[tuple[str, str, int]] = ()  # code, unit code, year of birth
    period_end: date | None = None
    known: Known = field(default_factory=dict)
    carried: Known = field(default_factory=dict)

    @property
    def reporter(self) -> str:
        return self.units[0].org_unit_id


@dataclass(slots=True)
class _Book:
    """A workbook under way: its formats, and the ranges that its drop-down lists draw on."""

    book: xlsxwriter.Workbook
    language: Language
    recipient: Recipient
    formats: dict[str, Format] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)


UNITS = """
SELECT u.org_unit_id, u.name_zh, u.name_en FROM unit_tree t JOIN org_unit u ON u.org_unit_id = t.org_unit_id
WHERE t.ancestor_id = $unit AND (u.valid_to IS NULL OR u.valid_to > $today) ORDER BY t.depth, u.org_unit_id"""

PERSONS = """
WITH here AS (
    SELECT person_id, org_unit_id FROM member WHERE exit_date IS NULL
    UNION SELECT person_id, org_unit_id FROM post_term WHERE end_date IS NULL
    UNION SELECT person_id, org_unit_id FROM talent WHERE exit_date IS NULL)
SELECT p.person_id, min(h.org_unit_id) AS org_unit_id, any_value(p.birth_year) AS birth_year
FROM here h JOIN person p ON p.person_id = h.person_id JOIN unit_tree t ON t.org_unit_id = h.org_unit_id
WHERE t.ancestor_id = $unit GROUP BY p.person_id ORDER BY org_unit_id, birth_year, p.person_id"""


def find_recipient(
    reader: Reader, unit: str, today: date, period_end: date | None = None, carry: bool = False
) -> Recipient:
    """What a unit's template holds, from a snapshot, with `carry` also the rows of its registers in force; `DataError`
    if there is no such unit."""
    units = reader.table(UNITS, unit=unit, today=today).to_pylist()
    if not units:
        raise DataError(NO_UNIT.fill(unit=unit))
    persons = reader.table(PERSONS, unit=unit).to_pylist()
    return Recipient(
        [TemplateUnit(**row) for row in units],
        reader.info().synthetic,
        [(row["person_id"], row["org_unit_id"], row["birth_year"]) for row in persons],
        period_end,
        find_known(reader, unit, today),
        find_carried(reader, unit, today) if carry else {},
    )


def write_template(path: Path | BinaryIO, recipient: Recipient, language: Language = "zh") -> None:
    """Write the workbook that `recipient` fills in; `language` is that of the drop-down lists."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        made = _Book(book, language, recipient)
        made.formats = {name: book.add_format(look) for name, look in LOOKS.items()}
        guide, statement = book.add_worksheet(GUIDE_SHEET), book.add_worksheet(SUBMISSION.title.zh)
        sheets = {table.name: book.add_worksheet(table.title.zh) for table in TABLES.values()}
        _write_units(made)
        _write_persons(made)
        _write_known(made)
        _write_choices(made)
        _write_about(made)
        _write_guide(made, guide)
        _write_statement(made, statement)
        for name, sheet in sheets.items():
            _write_table(made, sheet, TABLES[name])
        statement.activate()


LOOKS: Mapping[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "text": {"text_wrap": True, "valign": "top"},
    "required": {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "border": 1, "num_format": "@"},
    "optional": {"bold": True, "bg_color": "#DDEBF7", "border": 1, "num_format": "@"},
    "english": {"italic": True, "font_color": "#595959", "bg_color": "#F2F2F2", "border": 1, "num_format": "@"},
    "example": {"italic": True, "font_color": "#7F7F7F", "bg_color": "#FFF9E5", "num_format": "@"},
    "code": {"num_format": "@"},
    "date": {"num_format": "yyyy-mm-dd"},
    "whole": {"num_format": "0"},
    "decimal": {"num_format": "0.00"},
}


def _write_table(made: _Book, sheet: Worksheet, table: Table) -> None:
    for position, column in enumerate(table.columns):
        _write_heading(made, sheet, position, column)
        cell = example_cell(table, column, made.recipient.units[-1].org_unit_id, made.language)
        sheet.write_string(2, position, f"示例 Example {cell}" if position == 0 else cell, made.formats["example"])
        _offer(made, sheet, position, column)
        for number, row in enumerate(made.recipient.carried.get(table.name, ()), FIRST_RECORD):
            _write_cell(made, sheet, number, position, column, row[column.name])
    sheet.freeze_panes(FIRST_RECORD, 1)


def _write_heading(made: _Book, sheet: Worksheet, position: int, column: Column) -> None:
    sheet.write_string(0, position, column.heading.zh, made.formats["optional" if column.nullable else "required"])
    sheet.write_string(1, position, column.heading.en, made.formats["english"])
    sheet.write_comment(0, position, column_note(column, made.language), {"x_scale": 2, "font_size": 10})
    width = max(2 * len(column.heading.zh), len(column.heading.en), 12) + 2
    sheet.set_column(position, position, width, made.formats[_look(column)])


def _look(column: Column) -> str:
    if column.type == "DATE":
        return "date"
    if column.type in ("SMALLINT", "INTEGER"):
        return "whole"
    return "decimal" if column.type.startswith(("DECIMAL", "DOUBLE")) else "code"


def _offer(made: _Book, sheet: Worksheet, position: int, column: Column) -> None:
    """A drop-down list where the column has one; persons and records may also be new, so theirs only advise."""
    source = made.lists.get(_list_of(column))
    if source is None:
        return
    options: dict[str, object] = {"validate": "list", "source": source}
    if column.references == "person" or column.references in KNOWN_SHEETS:
        options["show_error"] = False
    else:
        options |= {
            "error_title": "不在选项中 Not in the list",
            "error_message": "请从下拉列表中选择。Choose from the list.",
        }
    sheet.data_validation(FIRST_RECORD, position, LAST_RECORD, position, options)


def _list_of(column: Column) -> str:
    if column.type == "BOOLEAN":
        return "boolean"
    return column.enum or column.references or ""


def _write_statement(made: _Book, sheet: Worksheet) -> None:
    """Who reports what: a row a sheet, to be given its period end where the sheet is sent."""
    for position, name in enumerate(STATED):
        _write_heading(made, sheet, position, SUBMISSION.column[name])
    rhythm = len(STATED)
    sheet.write_string(0, rhythm, "报送周期", made.formats["optional"])
    sheet.write_string(1, rhythm, "Rhythm", made.formats["english"])
    for row, table in enumerate(TABLES.values(), 2):
        sheet.write_string(row, 0, made.recipient.reporter, made.formats["code"])
        if made.recipient.period_end:
            sheet.write_datetime(row, 1, made.recipient.period_end, made.formats["date"])
        sheet.write_string(row, 2, table.title.zh, made.formats["code"])
        sheet.write_string(row, rhythm, RHYTHMS[table.rhythm].in_language(made.language))
    sheet.set_column(2, 2, 30, made.formats["code"])
    sheet.freeze_panes(2, 0)


def _write_guide(made: _Book, sheet: Worksheet) -> None:
    unit = made.recipient.units[0]
    sheet.write_string(0, 0, f"{unit.name_zh} {unit.name_en or ''} {unit.org_unit_id}", made.formats["title"])
    for row, line in enumerate((*HOW_TO, CARRIED) if made.recipient.carried else HOW_TO, 2):
        sheet.write_string(row, 0, line.zh, made.formats["text"])
        sheet.write_string(row, 1, line.en, made.formats["text"])
    sheet.set_column(0, 1, 70)


def _write_units(made: _Book) -> None:
    sheet = made.book.add_worksheet(UNITS_SHEET)
    _write_rows(made, sheet, ("代码 Code", "单位 Unit", "Unit"), (
        (unit.org_unit_id, unit.name_zh, unit.name_en or "") for unit in made.recipient.units
    ))  # fmt: skip
    made.lists["org_unit"] = f"='{UNITS_SHEET}'!$A$2:$A${len(made.recipient.units) + 1}"


def _write_persons(made: _Book) -> None:
    if not made.recipient.persons:
        return
    sheet = made.book.add_worksheet(PERSONS_SHEET)
    _write_rows(made, sheet, ("人员编码 Person code", "单位代码 Unit code", "出生年 Birth year"), (
        (code, unit, str(year)) for code, unit, year in made.recipient.persons
    ))  # fmt: skip
    sheet.set_column(0, 0, 70)
    made.lists["person"] = f"='{PERSONS_SHEET}'!$A$2:$A${len(made.recipient.persons) + 1}"


def _write_known(made: _Book) -> None:
    """A sheet of each table of which there are rows in force, laid out as the table's own, with the unit's name."""
    for name, title in KNOWN_SHEETS.items():
        rows, table = made.recipient.known.get(name, ()), TABLES[name]
        if not rows:
            continue
        sheet = made.book.add_worksheet(title)
        for position, column in enumerate(table.columns):
            _write_heading(made, sheet, position, column)
        sheet.write_string(0, len(table.columns), "单位名称", made.formats["optional"])
        sheet.write_string(1, len(table.columns), "Unit", made.formats["english"])
        for number, row in enumerate(rows, 2):
            for position, column in enumerate(table.columns):
                _write_cell(made, sheet, number, position, column, row[column.name])
            sheet.write_string(number, len(table.columns), str(row["unit_name"]), made.formats["code"])
        sheet.freeze_panes(2, 1)
        if count := offered(name, rows):
            made.lists[name] = f"='{title}'!$A$3:$A${count + 2}"


def _write_cell(made: _Book, sheet: Worksheet, row: int, position: int, column: Column, value: object) -> None:
    """A record's cell as a clerk would have typed it."""
    if isinstance(value, date):
        sheet.write_datetime(row, position, value, made.formats["date"])
    elif isinstance(value, bool):
        sheet.write_string(row, position, YES_NO[not value].in_language(made.language), made.formats["code"])
    elif column.enum and value is not None:
        label = ENUMERATIONS[column.enum].labels[str(value)]
        sheet.write_string(row, position, label.in_language(made.language), made.formats["code"])
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, position, float(value), made.formats[_look(column)])
    elif value is not None:
        sheet.write_string(row, position, str(value), made.formats["code"])


def _write_choices(made: _Book) -> None:
    sheet = made.book.add_worksheet(CHOICES_SHEET)
    sheet.hide()
    offered = {name: list(enumeration.labels.values()) for name, enumeration in ENUMERATIONS.items()}
    for position, (name, labels) in enumerate((*offered.items(), ("boolean", list(YES_NO)))):
        words = [label.in_language(made.language) for label in labels]
        sheet.write_column(0, position, [name, *words])
        letter = xlsxwriter.utility.xl_col_to_name(position)
        made.lists[name] = f"='{CHOICES_SHEET}'!${letter}$2:${letter}${len(words) + 1}"


def _write_about(made: _Book) -> None:
    sheet = made.book.add_worksheet(ABOUT_SHEET)
    sheet.hide()
    about = {
        "template_version": TEMPLATE_VERSION,
        "unit": made.recipient.reporter,
        "synthetic": str(made.recipient.synthetic).lower(),
    }
    for row, (name, value) in enumerate(about.items()):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)


def _write_rows(made: _Book, sheet: Worksheet, headings: Sequence[str], rows: object) -> None:
    assert hasattr(rows, "__iter__")
    for number, row in enumerate([headings, *rows]):
        for position, cell in enumerate(row):
            sheet.write_string(number, position, cell, made.formats["optional" if number == 0 else "code"])
    sheet.set_column(0, len(headings) - 1, 24)
    sheet.freeze_panes(1, 0)


NO_UNIT = Text("There is no unit {unit} in the published snapshot.", "已发布的数据中没有单位 {unit}。")
