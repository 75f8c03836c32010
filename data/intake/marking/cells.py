"""Colouring cells: a further fill, a twin of each cell's own style that has it, and the twin's number at the cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from data.intake.grids import letter
from data.intake.marking.comments import Book

STYLES = "xl/styles.xml"
FILL = '<fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/><bgColor indexed="64"/></patternFill></fill>'
FILLS = re.compile(r'(<fills\b[^>]*?)(?:\s+count="(\d+)")?([^>]*>)(.*?)(</fills>)', re.DOTALL)
FORMATS = re.compile(r'(<cellXfs\b[^>]*?)(?:\s+count="(\d+)")?([^>]*>)(.*?)(</cellXfs>)', re.DOTALL)
FORMAT = re.compile(r"<xf\b[^>]*?/>|<xf\b[^>]*?>.*?</xf>", re.DOTALL)
SHEET_DATA = re.compile(r"<sheetData\s*/>|<sheetData\b[^>]*>(.*?)</sheetData>", re.DOTALL)
ROW = re.compile(r'<row\b[^>]*?\br="(\d+)"[^>]*?(?:/>|>.*?</row>)', re.DOTALL)
CELL = re.compile(r'<c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
STYLE = re.compile(r'\s+s="(\d+)"')
SPANS = re.compile(r'\s+spans="[^"]*"')
COLUMN = re.compile(r"<col\b[^>]*>")

Place = tuple[int, str]


def colour_cells(book: Book, part: str, places: Sequence[Place]) -> None:
    """Colour the cells of a sheet at these rows and column letters; one that is not there is put there, blank."""
    text = book.text(part)
    data = SHEET_DATA.search(text)
    if data is None or STYLES not in book.parts:
        return
    twin = _twins(book)
    wanted = {
        row: [letter for _, letter in cells] for row, cells in groupby(sorted(places), key=lambda place: place[0])
    }
    rows = _with_rows(data[1] or "", wanted, _column_styles(text), twin)
    book.put(part, f"{text[: data.start()]}<sheetData>{rows}</sheetData>{text[data.end() :]}")


def _twins(book: Book) -> Callable[[int], int]:
    """A style's twin with our fill, made when first asked for."""
    text = book.text(STYLES)
    fills = FILLS.search(text)
    assert fills is not None, "every styles.xml has fills"
    number = len(re.findall(r"<fill\b", fills[4]))
    if FILL in fills[4]:
        number = [match[0] for match in re.finditer(r"<fill\b.*?</fill>", fills[4], re.DOTALL)].index(FILL)
    else:
        inner = f'{fills[1]} count="{number + 1}"{fills[3]}{fills[4]}{FILL}{fills[5]}'
        text = f"{text[: fills.start()]}{inner}{text[fills.end() :]}"
        book.put(STYLES, text)
    made: dict[int, int] = {}

    def twin(style: int) -> int:
        if style not in made:
            made[style] = _add_format(book, style, number)
        return made[style]

    return twin


def _add_format(book: Book, style: int, fill: int) -> int:
    text = book.text(STYLES)
    formats = FORMATS.search(text)
    assert formats is not None, "every styles.xml has cell formats"
    known = FORMAT.findall(formats[4])
    xf = known[style if style < len(known) else 0]
    head, end, rest = xf.partition("/>" if xf.endswith("/>") and "</xf>" not in xf else ">")
    head = re.sub(r'\s+(fillId|applyFill)="[^"]*"', "", head)
    coloured = f'{head} fillId="{fill}" applyFill="1"{end}{rest}'
    inner = f'{formats[1]} count="{len(known) + 1}"{formats[3]}{formats[4]}{coloured}{formats[5]}'
    book.put(STYLES, f"{text[: formats.start()]}{inner}{text[formats.end() :]}")
    return len(known)


def _column_styles(text: str) -> list[tuple[int, int, int]]:
    """First column, last column, style of the columns that have one."""
    found = []
    for tag in COLUMN.findall(text):
        numbers = {name: re.search(rf'\b{name}="(\d+)"', tag) for name in ("min", "max", "style")}
        if all(numbers.values()):
            found.append(tuple(int(match[1]) for match in numbers.values() if match))
    return [(first, last, style) for first, last, style in found]


def _with_rows(
    data: str, wanted: dict[int, list[str]], columns: list[tuple[int, int, int]], twin: Callable[[int], int]
) -> str:
    pieces, at, left = [], 0, dict(sorted(wanted.items()))
    for row in ROW.finditer(data):
        number = int(row[1])
        for missing in [n for n in left if n < number]:
            pieces.append(data[at : row.start()])
            at = row.start()
            pieces.append(_with_cells(f'<row r="{missing}"/>', missing, left.pop(missing), columns, twin))
        if number in left:
            pieces += [data[at : row.start()], _with_cells(row[0], number, left.pop(number), columns, twin)]
            at = row.end()
        if not left:
            break
    rest = [_with_cells(f'<row r="{number}"/>', number, letters, columns, twin) for number, letters in left.items()]
    return "".join([*pieces, data[at:], *rest])


def _with_cells(
    row: str, number: int, letters: list[str], columns: list[tuple[int, int, int]], twin: Callable[[int], int]
) -> str:
    """The row with its cells at these letters coloured."""
    if row.endswith("/>") and "</row>" not in row:
        row = f"{row[:-2]}></row>"
    head, _, body = row.partition(">")
    body = body.removesuffix("</row>")
    found = list(CELL.finditer(body))
    cells = {position(cell[1]): cell[0] for cell in found}
    for place in map(position, letters):
        own = next((style for first, last, style in columns if first <= place <= last), 0)
        blank = f'<c r="{letter(place - 1)}{number}" s="{own}"/>'
        cells[place] = _coloured(cells.get(place, blank), twin)
    tail = body[found[-1].end() :] if found else body
    return f"{SPANS.sub('', head)}>{''.join(cells[place] for place in sorted(cells))}{tail}</row>"


def _coloured(cell: str, twin: Callable[[int], int]) -> str:
    head, end, rest = cell.partition("/>" if cell.endswith("/>") and "</c>" not in cell else ">")
    style = STYLE.search(head)
    return f'{STYLE.sub("", head)} s="{twin(int(style[1]) if style else 0)}"{end}{rest}'


def position(letters: str) -> int:
    """The number of a column, counted from 1: A, B, ..., Z, AA."""
    number = 0
    for sign in letters:
        number = number * 26 + ord(sign) - 64
    return number
