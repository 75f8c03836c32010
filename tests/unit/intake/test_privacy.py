"""V-07: what must never enter is found wherever it hides, and what only looks like it does no harm."""

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment

from data.intake.judge import judge
from data.intake.personal import find_personal, is_id_number
from data.intake.read import read_package

from . import world as w
from .forms import write_parquet, write_xlsx

# Invented: the area code 990101 does not exist, the check digits agree.
MOBILE, NO_DATE = "13912345678", "990101199013071234"


def with_check_digit(first):
    return next(first + d for d in "0123456789X" if is_id_number(first + d))


ID, ID_WITH_X = (
    with_check_digit("99010119900307123"),
    next(number for n in range(100, 999) if (number := with_check_digit(f"99010119900307{n}")).endswith("X")),
)
WRONG_CHECK = ID[:17] + str((int(ID[17]) + 1) % 10 if ID[17] != "X" else 1)


def test_the_published_example_of_the_standard_is_valid():
    assert is_id_number("11010519491231002X")  # GB 11643-1999, annex
    assert is_id_number("440524188001010014")
    assert not is_id_number("110105194912310021")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (ID, ["id_number"]),
        (ID_WITH_X, ["id_number"]),
        (ID_WITH_X.lower(), ["id_number"]),
        (f"身份证{ID}号", ["id_number"]),
        (f"{ID[:6]} {ID[6:14]} {ID[14:]}", ["id_number"]),
        (f"张三,{ID};{MOBILE}", ["id_number", "mobile"]),
        (ID.translate(str.maketrans("0123456789", "０１２３４５６７８９")), ["id_number"]),
        (MOBILE, ["mobile"]),
        (f"电话{MOBILE}。", ["mobile"]),
        (f"+86{MOBILE}", ["mobile"]),
        ("139-1234-5678", ["mobile"]),
        (WRONG_CHECK, []),
        (NO_DATE, []),
        ("12912345678", []),
        (f"9{MOBILE}", []),
        (f"a{MOBILE}", []),
        (f"{ID}0", []),
        (w.key(int(ID)), []),
        ("f" * 20 + MOBILE + "f" * 33, []),
        ("990101001001", []),
        ("2025-05-01", []),
    ],
)
def test_numbers_are_told_from_keys_by_their_bounds(text, kinds):
    assert [kind for kind, _ in find_personal(text)] == kinds


def refusal(path):
    with read_package(path, w.COUNTY, w.PERIOD_END) as package:
        verdict = judge(package, None, w.NOW)
    assert not verdict.publishable
    assert not any(ID in str(p) or MOBILE in str(p) for p in verdict.problems.listed)
    return [(p.sheet, p.row, p.letter) for p in verdict.problems.listed if p.rule == "V-07"]


def test_a_cell_refuses_the_whole_file_and_is_not_repeated(tmp_path):
    tables = w.world()
    tables["org_unit"][4]["name_zh"] = f"某村（联系 {MOBILE}）"
    assert refusal(write_xlsx(tmp_path / "w.xlsx", tables)) == [("组织机构表", 6, "D")]
    assert refusal(w.write_csv(tmp_path / "csv", tables)) == [("org_unit", 6, "D")]
    assert [row for _, row, _ in refusal(write_parquet(tmp_path / "parquet", tables))] == [5]


def test_a_column_that_is_no_field_is_screened_too(tmp_path):
    tables = w.world()
    tables["meeting"][0]["备注"] = ID
    assert refusal(write_xlsx(tmp_path / "w.xlsx", tables)) == [("组织生活记录表", 2, "I")]
    assert refusal(write_parquet(tmp_path / "parquet", tables))


@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
def test_sheets_that_are_no_table_are_screened_hidden_ones_too(tmp_path, state):
    book = openpyxl.load_workbook(write_xlsx(tmp_path / "w.xlsx", w.world()))
    sheet = book.create_sheet("通讯录")
    sheet.sheet_state = state
    sheet["C7"] = int(MOBILE)
    book.save(tmp_path / "w.xlsx")
    assert refusal(tmp_path / "w.xlsx") == [("通讯录", 7, "C")]


@pytest.mark.parametrize("writer", ["openpyxl", "xlsxwriter"])
def test_comments_are_screened(tmp_path, writer):
    path = write_xlsx(tmp_path / "w.xlsx", w.world())
    if writer == "openpyxl":
        book = openpyxl.load_workbook(path)
        book["组织生活记录表"]["B5"].comment = Comment(f"村支书 {MOBILE}", "镇党政办")
        book.save(path)
    else:
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("组织机构表")
            sheet.write_row(0, 0, ["区划代码"])
            sheet.write_comment("B5", f"村支书 {MOBILE}")
    [(sheet, row, letter)] = refusal(path)
    assert "comment" in sheet
    assert (letter, row) == ("B", 5)


def test_a_text_box_is_screened(tmp_path):
    path = tmp_path / "w.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("组织机构表")
        sheet.write_row(0, 0, ["区划代码"])
        sheet.insert_textbox(2, 2, f"电话：{MOBILE}")
    assert len(refusal(path)) == 1


def test_an_id_number_typed_as_a_number_has_lost_its_last_digits_and_is_refused(tmp_path):
    book = openpyxl.load_workbook(write_xlsx(tmp_path / "w.xlsx", w.world()))
    book["组织生活记录表"]["J3"] = int(ID)
    book.save(tmp_path / "w.xlsx")
    assert [row for _, row, _ in refusal(tmp_path / "w.xlsx")] == [3]


@pytest.mark.parametrize(
    "name", ["姓名", "党员姓名", "名字", "身份证号", "手机", "手机号码", "name", "Full name", "电话"]
)
def test_a_name_column_in_a_person_sheet_refuses_the_whole_file(tmp_path, name):
    tables = w.world()
    for row in tables["member"]:
        row[name] = "某某"
    assert refusal(write_xlsx(tmp_path / "w.xlsx", tables)) == [("党员及发展对象台账", 1, "S")]


def test_units_have_names_and_keys_are_exempt(judged):
    tables = w.world()
    tables["person"].append({"person_id": "1" * 64, "sex": "f", "birth_year": "1960"})
    tables["org_unit"][0]["Name"] = "some county"
    verdict = judged(tables)
    assert verdict.publishable
    assert len(verdict.problems) == 0


def test_a_wrong_check_digit_is_no_id_number(judged):
    tables = w.world()
    tables["org_unit"][4]["name_en"] = f"Code {WRONG_CHECK}"
    assert judged(tables).publishable


def test_what_else_is_wrong_is_told_with_it_and_no_number_is_repeated(tmp_path):
    tables = w.world()
    tables["evaluation"][0]["person_id"] = ID
    tables["meeting"][0] |= {"meeting_type": "茶话会", "attended_n": "99", "备注": f"电话 {MOBILE}"}
    path = write_xlsx(tmp_path / "w.xlsx", tables)
    with read_package(path, w.COUNTY, w.PERIOD_END) as package:
        verdict = judge(package, None, w.NOW, skip_bad_rows=True)
    assert not verdict.publishable, "rows may be left out, a file with personal details may not"
    listed = verdict.problems.listed
    assert {p.rule for p in listed} >= {"V-07", "V-09", "V-14", "V-25"}
    assert next(p.cell for p in listed if p.rule == "V-07" and p.sheet == "评议考核表") == "B2"
    said = " ".join(f"{p} {p.value}" for p in (*listed, *(group.example for group in verdict.problems.groups)))
    assert ID not in said
    assert MOBILE not in said
    assert verdict.corrections == (), "they quote cells"
