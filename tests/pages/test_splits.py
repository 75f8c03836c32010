"""Tables split by class: they add up to the figures that are not, hold the same in every file, and tell no more."""

import csv
import io
import zipfile
from collections import Counter
from datetime import datetime

import frictionless
import openpyxl
import pyarrow.parquet as parquet
import pytest
from typer.testing import CliRunner

from analytics import by_class
from analytics.by_class import evaluate_by_class
from analytics.catalogue import INDICATORS
from analytics.catalogue.breakdowns import BREAKDOWNS, DAYS_TO_DELIVERY, GRADE
from analytics.catalogue.splits import MEANINGS, SPLITS, Parts, classes_of
from analytics.disclosure import disclosed, disclosed_by_class
from analytics.evaluate import evaluate
from analytics.exports import to_xlsx
from analytics.exports.batches import batches
from analytics.exports.checking import Kind, verify
from analytics.exports.choice import Choice, Layout, count_rows
from analytics.exports.stream import spoken
from analytics.exports.take_away import Form, Order, announce, table_of, take_away
from analytics.periods import known_periods
from data.access import Role, Scope
from data.errors import DataError
from data.store import Store
from manage import app
from pages.parts import session, tables
from tests.oracle.records import Records
from tests.oracle.sample_county import read_packages

INDICATOR = "pages/indicators/indicator.py"
COUNTY, TOWNSHIP, VILLAGE, YEAR = "990121", "990121102", "990121102201", "2025"
LEVELS = ("county", "township", "village")
BY_CODE = {found.code: found for found in INDICATORS.values()}
NAMES = {breakdown: name for name, breakdown in BREAKDOWNS.items()}
DECLARED = [(breakdown, code) for breakdown, splits in SPLITS.items() for code in splits]
NOW = datetime(2026, 8, 1)
each = pytest.mark.parametrize(("by", "code"), DECLARED, ids=lambda value: NAMES.get(value, value))


@pytest.fixture(scope="module")
def store(sample):
    store = Store(sample[0])
    yield store
    store.close()


@pytest.fixture(scope="module")
def whole(store):
    with store.reader() as reader:
        yield reader


@pytest.fixture(scope="module")
def records(sample):
    return Records(read_packages(sample[1].folder)[0])


def units_below(reader, unit):
    return reader.table("SELECT org_unit_id FROM unit_tree WHERE ancestor_id = $u ORDER BY 1", u=unit)[0].to_pylist()


def split(reader, by, code, unit=COUNTY):
    """The classes of all units and periods, and the undivided figures, by period and unit."""
    periods = list(known_periods(reader).values())
    units = units_below(reader, unit)
    cells = evaluate_by_class(reader, BY_CODE[code], units, periods, periods, by)
    undivided = evaluate(reader, [BY_CODE[code].id], units, [period.period_id for period in periods])
    return cells.groupby(["period_id", "org_unit_id"]), undivided.set_index(["period_id", "org_unit_id"])


def test_every_declared_breakdown_has_a_split_but_the_one_that_is_no_class():
    declared = {(breakdown, found.code) for found in INDICATORS.values() for breakdown in found.breakdown}
    assert declared - set(DECLARED) == {(DAYS_TO_DELIVERY, "E06")}
    assert set(DECLARED) <= declared
    assert {SPLITS[by][code].code for by, code in DECLARED} == set(MEANINGS)


@each
def test_classes_add_up_to_the_undivided_figure_at_every_unit_and_period(whole, monkeypatch, by, code):
    """Without what a narrower scope would not tell, which is put to the unstated."""
    monkeypatch.setattr(by_class, "OF_FACTS", by_class.OF_FACTS.replace("WHEN c.class = 'not_stated'", "WHEN FALSE"))
    told = SPLITS[by][code]
    cells, undivided = split(whole, by, code)
    known = undivided[undivided["state"] == "value"]
    assert len(known) > 5
    sums = cells[["numerator", "denominator"]].sum().loc[known.index]
    wanted = known["denominator"] - known["numerator"] if told.parts is Parts.MISSING else known["numerator"]
    extra = ((sums["numerator"] - wanted) / wanted.clip(lower=1)).astype(float)
    assert extra.min() > -1e-9
    assert told.overlaps or extra.max() < 1e-9
    if told.parts in (Parts.BOTH, Parts.VILLAGES):
        assert (sums["denominator"] / known["denominator"] - 1).abs().max() < 1e-9
    else:
        assert (cells["denominator"].max().loc[known.index] == known["denominator"]).all()
    silent = undivided.index[undivided["state"] == "not_reported"]
    assert not {"value"} & {state for index in silent for state in cells.get_group(index)["state"]}


@pytest.mark.parametrize(
    ("by", "code"), [pair for pair in DECLARED if pair[1] in ("A14", "B10", "B14", "C02", "C06", "D13")]
)
def test_a_township_s_own_reader_has_classes_that_add_up_too(store, whole, by, code):
    with store.reader(Scope(TOWNSHIP, Role.ANALYST)) as reader:
        cells, undivided = split(reader, by, code, TOWNSHIP)
    known = undivided[undivided["state"] == "value"]
    told = SPLITS[by][code]
    wanted = known["denominator"] - known["numerator"] if told.parts is Parts.MISSING else known["numerator"]
    extra = (cells["numerator"].sum().loc[known.index] - wanted).astype(float)
    assert extra.min() > -1e-6
    assert told.overlaps or extra.max() < 1e-6


def counted(reader, code, by, unit, period):
    known = known_periods(reader)
    cells = evaluate_by_class(reader, BY_CODE[code], [unit], list(known.values()), [known[period]], BREAKDOWNS[by])
    return {row.cls: row.numerator for row in cells.rename(columns={"class": "cls"}).itertuples() if row.numerator}


def test_the_classes_are_those_of_the_records_counted_in_plain_loops(whole, records):
    end = known_periods(whole)[YEAR].end
    frame = evaluate(whole, ["talent_stock_per_1000", "meeting_attendance_rate"], units_below(whole, COUNTY), [YEAR])
    for unit in frame[(frame["indicator"] == "talent_stock_per_1000") & (frame["state"] == "value")]["org_unit_id"][
        2:8
    ]:
        here = [
            talent
            for talent in records.tables["talent"]
            if talent["org_unit_id"] == unit
            and talent["entry_date"] <= end
            and not (talent["exit_date"] and talent["exit_date"] <= end)
        ]
        if len(unit) == 12:
            assert counted(whole, "D01", "origin", unit, YEAR) == Counter(talent["origin"] for talent in here)
            assert counted(whole, "D01", "talent_type", unit, YEAR) == Counter(t["talent_type"] for t in here)
    reported = frame[(frame["indicator"] == "meeting_attendance_rate") & (frame["state"] == "value")]
    for unit in [unit for unit in reported["org_unit_id"] if len(unit) == 12][:5]:
        came = Counter()
        for meeting in records.tables["meeting"]:
            if meeting["org_unit_id"] == unit and meeting["meeting_date"].year == 2025:
                came[meeting["meeting_type"]] += min(meeting["attended_n"], meeting["expected_n"])
        of_all = {"branch_congress", "party_group", "party_lecture", "theme_day", "org_life"}
        wanted = {kind: n for kind, n in came.items() if kind in of_all and n}
        assert counted(whole, "B10", "meeting_type", unit, YEAR) == wanted


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


def test_grades_are_counted_for_the_county_alone_and_few_stays_are_not_split(whole):
    """The points and grades of a person are shown to nobody, and a township's secretaries are few."""
    units, years = units_below(whole, COUNTY), [p for p in known_periods(whole) if "Q" not in p]
    for by, code in ((GRADE, "A09"), (GRADE, "B13"), (BREAKDOWNS["origin"], "D13")):
        cells = disclosed_by_class(whole, [BY_CODE[code].id], units, years, by)
        undivided = disclosed(whole, [BY_CODE[code].id], units, years).set_index(["period_id", "org_unit_id"])
        shown = cells[cells["state"] == "value"]
        assert not shown.empty
        for row in shown.itertuples():
            assert undivided.loc[(row.period_id, row.org_unit_id), "denominator"] >= 10
        if by is GRADE:
            assert set(shown["org_unit_id"]) == {COUNTY}
        hidden = cells[cells["state"] == "suppressed"]
        assert len(hidden) > len(classes_of(by))
        assert hidden[["numerator", "denominator", "value", "lower", "upper"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        (choice_of("sex", ("A14", "A01")), "A01"),
        (choice_of("sex", ("A14",), unit="990199"), "no figure|none of this unit"),
    ],
)
def test_what_cannot_be_split_is_refused_with_the_way_out(whole, choice, told):
    with pytest.raises(DataError, match=told):
        announce(whole, Order(choice, Form.CSV, "en", NOW))


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
    visit, sample, whole, monkeypatch
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
    assert found == counted(whole, "A14", "sex", COUNTY, YEAR)
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
