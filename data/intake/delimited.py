"""CSV files: UTF-8 with or without a byte order mark, else GB18030, which DuckDB does not read."""

from __future__ import annotations

import csv
import io
from itertools import zip_longest

from data.errors import DataError
from data.intake.extent import MOST_COLUMNS, demand_cells
from data.intake.grids import Grid
from data.intake.limits import SHIPPED, Limits
from data.intake.sources import EMPTY, TOO_LARGE, Member
from data.text import Text

DELIMITERS = (",", "\t", ";", "，")


def read_delimited(member: Member, limits: Limits = SHIPPED) -> Grid:
    """The cells of a CSV file; `DataError` if it is no text or no table."""
    if member.path.stat().st_size > limits.unpacked_bytes:
        raise DataError(TOO_LARGE.fill(limit=limits.unpacked_mb, files=1), member.name)
    text = decode(member.path.read_bytes(), member.name)
    if not text.strip():
        raise DataError(EMPTY, member.name)
    csv.field_size_limit(limits.cell_characters)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise DataError(NO_TABLE.fill(why=str(error)), member.name) from error
    width = max(map(len, rows), default=0)
    if width > MOST_COLUMNS or width * len(rows) > 2 * sum(map(len, rows)):
        demand_cells(width, len(rows), member.name, limits)  # a row far longer than the others makes them all so
    columns = [[cell if cell.strip() else None for cell in cells] for cells in zip_longest(*rows, fillvalue="")]
    return Grid(member.name, member.title, columns)


def decode(content: bytes, place: str) -> str:
    """Text of a file in UTF-8 or GB18030 (which holds GBK and GB2312)."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "gb18030"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataError(NO_TEXT, place)


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(DELIMITERS, key=first.count)


NO_TEXT = Text(
    "The file is not text in UTF-8 or GB18030. In Excel choose 'CSV UTF-8' when saving.",
    "文件不是 UTF-8 或 GB18030 编码的文本。请在 Excel 中另存为“CSV UTF-8”。",
)
NO_TABLE = Text("The file cannot be read as CSV: {why}.", "文件无法按 CSV 读取：{why}。")
