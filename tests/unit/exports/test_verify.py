"""A file given back: what is the same, what was revised since, what was altered by hand, cell by cell."""

import csv
import io
import re
import sys
import zipfile
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest
from typer.testing import CliRunner

from analytics import cube_sql
from analytics.catalogue import INDICATORS
from analytics.exports import Column, ExportTable, to_csv, to_xlsx
from analytics.exports.checking import Kind, verify
from analytics.exports.checking.job import found_by, is_long, start
from analytics.exports.choice import Choice, Layout
from analytics.exports.job import GIVEN, Progress
from analytics.exports.table import Origin
from analytics.exports.take_away import Form, Order, take_away
from analytics.periods import periods_between
from data.access import Role, Scope
from data.errors import DataError
from data.home import Home
from data.snapshot import Origin as Made
from data.snapshot import build_snapshot
from data.store import Store
from data.text import Text
from manage import app
from tests.pages.county import county, publish, write_figures

COUNTY = "990101"
EVERYTHING = Scope.everything()
KEYS = ("three_meetings_compliance", "sec_in_post_rate", "talent_stock_per_1000")
NAMES = {0: '=HYPERLINK("x")', 1: "红旗村", 2: "红旗村", 3: "-2"}
REVISED = "990101001002"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Two snapshots; in the second, one village's figure of one indicator is another."""
    folder = publish(tmp_path_factory.mktemp("county"), county(2, 5, NAMES))
    store = Store(Home(folder))

    def compute(connection):
        connection.execute(cube_sql.period_table(periods_between(date(2024, 1, 1), date(2026, 6, 30))))
        connection.execute(cube_sql.EMPTY_TABLES)
        write_figures(connection, set())
        connection.execute(
            "UPDATE indicator_value SET numerator = numerator - 1"
            " WHERE org_unit_id = $1 AND indicator = $2 AND period_id = '2025'",
            [REVISED, KEYS[0]],
        )

    build_snapshot(store, Made("import", "test", True), lambda c: None, compute, store.current())
    store.close()
    return folder


@pytest.fixture
def store(home):
    store = Store(Home(home))
    yield store
    store.close()


def saved(store, path, form, layout=Layout.LONG, language="en", snapshot=None, ranks=True):
    choice = Choice(COUNTY, ("township", "village"), KEYS, ("2024", "2025"), layout, ranks)
    with store.reader(snapshot=snapshot) as reader:
        take_away(reader, Order(choice, form, language, datetime(2026, 7, 1)), INDICATORS, path)
    return path


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("layout", [Layout.LONG, Layout.INDICATORS, Layout.PERIODS])
@pytest.mark.parametrize("form", [Form.XLSX, Form.CSV])
def test_what_was_just_saved_is_the_same_to_the_last_cell(store, tmp_path, form, layout, language):
    found = verify(store, saved(store, tmp_path / f"x.{form}", form, layout, language), EVERYTHING)
    assert found.clean
    assert found.differences == ()
    assert found.unchecked == ()
    assert found.checked > found.rows * 5


def test_a_revised_figure_is_told_from_one_altered_by_hand(store, tmp_path):
    old, new = store.snapshots()
    path = saved(store, tmp_path / "x.xlsx", Form.XLSX, Layout.INDICATORS, snapshot=old)
    with store.reader(snapshot=old) as reader, store.reader(snapshot=new) as now:
        value = """SELECT numerator, denominator FROM indicator_value
                   WHERE org_unit_id = $u AND indicator = $i AND period_id = '2025'"""
        (was,) = reader.table(value, u=REVISED, i=KEYS[0]).to_pylist()
        (is_,) = now.table(value, u=REVISED, i=KEYS[0]).to_pylist()
    book = openpyxl.load_workbook(path)
    sheet = book["Data"]
    headings = [cell.value for cell in sheet[1]]
    column = next(place for place, text in enumerate(headings, 1) if text.startswith("A01 ") and "state" not in text)
    before = sheet.cell(5, column).value
    sheet.cell(5, column).value = 12.5
    sheet.cell(6, column + 1).value = "not reported"
    book.save(path)
    found = verify(store, path, EVERYTHING)
    altered = [each for each in found.differences if each.kind is Kind.ALTERED]
    revised = [each for each in found.differences if each.kind is Kind.REVISED]
    assert [(each.row, each.given) for each in altered] == [(5, 12.5), (6, "not reported")]
    assert altered[0].named == pytest.approx(before)
    (village,) = [each for each in revised if each.unit == REVISED]
    assert village.named == pytest.approx(100 * was["numerator"] / was["denominator"])
    assert village.current == pytest.approx(100 * is_["numerator"] / is_["denominator"])
    assert village.given == village.named
    assert not found.clean
    assert found.same == found.checked - len(found.differences)


def test_only_revised_is_clean_and_says_so(store, tmp_path):
    found = verify(store, saved(store, tmp_path / "x.csv", Form.CSV, snapshot=store.snapshots()[0]), EVERYTHING)
    assert found.clean
    assert {each.kind for each in found.differences} == {Kind.REVISED}
    assert "revised since" in found.sentences()[0].en


def test_a_csv_that_a_spreadsheet_saved_again_is_the_same(store, tmp_path):
    path = saved(store, tmp_path / "x.csv", Form.CSV)
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))

    def again(cell):
        try:
            return f"{float(cell):.10g}"
        except ValueError:
            return cell

    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([row[0], *(again(cell) for cell in row[1:])] for row in rows)
    path.write_bytes(text.getvalue().encode("gb18030"))
    assert verify(store, path, EVERYTHING).clean
    path.write_bytes(text.getvalue().replace(rows[2][0], "9.90101E+11").encode("gb18030"))
    with pytest.raises(DataError, match="rounded numbers"):
        verify(store, path, EVERYTHING)


@pytest.mark.parametrize("form", [Form.XLSX, Form.CSV])
def test_a_file_that_is_gone_through_in_chunks_is_judged_as_a_whole(store, tmp_path, form, monkeypatch):
    path = saved(store, tmp_path / f"x.{form}", form, snapshot=store.snapshots()[0])
    whole, heard = verify(store, path, EVERYTHING), []
    monkeypatch.setattr("analytics.exports.checking.given.AT_ONCE", 7)
    assert verify(store, path, EVERYTHING, tell=heard.append) == whole
    assert whole.counts[Kind.REVISED] > 1
    assert heard[:2] == [7, 14]
    assert heard[-1] == whole.rows
    monkeypatch.setattr(sys.modules[verify.__module__], "MOST_KEPT", 1)
    found = verify(store, path, EVERYTHING)
    assert (len(found.differences), found.counts) == (1, whole.counts)
    assert found.same == whole.same
    assert "The first 1 are listed" in found.sentences()[-1].en


def test_rows_of_another_snapshot_far_down_are_refused(store, tmp_path, monkeypatch):
    path = saved(store, tmp_path / "x.csv", Form.CSV)
    text, own = path.read_text("utf-8-sig"), store.current().id
    at = text.rindex(own)
    path.write_text(text[:at] + "000001-20200101T000000" + text[at + len(own) :], "utf-8-sig")
    monkeypatch.setattr("analytics.exports.checking.given.AT_ONCE", 7)
    with pytest.raises(DataError, match="several snapshots"):
        verify(store, path, EVERYTHING)


def test_an_invented_row_and_a_row_taken_out_are_found(store, tmp_path):
    path = saved(store, tmp_path / "x.xlsx", Form.XLSX)
    book = openpyxl.load_workbook(path)
    book["Data"]["A3"].value = "990101999"
    book.save(path)
    assert {each.kind for each in verify(store, path, EVERYTHING).differences} == {Kind.UNKNOWN}
    book["Data"].delete_rows(3)
    book.save(path)
    found = verify(store, path, EVERYTHING)
    assert found.differences == ()
    assert not found.clean
    assert any("rows were taken out" in sentence.en for sentence in found.sentences())


def test_a_small_table_behind_a_picture_can_be_checked_too(store, tmp_path):
    with store.reader() as reader:
        sql = """SELECT org_unit_id, 100.0 * numerator / denominator AS value, numerator, denominator
                 FROM indicator_value WHERE indicator = $i AND period_id = '2025' AND length(org_unit_id) = 12"""
        frame = reader.table(sql, i=KEYS[0]).to_pandas().assign(state="value", rank=1)
    columns = (
        Column("org_unit_id", Text("Unit code", "区划代码")),
        Column("value", Text("Value", "数值"), "percent"),
        Column("numerator", Text("Numerator", "分子"), "number"),
        Column("state", Text("State", "状态"), "state"),
        Column("rank", Text("Distance", "距离"), "integer"),
    )
    origin = Origin(store.current().id, "", "administrator", "2025", INDICATORS[KEYS[0]].code)
    table = ExportTable(Text("t", "t"), columns, frame, origin=origin)
    for language in ("en", "zh"):
        (tmp_path / "x.xlsx").write_bytes(to_xlsx(table, language))
        (tmp_path / "x.csv").write_bytes(to_csv(table, language))
        for name in ("x.xlsx", "x.csv"):
            found = verify(store, tmp_path / name, EVERYTHING)
            assert (found.clean, found.checked, found.differences) == (True, 3 * len(frame), ())
            assert found.unchecked == ({"en": "Distance", "zh": "距离"}[language],)


PERIODS = {
    "2025": "2025",
    "2025年": "2025",
    "2025 Q3 (provisional)": "2025Q3",
    "2025年第三季度（暂定）": "2025Q3",
    "": "",
}


@pytest.mark.parametrize(("words", "period"), PERIODS.items())
def test_a_table_takes_its_origin_from_its_cover(words, period):
    cover = ((Text("Snapshot", "数据快照编号"), "000001-20261125T185906"), (Text("Period", "统计期"), words))
    empty = pd.DataFrame({"a": []})
    columns = (Column("a", Text("A", "甲")),)
    one = ExportTable(Text("t", "t"), columns, empty, cover, (("A01", "x"),), (Text("Code", "编号"),))
    assert one.origin == Origin("000001-20261125T185906", period=period, indicator="A01")
    assert ExportTable(Text("t", "t"), columns, empty).origin is None


def test_a_file_without_a_source_is_said_kindly(store, tmp_path):
    columns = (Column("a", Text("Unit code", "区划代码")), Column("b", Text("Value", "数值")))
    table = ExportTable(Text("t", "t"), columns, pd.DataFrame({"a": ["990101"], "b": ["1"]}))
    (tmp_path / "x.csv").write_bytes(to_csv(table, "en"))
    found = verify(store, tmp_path / "x.csv", EVERYTHING)
    assert not found.clean
    assert "does not say which snapshot" in found.sentences()[0].en


def test_counts_written_with_a_decimal_point_are_the_same_counts(store, tmp_path):
    text = saved(store, tmp_path / "x.csv", Form.CSV).read_text("utf-8-sig")
    pointed = re.sub(r",(\d+),(\d+),(?=[\d.]+,[\d.]+,)", r",\1.0,\2.0,", text)
    assert pointed.count(".0,") > text.count(".0,") + 20
    (tmp_path / "y.csv").write_text(pointed, "utf-8-sig")
    found = verify(store, tmp_path / "y.csv", EVERYTHING)
    assert (found.clean, found.differences) == (True, ())


def test_what_is_no_table_is_refused(store, tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(DataError, match="cannot be opened"):
        verify(store, tmp_path / "x.xlsx", EVERYTHING)
    (tmp_path / "x.csv").write_text("one")
    with pytest.raises(DataError, match="no table"):
        verify(store, tmp_path / "x.csv", EVERYTHING)


def test_a_snapshot_that_is_gone_leaves_the_published_one_to_compare_with(store, tmp_path):
    path = saved(store, tmp_path / "x.csv", Form.CSV)
    path.write_text(path.read_text("utf-8-sig").replace(store.current().id, "000000-20200101T000000"), "utf-8-sig")
    found = verify(store, path, EVERYTHING)
    assert not found.named
    assert found.differences == ()
    assert any("no longer kept" in sentence.en for sentence in found.sentences())


def test_only_analysts_and_above_may_check(store, tmp_path):
    path = saved(store, tmp_path / "x.csv", Form.CSV)
    with pytest.raises(DataError, match="analysts"):
        verify(store, path, Scope(COUNTY, Role.LEADER))


def test_the_command_lists_the_cells_and_tells_by_its_exit_code(home, store, tmp_path):
    path = saved(store, tmp_path / "x.csv", Form.CSV)
    run = CliRunner(env={"TOUYAN_HOME": str(home)}).invoke
    assert run(app, ["verify", str(path)]).exit_code == 0
    rows = path.read_text("utf-8-sig").splitlines()
    rows[1] = rows[1].replace('"Township"', '"Village"')
    path.write_text("\n".join(rows), "utf-8-sig")
    answer = run(app, ["verify", str(path), "--out", str(tmp_path / "all.csv")])
    assert answer.exit_code == 1
    assert "row 行 2, Level" in answer.output
    assert len((tmp_path / "all.csv").read_text("utf-8-sig").strip().splitlines()) == 2


def test_a_process_of_its_own_finds_the_same_and_keeps_no_copy_of_the_file(home, store, tmp_path):
    path = saved(store, tmp_path / "x.csv", Form.CSV, snapshot=store.snapshots()[0])
    content = path.read_bytes().replace(b"A01", b"A99", 1)
    path.write_bytes(content)
    job = start(Home(home), EVERYTHING, content, "x.csv")
    job.process.wait(60)
    assert job.progress() == Progress(done=len(content.splitlines()) - 1, finished=True)
    found = found_by(job)
    assert found == verify(store, path, EVERYTHING)
    assert found.counts[Kind.UNKNOWN], "and what was altered is told by its kind"
    assert not (job.folder / GIVEN).exists()
    job.cancel()
    assert not job.folder.exists()


def test_what_a_process_of_its_own_cannot_read_it_says(home):
    job = start(Home(home), EVERYTHING, b"PK no workbook", "x.xlsx")
    job.process.wait(60)
    assert job.progress().fault.en == "The workbook cannot be opened."
    job.cancel()


def test_a_file_is_long_by_what_it_is_when_unpacked(monkeypatch):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("sheet.xml", b" " * 5000)
    assert len(packed.getvalue()) < 1000
    monkeypatch.setattr("analytics.exports.checking.job.LONG", 4000)
    assert is_long(packed)
    assert packed.tell() == 0
    assert is_long(io.BytesIO(b"x" * 4001))
    assert not is_long(io.BytesIO(b"x" * 4000))
