"""What is wrong with a package, at the cell and in a clerk's words; and what was put right on the way in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from data.intake.limits import LISTED_GROUPS, LISTED_PER_RULE
from data.intake.personal import masked
from data.intake.rules.kinds import Rule, Severity
from data.intake.words import shown
from data.schema import SUBMISSION, TABLES
from data.text import Language, Text

BETWEEN_LANGUAGES = "\x1e"  # a detail that reads differently in English and Chinese

# `part` and `row` say where; what lies outside the tables (a comment, another sheet) has `file` and `sheet` instead.
PROBLEM = """CREATE TABLE problem (
    rule VARCHAR NOT NULL, check_key VARCHAR NOT NULL, table_ VARCHAR, column_ VARCHAR, part INTEGER,
    file VARCHAR, sheet VARCHAR, letter VARCHAR, row BIGINT, value VARCHAR, detail VARCHAR)"""


@dataclass(frozen=True, slots=True)
class Where:
    """How a part is called in a clerk's file."""

    file: str
    sheet: str
    headings: dict[str, str]
    letters: dict[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it lies (`letter` is the spreadsheet's column), what is wrong, what to do."""

    file: str
    sheet: str
    row: int | None
    column: str
    value: str | None
    rule: str
    severity: Severity
    message: Text
    remedy: Text
    table: str | None = None
    field: str | None = None
    letter: str | None = None

    @property
    def cell(self) -> str:
        """The row, with the spreadsheet's column before it where no heading names the column."""
        known = "" if self.column else self.letter or ""
        return f"{known}{self.row or ''}"

    def __str__(self) -> str:
        place = " · ".join(str(x) for x in (self.file, self.sheet, self.cell, self.column) if x)
        return f"{place}: {self.message} ({self.rule}) {self.remedy}"


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Faults of one kind with the same value: how many, and the first rows they lie in."""

    example: Problem
    count: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What was normalised on the way in (V-12): where, how often, with examples as they were written."""

    file: str
    sheet: str
    column: str
    note: Text
    count: int
    examples: tuple[str, ...]
    rule: str = "V-12"


@dataclass(frozen=True, slots=True)
class Problems:
    """All faults of a package: `counts` by rule are complete, `listed` and `groups` are cut for display."""

    listed: tuple[Problem, ...]
    groups: tuple[ProblemGroup, ...]
    counts: dict[str, int]
    errors: int

    def __len__(self) -> int:
        return sum(self.counts.values())

    def to_arrow(self, language: Language) -> pa.Table:
        """The listed problems as file, sheet, row, column, value, rule, severity, message, remedy."""
        rows = [
            {
                "file": p.file,
                "sheet": p.sheet,
                "row": p.row,
                "column": p.column,
                "value": p.value,
                "rule": p.rule,
                "severity": p.severity.value,
                "message": p.message.in_language(language),
                "remedy": p.remedy.in_language(language),
            }
            for p in self.listed
        ]
        return pa.Table.from_pylist(rows, schema=ARROW)


ARROW = pa.schema([(name, pa.int64() if name == "row" else pa.string()) for name in
                   ("file", "sheet", "row", "column", "value", "rule", "severity", "message", "remedy")])  # fmt: skip

LISTED = f"""
SELECT rule, check_key, table_, column_, part, file, sheet, letter, row, value, detail FROM problem
QUALIFY row_number() OVER (PARTITION BY rule ORDER BY part, row, column_) <= {LISTED_PER_RULE}
ORDER BY part NULLS FIRST, row NULLS FIRST, rule, column_"""

GROUPED = f"""
SELECT rule, check_key, table_, column_, part, any_value(file), any_value(sheet), any_value(letter), min(row),
    min_by(value, coalesce(row, 0)), min_by(detail, coalesce(row, 0)), count(*) AS n, min(row, 10)
FROM (
    SELECT *, CASE WHEN check_key IN ('choice', 'unreadable', 'number', 'unresolved') THEN value END AS same
    FROM problem)
GROUP BY rule, check_key, table_, column_, part, same
ORDER BY n DESC, rule, table_, column_, same LIMIT {LISTED_GROUPS}"""


BY_CHECK = "SELECT rule, check_key, table_, column_, count(*) FROM problem GROUP BY ALL"


def collect_problems(
    connection: duckdb.DuckDBPyConnection, places: dict[int, Where], rules: dict[str, Rule]
) -> Problems:
    """What the table `problem` holds, in words."""
    counts = dict(connection.execute("SELECT rule, count(*) FROM problem GROUP BY rule ORDER BY rule").fetchall())
    listed = [_problem(row, places, rules) for row in connection.execute(LISTED).fetchall()]
    groups = [
        ProblemGroup(_problem(row[:11], places, rules), row[11], tuple(row[12] or ()))
        for row in connection.execute(GROUPED).fetchall()
    ]
    errors = sum(
        n
        for rule, key, table, column, n in connection.execute(BY_CHECK).fetchall()
        if rules[rule].weight(key, table, column) is Severity.ERROR
    )
    return Problems(tuple(listed), tuple(groups), counts, errors)


def _problem(row: tuple[Any, ...], places: dict[int, Where], rules: dict[str, Rule]) -> Problem:
    rule_id, key, table, column, part, file, sheet, letter, number, value, detail = row
    rule = rules[rule_id]
    value, detail = masked(value), masked(detail)
    where = places.get(part) or Where(file or "", sheet or "", {}, {})
    words = {"value": shown(value), "detail": _both(detail), "column": heading(table, column), "sheet": where.sheet}
    return Problem(
        where.file,
        where.sheet,
        number,
        (where.headings.get(column) or heading(table, column).zh) if column else "",
        value,
        rule_id,
        rule.weight(key, table, column),
        rule.message(key, table, column).fill(**words),
        rule.advice(key, table, column).fill(**words),
        table,
        column,
        letter or where.letters.get(column),
    )


def heading(table: str | None, column: str | None) -> Text:
    """A column's declared heading in both languages; its own name where it is not declared."""
    declared = SUBMISSION if table == SUBMISSION.name else TABLES.get(table or "")
    if declared and column in declared.column:
        return declared.column[column].heading
    return Text(column or "", column or "")


def _both(detail: str | None) -> Text:
    """A detail in both languages: most are numbers and dates, which read the same in either."""
    english, _, chinese = (detail or "").partition(BETWEEN_LANGUAGES)
    return Text(english, chinese or english)
