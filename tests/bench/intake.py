"""What bringing records in costs: a workbook of 100,000 rows from reading to publishing, and the checks alone beside an
independent validator on the same rows."""

from __future__ import annotations

import shutil
import tempfile
import time
from datetime import date, datetime
from pathlib import Path

import duckdb
import frictionless
import pyarrow as pa
import xlsxwriter

from analytics import refresh
from analytics.rehearsal import rehearse
from data.datapackage import descriptor
from data.home import Home
from data.intake.judge import judge
from data.intake.marks import ABOUT_SHEET
from data.intake.read import read_package
from data.schema import ENUMERATIONS, TABLES
from data.store import Store
from tests.bench.table import Table

ROWS = 100_000
BUDGET, SHARE = 20.0, 0.1
MEETING = TABLES["meeting"]

# Meetings of the county's villages, each village and day in turn, in the last month that was reported.
MEETINGS = """
SELECT 'B' || $1 || '-' || i AS meeting_id, village[1 + i % len(village)] AS org_unit_id,
    ['theme_day', 'branch_committee', 'party_lecture', 'branch_congress'][1 + i // 97 % 4] AS meeting_type,
    date_trunc('month', $2::DATE)::DATE + (i // 7 % 28)::INTEGER AS meeting_date, (20 + i % 30)::SMALLINT AS expected_n,
    (15 + i % 6)::SMALLINT AS attended_n, CASE WHEN i % 3 = 0 THEN 'onsite' END AS mode, i % 2 = 0 AS minutes_filed
FROM range($3) r(i), (SELECT $4::VARCHAR[] AS village)"""


def measure(table: Table, home: Home) -> None:
    with tempfile.TemporaryDirectory(prefix="touyan-bench-intake-") as name:
        folder = Path(name)
        store = Store(Home(Path(shutil.copytree(home.root, folder / "home"))))
        unit, end, villages = place(store)
        rows = meetings(villages, end, ROWS)
        workbook(table, store, rows, (unit, end), folder / "meetings.xlsx")
        checks(table, store, rows, (unit, end), folder)
        store.close()


def place(store: Store) -> tuple[str, date, list[str]]:
    """The county, the end of its data, its villages."""
    with store.reader() as reader:
        county = reader.table("SELECT org_unit_id FROM org_unit WHERE level = 'county'").column(0)[0].as_py()
        villages = reader.table(
            "SELECT org_unit_id FROM org_unit WHERE level = 'village' AND valid_to IS NULL "
            "AND valid_from <= DATE '2021-01-01' ORDER BY 1"
        )
        as_of = reader.info().data_as_of
        assert as_of is not None
        return county, date.fromisoformat(as_of), villages.column(0).to_pylist()


def meetings(villages: list[str], end: date, count: int) -> pa.Table:
    return duckdb.execute(MEETINGS, [f"{end:%Y%m}", end, count, villages]).to_arrow_table()


def workbook(table: Table, store: Store, rows: pa.Table, said: tuple[str, date], path: Path) -> None:
    """As a township sends it: labels, dates and codes in cells; what the page does from the upload to publishing."""
    write_workbook(path, rows)
    sending, size = refresh.Sending(path, "bench", *said), f"{ROWS:,} rows"
    begun, spent = time.perf_counter(), time.process_time()
    with read_package(path, *said) as package:
        read = time.perf_counter() - begun
        verdict = judge(package, store.current().path, datetime.now())
        judged = time.perf_counter() - begun - read
        assert verdict.publishable, [str(problem) for problem in verdict.problems.listed[:3]]
    table.add("workbook read", read, size=size)
    table.add("workbook checked", judged, size=size)
    begun, spent = time.perf_counter(), time.process_time()
    found = rehearse(store, sending, datetime.now())
    assert found.revision is not None
    outcome = refresh.import_package(store, sending, datetime.now())
    assert outcome.snapshot is not None
    took, processor = time.perf_counter() - begun, time.process_time() - spent
    table.add("read, checked, rehearsed, published", took, size=size, processor=processor, budget=BUDGET)


def write_workbook(path: Path, rows: pa.Table) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        about = book.add_worksheet(ABOUT_SHEET)
        about.write_row(0, 0, ("template_version", "1"))
        about.write_row(1, 0, ("synthetic", "true"))
        sheet = book.add_worksheet(MEETING.title.zh)
        sheet.write_row(0, 0, [column.heading.zh for column in MEETING.columns])
        labels = ENUMERATIONS["meeting_type"].labels
        for number, row in enumerate(rows.to_pylist(), 1):
            row["meeting_type"] = labels[row["meeting_type"]].zh
            for position, column in enumerate(MEETING.columns):
                value = row[column.name]
                if isinstance(value, date):
                    sheet.write_datetime(number, position, value, day)
                elif isinstance(value, bool):
                    sheet.write_string(number, position, "是" if value else "否")
                elif value is not None:
                    sheet.write(number, position, value)


def checks(table: Table, store: Store, rows: pa.Table, said: tuple[str, date], folder: Path) -> None:
    """The same CSV file: all our rules, and the independent validator's Table Schema, which reads as it checks. Beside
    ours alone stands therefore what both read and check."""
    path = folder / "meeting.csv"
    duckdb.from_arrow(rows).write_csv(str(path))
    snapshot, size = store.current().path, f"{ROWS:,} rows of CSV"
    with store.reader() as reader:
        duckdb.from_arrow(reader.table("SELECT * FROM org_unit")).write_csv(str(folder / "org_unit.csv"))
    begun = time.process_time()
    with read_package(path, *said) as package:
        read = time.process_time()
        assert not judge(package, snapshot, datetime.now()).problems.errors
        ours, whole = time.process_time() - read, time.process_time() - begun
    package = descriptor()
    package["resources"] = [one for one in package["resources"] if one["name"] in ("org_unit", "meeting")]
    validator = frictionless.Package.from_descriptor(package, basepath=str(folder))
    begun = time.process_time()
    report = validator.validate()
    theirs = time.process_time() - begun
    assert report.valid
    assert report.tasks[-1].stats["rows"] == ROWS
    table.add("checks: processor", ours, size=size)
    table.add("reading and checks: processor", whole, size=size)
    table.add("frictionless on the same: processor", theirs, size=size)
    table.add("checks of rows read, of what frictionless takes", ours / theirs, unit="", size=size, budget=SHARE)
    table.add("reading and checks, of what frictionless takes", whole / theirs, unit="", size=size)
