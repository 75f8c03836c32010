"""The clerk's own workbook back: each bad cell coloured with its comment, everything else as it was."""

import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter

from data.intake.judge import judge
from data.intake.marking import mark_workbook
from data.intake.problems import Problem
from data.intake.read import read_package
from data.intake.rules import Severity
from data.text import Text

from .conftest import NOW

PINK = "FFFFC7CE"


def problem(row, letter, sheet="组织生活记录表", words="is wrong"):
    said = Text(words, "有误"), Text("mend it", "请更正")
    return Problem("f.xlsx", sheet, row, "", None, "V-09", Severity.ERROR, *said, letter=letter)


def write_book(path):
    """A workbook with what must survive: macros, a picture of a chart, formats, comments, a hidden sheet."""
    with xlsxwriter.Workbook(path) as book:
        bold = book.add_format({"bold": True, "num_format": "0.00", "border": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("组织生活记录表")
        sheet.set_column(3, 3, 20, day)
        sheet.write_row(0, 0, ["记录编码", "所在村", "会议类别", "日期"])
        sheet.write_row(1, 0, ["m1", 12.5, "x & <y>"], bold)
        sheet.write_row(4, 0, ["m2", "=1+1"])
        sheet.write_comment(1, 2, "ours before")
        other = book.add_worksheet("别的 & 表")
        other.write(0, 0, 7)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "='别的 & 表'!$A$1:$A$3"})
        other.insert_chart("C3", chart)
        other.data_validation(0, 0, 9, 0, {"validate": "list", "source": ["a", "b"]})
        book.add_worksheet("hidden").hide()
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macros")
    return path


def parts(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def marked(tmp_path):
    def mark(*problems, language="en"):
        path = write_book(tmp_path / "f.xlsx")
        content = mark_workbook(path, problems, language)
        return path.read_bytes(), content, openpyxl.load_workbook(BytesIO(content))

    return mark


def test_a_bad_cell_is_coloured_and_says_what_is_wrong(marked):
    _, _, book = marked(problem(2, "B"), problem(2, "B", words="is wrong twice"))
    cell = book["组织生活记录表"]["B2"]
    assert cell.fill.fgColor.rgb == PINK
    assert cell.comment.text == "is wrong mend it (V-09)\nis wrong twice mend it (V-09)"
    assert (cell.value, cell.font.b, cell.number_format, cell.border.left.style) == (12.5, True, "0.00", "thin")


def test_a_blank_cell_is_coloured_in_the_format_of_its_column(marked):
    _, _, book = marked(problem(2, "D"), problem(3, "A"), problem(9, "AB"))
    sheet = book["组织生活记录表"]
    assert [sheet[place].fill.fgColor.rgb for place in ("D2", "A3", "AB9")] == [PINK] * 3
    assert sheet["D2"].number_format == "yyyy-mm-dd"
    assert sheet["A5"].value == "m2"


def test_a_comment_that_was_there_stays(marked):
    _, _, book = marked(problem(2, "C"), problem(2, "A"))
    sheet = book["组织生活记录表"]
    assert sheet["C2"].comment.text.startswith("ours before")
    assert sheet["C2"].comment.text.endswith("(V-09)")
    assert sheet["A2"].comment.text == "is wrong mend it (V-09)"


def test_other_cells_sheets_and_parts_are_not_touched(marked):
    before, after, book = marked(problem(2, "B"), problem(1, "A", sheet="no such sheet"))
    old, new = parts(before), parts(after)
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    assert set(old) == set(new)
    original = openpyxl.load_workbook(BytesIO(before))
    for sheet in original:
        for row in sheet.iter_rows():
            for cell in row:
                again = book[sheet.title][cell.coordinate]
                assert again.value == cell.value
                if cell.coordinate != "B2":
                    assert again.fill.fgColor.rgb == cell.fill.fgColor.rgb
                    assert again.number_format == cell.number_format
    assert book["hidden"].sheet_state == "hidden"


def test_a_sheet_without_comments_gets_them(marked):
    before, after, book = marked(problem(1, "A", sheet="别的 & 表"), problem(2, "B"))
    assert book["别的 & 表"]["A1"].comment.text == "is wrong mend it (V-09)"
    assert book["别的 & 表"]["A1"].value == 7
    new = set(parts(after)) - set(parts(before))
    assert new == {"xl/touyan_comments1.xml", "xl/touyan_vmlDrawing1.vml"}
    assert parts(after)["xl/vbaProject.bin"] == b"macros"
    assert any("chart" in name for name in parts(after))


def test_a_marked_workbook_can_be_marked_again(tmp_path, marked):
    _, content, _ = marked(problem(2, "B"))
    again = tmp_path / "again.xlsx"
    again.write_bytes(content)
    book = openpyxl.load_workbook(BytesIO(mark_workbook(again, [problem(2, "B"), problem(5, "A")], "zh")))
    sheet = book["组织生活记录表"]
    assert sheet["B2"].comment.text.count("V-09") == 2
    assert sheet["A5"].comment.text == "有误 请更正 (V-09)"


def test_every_refused_workbook_comes_back_with_its_fault_at_the_cell(county, workbooks):
    """... and can still be read by us, which finds the same again."""
    for workbook in workbooks:
        with read_package(workbook.path) as package:
            problems = judge(package, county.current().path, NOW).problems.listed
        book = openpyxl.load_workbook(BytesIO(mark_workbook(workbook.path, problems, "zh")))
        for found in problems:
            if found.row and found.sheet in book.sheetnames:
                cell = book[found.sheet][f"{found.letter or 'A'}{found.row}"]
                assert cell.fill.fgColor.rgb == PINK
                assert workbook.rule in cell.comment.text


def test_what_is_wrong_with_a_sheet_as_a_whole_stands_in_its_first_cell(marked):
    _, _, book = marked(problem(None, None, words="no headings"))
    sheet = book["组织生活记录表"]
    assert "no headings" in sheet["A1"].comment.text
    assert sheet["A1"].fill.fgColor.rgb == PINK


def test_headings_that_are_missing_misspelt_or_twice_are_marked_in_their_row(county, tmp_path):
    """... the missing ones beside the last one; and rows cannot be left out for them."""
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("组织生活记录表")
        sheet.write(0, 0, "东镇 2026年7月 组织生活")
        sheet.write_row(2, 0, ["记录编码", "所在村", "会议类型别", "日期", "日期"])
        sheet.write_row(3, 0, ["m1", "990101001001", "主题党日", "2026-07-01", "2026-07-01"])
    with read_package(path, "990101001", date(2026, 7, 31)) as package:
        verdict = judge(package, county.current().path, NOW, skip_bad_rows=True)
    assert not verdict.publishable
    book = openpyxl.load_workbook(BytesIO(mark_workbook(path, verdict.problems.listed, "zh")))
    said = {cell.coordinate: cell.comment.text for cell in book["组织生活记录表"][3] if cell.comment}
    assert set(said) == {"C3", "E3", "F3"}
    assert "会议类型别" in said["C3"]
    assert "重复" in said["E3"]
    assert said["F3"].count("缺少列标题") == 2
