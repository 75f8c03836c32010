"""What leaves the dashboard reads back equal to what was on screen, and nothing in it runs."""

import csv
import datetime
import io
import zipfile

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from analytics.charts import theme
from analytics.exports import Column, ExportTable, file_name, provenance, to_csv, to_xlsx
from analytics.exports.safe_text import FORMULA_STARTS, safe_column, safe_text
from analytics.words import STATES, VERDICTS, Verdict
from data.errors import DataError
from data.text import Text

NAMES = [
    '=HYPERLINK("http://evil","x")',
    "<script>alert(1)</script>",
    "a|b",
    "first\nsecond",
    "村" * 300,
    "＝1+1",
    "@SUM(A1)",
    "-2",
    "_x0041_",
]
STATE_CODES = [*STATES] * 3
COLUMNS = (
    Column("name", Text("Unit", "单位")),
    Column("numerator", Text("Numerator", "分子"), "integer"),
    Column("value", Text("Value", "数值"), "percent"),
    Column("change", Text("=Change", "＝变化"), "number", decimals=2, unit=Text("times", "倍")),
    Column("state", Text("State", "状态"), "state"),
    Column("verdict", Text("Verdict", "评判"), "verdict"),
    Column("provisional", Text("Provisional", "暂定"), "yes_no"),
    Column("day", Text("Reported on", "报送日期"), "date"),
)


@pytest.fixture(params=["en", "zh"])
def language(request):
    return request.param


@pytest.fixture
def frame():
    rows = len(NAMES)
    states = STATE_CODES[:rows]
    return pd.DataFrame(
        {
            "name": NAMES,
            "numerator": pd.array(
                [place if states[place] == "value" else pd.NA for place in range(rows)], dtype="Int64"
            ),
            "value": pd.array([200 / 3 if state == "value" else pd.NA for state in states], dtype="Float64"),
            "change": [-1.25 * place for place in range(rows)],
            "state": states,
            "verdict": [str(verdict) for verdict in Verdict][:rows],
            "provisional": pd.array([place % 2 == 0 for place in range(rows)], dtype="boolean"),
            "day": pd.to_datetime(["2025-09-30"] * (rows - 1) + [None]),
        }
    )


def table(frame, **more):
    return ExportTable(Text("Meetings held", "会议落实率"), COLUMNS, frame, **more)


def expected(frame, language, risky=lambda text: text):
    """The cells as a reader gets them back, by hand."""
    yes_no = {"en": {True: "yes", False: "no"}, "zh": {True: "是", False: "否"}}[language]
    for row in frame.to_dict("records"):
        yield [
            risky(row["name"]),
            None if row["numerator"] is pd.NA else row["numerator"],
            None if row["value"] is pd.NA else row["value"],
            row["change"],
            STATES[row["state"]].name.in_language(language),
            VERDICTS[Verdict(row["verdict"])].name.in_language(language),
            yes_no[row["provisional"]],
            None if row["day"] is pd.NaT else row["day"].to_pydatetime(),
        ]


def read_csv(data, encoding="utf-8-sig"):
    rows = list(csv.reader(io.StringIO(data.decode(encoding), newline="")))
    return rows[0], rows[1:]


def sheets_of(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def shown(value):
    """As Excel shows it: openpyxl leaves the file format's escape of `_x0041_` in the text."""
    return unescape(value) if isinstance(value, str) else value


def test_a_workbook_reads_back_equal_to_the_frame(frame, language):
    sheet = sheets_of(to_xlsx(table(frame), language)).worksheets[1]
    rows = [[shown(cell.value) for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows == list(expected(frame, language))


def test_nothing_in_a_workbook_is_a_formula_or_a_link(frame, language):
    data = to_xlsx(table(frame, cover=((Text("=A", "=A"), "=1+1"),)), language)
    book = sheets_of(data)
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert types <= {"s", "n", "d"}
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any("<f>" in sheet or "<hyperlink" in sheet or "mergeCell" in sheet for sheet in sheets)


def test_a_workbooks_cells_are_typed_and_formatted(frame, language):
    sheet = sheets_of(to_xlsx(table(frame), language)).worksheets[1]
    first = dict(zip((column.key for column in COLUMNS), sheet[2], strict=True))
    assert first["value"].number_format == "#,##0.0"
    assert first["change"].number_format == "#,##0.00"
    assert first["numerator"].number_format == "#,##0"
    assert first["day"].is_date
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:H{len(frame) + 1}"
    assert all(8 <= dimension.width <= 60 for dimension in sheet.column_dimensions.values())


def test_whole_counts_have_no_decimals_and_sums_of_hours_keep_theirs():
    sums = pd.DataFrame({"numerator": pd.array([1.0, 2.5, pd.NA, 1200.0], dtype="Float64")})
    columns = (Column("numerator", Text("Numerator", "分子"), "count"),)
    of_sums = ExportTable(Text("Sums", "合计"), columns, sums)
    assert to_csv(of_sums, "en").decode("utf-8-sig").split() == ['"Numerator"', "1", "2.5", '""', "1200"]
    cells = openpyxl.load_workbook(io.BytesIO(to_xlsx(of_sums, "en")))["Data"]["A"][1:]
    assert [(cell.value, cell.number_format) for cell in cells if cell.value is not None] == [
        (1, "#,##0"),
        (2.5, "#,##0.0"),
        (1200, "#,##0"),
    ]


def test_headings_say_the_unit(frame):
    headings = {
        language: [cell.value for cell in sheets_of(to_xlsx(table(frame), language)).worksheets[1][1]]
        for language in ("en", "zh")
    }
    assert headings["en"][:4] == ["Unit", "Numerator", "Value (%)", "=Change (times)"]
    assert headings["zh"][:4] == ["单位", "分子", "数值 (%)", "＝变化 (倍)"]


def test_a_workbooks_colours_mean_the_same_as_on_screen(frame, language):
    sheet = sheets_of(to_xlsx(table(frame), language)).worksheets[1]
    rules = {rule.formula[0]: rule.dxf for ranges in sheet.conditional_formatting for rule in ranges.rules}
    for state, colour in theme.STATE_FILL.items():
        assert rules[f'"{STATES[state].name.in_language(language)}"'].fill.bgColor.rgb == f"FF{colour[1:]}"
    for verdict, look in theme.LOOKS.items():
        assert rules[f'"{VERDICTS[verdict].name.in_language(language)}"'].font.color.rgb == f"FF{look.colour[1:]}"


def test_the_cover_says_where_the_table_comes_from(frame, language):
    cover = provenance(
        language, filters="城关镇", scope="宁山县", period="2025 Q3", snapshot_id="20251001T000000", code_version="abc",
        data_as_of=datetime.date(2025, 9, 30), generated_at=datetime.datetime(2025, 10, 1, 9, 30), synthetic=True,
    )  # fmt: skip
    sheet = sheets_of(to_xlsx(table(frame, cover=cover, internal=True), language)).worksheets[0]
    said = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=3)}
    assert sheet["A1"].value.startswith({"en": "Meetings held", "zh": "会议落实率"}[language])
    assert "internal" in sheet["A1"].value
    assert "内部资料" in sheet["A1"].value
    for part in ("城关镇", "宁山县", "2025 Q3", "20251001T000000", "abc", str(len(frame))):
        assert part in said.values()
    assert any("SYNTHETIC" in text or "模拟" in text for text in said.values())
    assert {"en": "30 September 2025", "zh": "2025年9月30日"}[language] in said.values()


def test_definitions_have_a_sheet_of_their_own(frame, language):
    more = {
        "definitions": (("三会一课落实率", "=1+1"),),
        "defined": (Text("Indicator", "指标"), Text("Definition", "定义")),
    }
    book = sheets_of(to_xlsx(table(frame, **more), language))
    assert len(book.sheetnames) == 3
    assert [[cell.value for cell in row] for row in book.worksheets[2].iter_rows(min_row=2)] == [
        ["三会一课落实率", "=1+1"]
    ]
    assert len(sheets_of(to_xlsx(table(frame), language)).sheetnames) == 2


def test_a_csv_reads_back_equal_to_the_frame(frame, language):
    _, rows = read_csv(to_csv(table(frame), language))
    wanted = list(expected(frame, language, safe_text))
    assert [row[0] for row in rows] == [row[0] for row in wanted]
    for place in (1, 2, 3):
        assert [float(row[place]) if row[place] else None for row in rows] == [row[place] for row in wanted]
    assert [row[4:7] for row in rows] == [row[4:7] for row in wanted]
    assert [row[7] for row in rows] == [row[7].strftime("%Y-%m-%d") if row[7] else "" for row in wanted]


def test_a_csv_has_a_mark_for_excel_or_is_gb18030(frame):
    assert to_csv(table(frame), "zh").startswith(b"\xef\xbb\xbf")
    assert read_csv(to_csv(table(frame), "zh", "gb18030"), "gb18030") == read_csv(to_csv(table(frame), "zh"))


def test_csv_and_workbook_hold_the_same_numbers(frame):
    _, rows = read_csv(to_csv(table(frame), "en"))
    sheet = sheets_of(to_xlsx(table(frame), "en")).worksheets[1]
    for text, cells in zip(rows, sheet.iter_rows(min_row=2, values_only=True), strict=True):
        assert [float(cell) if cell else None for cell in text[1:4]] == list(cells[1:4])


def test_formula_like_text_is_neutralised_and_negative_numbers_stay_numbers(frame):
    headings, rows = read_csv(to_csv(table(frame), "zh"))
    assert headings[3] == "'＝变化 (倍)"
    assert rows[0][0] == '\'=HYPERLINK("http://evil","x")'
    assert rows[7][0] == "'-2"
    assert rows[1][3] == "-1.25"


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.text()), min_size=1))
def test_safe_text_leaves_no_start_of_a_formula_and_changes_nothing_else(texts):
    made = safe_column(pd.Series(texts, dtype="str"))
    for text, safe in zip(texts, made, strict=True):
        if text is None:
            assert pd.isna(safe)
        else:
            assert safe == safe_text(text)
            assert not safe.startswith(tuple(FORMULA_STARTS))
            assert safe.removeprefix("'") == text.removeprefix("'")


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(TEXTS, st.floats(-1e9, 1e9, allow_subnormal=False)), max_size=5))
def test_any_text_and_number_survive_the_csv(rows):
    frame = pd.DataFrame(rows, columns=["name", "value"]).astype({"name": "str", "value": "float64"})
    columns = (Column("name", Text("Unit", "单位")), Column("value", Text("Value", "数值"), "number"))
    _, back = read_csv(to_csv(ExportTable(Text("t", "t"), columns, frame), "en"))
    assert [(row[0], float(row[1])) for row in back] == [(safe_text(name), value) for name, value in rows]


def test_a_table_without_rows_still_has_its_headings(frame, language):
    empty = table(frame.head(0))
    headings, rows = read_csv(to_csv(empty, language))
    assert (len(headings), rows) == (len(COLUMNS), [])
    assert sheets_of(to_xlsx(empty, language)).worksheets[1].max_row == 1


def test_more_rows_than_a_sheet_holds_are_refused_with_the_way_out():
    frame = pd.DataFrame({"name": pd.Series(["x"], dtype="str").repeat(1_048_576)})
    with pytest.raises(DataError, match=r"1,048,576 rows.*CSV or Parquet"):
        to_xlsx(ExportTable(Text("t", "t"), (COLUMNS[0],), frame), "en")


def test_an_unknown_state_is_a_bug_not_a_blank(frame):
    with pytest.raises(AssertionError, match="has no words"):
        to_csv(table(frame.assign(state="lost")), "en")


def test_file_names_are_safe_everywhere_and_marked_internal():
    assert file_name(["宁山县", "2025Q3", '../=cmd|"x"'], "xlsx") == "宁山县-2025Q3-cmd_x.xlsx"
    assert file_name(["表"], "csv", internal=True) == "表-内部资料-internal.csv"
    assert len(file_name(["村" * 300], "csv")) <= 125


def test_a_large_table_is_written_in_parts_as_if_in_one(frame, monkeypatch):
    whole = to_csv(table(frame), "zh"), list(sheets_of(to_xlsx(table(frame), "zh")).worksheets[1].values)
    monkeypatch.setattr("analytics.exports.csv.AT_ONCE", 4)
    monkeypatch.setattr("analytics.exports.xlsx.AT_ONCE", 4)
    assert whole == (
        to_csv(table(frame), "zh"),
        list(sheets_of(to_xlsx(table(frame), "zh")).worksheets[1].values),
    )
