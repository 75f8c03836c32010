"""The import page tells a clerk what is wrong in the clerk's own words, sheet by sheet."""

import io
from datetime import date

import openpyxl
import pytest

from data.home import Home
from data.intake.template import find_recipient, write_template
from data.schema import ENUMERATIONS, SUBMISSION, TABLES
from data.store import Store

from .conftest import texts

PAGE = "pages/records/import_files.py"
TOWNSHIP, VILLAGE = "990101002", "990101002001"
MEETING = ["T1", VILLAGE, ENUMERATIONS["meeting_type"].labels["branch_congress"].zh, date(2026, 6, 3), 20, 18]


@pytest.fixture
def workbook(home):
    """A township's template with one meeting, changed as a test asks."""
    store = Store(Home(home))
    with store.reader() as reader:
        recipient = find_recipient(reader, TOWNSHIP, date(2026, 7, 1))
    store.close()

    def made(change=lambda sheet: None, end=date(2026, 6, 30)):
        file = io.BytesIO()
        write_template(file, recipient, "zh")
        book = openpyxl.load_workbook(file)
        sheet, statement = book[TABLES["meeting"].title.zh], book[SUBMISSION.title.zh]
        for position, value in enumerate(MEETING, 1):
            sheet.cell(4, position, value)
        change(sheet)
        for row in range(3, statement.max_row + 1):
            if statement.cell(row, 3).value in (TABLES["meeting"].title.zh, TABLES["post_month"].title.zh):
                statement.cell(row, 2, end)
        sent = io.BytesIO()
        book.save(sent)
        return sent.getvalue()

    return made


def check(visit, home, content):
    at = visit(home, PAGE, lang="zh", unit=TOWNSHIP)
    at.file_uploader(key="files").set_value(("镇报表.xlsx", content, "application/octet-stream")).run()
    at.button(key="check").click().run()
    assert not at.exception
    return at


def table(at, key):
    return next(found.value for found in at.dataframe if key in found.value)


def test_only_what_is_reported_is_listed_and_who_has_no_row_is_told(visit, home, workbook):
    at = check(visit, home, workbook())
    sheets = table(at, "state")
    assert dict(zip(sheets["sheet"], sheets["state"], strict=True)) == {
        "组织生活记录表": "✔ 通过", "驻村月报": "— 本期无数据",
    }  # fmt: skip
    assert any("3 个村没有数据行" in text for text in texts(at))
    assert any("本级指标" in text for text in texts(at)), "what changes for the township itself"


def test_a_missing_heading_is_called_by_its_name(visit, home, workbook):
    at = check(visit, home, workbook(lambda sheet: sheet.__setitem__("F1", "签到") or sheet.__setitem__("F2", "x")))
    groups = table(at, "n")
    assert "实到人数" in list(groups["column"])
    assert any("实到人数" in message for message in groups["message"])


def test_a_period_end_of_another_year_is_told(visit, home, workbook):
    at = check(visit, home, workbook(end=date(2025, 6, 30)))
    assert any("晚于本表填写的数据截止日期" in message for message in table(at, "n")["message"])
