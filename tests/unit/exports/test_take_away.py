"""Screen, workbook, CSV, Parquet, data package and command line hold the same cells: those that were evaluated."""

import csv
import io
import json
import os
import zipfile
from dataclasses import replace
from datetime import datetime

import frictionless
import openpyxl
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from typer.testing import CliRunner

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Frequency
from analytics.evaluate import evaluate
from analytics.exports import job
from analytics.exports.asked import asked_indicators, asked_periods
from analytics.exports.batches import batches
from analytics.exports.choice import Choice, Layout, count_rows
from analytics.exports.safe_text import safe_text
from analytics.exports.stream import spoken
from analytics.exports.take_away import Form, Order, announce, table_of, take_away
from analytics.exports.xlsx import demand_room
from analytics.findings.ranking import rank
from analytics.words import STATES
from data.access import Role, Scope
from data.errors import DataError
from data.store import Store
from manage import app
from tests.pages.county import county, publish

COUNTY, TOWNSHIP = "990101", "990101001"
SILENT, CLOSED = "sec_in_post_rate", "990101002004"
NAMES = {
    0: '=HYPERLINK("http://evil","x")',
    1: "<script>alert(1)</script>",
    2: "村" * 300,
    3: "a|b",
    4: "first\nsecond",
    5: '#panic("x")',
    6: "-2",
}
NOW = datetime(2026, 7, 1, 8, 30)
SOME = [*[*INDICATORS][:6], "talent_stock_per_1000", "three_meetings_compliance"]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return publish(tmp_path_factory.mktemp("county"), county(2, 5, NAMES), silent={SILENT}, closed=[CLOSED])


@pytest.fixture
def reader(home):
    with Store(home).reader() as reader:
        yield reader


def order(choice, form=Form.CSV, language="en", encoding="utf-8-sig"):
    return Order(choice, form, language, NOW, encoding)


def screen(reader, choice, language):
    table = table_of(reader, choice, language, INDICATORS)
    rows = []
    for batch in batches(reader, table):
        rows += zip(*(cells.to_pylist() for cells in spoken(batch, table.columns, language)), strict=True)
    return [list(row) for row in rows]


def written(cells):
    """A cell as every file is read back: texts, numbers, None."""
    return [float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else cell for cell in cells]


def of_xlsx(path):
    book = openpyxl.load_workbook(path)
    rows = book.worksheets[1].iter_rows(min_row=2, values_only=True)
    return [written([unescape(cell) if isinstance(cell, str) else cell for cell in row]) for row in rows]


def of_csv(path, columns, encoding="utf-8-sig"):
    numbers = {
        place for place, column in enumerate(columns) if column.kind in ("number", "percent", "integer", "count")
    }
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode(encoding), newline="")))
    return [
        [(float(cell) if place in numbers else cell) if cell else None for place, cell in enumerate(row[:-1])]
        for row in rows[1:]
    ]


def near(cell):
    """A sheet keeps 16 digits of a number."""
    return pytest.approx(cell, rel=1e-15) if isinstance(cell, float) else cell


def blank(cells):
    """No name at all and an empty one cannot be told apart in a CSV or a sheet."""
    return [None if cell == "" else cell for cell in cells]


choices = st.builds(
    Choice,
    unit=st.sampled_from([COUNTY, TOWNSHIP]),
    levels=st.sampled_from([("village",), ("township", "village")]),
    indicators=st.lists(st.sampled_from(SOME), min_size=1, max_size=3, unique=True).map(tuple),
    periods=st.lists(st.sampled_from(["2024", "2025", "2025Q1", "2026"]), min_size=1, max_size=3, unique=True).map(
        lambda found: tuple(sorted(found))
    ),
    layout=st.sampled_from(Layout),
    ranks=st.booleans(),
)


@settings(
    max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(choices, st.sampled_from(["en", "zh"]))
def test_screen_and_every_file_and_the_command_hold_the_same_cells(reader, home, tmp_path, choice, language):
    choice = replace(
        choice, periods=asked_periods(reader, choice.periods), indicators=asked_indicators(choice.indicators)
    )
    rows = [blank(written(row)) for row in screen(reader, choice, language)]
    assert len(rows) == count_rows(reader, choice)
    if not rows:
        return
    table = table_of(reader, choice, language, INDICATORS)
    for form in Form:
        take_away(reader, order(choice, form, language), INDICATORS, tmp_path / f"made.{form}")
    assert [blank(row) for row in of_xlsx(tmp_path / "made.xlsx")] == [[near(cell) for cell in row] for row in rows]
    safe = [[safe_text(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    assert of_csv(tmp_path / "made.csv", table.columns) == safe
    typed = parquet.read_table(tmp_path / "made.parquet")
    assert [blank(written(row)) for row in zip(*spoken_lists(typed, table, language), strict=True)] == rows
    said = [f"--indicator={key}" for key in choice.indicators] + [f"--period={key}" for key in choice.periods]
    said += [f"--level={key}" for key in choice.levels] + [f"--layout={choice.layout}", f"--unit={choice.unit}"]
    said += ["--format=csv", f"--language={language}", "--ranks" if choice.ranks else "--no-ranks"]
    answer = CliRunner(env={"TOUYAN_HOME": str(home)}).invoke(
        app, ["export", f"--out={tmp_path / 'by command'}", *said]
    )
    assert answer.exit_code == 0, answer.output
    assert (tmp_path / "by command").read_bytes() == (tmp_path / "made.csv").read_bytes()


def spoken_lists(typed, table, language):
    return [cells.to_pylist() for cells in spoken(typed, table.columns, language)]


def test_every_cell_is_what_was_evaluated_states_included(reader):
    choice = Choice(COUNTY, ("township", "village"), tuple(SOME[:3]), ("2024", "2025Q1"))
    found = 0
    for batch in batches(reader, table_of(reader, choice, "en", INDICATORS)):
        for row in batch.to_pylist():
            key = next(key for key, declared in INDICATORS.items() if declared.code == row["code"])
            (cell,) = evaluate(reader, [key], [row["org_unit_id"]], [row["period_id"]]).to_dict("records")
            for name in ("value", "lower", "upper", "numerator", "denominator", "state", "reported", "expected"):
                expected = cell[name]
                assert (
                    (row[name] is None and expected != expected)
                    or row[name] is expected
                    or row[name] == expected
                    or (row[name] is None and str(expected) == "<NA>")
                ), (row, name, expected)
            found += 1
    assert found == count_rows(reader, choice)
    assert found > 40


def test_ranks_are_those_of_the_league_table(reader):
    key = "three_meetings_compliance"
    choice = Choice(COUNTY, ("village",), (key,), ("2025",))
    rows = [row for batch in batches(reader, table_of(reader, choice, "en", INDICATORS)) for row in batch.to_pylist()]
    league = rank(reader, key, COUNTY, "village", "2025").frame.set_index("org_unit_id")
    for row in rows:
        for name in ("rank", "rank_lower", "rank_upper"):
            assert row[name] == round(float(league.loc[row["org_unit_id"], name]))


def test_small_batches_make_the_same_rows(reader, monkeypatch):
    for layout in Layout:
        choice = Choice(COUNTY, ("township", "village"), tuple(SOME[:3]), ("2024", "2025"), layout, ranks=False)
        whole = screen(reader, choice, "zh")
        monkeypatch.setattr("analytics.exports.batches.AT_ONCE", 7)
        assert screen(reader, choice, "zh") == whole
        monkeypatch.undo()


def test_gb18030_holds_the_same_text(reader, tmp_path):
    choice = Choice(COUNTY, ("village",), (SOME[1],), ("2025",))
    columns = table_of(reader, choice, "zh", INDICATORS).columns
    take_away(reader, order(choice, Form.CSV, "zh"), INDICATORS, tmp_path / "utf")
    take_away(reader, order(choice, Form.CSV, "zh", "gb18030"), INDICATORS, tmp_path / "gb")
    assert of_csv(tmp_path / "gb", columns, "gb18030") == of_csv(tmp_path / "utf", columns)
    assert (tmp_path / "utf").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_data_package_is_valid_and_says_where_it_comes_from(reader, tmp_path, monkeypatch):
    for layout in Layout:
        choice = Choice(COUNTY, ("village", "township"), tuple(SOME[:3]), ("2024", "2025"), layout)
        take_away(reader, order(choice, Form.PACKAGE), INDICATORS, tmp_path / "package.zip")
        folder = tmp_path / layout
        zipfile.ZipFile(tmp_path / "package.zip").extractall(folder)
        monkeypatch.chdir(folder)
        report = frictionless.validate("datapackage.json")
        assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:3]
        about = json.loads((folder / "datapackage.json").read_text("utf-8"))
        assert about["touyan"]["snapshot"] == reader.snapshot_id
        assert int(about["touyan"]["rows"]) == count_rows(reader, choice) == report.tasks[0].stats["rows"]


def test_the_workbook_is_complete_and_accessible(reader, tmp_path):
    choice = Choice(COUNTY, ("county", "township", "village"), tuple(SOME[:3]), ("2024", "2025"))
    take_away(reader, order(choice, Form.XLSX), INDICATORS, tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["Cover", "Data", "Chart", "Definitions", "Methods", "Notes", "Data quality"]
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert sheet.title == "Cover" or (sheet.freeze_panes and all(cell.value for cell in sheet[1]))
    cover = {row[0].value: row[1].value for row in book["Cover"].iter_rows(min_row=3)}
    assert cover["Snapshot"] == reader.snapshot_id
    assert cover["Rows"] == str(count_rows(reader, choice))
    assert len(book["Chart"]._charts) == 1
    assert book["Data"].auto_filter.ref.endswith(str(count_rows(reader, choice) + 1))
    quality = [dict(zip([c.value for c in book["Data quality"][1]], row, strict=True))
               for row in book["Data quality"].iter_rows(min_row=2, values_only=True)]  # fmt: skip
    counted = sum(row[f"Cells: {mark.name.en}"] for row in quality for mark in STATES.values())
    assert counted == count_rows(reader, choice)


def test_a_first_indicator_without_a_row_for_the_periods_leaves_the_workbook_without_a_chart(reader, tmp_path):
    quarterly = next(key for key in SOME if INDICATORS[key].frequency is Frequency.QUARTERLY)
    choice = Choice(COUNTY, ("village",), ("sec_pay_growth_rate", quarterly), ("2025Q1",), Layout.PERIODS)
    take_away(reader, order(choice, Form.XLSX), INDICATORS, tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book["Chart"]._charts == []
    assert book["Data"].max_row == count_rows(reader, choice) + 1


def test_more_rows_than_a_sheet_holds_are_refused_before_anything_is_written():
    with pytest.raises(DataError, match="CSV or Parquet"):
        demand_room(1_048_576)
    demand_room(1_048_575)


def test_who_may_not_export_in_bulk_is_told_so(home):
    choice = Choice(COUNTY, ("village",), (SOME[0],), ("2025",))
    for role in (Role.VIEWER, Role.LEADER):
        with Store(home).reader(Scope(COUNTY, role)) as reader, pytest.raises(DataError, match="analysts"):
            announce(reader, order(choice))


def test_a_file_with_small_numbers_of_persons_is_marked_on_cover_and_in_name(reader, tmp_path):
    person = next(key for key, found in INDICATORS.items() if found.person_based and key != SILENT)
    counts = next(key for key, found in INDICATORS.items() if not found.person_based)
    villages = Choice(COUNTY, ("village",), (person,), ("2025",))
    rows = [row for b in batches(reader, table_of(reader, villages, "en", INDICATORS)) for row in b.to_pylist()]
    small = any(row["denominator"] and (row["denominator"] < 10 or 1 <= row["numerator"] <= 2
                or 1 <= row["denominator"] - row["numerator"] <= 2) for row in rows)  # fmt: skip
    assert announce(reader, order(villages)).internal is small
    assert not announce(reader, order(replace(villages, indicators=(counts,)))).internal
    if small:
        made = take_away(reader, order(villages, Form.XLSX), INDICATORS, tmp_path / "x.xlsx")
        assert "内部资料-internal" in made.name
        assert "internal" in openpyxl.load_workbook(tmp_path / "x.xlsx")["Cover"]["A1"].value


def test_nothing_is_left_of_a_file_that_could_not_be_written(reader, tmp_path, monkeypatch):
    def fail(*_):
        raise OSError("disk full")

    choice = Choice(COUNTY, ("village",), (SOME[0],), ("2025",))
    monkeypatch.setattr("analytics.exports.stream.write_csv", fail)
    with pytest.raises(OSError, match="disk full"):
        take_away(reader, order(choice), INDICATORS, tmp_path / "x.csv")
    assert os.listdir(tmp_path) == []


def test_a_job_makes_the_same_file_and_can_be_stopped(home, reader, tmp_path):
    choice = Choice(COUNTY, ("village",), tuple(SOME[:3]), ("2024", "2025"))
    take_away(reader, order(choice), INDICATORS, tmp_path / "here")
    running = job.start(Store(home).home, reader.snapshot_id, Scope.everything(), order(choice))
    stopped = job.start(Store(home).home, reader.snapshot_id, Scope.everything(), order(choice))
    stopped.cancel()
    assert not stopped.folder.exists()
    assert running.process.wait(60) == 0
    assert running.progress().finished
    assert running.progress().done == count_rows(reader, choice)
    assert running.file.read_bytes() == (tmp_path / "here").read_bytes()
    running.cancel()


def test_a_job_that_is_refused_says_why(home, reader):
    nothing = Choice(COUNTY, ("province",), (SOME[0],), ("2025",))
    refused = job.start(Store(home).home, reader.snapshot_id, Scope.everything(), order(nothing))
    refused.process.wait(60)
    assert "no figure" in refused.progress().fault.en
    refused.cancel()


def test_the_arrow_text_of_a_missing_word_is_a_bug():
    table = pa.table({"state": ["lost"]})
    from analytics.exports.shape import STATE

    with pytest.raises(AssertionError, match="has no words"):
        spoken(table, [STATE], "en")
