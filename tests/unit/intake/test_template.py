"""The template: what the importer gives out it takes back."""

import re
from datetime import date

import openpyxl
import pytest
import xlsxwriter

from data.errors import DataError
from data.intake.judge import judge
from data.intake.marks import ABOUT_SHEET
from data.intake.read import read_package
from data.intake.template import Recipient, TemplateUnit, find_recipient, write_template
from data.schema import ENUMERATIONS, SUBMISSION, TABLES

from . import world as w
from .test_against_store import County

UNITS = [TemplateUnit(unit["org_unit_id"], unit["name_zh"], unit["name_en"]) for unit in w.WORLD["org_unit"]]


@pytest.fixture
def template(tmp_path):
    def write(language="zh", synthetic=False, **more):
        path = tmp_path / f"template-{language}.xlsx"
        write_template(path, Recipient(UNITS, synthetic, **more), language)
        return path

    return write


def fill(path, tables, language="zh", period_end=date(2025, 6, 30)):
    """What a clerk does: rows under the headings, labels from the lists, and the period end of each sheet sent."""
    book = openpyxl.load_workbook(path)
    for name, rows in tables.items():
        sheet = book[TABLES[name].title.zh]
        for number, row in enumerate(rows, 4):
            for position, column in enumerate(TABLES[name].columns, 1):
                if row.get(column.name):
                    sheet.cell(number, position, typed(column, row[column.name], language))
    statement = book[SUBMISSION.title.zh]
    for row in range(3, statement.max_row + 1):
        if period_end and any(TABLES[name].title.zh == statement.cell(row, 3).value for name in tables):
            statement.cell(row, 2, period_end)
    book.save(path)
    return path


def typed(column, text, language):
    if column.enum:
        return ENUMERATIONS[column.enum].labels[text].in_language(language)
    if column.type == "BOOLEAN":
        return {"true": "是", "false": "否"}[text]
    if column.type == "DATE":
        return date.fromisoformat(text)
    return text if column.type == "VARCHAR" else float(text)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_filled_template_reads_back_without_a_problem(template, language):
    with read_package(fill(template(language), w.world(), language)) as package:
        verdict = judge(package, None, w.NOW)
        assert [str(p) for p in verdict.problems.listed] == []
        assert verdict.corrections == ()
        assert verdict.publishable
        assert {s.sheet: s.rows_n for s in verdict.submissions} == {name: len(rows) for name, rows in w.WORLD.items()}
        rows = verdict.rows("meeting").read_all().to_pylist()
        assert rows[0]["org_unit_id"] == w.VILLAGE  # a code stays text
        assert rows[0]["meeting_date"] == date(2025, 5, 20)


def test_the_caller_may_give_the_period_end_of_what_was_filled_in(template):
    path = fill(template(), {"org_unit": w.world()["org_unit"]}, period_end=None)
    with read_package(path, w.COUNTY, w.PERIOD_END) as package:
        assert [s.sheet for s in package.submissions] == ["org_unit"]


def test_an_empty_template_reports_nothing(template):
    with pytest.raises(DataError) as told:
        read_package(template())
    assert "报送登记表" in told.value.reason.zh


def test_only_sheets_with_a_period_end_are_reported(template):
    path = fill(template(), {"org_unit": w.world()["org_unit"], "meeting": []})
    with read_package(path) as package:
        verdict = judge(package, None, w.NOW)
    assert {(s.sheet, s.rows_n) for s in verdict.submissions} == {("org_unit", 6), ("meeting", 0)}


@pytest.mark.parametrize("synthetic", [True, False])
def test_a_template_of_a_synthetic_store_is_marked(template, synthetic):
    path = fill(template(synthetic=synthetic), {"org_unit": w.world()["org_unit"]})
    assert openpyxl.load_workbook(path)[ABOUT_SHEET].sheet_state == "hidden"
    with read_package(path) as package:
        assert package.synthetic is synthetic


def test_an_old_template_goes_back(template):
    path = fill(template(), {"org_unit": w.world()["org_unit"]})
    book = openpyxl.load_workbook(path)
    book[ABOUT_SHEET]["B1"] = "0"
    book.save(path)
    with read_package(path) as package:
        assert {p.rule for p in judge(package, None, w.NOW).problems.listed} == {"V-01"}


def test_each_table_has_its_sheet_with_headings_in_both_languages_and_lists(template):
    book = openpyxl.load_workbook(template(persons=[(w.key(1), w.VILLAGE, 1971)]))
    for table in TABLES.values():
        sheet = book[table.title.zh]
        assert [cell.value for cell in sheet[1]] == [column.heading.zh for column in table.columns]
        assert [cell.value for cell in sheet[2]] == [column.heading.en for column in table.columns]
        assert sheet["A3"].value.startswith("示例 Example")
        assert sheet.freeze_panes == "B4"
        assert all(cell.comment for cell in sheet[1])
        offered = {str(v.sqref).rstrip("0123456789")[:1] for v in sheet.data_validations.dataValidation}
        wanted = [c for c in table.columns if c.enum or c.type == "BOOLEAN" or c.references in ("org_unit", "person")]
        assert len(offered) == len(wanted)
    assert book[SUBMISSION.title.zh]["A3"].value == w.COUNTY


def test_the_examples_keep_the_rules_they_can_keep_by_themselves(template, tmp_path):
    book = openpyxl.load_workbook(template())
    tables = {"org_unit": w.world()["org_unit"], "person": w.world()["person"]}
    for table in TABLES.values():
        if table.name not in tables:
            cells = [str(cell.value or "") for cell in book[table.title.zh][3]]
            cells = [c.replace("示例 Example ", "").replace("（64 位编码）", w.key(1)) for c in cells]
            tables[table.name] = [dict(zip([c.name for c in table.columns], cells, strict=True))]
    tables["talent_support"][0]["mentee_person_id"] = w.key(2)
    with read_package(w.write_csv(tmp_path / "p", tables), w.COUNTY, w.PERIOD_END) as package:
        problems = judge(package, None, w.NOW).problems.listed
    assert [str(p) for p in problems] == []


def test_no_text_in_a_template_is_a_formula(template):
    for sheet in openpyxl.load_workbook(template()):
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_a_recipient_is_found_in_the_published_snapshot(tmp_path):
    county = County(tmp_path)
    county.publish(w.world())
    with county.store.reader() as reader:
        recipient = find_recipient(reader, w.TOWNSHIP, w.NOW.date())
        assert [unit.org_unit_id for unit in recipient.units] == [w.TOWNSHIP, w.VILLAGE, w.SECOND_VILLAGE]
        assert recipient.reporter == w.TOWNSHIP
        assert (w.key(6), w.SECOND_VILLAGE, 1976) in recipient.persons
        assert recipient.synthetic is False
        with pytest.raises(DataError):
            find_recipient(reader, "990199", w.NOW.date())
    county.store.close()


def test_lists_behind_drop_downs_are_no_records(tmp_path, template):
    with read_package(fill(template(), {"org_unit": w.world()["org_unit"]})) as package:
        assert package.remarks == ()
    with xlsxwriter.Workbook(tmp_path / "w.xlsx") as book:
        book.add_worksheet("别的").write(0, 0, "x")
    with pytest.raises(DataError):
        read_package(tmp_path / "w.xlsx", w.COUNTY, w.PERIOD_END)


def test_what_is_in_force_is_there_to_be_chosen_and_to_be_changed(tmp_path):
    """A clerk chooses the code of a term for the month, and copies a term to end it; the codes stay."""
    county = County(tmp_path)
    county.publish(w.world())
    with county.store.reader() as reader:
        recipient = find_recipient(reader, w.TOWNSHIP, w.NOW.date())
    path = tmp_path / "known.xlsx"
    write_template(path, recipient, "zh")
    book = openpyxl.load_workbook(path)
    listed = book["任职编码 Terms"]
    terms = {row[0].value: [cell.value for cell in row] for row in listed.iter_rows(min_row=3)}
    assert list(terms) == ["P3", "P1"], "P2 has ended; P3 owes a monthly row"
    assert "书记" in terms["P1"][3]
    assert terms["P1"][-1] == "测试001"
    assert [cell.value for cell in listed[1]][:-1] == [c.heading.zh for c in TABLES["post_term"].columns]
    choices = [v.formula1 for v in book["驻村月报"].data_validations.dataValidation if "A4" in str(v.sqref)]
    assert choices == ["'任职编码 Terms'!$A$3:$A$3"]
    assert {row[0].value for row in book["人才编码 Talents"].iter_rows(min_row=3)} == {"N1"}
    statement, sheet = book[SUBMISSION.title.zh], book["任职台账"]
    for position, value in enumerate(terms["P1"][:-1], 1):  # what a clerk does: copy the row, enter the end
        sheet.cell(4, position, value)
    sheet.cell(4, 6, date(2025, 7, 1))
    sheet.cell(4, 7, "辞职")
    for row in range(3, statement.max_row + 1):
        if statement.cell(row, 3).value == "任职台账":
            statement.cell(row, 2, date(2025, 6, 30))
    book.save(path)
    with read_package(path) as package:
        verdict = judge(package, county.store.current().path, w.NOW)
        assert [str(p) for p in verdict.problems.listed] == []
        (sent,) = verdict.rows("post_term").read_all().to_pylist()
    assert (sent["post_term_id"], sent["end_date"], sent["person_id"]) == ("P1", date(2025, 7, 1), w.key(1))
    county.store.close()


@pytest.mark.parametrize(("language", "other"), [("zh", r"[A-Za-z]{3,}"), ("en", r"[一-鿿]")])
def test_the_notes_on_headings_are_in_the_templates_language(template, language, other):
    for sheet in openpyxl.load_workbook(template(language)):
        for row in sheet.iter_rows():
            assert not [c.comment.text for c in row if c.comment and re.search(other, c.comment.text)]
