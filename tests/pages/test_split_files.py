"""Tables split by class hold the same on the screen, in every file and by command, can be checked, and are for those
who see small cells."""

import csv
import io
import zipfile
from datetime import datetime

import frictionless
import openpyxl
import pyarrow.parquet as parquet
import pytest
from typer.testing import CliRunner

from analytics.catalogue import INDICATORS
from analytics.catalogue.breakdowns import BREAKDOWNS
from analytics.catalogue.splits import MEANINGS, SPLITS, classes_of
from analytics.disclosure import disclosed_by_class
from analytics.exports import to_xlsx
from analytics.exports.batches import batches
from analytics.exports.checking import Kind, verify
from analytics.exports.choice import Choice, Layout, count_rows
from analytics.exports.stream import spoken
from analytics.exports.take_away import Form, Order, announce, table_of, take_away
from data.access import Role, Scope
from data.errors import DataError
from data.store import Store
from manage import app
from pages.parts import session, tables

from .test_splits import BY_CODE, COUNTY, DECLARED, TOWNSHIP, YEAR, counted

INDICATOR = "pages/indicators/indicator.py"
VILLAGE = "990121102201"
LEVELS = ("county", "township", "village")
NOW = datetime(2026, 8, 1)


@pytest.fixture(scope="module")
def store(sample):
    store = Store(sample[0])
    yield store
    store.close()


def choice_of(by, codes, layout=Layout.LONG, unit=COUNTY, periods=("2024", YEAR)):
    return Choice(unit, LEVELS, tuple(BY_CODE[code].id for code in codes), periods, layout, by=by)


def screen(reader, choice, language="en"):
    table = table_of(reader, choice, language, INDICATORS)
    made = list(batches(reader, table))
    rows = [
        list(row)
        for batch in made
        for row in zip(*(cells.to_pylist() for cells in spoken(batch, table.columns, language)), strict=True)
    ]
    return table, rows


@pytest.mark.parametrize(
    ("layout", "by", "codes", "language"),
    [
        (Layout.LONG, "sex", ("A02", "B01"), "en"),
        (Layout.INDICATORS, "talent_type", ("D01", "D03", "D04"), "zh"),
        (Layout.PERIODS, "grade", ("A09", "B13"), "en"),
    ],
)
def test_screen_and_every_file_and_the_command_hold_the_same(store, sample, tmp_path, layout, by, codes, language):
    choice = choice_of(by, codes, layout)
    with store.reader() as reader:
        table, rows = screen(reader, choice, language)
        assert len(rows) == count_rows(reader, choice)
        for form in Form:
            take_away(reader, Order(choice, form, language, NOW), INDICATORS, tmp_path / f"made.{form}")
    book = openpyxl.load_workbook(tmp_path / "made.xlsx")
    sheet = book.worksheets[1]
    assert len(rows) == sheet.max_row - 1
    for found, row in zip(sheet.iter_rows(min_row=2, values_only=True), rows, strict=True):
        assert list(found) == [pytest.approx(cell, rel=1e-14) if isinstance(cell, float) else cell for cell in row]
    defined = {row[0]: row[-1] for row in book.worksheets[3].iter_rows(min_row=2, values_only=True)}
    meanings = {code: MEANINGS[SPLITS[BREAKDOWNS[by]][code].code].in_language(language) for code in codes}
    assert defined == meanings
    text = list(csv.reader(io.StringIO((tmp_path / "made.csv").read_text("utf-8-sig"), newline="")))
    said = [["" if cell is None else cell for cell in row] for row in rows]
    for found, row in zip(text[1:], said, strict=True):
        assert [type(cell)(read) if read else "" for read, cell in zip(found, row, strict=False)] == row
    typed = parquet.read_table(tmp_path / "made.parquet")
    assert [cells.to_pylist() for cells in spoken(typed, table.columns, language)] == [
        list(column) for column in zip(*rows, strict=True)
    ]
    zipfile.ZipFile(tmp_path / "made.package").extractall(tmp_path / "package")
    report = frictionless.validate(str(tmp_path / "package" / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:3]
    asked = [f"--by={by}", f"--layout={layout}", "--level=all", f"--unit={COUNTY}", "--period=2024", f"--period={YEAR}"]
    asked += [f"--indicator={code}" for code in codes if len(codes) < len(SPLITS[BREAKDOWNS[by]])]
    asked += ["--format=csv", f"--language={language}", f"--out={tmp_path / 'by command'}"]
    answer = CliRunner(env={"TOUYAN_HOME": str(sample[0])}).invoke(app, ["export", *asked])
    assert answer.exit_code == 0, answer.output
    assert (tmp_path / "by command").read_bytes() == (tmp_path / "made.csv").read_bytes()


@pytest.mark.parametrize(("layout", "form"), [(Layout.LONG, Form.XLSX), (Layout.PERIODS, Form.CSV)])
def test_a_split_table_can_be_checked_and_what_was_altered_is_found(store, tmp_path, layout, form):
    choice = choice_of("education", ("A02", "C05"), layout)
    with store.reader() as reader:
        take_away(reader, Order(choice, form, "en", NOW), INDICATORS, tmp_path / f"x.{form}")
    found = verify(store, tmp_path / f"x.{form}", Scope.everything())
    assert (found.clean, found.differences, found.unchecked) == (True, (), ())
    assert found.checked >= 10 * found.rows
    if form is Form.CSV:
        whole = (tmp_path / "x.csv").read_text("utf-8-sig")
        (tmp_path / "y.csv").write_text(whole.replace('"bachelor","Bachelor"', '"bachelor","Master"', 1), "utf-8-sig")
        (found,) = verify(store, tmp_path / "y.csv", Scope.everything()).differences
        assert (found.kind, found.column, found.given) == (Kind.ALTERED, "Class", "Master")
        return
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    headings = [cell.value for cell in book["Data"][1]]
    row = next(row for row in book["Data"].iter_rows(min_row=2) if row[headings.index("Numerator")].value)
    row[headings.index("Numerator")].value += 1
    book.save(tmp_path / "y.xlsx")
    (found,) = verify(store, tmp_path / "y.xlsx", Scope.everything()).differences
    assert (found.kind, found.row) == (Kind.ALTERED, row[0].row)
    assert found.code == f"A02 / education / {row[headings.index('Class code')].value}"


def test_a_split_is_for_those_who_see_small_cells_and_inside_their_own_scope(store):
    order = Order(choice_of("sex", ("A14",)), Form.CSV, "en", NOW)
    with store.reader() as reader:
        assert announce(reader, order).internal
    for scope in (Scope(COUNTY, Role.VIEWER), Scope(None, Role.VIEWER)):
        with store.reader(scope) as reader:
            with pytest.raises(DataError, match="analysts"):
                announce(reader, order)
            for by, code in DECLARED:
                with pytest.raises(AssertionError, match="small cells"):
                    disclosed_by_class(reader, [BY_CODE[code].id], [COUNTY], [YEAR], by)
    with store.reader(Scope(TOWNSHIP, Role.ANALYST)) as reader:
        with pytest.raises(DataError, match="inside your own scope"):
            announce(reader, order)
        with pytest.raises(AssertionError, match="not wholly seen"):
            disclosed_by_class(reader, [BY_CODE["A14"].id], [COUNTY], [YEAR], BREAKDOWNS["sex"])
        _, inside = screen(reader, choice_of("sex", ("A14",), unit=TOWNSHIP))
    with store.reader() as reader:
        assert inside == screen(reader, choice_of("sex", ("A14",), unit=TOWNSHIP))[1]


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        (choice_of("sex", ("A14", "A01")), "A01"),
        (choice_of("sex", ("A14",), unit="990199"), "no figure|none of this unit"),
    ],
)
def test_what_cannot_be_split_is_refused_with_the_way_out(store, choice, told):
    with store.reader() as reader, pytest.raises(DataError, match=told):
        announce(reader, Order(choice, Form.CSV, "en", NOW))


def test_an_unknown_breakdown_is_named_with_the_known_ones(sample):
    answer = CliRunner(env={"TOUYAN_HOME": str(sample[0])}).invoke(app, ["export", "--by=age", "--out=x.csv"])
    assert isinstance(answer.exception, DataError)
    assert "no breakdown age" in str(answer.exception)
    assert "selection_channel" in str(answer.exception)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_shows_the_classes_and_says_what_they_add_up_to(visit, sample, language):
    at = visit(sample[0], "pages/reports/tables.py", lang=language, by="missing_team", levels="county")
    assert not at.exception
    frame = at.dataframe[0].value
    assert list(frame["class"]) == list(classes_of(BREAKDOWNS["missing_team"]))
    assert MEANINGS["missing_overlapping"].in_language(language) in at.caption[-1].value


def test_the_page_of_an_indicator_gives_leaders_the_classes_of_their_own_units_and_viewers_none(
    visit, sample, store, monkeypatch
):
    def seen(scope):
        monkeypatch.setattr(session, "scope", lambda: scope)
        asked = {"lang": "en", "indicator": BY_CODE["A14"].id, "period": YEAR, "by": "sex", "unit": COUNTY}
        at = visit(sample[0], INDICATOR, **asked)
        assert not at.exception
        return at, "by" in [box.key for box in at.selectbox]

    at, offered = seen(Scope(COUNTY, Role.LEADER))
    assert offered
    frame = at.dataframe[-1].value
    found = {code: n for code, n in zip(frame["class"], frame["numerator"], strict=True) if n}
    with store.reader() as reader:
        assert found == counted(reader, "A14", "sex", COUNTY, YEAR)
    assert not seen(Scope(TOWNSHIP, Role.LEADER))[1]
    assert not seen(Scope(COUNTY, Role.VIEWER))[1]


def test_the_classes_saved_from_the_page_of_an_indicator_can_be_checked(visit, sample, store, tmp_path, monkeypatch):
    made, original = [], tables._export
    monkeypatch.setattr(tables, "_export", lambda *asked: made.append(original(*asked)) or made[-1])
    monkeypatch.setattr(session, "scope", Scope.everything)
    visit(sample[0], INDICATOR, lang="zh", indicator=BY_CODE["B14"].id, period=YEAR, by="mgmt_category", unit=VILLAGE)
    assert made[-1]().internal
    (tmp_path / "x.xlsx").write_bytes(to_xlsx(made[-1](), "zh"))
    found = verify(store, tmp_path / "x.xlsx", Scope.everything())
    assert (found.clean, found.unchecked) == (True, ())
    assert found.checked > 30
