"""Reading one cell: what a clerk wrote, as a date, a number, a yes or no, a choice or a code.

Each reader takes the cell's text and returns a `Reading`: the value in its canonical spelling with a note if the
spelling was normalised, or what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from data.intake.words import heading_key, plain
from data.text import Text


class Note(Enum):
    """What was normalised (V-12)."""

    SPACES = Text("spaces removed", "已去除空格")
    WIDTH = Text("full-width characters read as half-width", "全角字符已转为半角")
    SEPARATORS = Text("thousands separators removed", "已去除千位分隔符")
    DATE_FORM = Text("date written in another form", "日期格式已统一")
    MONTH_ONLY = Text("only the month was given: its first day was taken", "只填了年月，按当月1日处理")
    SERIAL = Text("Excel day number read as a date", "Excel 日期序号已转为日期")
    FIRST_DAY = Text("a month is written by its first day", "月份统一为当月1日")
    BLANK_MARK = Text("a dash or 'none' read as blank", "横线或“无”按空白处理")
    ROUNDED = Text("rounded to the decimals of the column", "已按本列小数位四舍五入")
    SYNONYM = Text("a synonym read as the label of the list", "同义词已对应到选项")
    UNIT_NAME = Text("a unit's name read as its code", "单位名称已对应为代码")
    DECIMAL_POINT = Text("'.0' removed from a code", "编码末尾的“.0”已去除")


class Fault(Enum):
    """Why a cell could not be read."""

    DATE = "date"
    NUMBER = "number"
    WHOLE = "whole"
    RANGE = "range"
    BOOLEAN = "boolean"
    CHOICE = "choice"


HINTS = {
    Fault.NUMBER: Text("is not a number", "不是数字"),
    Fault.WHOLE: Text("is not a whole number", "不是整数"),
    Fault.RANGE: Text("is too large", "数值过大"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A canonical `value` (None: blank) with the `note` of what was changed, or the `fault` with a `hint`."""

    value: str | None = None
    note: Note | None = None
    fault: Fault | None = None
    hint: Text | None = None


ReadCell = Callable[[str], Reading]

BLANK_MARKS = {"-", "--", "—", "——", "–", "/", "\\", "无", "n/a", "na", "null"}
DAY = re.compile(r"(\d{4})[-./年。、](\d{1,2})[-./月。、](\d{1,2})[日号]?")
WITH_TIME = re.compile(r"\s*(\d{4}[-/]\d{1,2}[-/]\d{1,2})[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*")
COMPACT_DAY = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
MONTH = re.compile(r"(\d{4})[-./年。、](\d{1,2})月?(?:份)?")
COMPACT_MONTH = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])")
SERIAL = re.compile(r"(\d{5})(\.\d+)?")
SERIAL_DAYS = range(10_000, 73_051)  # 1927 to 2099; 1900's false leap day lies before
EXCEL_EPOCH = date(1899, 12, 30)
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
CODE_AS_NUMBER = re.compile(r"\d+\.0+")

YES = {"是", "有", "对", "√", "✓", "true", "t", "1", "1.0", "y", "yes"}
NO = {"否", "无", "没有", "×", "✗", "false", "f", "0", "0.0", "n", "no"}


def read_date(text: str) -> Reading:
    """An ISO date from any of the forms that occur; the month alone gives its first day and a note."""
    if with_time := WITH_TIME.fullmatch(text):
        text = with_time.group(1)
    word = plain(text)
    if match := DAY.fullmatch(word) or COMPACT_DAY.fullmatch(word):
        return _day(text, word, int(match[1]), int(match[2]), int(match[3]))
    if match := MONTH.fullmatch(word) or COMPACT_MONTH.fullmatch(word):
        return _day(text, word, int(match[1]), int(match[2]), 1, Note.MONTH_ONLY)
    if (match := SERIAL.fullmatch(word)) and int(match[1]) in SERIAL_DAYS:
        return Reading((EXCEL_EPOCH + timedelta(int(match[1]))).isoformat(), Note.SERIAL)
    if word.lower() in BLANK_MARKS:
        return Reading(None, Note.BLANK_MARK)
    return Reading(fault=Fault.DATE)


def read_month(text: str) -> Reading:
    """The first day of a month; a day within it is moved there with a note."""
    reading = read_date(text)
    if reading.value is None:
        return reading
    first = f"{reading.value[:8]}01"
    month_only = reading.note is Note.MONTH_ONLY
    moved = Note.FIRST_DAY if first != reading.value else None
    return Reading(first, moved or (Note.DATE_FORM if month_only else reading.note))


def _day(text: str, word: str, year: int, month: int, day: int, note: Note | None = None) -> Reading:
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        return Reading(fault=Fault.DATE)
    if value != word:
        return Reading(value, note or Note.DATE_FORM)
    return Reading(value, note or _spelling(text, word))


def number_reader(kind: str) -> ReadCell:
    """A reader of numbers for a DuckDB type: whole numbers within their range, decimals rounded to their places."""
    whole = {"TINYINT": 127, "SMALLINT": 32_767, "INTEGER": 2_147_483_647, "BIGINT": 2**63 - 1}.get(kind)
    precision, scale = (int(x) for x in kind[8:-1].split(",")) if kind.startswith("DECIMAL") else (17, 9)

    def read(text: str) -> Reading:
        word = plain(text)
        digits = word.replace(",", "") if GROUPED.fullmatch(word) else word
        if not NUMBER.fullmatch(digits):
            return Reading(fault=Fault.NUMBER)
        note = Note.SEPARATORS if digits != word else _spelling(text, word)
        if len(digits) > 40:
            return Reading(fault=Fault.RANGE)
        return _whole(Decimal(digits), whole, note) if whole else _decimal(Decimal(digits), precision, scale, note)

    return read


def _whole(number: Decimal, largest: int, note: Note | None) -> Reading:
    if number != number.to_integral_value():
        return Reading(fault=Fault.WHOLE)
    return Reading(str(int(number)), note) if abs(number) <= largest else Reading(fault=Fault.RANGE)


def _decimal(number: Decimal, precision: int, scale: int, note: Note | None) -> Reading:
    if abs(number) >= 10 ** (precision - scale):
        return Reading(fault=Fault.RANGE)
    rounded = round(number, scale)
    changed = abs(rounded - number) > Decimal("1e-6")
    return Reading(str(rounded), Note.ROUNDED if changed else note)


def read_boolean(text: str) -> Reading:
    word = plain(text).lower()
    if word in YES or word in NO:
        return Reading("true" if word in YES else "false", _spelling(text, plain(text)))
    return Reading(None, Note.BLANK_MARK) if word in BLANK_MARKS else Reading(fault=Fault.BOOLEAN)


def read_code(text: str) -> Reading:
    """A code or key: text, in half width, without spaces."""
    word = plain(text)
    if CODE_AS_NUMBER.fullmatch(word):
        return Reading(word.split(".")[0], Note.DECIMAL_POINT)
    return Reading(word or None, _spelling(text, word))


def unit_reader(codes: Mapping[str, str]) -> ReadCell:
    """A reader of unit codes that takes a unit's name as well; `codes` by spelling, without spaces, width and case."""

    def read(text: str) -> Reading:
        code = codes.get(heading_key(text))
        return Reading(code, Note.UNIT_NAME) if code else read_code(text)

    return read


def read_text(text: str) -> Reading:
    """Free text without the spaces around it."""
    return Reading(text.strip() or None, Note.SPACES)


def _spelling(text: str, word: str) -> Note | None:
    if word == text:
        return None
    return Note.SPACES if "".join(text.split()) == word else Note.WIDTH
