"""Gathering a package's sheets: each file read, stored as it stands, screened, and told which table it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import duckdb

from data.errors import DataError
from data.intake import privacy
from data.intake.delimited import read_delimited
from data.intake.faults import Faults
from data.intake.grids import Grid, store_grid
from data.intake.headings import table_of
from data.intake.limits import SHIPPED, STAGED_ON_DISK_BYTES, Deadline, Limits
from data.intake.marks import ABOUT_SHEET, OUR_SHEETS, Marks
from data.intake.parquet import ColumnFile, read_parquet
from data.intake.problems import Correction
from data.intake.sources import DELIMITED, PARQUET, WORKBOOKS, Member
from data.intake.stage import Sheet, sheet_of_file, sheet_of_grid
from data.intake.workbook import read_beside, read_workbook
from data.schema import SUBMISSION, Table
from data.text import Text

SCHEMAS = ("grid", "raw", "staged", "existing")
TOO_MANY = Text(
    "There are more than {limit} rows. Send it in several parts, or have the limit raised in the settings.",
    "超过 {limit} 行。请分批报送，或请管理员在“设置”中调高上限。",
)
NOT_A_TABLE = Text("this sheet is none of the tables: it was left out", "本表不在报送范围内，未导入")


@dataclass(slots=True)
class Gathered:
    """What the files of a package hold, before it is known who reports."""

    connection: duckdb.DuckDBPyConnection
    sheets: list[Sheet] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    faults: Faults = field(default_factory=Faults)
    remarks: list[Correction] = field(default_factory=list)
    numbers: count[int] = field(default_factory=count)
    otherwise: Table | None = None
    limits: Limits = SHIPPED
    rows: int = 0

    @property
    def refused(self) -> bool:
        """Whether personal details were found."""
        return any(fault["rule"] == "V-07" for fault in self.faults.rows)

    @property
    def statements(self) -> list[Sheet]:
        """The sheets in which an office says what it reports: one, or one of each office in a bulk load."""
        return [sheet for sheet in self.sheets if sheet.table is SUBMISSION]

    @property
    def records(self) -> list[Sheet]:
        return [sheet for sheet in self.sheets if sheet.table is not SUBMISSION]

    def count(self, rows: int, place: str) -> None:
        """Count a sheet's rows; `DataError` if there are more than the limit in all."""
        self.rows += rows
        if self.rows > self.limits.rows:
            raise DataError(TOO_MANY.fill(limit=self.limits.rows), place)

    def table_of(self, title: str) -> Table | None:
        return table_of(title) or (None if self.sheets else self.otherwise)

    def filled(self) -> set[str]:
        """The tables of which there are rows."""
        return {sheet.table.name for sheet in self.records if self._has_rows(sheet)}

    def _has_rows(self, sheet: Sheet) -> bool:
        return self.connection.execute(f"SELECT 1 {sheet.rows} LIMIT 1").fetchone() is not None


def gather(
    connection: duckdb.DuckDBPyConnection,
    members: list[Member],
    otherwise: Table | None = None,
    limits: Limits = SHIPPED,
    deadline: Deadline | None = None,
) -> Gathered:
    """Read every file; raises `DataError` for one that cannot be read or is beyond the limits.

    The first sheet that bears no table's name is taken for `otherwise`, if given.
    """
    gathered = Gathered(connection, otherwise=otherwise, limits=limits)
    deadline = deadline or Deadline(limits.seconds)
    for member in members:
        deadline.demand(member.name)
        if member.suffix in PARQUET:
            _take_file(gathered, read_parquet(connection, member))
        elif member.suffix in DELIMITED:
            _take_grid(gathered, read_delimited(member, limits))
        elif member.suffix in WORKBOOKS:
            for grid in read_workbook(member, limits):
                deadline.demand(member.name)
                _take_grid(gathered, grid)
            privacy.screen_beside(member.name, read_beside(member), gathered.faults)
        else:
            gathered.marks = gathered.marks.with_file(member)
    return gathered


def _take_grid(gathered: Gathered, grid: Grid) -> None:
    gathered.count(grid.height, grid.file)
    number = next(gathered.numbers)
    store_grid(gathered.connection, number, grid)
    privacy.screen_grid(gathered.connection, number, grid, gathered.faults)
    if grid.sheet == ABOUT_SHEET:
        gathered.marks = gathered.marks.with_grid(grid)
    elif table := gathered.table_of(grid.sheet):
        gathered.sheets.append(sheet_of_grid(table, number, grid))
    elif grid.sheet not in OUR_SHEETS and grid.height:
        gathered.remarks.append(Correction(grid.file, grid.sheet, "", NOT_A_TABLE, grid.height, ()))


def _take_file(gathered: Gathered, file: ColumnFile) -> None:
    gathered.count(_height(gathered.connection, file), file.file)
    number = next(gathered.numbers)
    privacy.screen_file(gathered.connection, file, gathered.faults)
    if table := gathered.table_of(file.title):
        gathered.sheets.append(sheet_of_file(table, number, file))
    else:
        gathered.remarks.append(Correction(file.file, file.title, "", NOT_A_TABLE, 1, ()))


def _height(connection: duckdb.DuckDBPyConnection, file: ColumnFile) -> int:
    row = connection.execute(f"SELECT count(*) FROM {file.source}").fetchone()
    assert row is not None
    return int(row[0])


def open_staging(workspace: Path, size: int, limits: Limits = SHIPPED) -> duckdb.DuckDBPyConnection:
    """A database of its own for one package: in memory, for a large one in a file of the workspace."""
    where = str(workspace / "staging.duckdb") if size > STAGED_ON_DISK_BYTES else ":memory:"
    connection = duckdb.connect(
        where,
        config={
            "python_enable_replacements": "false",
            "autoinstall_known_extensions": "false",
            "memory_limit": f"{limits.memory_mb}MiB",
            "temp_directory": str(workspace / "spill"),
        },
    )
    for schema in SCHEMAS:
        connection.execute(f"CREATE SCHEMA {schema}")
    return connection
