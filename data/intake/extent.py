"""How far the sheets of a workbook reach, looked up before any is laid out.

The reader lays a sheet out whole: one stray cell in a far corner would become thousands of millions of blank ones, and
no limit between the steps could stop that.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator

from data.errors import DataError
from data.intake.limits import Limits
from data.intake.sources import DAMAGED, Member
from data.text import Text

MOST_COLUMNS = 1_000  # no table has more than a few dozen
PIECE, OVERLAP = 16 << 20, 64
FEW = 26  # columns of one letter: told apart only where there are very many rows
NARROW = re.compile(rb"""\sr\s*=\s*["']([A-Za-z])\d""")
WIDE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{2,3})\d""")
TALL = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]{0,3}(\d{5,})""")


def demand_extent(member: Member, limits: Limits) -> None:
    """`DataError` if a sheet is wider, or has more cells from its first to its last, than is allowed."""
    try:
        with zipfile.ZipFile(member.path) as archive:
            for name in archive.namelist():
                if name.endswith(".xml"):
                    width, height = _extent(_pieces(archive, name))
                    if width == FEW and width * height > limits.cells:
                        width = _columns(_pieces(archive, name))
                    demand_cells(width, height, f"{member.name} · {name}", limits)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
        raise DataError(DAMAGED, member.name) from error


def demand_cells(width: int, height: int, place: str, limits: Limits) -> None:
    if width > MOST_COLUMNS or width * height > limits.cells:
        raise DataError(TOO_FAR.fill(width=width, height=height, most=MOST_COLUMNS, cells=limits.cells), place)


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A part of the file piece by piece, each with the end of the one before."""
    before = b""
    with archive.open(name) as part:
        while piece := part.read(PIECE):
            yield before + piece
            before = piece[-OVERLAP:]


def _extent(pieces: Iterator[bytes]) -> tuple[int, int]:
    """Columns and rows of a sheet, of a small one more than it has."""
    width, height = FEW, 9_999
    for piece in pieces:
        width = max([width, *map(_number, set(WIDE.findall(piece)))])
        height = max([height, *map(int, set(TALL.findall(piece)))])
    return width, height


def _columns(pieces: Iterator[bytes]) -> int:
    """Columns of a sheet that has at most `FEW`."""
    return max((_number(letter) for piece in pieces for letter in set(NARROW.findall(piece))), default=0)


def _number(letters: bytes) -> int:
    number = 0
    for sign in letters.upper():
        number = 26 * number + sign - 64
    return number


TOO_FAR = Text(
    "A sheet reaches {width} columns and {height} rows from its first cell; at most {most} columns and {cells} cells "
    "are read. Delete what stands far outside the table and save again, or send it as CSV or Parquet.",
    "工作表从首格起达 {width} 列、{height} 行，最多读取 {most} 列、{cells} 个单元格。"
    "请删除远在表格之外的内容后另存，或改用 CSV、Parquet 报送。",
)
