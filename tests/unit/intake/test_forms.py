"""The readers: whatever the form, the same records arrive, each cell with its place."""

import json
import shutil
import zipfile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from data.errors import DataError
from data.intake.judge import judge
from data.intake.limits import Limits
from data.intake.read import read_package
from data.schema import TABLES

from . import world as w
from .forms import write_parquet, write_xlsx, zip_folder


def labelled(language):
    """The world with the labels of one language in place of codes."""
    from data.schema import ENUMERATIONS

    tables = w.world()
    for name, rows in tables.items():
        for row in rows:
            for column in TABLES[name].columns:
                if column.enum and row.get(column.name):
                    row[column.name] = ENUMERATIONS[column.enum].labels[row[column.name]].in_language(language)
                if column.type == "BOOLEAN" and row.get(column.name):
                    row[column.name] = {"true": "是", "false": "否"}[row[column.name]]
    return tables


def send(tmp_path, form):
    folder = tmp_path / form
    match form:
        case "csv":
            return w.write_csv(folder, w.world())
        case "csv with a byte order mark, Chinese headings and labels":
            return w.write_csv(folder, labelled("zh"), "zh", "utf-8-sig")
        case "csv in GB18030, English headings and labels":
            return w.write_csv(folder, labelled("en"), "en", "gb18030")
        case "zip of csv":
            return zip_folder(w.write_csv(tmp_path / "loose", labelled("zh"), "zh", "gb18030"), tmp_path / "p.zip")
        case "csv named in Chinese":
            w.write_csv(folder, w.world())
            for file in list(folder.iterdir()):
                file.rename(folder / f"{TABLES[file.stem].title.zh}.csv")
            return folder
        case "workbook":
            return write_xlsx(tmp_path / "w.xlsx", labelled("zh"))
        case "workbook in English, with numbers":
            return write_xlsx(tmp_path / "w.xlsx", labelled("en"), "en", "en", number_types=True)
        case "workbook with macros' ending":
            return write_xlsx(tmp_path / "w.xlsm", w.world(), "name", "name")
        case "parquet":
            return write_parquet(folder, w.world())
        case "zip of parquet":
            return zip_folder(write_parquet(tmp_path / "loose", w.world()), tmp_path / "p.zip")
    raise AssertionError(form)


FORMS = [
    "csv with a byte order mark, Chinese headings and labels",
    "csv in GB18030, English headings and labels",
    "zip of csv",
    "csv named in Chinese",
    "workbook",
    "workbook in English, with numbers",
    "workbook with macros' ending",
    "parquet",
    "zip of parquet",
]


def records(path, unit=w.COUNTY, period_end=w.PERIOD_END):
    with read_package(path, unit, period_end) as package:
        verdict = judge(package, None, w.NOW)
        assert [str(problem) for problem in verdict.problems.listed] == []
        rows = {name: verdict.rows(name).read_all().drop(["_submission"]) for name in package.tables}
        return {name: table.sort_by([(c, "ascending") for c in TABLES[name].key]) for name, table in rows.items()}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_brings_the_same_records(tmp_path, form):
    expected = records(send(tmp_path, "csv"))
    assert records(send(tmp_path, form)) == expected
    assert {name: table.num_rows for name, table in expected.items()} == {n: len(r) for n, r in w.WORLD.items()}


def test_columns_come_in_any_order_under_a_title_row(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "w.xlsx") as book:
        sheet = book.add_worksheet("组织机构表")
        sheet.write_row(0, 0, ["某县组织机构一览表"])
        columns = ["启用日期", "名称", " 层级 ", "上级代码\n", "区划代码 *"]
        sheet.write_row(2, 0, columns)
        for row, unit in enumerate(w.world()["org_unit"][:3], 3):
            cells = [unit["valid_from"], unit["name_zh"], unit["level"], unit["parent_id"], unit["org_unit_id"]]
            sheet.write_row(row, 0, cells)
    assert records(tmp_path / "w.xlsx")["org_unit"].num_rows == 3


def test_a_cell_keeps_its_place_in_the_workbook(tmp_path):
    tables = labelled("zh")
    tables["meeting"][1]["meeting_date"] = "改日"
    with read_package(write_xlsx(tmp_path / "w.xlsx", tables), w.COUNTY, w.PERIOD_END) as package:
        [problem] = judge(package, None, w.NOW).problems.listed
    assert (problem.file, problem.sheet, problem.row, problem.letter) == ("w.xlsx", "组织生活记录表", 3, "D")
    assert (problem.column, problem.value, problem.rule) == ("日期", "改日", "V-10")
    assert problem.message.zh == "日期“改日”不是有效日期。"


def test_a_parquet_row_keeps_its_place(tmp_path):
    tables = w.world()
    tables["meeting"][1]["attended_n"] = "99"
    with read_package(write_parquet(tmp_path / "p", tables), w.COUNTY, w.PERIOD_END) as package:
        [problem] = judge(package, None, w.NOW).problems.listed
    assert (problem.file, problem.row, problem.field) == ("meeting.parquet", 2, "attended_n")


def test_a_table_may_come_in_several_parquet_pieces(tmp_path):
    folder = write_parquet(tmp_path / "p", w.world())
    meetings = pq.read_table(folder / "meeting.parquet")
    (folder / "meeting.parquet").unlink()
    (folder / "meeting").mkdir()
    for n in range(2):
        pq.write_table(meetings.slice(n, 1), folder / "meeting" / f"part-{n}.parquet")
    assert records(folder)["meeting"].num_rows == 2


def test_parquet_types_that_differ_are_cast_or_told(tmp_path):
    units = w.write_csv(tmp_path / "p", {"org_unit": w.world()["org_unit"]})
    meetings = {"meeting_id": ["a", "b"], "org_unit_id": [w.VILLAGE] * 2, "meeting_type": ["theme_day"] * 2,
                "meeting_date": pa.array([1746057600000000] * 2, pa.timestamp("us")),
                "expected_n": pa.array([10, 99_999], pa.int64()), "attended_n": pa.array([8.0, 8.5])}  # fmt: skip
    pq.write_table(pa.table(meetings), units / "meeting.parquet")
    with read_package(units, w.COUNTY, w.PERIOD_END) as package:
        verdict = judge(package, None, w.NOW)
        assert verdict.rows("meeting").read_all()["meeting_date"].to_pylist()[0] == w.date(2025, 5, 1)
    assert {(p.rule, p.row, p.field) for p in verdict.problems.listed} == {
        ("V-11", 2, "expected_n"),
        ("V-11", 2, "attended_n"),
    }


def test_example_rows_english_headings_blank_and_totals_rows_are_no_records(tmp_path):
    table = TABLES["meeting"]
    meeting = w.world()["meeting"][0]
    with xlsxwriter.Workbook(tmp_path / "w.xlsx") as book:
        units = book.add_worksheet("org_unit")
        units.write_row(0, 0, list(w.world()["org_unit"][0]))
        for n, unit in enumerate(w.world()["org_unit"], 1):
            units.write_row(n, 0, list(unit.values())[: len(w.world()["org_unit"][0])])
        sheet = book.add_worksheet(table.title.zh)
        sheet.write_row(0, 0, [c.heading.zh for c in table.columns])
        sheet.write_row(1, 0, [c.heading.en for c in table.columns])
        sheet.write_row(2, 0, ["示例 Example M001", "随便写"])
        sheet.write_row(4, 0, list(meeting.values()))
        sheet.write_row(6, 0, ["合 计："])
        sheet.write_row(6, 4, ["30", "25"])
    with read_package(tmp_path / "w.xlsx", w.COUNTY, w.PERIOD_END) as package:
        verdict = judge(package, None, w.NOW)
        assert verdict.rows("meeting").read_all().num_rows == 1
        assert [p.rule for p in verdict.problems.listed] == []
        assert any(c.note.zh == "合计行未导入" for c in verdict.corrections)


def test_merged_cells_speak_for_all_their_rows(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "w.xlsx") as book:
        sheet = book.add_worksheet("meeting")
        sheet.write_row(0, 0, ["meeting_id", "org_unit_id", "meeting_type", "meeting_date", "expected_n", "attended_n"])
        for n in range(1, 12):
            sheet.write_row(n, 0, [f"T{n}", w.VILLAGE, "theme_day", "2025-05-05", 10, 9])
        sheet.merge_range(10, 1, 11, 1, w.VILLAGE)
    units = w.write_csv(tmp_path / "p", {"org_unit": w.world()["org_unit"]})
    shutil.copy(tmp_path / "w.xlsx", units)
    with read_package(units, w.COUNTY, w.PERIOD_END) as package:
        verdict = judge(package, None, w.NOW)
        assert verdict.rows("meeting").read_all()["org_unit_id"].to_pylist() == [w.VILLAGE] * 11
        assert any(c.note.zh == "合并单元格已填充" for c in verdict.corrections)


def test_a_workbook_saved_by_another_program_reads_the_same(tmp_path):
    write_xlsx(tmp_path / "w.xlsx", w.world(), number_types=True)
    openpyxl.load_workbook(tmp_path / "w.xlsx").save(tmp_path / "again.xlsx")
    assert records(tmp_path / "again.xlsx") == records(tmp_path / "w.xlsx")


def test_synthetic_packages_say_so(tmp_path):
    for mark, expected in [({"synthetic": True}, True), ({"synthetic": False}, False), (None, False)]:
        folder = w.write_csv(tmp_path / json.dumps(mark), {"org_unit": w.world()["org_unit"]}, package=mark)
        with read_package(folder, w.COUNTY, w.PERIOD_END) as package:
            assert package.synthetic is expected


def damaged(tmp_path, kind):
    good = write_xlsx(tmp_path / "good.xlsx", w.world()).read_bytes()
    path = tmp_path / "bad.xlsx"
    contents = {
        "empty": b"",
        "cut off": good[: len(good) // 2],
        "no zip": b"just a letter" * 100,
        "password": bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
        "old": bytes.fromhex("d0cf11e0a1b11ae1") + b"Workbook",
    }
    path.write_bytes(contents[kind])
    return path


@pytest.mark.parametrize(
    ("kind", "cause"),
    [("empty", "empty"), ("cut off", "damaged"), ("no zip", "damaged"), ("password", "password"), ("old", "older")],
)
def test_a_damaged_workbook_is_named_by_its_cause(tmp_path, kind, cause):
    with pytest.raises(DataError) as told:
        read_package(damaged(tmp_path, kind), w.COUNTY, w.PERIOD_END)
    assert cause in told.value.reason.en
    assert told.value.place


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe\x00"])
def test_a_csv_that_is_no_text_is_refused(tmp_path, content):
    (tmp_path / "meeting.csv").write_bytes(content)
    with pytest.raises(DataError):
        read_package(tmp_path / "meeting.csv", w.COUNTY, w.PERIOD_END)


def test_a_sheet_without_any_heading_of_its_table_is_told(tmp_path):
    (tmp_path / "meeting.csv").write_text("a,b\n1,2\n")
    with read_package(tmp_path / "meeting.csv", w.COUNTY, w.PERIOD_END) as package:
        problems = judge(package, None, w.NOW).problems.listed
    assert ("V-02", "meeting.csv") in {(p.rule, p.file) for p in problems}


@pytest.mark.parametrize("name", ["missing.xlsx", "notes.docx", "old.xls", "folder", "broken.parquet", "broken.zip"])
def test_what_cannot_be_read_is_refused_with_a_reason(tmp_path, name):
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    elif name != "missing.xlsx":
        path.write_bytes(b"PK\x03\x04 but not really")
    with pytest.raises(DataError) as told:
        read_package(path, w.COUNTY, w.PERIOD_END)
    assert told.value.reason.en
    assert told.value.reason.zh


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path):
    archive = zip_folder(w.write_csv(tmp_path / "loose", w.world()), tmp_path / "p.zip")
    with pytest.raises(DataError) as told:
        read_package(archive, w.COUNTY, w.PERIOD_END, limits=Limits(unpacked_mb=0))
    assert "too large" in told.value.reason.en


def test_a_zip_made_on_a_chinese_windows_keeps_its_names(tmp_path):
    csv = w.write_csv(tmp_path / "loose", {"org_unit": w.world()["org_unit"]}) / "org_unit.csv"
    name = "组织机构表.csv".encode("gb18030").decode("cp437")
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.write(csv, "x" * len(name.encode("cp437")))
    packed = (tmp_path / "p.zip").read_bytes()
    (tmp_path / "p.zip").write_bytes(packed.replace(b"x" * len(name.encode("cp437")), name.encode("cp437")))
    assert records(tmp_path / "p.zip")["org_unit"].num_rows == 6


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "work"))
    (tmp_path / "work").mkdir()
    records(send(tmp_path, "zip of parquet"))
    with pytest.raises(DataError):
        read_package(damaged(tmp_path, "cut off"), w.COUNTY, w.PERIOD_END)
    assert list((tmp_path / "work").iterdir()) == []
