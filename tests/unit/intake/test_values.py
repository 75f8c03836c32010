"""Reading a cell: what clerks write, and what is made of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.choices import choice_reader
from data.intake.values import Fault, Note, number_reader, read_boolean, read_code, read_date, read_month
from data.schema import ENUMERATIONS


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("2024-05-01", "2024-05-01", None),
        (" 2024-05-01 ", "2024-05-01", Note.SPACES),
        ("2024.5.1", "2024-05-01", Note.DATE_FORM),
        ("2024/5/1", "2024-05-01", Note.DATE_FORM),
        ("2024年5月1日", "2024-05-01", Note.DATE_FORM),
        ("２０２４年５月１日", "2024-05-01", Note.DATE_FORM),
        ("２０２４-０５-０１", "2024-05-01", Note.WIDTH),
        ("20240501", "2024-05-01", Note.DATE_FORM),
        ("2024-05-01 00:00:00", "2024-05-01", None),
        ("2024年5月", "2024-05-01", Note.MONTH_ONLY),
        ("2024-05", "2024-05-01", Note.MONTH_ONLY),
        ("2024.5", "2024-05-01", Note.MONTH_ONLY),
        ("202405", "2024-05-01", Note.MONTH_ONLY),
        ("45413", "2024-05-01", Note.SERIAL),
        ("45413.5", "2024-05-01", Note.SERIAL),
        ("—", None, Note.BLANK_MARK),
        ("无", None, Note.BLANK_MARK),
    ],
)
def test_dates_are_read_in_every_form_that_occurs(text, value, note):
    reading = read_date(text)
    assert (reading.value, reading.note, reading.fault) == (value, note, None)


@pytest.mark.parametrize(
    "text", ["2024-02-30", "2024.13.1", "5月1日", "24.5.1", "2024", "infinity", "epoch", "2024.1?", "1e5"]
)
def test_what_is_no_date_is_not_guessed(text):
    assert read_date(text).fault is Fault.DATE


def test_a_month_is_its_first_day():
    assert (read_month("2024年5月").value, read_month("2024年5月").note) == ("2024-05-01", Note.DATE_FORM)
    assert (read_month("2024-05-17").value, read_month("2024-05-17").note) == ("2024-05-01", Note.FIRST_DAY)


@pytest.mark.parametrize(
    ("kind", "text", "value", "note", "fault"),
    [
        ("SMALLINT", "１２", "12", Note.WIDTH, None),
        ("SMALLINT", " 12", "12", Note.SPACES, None),
        ("INTEGER", "1,234", "1234", Note.SEPARATORS, None),
        ("INTEGER", "12,34", None, None, Fault.NUMBER),
        ("SMALLINT", "12.0", "12", None, None),
        ("SMALLINT", "12.5", None, None, Fault.WHOLE),
        ("SMALLINT", "40000", None, None, Fault.RANGE),
        ("INTEGER", "1e308", None, None, Fault.NUMBER),
        ("INTEGER", "9" * 400, None, None, Fault.RANGE),
        ("DECIMAL(12,2)", "43,382.00", "43382.00", Note.SEPARATORS, None),
        ("DECIMAL(12,2)", "43382.125", "43382.12", Note.ROUNDED, None),
        ("DECIMAL(12,2)", "43382.0000000001", "43382.00", None, None),
        ("DECIMAL(5,1)", "10000", None, None, Fault.RANGE),
        ("SMALLINT", "十二", None, None, Fault.NUMBER),
        ("SMALLINT", "-", None, None, Fault.NUMBER),  # blank is not zero, and a dash may be either
    ],
)
def test_numbers_are_read_within_their_type(kind, text, value, note, fault):
    reading = number_reader(kind)(text)
    assert (reading.value, reading.note, reading.fault) == (value, note, fault)


@given(st.integers(-32_767, 32_767))
def test_every_whole_number_survives_thousands_separators(number):
    assert number_reader("SMALLINT")(f"{number:,}").value == str(number)


@given(st.dates())
def test_every_date_survives_the_chinese_form(day):
    assert read_date(f"{day.year:04d}年{day.month}月{day.day}日").value == day.isoformat()


@pytest.mark.parametrize(
    ("text", "value"),
    [("是", "true"), ("否", "false"), ("TRUE", "true"), ("0", "false"), ("Y", "true"), ("n", "false"), ("１", "true")],
)
def test_yes_and_no(text, value):
    assert read_boolean(text).value == value


def test_neither_yes_nor_no():
    assert read_boolean("也许").fault is Fault.BOOLEAN


@pytest.mark.parametrize("name", ENUMERATIONS)
def test_every_choice_is_read_by_code_and_by_either_label(name):
    read = choice_reader(name)
    for code, label in ENUMERATIONS[name].labels.items():
        assert [read(word).value for word in (code, code.upper(), label.zh, label.en, f" {label.zh} ")] == [code] * 5


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("education", "专科", "college"),
        ("education", "高中", "senior"),
        ("meeting_type", "党员大会", "branch_congress"),
        ("grade", "称职", None),
        ("grade", "合格", "qualified"),
        ("post_type", "党务工作者", "party_affairs_worker"),
        ("post_end_reason", "撤换", "removed"),
    ],
)
def test_synonyms_are_read_where_they_can_mean_only_one(name, text, code):
    reading = choice_reader(name)(text)
    assert reading.value == code
    assert reading.note is (Note.SYNONYM if code else None)


def test_a_county_adds_its_own_synonyms():
    assert choice_reader("meeting_type", {"坝坝会": "party_group"})("坝坝会").value == "party_group"


def test_an_unknown_choice_names_the_likely_one_or_the_list():
    assert "大专" in choice_reader("education")("专科学历").hint.zh
    assert "党员大会" in choice_reader("meeting_type")("茶话会茶话").hint.zh


@pytest.mark.parametrize(("text", "value"), [("９９０１０１", "990101"), (" 990101 001 ", "990101001"),
                                             ("990101001.0", "990101001"), ("A-1.5", "A-1.5")])  # fmt: skip
def test_codes_are_text_in_half_width(text, value):
    assert read_code(text).value == value
