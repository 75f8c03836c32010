"""Who reports what: the package's own statement, its sheet 报送登记表, else what the caller says."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from data.errors import DataError
from data.intake.headings import SUBMISSION_ID, table_of
from data.intake.package import Submission, place_of
from data.intake.values import Note, read_code, read_date
from data.schema import SUBMISSION, TABLES, TEMPLATE_VERSION
from data.text import Text

Complain = Callable[[str, str, "StatedRow", str], None]  # rule, key of the check, row, column


@dataclass(frozen=True, slots=True)
class StatedRow:
    """One row of a statement as text, by column."""

    part: int
    row: int
    cells: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Caller:
    """What the command or the page says about the reporter."""

    unit: str | None
    period_end: date | None
    template_version: str | None
    file_hash: str


def from_caller(caller: Caller, sheets: list[str], place: str) -> list[Submission]:
    """One submission for each sheet that is present."""
    if caller.unit is None or caller.period_end is None:
        raise DataError(NO_REPORTER, place)
    version = caller.template_version or TEMPLATE_VERSION
    return [
        Submission(code(caller, caller.unit, caller.period_end, sheet), caller.unit, caller.period_end, sheet, version)
        for sheet in sheets
    ]


def from_statement(rows: list[StatedRow], caller: Caller, filled: set[str], complain: Complain) -> list[Submission]:
    """The submissions stated, in order of precedence: by period end, then as listed.

    A row without a period end lists a sheet that is not sent; a caller's unit and period end fill what was left out.
    """
    stated: list[Submission] = []
    for row in rows:
        submission = _read_row(row, caller, filled, complain)
        if submission:
            stated.append(submission)
    return sorted(stated, key=lambda submission: submission.period_end)


def code(caller: Caller, unit: str, period_end: date, sheet: str) -> str:
    """A submission's code where the office gives none: the same file always gets the same."""
    return f"{unit}-{period_end:%Y%m%d}-{sheet}-{caller.file_hash[:12]}"


def _read_row(row: StatedRow, caller: Caller, filled: set[str], complain: Complain) -> Submission | None:
    table = table_of(row.cells.get("sheet") or "")
    if table is None or table.name not in TABLES:
        complain("V-02", "unknown_sheet", row, "sheet")
        return None
    period_end = _date(row, "period_end", complain) or (caller.period_end if table.name in filled else None)
    unit = read_code(row.cells.get("org_unit_id") or "").value or caller.unit
    if period_end is None or unit is None:
        if table.name in filled and not row.cells.get("period_end"):
            complain("V-13", "blank", row, "period_end")
        if table.name in filled and unit is None:
            complain("V-13", "blank", row, "org_unit_id")
        return None
    return Submission(
        read_code(row.cells.get(SUBMISSION_ID) or "").value or code(caller, unit, period_end, table.name),
        unit,
        period_end,
        table.name,
        row.cells.get("template_version") or caller.template_version or TEMPLATE_VERSION,
        _moment(row, "received_at", complain),
        _moment(row, "due_at", complain),
        place_of(row.part, row.row),
    )


def _date(row: StatedRow, column: str, complain: Complain) -> date | None:
    text = row.cells.get(column)
    if not text:
        return None
    reading = read_date(text)
    if reading.value is None:
        complain("V-10", "unreadable", row, column)
        return None
    day = date.fromisoformat(reading.value)
    if column == "period_end" and reading.note is Note.MONTH_ONLY:
        return day.replace(day=monthrange(day.year, day.month)[1])
    return day


def _moment(row: StatedRow, column: str, complain: Complain) -> datetime | None:
    text = row.cells.get(column)
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:
        day = _date(row, column, complain)
        return datetime(day.year, day.month, day.day) if day else None


def demand_agreement(stated: list[Submission], unit: str | None, period_end: date | None, place: str) -> None:
    """Refuse a call that contradicts what the file says of itself."""
    units, ends = {s.org_unit_id for s in stated}, {s.period_end for s in stated}
    if (unit and units - {unit}) or (period_end and ends - {period_end}):
        said = ", ".join(sorted(units) + sorted(map(str, ends)))
        raise DataError(CONTRADICTION.fill(stated=said, called=f"{unit or ''} {period_end or ''}".strip()), place)


NO_REPORTER = Text(
    f"The file does not say who reports for which period. Fill in the sheet {SUBMISSION.title.zh} "
    "(reporting unit, period end, sheet), or give --unit and --period-end.",
    f"文件没有说明报送单位和数据截止日期。请填写“{SUBMISSION.title.zh}”（报送单位、数据截止日期、工作表），"
    "或用 --unit 和 --period-end 指定。",
)
CONTRADICTION = Text(
    "The file says it reports {stated}, the command says {called}. Correct one of them.",
    "文件中填写的是 {stated}，命令中指定的是 {called}，两者不一致。请更正其一。",
)
