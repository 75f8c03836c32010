"""Making out who reports what, and whether the sheets agree with it."""

from __future__ import annotations

from functools import partial

from data.errors import DataError
from data.intake.founding import founding_statement
from data.intake.gather import Gathered
from data.intake.headings import SUBMISSION_ID
from data.intake.package import Submission
from data.intake.problems import BETWEEN_LANGUAGES
from data.intake.stage import Sheet, demand_headings
from data.intake.statement import Caller, StatedRow, demand_agreement, from_caller, from_statement
from data.schema import SUBMISSION, TABLES, TEMPLATE_VERSION
from data.text import Text


def make_out(gathered: Gathered, caller: Caller, founding: bool, place: str) -> list[Submission]:
    """The submissions of a package in order of precedence; what is wrong with them is noted in `gathered.faults`.

    Raises `DataError` if there is no table, or if neither the package nor the caller says who reports.
    """
    if not gathered.records:
        raise DataError(NO_TABLE.fill(titles="、".join(table.title.zh for table in TABLES.values())), place)
    stated = [row for statement in gathered.statements for row in _stated_rows(gathered, statement)]
    if founding and not stated:
        return founding_statement(gathered.connection, gathered.records, caller, place)
    if not stated:
        present = {sheet.table.name for sheet in gathered.records}
        return from_caller(caller, [name for name in TABLES if name in present], place)
    submissions = _from_statement(gathered, stated, caller)
    if not submissions and not gathered.faults.rows:
        return from_caller(Caller(None, None, None, ""), [], place)  # the list is there, but no period end in it
    demand_agreement(submissions, caller.unit, caller.period_end, place)
    return submissions


def demand_layout(gathered: Gathered, submissions: list[Submission], file: str) -> None:
    """Note what is missing in the sheets that are reported, and templates of another version (V-01, V-02)."""
    sent = [submission.sheet for submission in submissions]
    for sheet in gathered.records:
        name = sheet.table.name
        if name in sent:
            demand_headings(sheet, gathered.faults)
        if sent.count(name) > 1 and SUBMISSION_ID not in sheet.fields:
            gathered.faults.add("V-02", "unassigned", file=sheet.part.file, sheet=sheet.part.sheet, table_=name)
    versions = {submission.template_version for submission in submissions} | {gathered.marks.template_version or ""}
    for version in sorted(versions - {TEMPLATE_VERSION, ""}):
        gathered.faults.add("V-01", "version", file=file, value=version, detail=TEMPLATE_VERSION)


def _from_statement(gathered: Gathered, rows: list[StatedRow], caller: Caller) -> list[Submission]:
    filled = gathered.filled()
    submissions = from_statement(rows, caller, filled, partial(_complain, gathered))
    _demand_listed(gathered, {submission.sheet for submission in submissions}, filled)
    return submissions


def _complain(gathered: Gathered, rule: str, key: str, row: StatedRow, column: str) -> None:
    value = row.cells.get(column)
    gathered.faults.add(rule, key, part=row.part, table_=SUBMISSION.name, row=row.row, column_=column, value=value)


def _stated_rows(gathered: Gathered, statement: Sheet) -> list[StatedRow]:
    names, number = list(statement.fields), statement.part.number
    if not names:
        return []
    cells = ", ".join(f"{statement.fields[name]}::VARCHAR" for name in names)
    found = gathered.connection.execute(f"SELECT {statement.row}, {cells} {statement.rows} ORDER BY 1").fetchall()
    return [StatedRow(number, row, dict(zip(names, texts, strict=True))) for row, *texts in found]


def _demand_listed(gathered: Gathered, listed: set[str], filled: set[str]) -> None:
    """Listed sheets are there; sheets with rows are listed (a row that is listed badly is told of already)."""
    present = {sheet.table.name for sheet in gathered.records}
    part = gathered.statements[0].part
    place = {"file": part.file, "sheet": part.sheet}
    complained = any(fault["rule"] != "V-07" for fault in gathered.faults.rows)
    for name, table in TABLES.items():
        title = f"{table.title.en}{BETWEEN_LANGUAGES}{table.title.zh}"
        if name in listed - present:
            gathered.faults.add("V-02", "missing_sheet", detail=title, **place)
        if name in filled - listed and not complained:
            gathered.faults.add("V-02", "unlisted_sheet", detail=title, **place)


NO_TABLE = Text(
    "None of the sheets is one of the tables. Sheets and files are named after their table: {titles}.",
    "没有可导入的工作表。工作表或文件应以表名命名：{titles}。",
)
