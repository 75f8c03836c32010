"""Judging a package: every rule over every row, all faults at once, before anything is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa

from data.intake.apply import ROW_MASK, apply_rules, count_blocking
from data.intake.context import STORE, attach_store, set_clock, unit_names
from data.intake.normalise import Aliases, Spellings, normalise
from data.intake.notices import find_notices
from data.intake.package import ROW_BITS, Package
from data.intake.problems import Correction, Problems, Where, collect_problems
from data.intake.rules import RULES
from data.records import WITHDRAWN
from data.schema import TABLES
from data.text import Text


@dataclass(frozen=True, slots=True)
class Received:
    """One submission as it enters the log; `number` joins it to its rows."""

    number: int
    submission_id: str
    org_unit_id: str
    period_end: date
    sheet: str
    template_version: str
    received_at: datetime
    due_at: datetime | None
    rows_n: int
    rows_rejected_n: int
    file_sha256: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was left out."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in a package; its rows may be published if `publishable`.

    `rejected` are the rows left out on request; `again` says that this very file was received before; `notices` are
    what is right by the rules and yet worth a look.
    """

    package: Package
    problems: Problems
    corrections: tuple[Correction, ...] = ()
    submissions: tuple[Received, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    publishable: bool = False
    again: bool = False
    notices: tuple[Text, ...] = ()

    def rows(self, table: str) -> pa.RecordBatchReader:
        """The accepted rows of a table: its declared columns and `_submission`, the number of their submission."""
        columns = ", ".join(column.name for column in TABLES[table].columns)
        sql = f"SELECT {columns}, _submission FROM staged.{table} ORDER BY _submission, _row"
        return self.package.connection.cursor().sql(sql).to_arrow_reader(100_000)  # one open result a cursor


def judge(
    package: Package,
    snapshot: Path | None,
    now: datetime,
    skip_bad_rows: bool = False,
    aliases: Aliases | None = None,
) -> Verdict:
    """Judge a package, once, against the published `snapshot` (none: an empty store); `now` is the rules' clock.

    A file with personal details is refused, but what else is wrong with it is told with it, details masked.

    With `skip_bad_rows` rows with errors are left out, and rows that refer to them, until none is left; faults of the
    file itself still refuse it. `aliases` are the county's own synonyms of choices.
    """
    if package.refused and not package.submissions:
        return Verdict(package, _problems(package))
    attach_store(package.connection, snapshot)
    corrections = normalise(package, Spellings(aliases or {}, unit_names(package.connection)))
    set_clock(package.connection, now)
    apply_rules(package, snapshot is not None, skip_bad_rows)
    return Verdict(
        package,
        _problems(package),
        () if package.refused else (*package.remarks, *corrections),  # they quote cells
        _submissions(package),
        _rejected(package),
        not package.refused and bool(package.submissions) and count_blocking(package.connection, skip_bad_rows) == 0,
        snapshot is not None and _received_before(package),
        find_notices(package, snapshot is not None),
    )


def _problems(package: Package) -> Problems:
    places = {part.number: Where(part.file, part.sheet, part.headings, part.letters) for part in package.parts}
    return collect_problems(package.connection, places, RULES)


def _submissions(package: Package) -> tuple[Received, ...]:
    counts = " UNION ALL ".join(
        f"SELECT _submission, 1 AS taken, 0 AS rejected FROM staged.{table}" for table in package.tables
    )
    if not counts:
        return ()
    found = package.connection.execute(
        f"""
        SELECT number, submission_id, org_unit_id, period_end, s.sheet, template_version, received_at, due_at,
            coalesce(sum(taken), 0)::INTEGER, coalesce(sum(rejected), 0)::INTEGER, $sha256
        FROM submission s LEFT JOIN ({counts} UNION ALL SELECT _submission, 0, 1 FROM bad) c ON c._submission = number
        GROUP BY ALL ORDER BY number""",
        {"sha256": package.sha256},
    ).fetchall()
    return tuple(Received(*row) for row in found)


def _rejected(package: Package) -> tuple[Rejected, ...]:
    parts = {part.number: part for part in package.parts}
    rows = package.connection.execute("SELECT _row FROM bad ORDER BY _row").fetchall()
    return tuple(Rejected(parts[row >> ROW_BITS].file, parts[row >> ROW_BITS].sheet, row & ROW_MASK) for (row,) in rows)


def _received_before(package: Package) -> bool:
    """Whether the log holds every submission of this very file (V-05), unless it was withdrawn."""
    row = package.connection.execute(
        f"""
        SELECT count(*) FROM submission s WHERE NOT EXISTS (
            SELECT 1 FROM {STORE}.received.submission r
            WHERE r.file_sha256 = $sha256 AND r.org_unit_id = s.org_unit_id AND r.sheet = s.sheet
                AND r.period_end = s.period_end AND r.state <> '{WITHDRAWN}')""",
        {"sha256": package.sha256},
    ).fetchone()
    return bool(package.submissions) and row is not None and row[0] == 0
