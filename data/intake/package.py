"""A package as it was read: where everything lies, who reports what, and a database that holds the cells."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

import duckdb

from data.intake.limits import SHIPPED, Deadline
from data.intake.problems import Correction

ROW_BITS = 32  # a place is the part's number above the row's number


def place_of(part: int, row: int) -> int:
    """The number that stands for a row of a part in `_row`."""
    return (part << ROW_BITS) + row


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet or file that holds rows of one table; `headings` and `letters` are by column name."""

    number: int
    file: str
    sheet: str
    table: str
    headings: dict[str, str]
    letters: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Submission:
    """One sheet that one office sends for one period end."""

    submission_id: str
    org_unit_id: str
    period_end: date
    sheet: str
    template_version: str
    received_at: datetime | None = None
    due_at: datetime | None = None
    place: int | None = None  # where the package states it


@dataclass(frozen=True, slots=True)
class Package:
    """What one office sent (or, in bulk, several), staged in `connection` and not yet judged.

    The connection holds `raw.<table>` (cells as written, `_row`, `_submission`) for each sheet of `submissions`, whose
    order is their precedence, and `problem` with what is wrong with the file itself.
    """

    source: Path
    connection: duckdb.DuckDBPyConnection
    workspace: Path
    files: dict[str, str]
    sha256: str
    synthetic: bool
    parts: tuple[Part, ...]
    submissions: tuple[Submission, ...]
    remarks: tuple[Correction, ...]
    refused: bool
    deadline: Deadline = field(default_factory=lambda: Deadline(SHIPPED.seconds))

    @property
    def tables(self) -> tuple[str, ...]:
        """The record tables it reports on, in the order in which they are declared."""
        return tuple(dict.fromkeys(submission.sheet for submission in self.submissions))

    def close(self) -> None:
        self.connection.close()
        shutil.rmtree(self.workspace, ignore_errors=True)

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
