"""The forms of a rule: what is demanded, how a breach is found, and what a clerk is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from data.text import Text


class Severity(Enum):
    """An error keeps a row out, a warning is listed, information is counted."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Check:
    """One way to break a rule, and what is said of it; `{value}`, `{column}` and `{detail}` are filled in.

    `sql` returns the staged rows at fault as `_row`, `value` and `detail`. It sees `staged.<table>` (every row sent,
    with `_row` and `_submission`), `<table>` (the records as they would be after publication; `_row` is empty for rows
    published before), `existing.<table>` (the records published before, without what is replaced), `submission`,
    `reach` and `above` (each reporter's own units, and those above it), `clock` and `unread` (cells that could not be
    read). A check without SQL is one that the reader makes.

    `screen` is a condition that every row at fault fulfils: where no row of the table does, the check need not be run;
    nor one `of_unread` cells where all could be read, nor one `of_published` records where there are none.
    """

    key: str
    message: Text
    table: str = ""
    column: str = ""
    sql: str = ""
    remedy: Text | None = None
    screen: str = ""
    of_unread: bool = False
    of_published: bool = False
    severity: Severity | None = None  # where it is another than the rule's


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue: its sentence, what to do about a breach, and its checks."""

    id: str
    severity: Severity
    sentence: Text
    remedy: Text
    checks: tuple[Check, ...]
    whole_file: bool = False

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables whose rows the rule judges."""
        return tuple(dict.fromkeys(check.table for check in self.checks if check.table))

    def message(self, key: str, table: str, column: str) -> Text:
        return self._check(key, table, column).message

    def advice(self, key: str, table: str, column: str) -> Text:
        return self._check(key, table, column).remedy or self.remedy

    def weight(self, key: str, table: str, column: str) -> Severity:
        """How much a breach weighs: the check's own word, else that of the rule."""
        return self._check(key, table, column).severity or self.severity

    def _check(self, key: str, table: str, column: str) -> Check:
        alike = [check for check in self.checks if check.key == key]
        exact = [check for check in alike if check.table == table and check.column == column]
        return (exact or alike)[0]


def row_check(
    key: str,
    table: str,
    column: str,
    broken: str,
    message: Text,
    detail: str = "NULL",
    remedy: Text | None = None,
    blank: bool = False,
) -> Check:
    """A check of one row by itself: `broken` is the condition under which it is at fault.

    A check for a `blank` cell leaves out cells that were filled but could not be read: they are told of already.
    """
    written = ""
    if blank:
        written = f"AND _row NOT IN (SELECT _row FROM unread WHERE table_ = '{table}' AND column_ = '{column}')"
    sql = f"SELECT _row, {column} AS value, {detail} AS detail FROM staged.{table} WHERE ({broken}) {written}"
    return Check(key, message, table, column, sql, remedy, screen=broken)


def unread_check(key: str, table: str, column: str, faults: str, message: Text, remedy: Text | None = None) -> Check:
    """A check for cells that could not be read, for one of some `faults`."""
    sql = f"""
    SELECT _row, value, hint AS detail FROM unread
    WHERE table_ = '{table}' AND column_ = '{column}' AND fault IN ({faults})"""
    return Check(key, message, table, column, sql, remedy, of_unread=True)
