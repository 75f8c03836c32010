"""A table split by category of village adds up to the one that is not, in every file, and only inside one's scope."""

import csv
import io
import zipfile
from datetime import date, datetime

import frictionless
import openpyxl
import pyarrow.parquet as parquet
import pytest
from typer.testing import CliRunner

from analytics import cube_sql
from analytics.catalogue import INDICATORS
from analytics.catalogue.breakdowns import VILLAGE_CATEGORY
from analytics.catalogue.splits import classes_of
from analytics.evaluate import evaluate
from analytics.exports.batches import batches
from analytics.exports.checking import Kind, verify
from analytics.exports.choice import Choice, count_rows
from analytics.exports.stream import spoken
from analytics.exports.take_away import Form, Order, announce, table_of, take_away
from analytics.periods import periods_between
from analytics.statistics.intervals import wilson
from data.access import Role, Scope
from data.errors import DataError
from data.home import Home
from data.snapshot import Origin, build_snapshot
from data.store import Store
from manage import app
from tests.pages.county import county, publish, write_figures

COUNTY, TOWNSHIP = "990101", "990101001"
KEYS = tuple(key for key, found in INDICATORS.items() if VILLAGE_CATEGORY in found.breakdown)
SILENT = KEYS[0]
CATEGORY = """UPDATE received.org_unit SET village_category = CASE (right(org_unit_id, 1)::INTEGER % 3)
    WHEN 0 THEN 'ordinary' WHEN 1 THEN 'demonstration' END WHERE level = 'village'"""
ALL = Choice(COUNTY, ("county", "township", "village"), KEYS, ("2024", "2025"), by="village_category")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = publish(tmp_path_factory.mktemp("county"), county(2, 5))
    store = Store(Home(folder))

    def compute(connection):
        connection.execute(cube_sql.period_table(periods_between(date(2024, 1, 1), date(2026, 6, 30))))
        connection.execute(cube_sql.EMPTY_TABLES)
        write_figures(connection, {SILENT})

    build_snapshot(store, Origin("import", "test", True), lambda c: c.execute(CATEGORY), compute, store.current())
    store.close()
    return folder


@pytest.fixture
def store(home):
    store = Store(Home(home))
    yield store
    store.close()


def rows_in(reader, choice=ALL):
    made = batches(reader, table_of(reader, choice, "en", INDICATORS))
    return [row for batch in made for row in batch.to_pylist()]


def test_the_categories_of_a_unit_add_up_to_its_sums(store):
    with store.reader() as reader:
        rows = rows_in(reader)
        assert len(rows) == count_rows(reader, ALL)
        units = sorted({row["org_unit_id"] for row in rows})
        whole = evaluate(reader, list(KEYS), units, ["2024", "2025"]).to_dict("records")
    codes = {INDICATORS[key].code: key for key in KEYS}
    for cell in whole:
        own = [row for row in rows if (row["org_unit_id"], codes[row["code"]], row["period_id"])
               == (cell["org_unit_id"], cell["indicator"], cell["period_id"])]  # fmt: skip
        assert [row["class"] for row in own] == list(classes_of(VILLAGE_CATEGORY))
        assert {row["state"] for row in own if row["class"] == "relocation"} == {"not_applicable"}
        assert sum(row["expected"] for row in own) == cell["expected"]
        assert sum(row["reported"] for row in own) == cell["reported"]
        if cell["indicator"] == SILENT:
            assert {row["state"] for row in own if row["expected"]} == {"not_reported"}
            continue
        for name in ("numerator", "denominator"):
            assert sum(row[name] or 0 for row in own) == pytest.approx(cell[name])
    counted = {row["class"] for row in rows if row["level"] == "county" and row["expected"]}
    assert counted == {"ordinary", "demonstration", "not_stated"}


def test_value_and_interval_are_those_of_the_villages_of_the_category(store):
    with store.reader() as reader:
        (row,) = [
            row
            for row in rows_in(reader)
            if (row["org_unit_id"], row["code"], row["period_id"], row["class"])
            == (COUNTY, INDICATORS[KEYS[1]].code, "2025", "ordinary")
        ]
        villages = [f"99010100{t}00{v}" for t in (1, 2) for v in (3,)]
        cells = evaluate(reader, [KEYS[1]], villages, ["2025"])
    x, n = float(cells["numerator"].sum()), float(cells["denominator"].sum())
    assert row["value"] == pytest.approx(100 * x / n)
    lower, upper = wilson(x, n, 0.95)
    assert (row["lower"], row["upper"]) == (pytest.approx(100 * float(lower)), pytest.approx(100 * float(upper)))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_screen_and_every_file_and_the_command_hold_the_same(store, home, tmp_path, language):
    with store.reader() as reader:
        table = table_of(reader, ALL, language, INDICATORS)
        screen = [
            list(row)
            for batch in batches(reader, table)
            for row in zip(*(cells.to_pylist() for cells in spoken(batch, table.columns, language)), strict=True)
        ]
        for form in Form:
            take_away(reader, Order(ALL, form, language, datetime(2026, 7, 1)), INDICATORS, tmp_path / f"made.{form}")
    sheet = openpyxl.load_workbook(tmp_path / "made.xlsx").worksheets[1]
    assert len(screen) == sheet.max_row - 1
    for found, row in zip(sheet.iter_rows(min_row=2, values_only=True), screen, strict=True):
        assert list(found) == [pytest.approx(cell, rel=1e-14) if isinstance(cell, float) else cell for cell in row]
    text = list(csv.reader(io.StringIO((tmp_path / "made.csv").read_text("utf-8-sig"), newline="")))
    said = [["" if cell is None else cell for cell in row] for row in screen]
    for found, row in zip(text[1:], said, strict=True):
        assert [type(cell)(read) if read else "" for read, cell in zip(found, row, strict=False)] == row
    typed = parquet.read_table(tmp_path / "made.parquet")
    assert [cells.to_pylist() for cells in spoken(typed, table.columns, language)] == [
        list(column) for column in zip(*screen, strict=True)
    ]
    folder = tmp_path / "package"
    zipfile.ZipFile(tmp_path / "made.package").extractall(folder)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:3]
    asked = [
        "--by=village_category",
        "--level=all",
        f"--unit={COUNTY}",
        "--period=2024",
        "--period=2025",
        "--format=csv",
    ]
    asked += [f"--indicator={key}" for key in KEYS] + [f"--language={language}", f"--out={tmp_path / 'by command'}"]
    answer = CliRunner(env={"TOUYAN_HOME": str(home)}).invoke(app, ["export", *asked])
    assert answer.exit_code == 0, answer.output
    assert (tmp_path / "by command").read_bytes() == (tmp_path / "made.csv").read_bytes()


@pytest.mark.parametrize("form", [Form.XLSX, Form.CSV])
def test_a_split_table_can_be_checked_and_an_altered_cell_is_found(store, tmp_path, form):
    with store.reader() as reader:
        take_away(reader, Order(ALL, form, "en", datetime(2026, 7, 1)), INDICATORS, tmp_path / f"x.{form}")
    found = verify(store, tmp_path / f"x.{form}", Scope.everything())
    assert (found.clean, found.differences, found.unchecked) == (True, (), ())
    assert found.checked > 10 * found.rows
    if form is Form.XLSX:
        book = openpyxl.load_workbook(tmp_path / f"x.{form}")
        headings = [cell.value for cell in book["Data"][1]]
        row = next(row for row in book["Data"].iter_rows(min_row=2) if row[headings.index("Value")].value is not None)
        row[headings.index("Value")].value += 1
        book.save(tmp_path / "y.xlsx")
        (found,) = verify(store, tmp_path / "y.xlsx", Scope.everything()).differences
        assert (found.kind, found.row) == (Kind.ALTERED, row[0].row)


def test_a_split_is_internal_and_for_units_whose_villages_are_all_seen(store):
    order = Order(ALL, Form.CSV, "en", datetime(2026, 7, 1))
    with store.reader() as reader:
        person = any(INDICATORS[key].person_based for key in KEYS)
        assert announce(reader, order).internal is person
    with store.reader(Scope(TOWNSHIP, Role.ANALYST)) as reader:
        with pytest.raises(DataError, match="inside your own scope"):
            announce(reader, order)
        inside = Choice(TOWNSHIP, ("township",), KEYS, ("2025",), by="village_category")
        rows = rows_in(reader, inside)
        with pytest.raises(AssertionError, match="not wholly seen"):
            rows_in(reader, ALL)
    with store.reader() as reader:
        assert rows == rows_in(reader, inside)
    with store.reader(Scope(COUNTY, Role.LEADER)) as reader, pytest.raises(DataError, match="analysts"):
        announce(reader, order)


def test_an_indicator_that_is_not_split_so_is_named(store):
    other = next(key for key, found in INDICATORS.items() if VILLAGE_CATEGORY not in found.breakdown)
    choice = Choice(COUNTY, ("village",), (KEYS[0], other), ("2025",), by="village_category")
    with store.reader() as reader, pytest.raises(DataError, match=rf"cannot: {INDICATORS[other].code}\."):
        announce(reader, Order(choice, Form.CSV, "en", datetime(2026, 7, 1)))
