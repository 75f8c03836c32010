"""Comments at cells: a part with the texts, a drawing with their boxes, and the sheet that points to both."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

AUTHOR = "头雁 Touyan"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
COMMENTS_TYPE, DRAWING_TYPE = f"{OFFICE}/comments", f"{OFFICE}/vmlDrawing"
EMPTY_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
EMPTY_COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<comments xmlns="{MAIN}"><authors></authors><commentList></commentList></comments>'
)
EMPTY_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" '
    'o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
CONTENT_TYPES = "[Content_Types].xml"
# What stands behind a reference to a drawing in a sheet; the reference goes before the first of them.
BEHIND = re.compile(r"<(legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b|"
                    r"</worksheet>")  # fmt: skip
CHARACTERS_A_LINE, LINE_HEIGHT = 26, 15  # of the box


@dataclass
class Book:
    """The parts of a workbook by name."""

    parts: dict[str, bytes]

    def text(self, part: str) -> str:
        return self.parts[part].decode("utf-8-sig") if part in self.parts else ""

    def put(self, part: str, text: str) -> None:
        self.parts[part] = text.encode("utf-8")


def add_comments(book: Book, part: str, marks: Mapping[tuple[int, str], str]) -> None:
    """Add comments to a sheet, to what is said in the cell already where there is a comment."""
    comments = _related(book, part, COMMENTS_TYPE) or _new_part(book, part, "comments")
    drawing = _drawing(book, part)
    texts, boxes = book.text(comments), book.text(drawing)
    texts, author = _with_author(texts)
    new, drawn = [], []
    for (row, letter), said in marks.items():
        reference = f"{letter}{row}"
        own = re.search(rf'<comment\b[^>]*?\bref="{reference}".*?</text>', texts, re.DOTALL)
        if own:
            at = own.end() - len("</text>")
            texts = f"{texts[:at]}{_run(chr(10) + said)}{texts[at:]}"
            continue
        comment = f'<comment ref="{reference}" authorId="{author}"><text>{_run(said)}</text></comment>'
        new.append(comment)
        drawn.append(_box(len(boxes), row, letter, said))
    book.put(comments, texts.replace("</commentList>", f"{''.join(new)}</commentList>"))
    book.put(drawing, boxes.replace("</xml>", f"{''.join(drawn)}</xml>"))


def _run(text: str) -> str:
    return f'<r><t xml:space="preserve">{escape(_printable(text))}</t></r>'


def _printable(text: str) -> str:
    """Without the characters that XML does not allow."""
    return "".join(sign for sign in text if sign in "\t\n" or (sign >= " " and not "\ud800" <= sign <= "\udfff"
                                                                and sign not in "\ufffe\uffff"))  # fmt: skip


def _with_author(texts: str) -> tuple[str, int]:
    texts = re.sub(r"<authors\s*/>", "<authors></authors>", texts)
    texts = re.sub(r"<commentList\s*/>", "<commentList></commentList>", texts)
    authors = re.findall(r"<author\b[^>]*?(?:/>|>(.*?)</author>)", texts, re.DOTALL)
    if AUTHOR in authors:
        return texts, authors.index(AUTHOR)
    return texts.replace("</authors>", f"<author>{AUTHOR}</author></authors>", 1), len(authors)


def _box(number: int, row: int, letter: str, said: str) -> str:
    """The box of a comment beside its cell, high enough for what is said; it shows when the cell is pointed at."""
    column = 0
    for sign in letter:
        column = column * 26 + ord(sign) - 64
    lines = sum(1 + len(line) // CHARACTERS_A_LINE for line in said.split("\n"))
    anchor = f"{column}, 15, {row - 1}, 4, {column + 3}, 20, {row + max(lines, 3)}, 4"
    style = f"position:absolute;width:200pt;height:{max(lines, 3) * LINE_HEIGHT}pt;z-index:1;visibility:hidden"
    return (
        f'<v:shape id="_touyan_{number}_{letter}{row}" type="#_x0000_t202" style="{style}" fillcolor="#ffffe1" '
        'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note">'
        "<x:MoveWithCells/><x:SizeWithCells/>"
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row>"
        f"<x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
    )


def _drawing(book: Book, part: str) -> str:
    """The drawing with the boxes of a sheet's comments; a new one is referred to in the sheet."""
    text = book.text(part)
    known = re.search(r'<legacyDrawing\b[^>]*?\b\w+:id="([^"]*)"', text)
    if known and (found := _target(book, part, known[1])):
        return found
    drawing = _new_part(book, part, "vmlDrawing")
    identity = _relations(book, part)[drawing][0]
    behind = BEHIND.search(text)
    assert behind is not None, "every worksheet ends"
    reference = f'<legacyDrawing xmlns:r="{OFFICE}" r:id="{identity}"/>'
    book.put(part, f"{text[: behind.start()]}{reference}{text[behind.start() :]}")
    return drawing


def _relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def _relations(book: Book, part: str) -> dict[str, tuple[str, str]]:
    """What a part points to: identity and type by target."""
    found = {}
    for tag in re.findall(r"<Relationship\b[^>]*>", book.text(_relations_part(part))):
        said = dict(re.findall(r'\b(Id|Type|Target)="([^"]*)"', tag))
        target = said.get("Target", "")
        full = target[1:] if target.startswith("/") else posixpath.normpath(f"{posixpath.dirname(part)}/{target}")
        found[full] = (said.get("Id", ""), said.get("Type", ""))
    return found


def _related(book: Book, part: str, kind: str) -> str | None:
    return next((target for target, (_, of) in _relations(book, part).items() if of == kind), None)


def _target(book: Book, part: str, identity: str) -> str | None:
    found = (target for target, (known, _) in _relations(book, part).items() if known == identity)
    return next((target for target in found if target in book.parts), None)


def _new_part(book: Book, part: str, what: str) -> str:
    """A new part of comments or of drawings that the sheet points to."""
    comments = what == "comments"
    number = next(
        n for n in range(1, 100_000) if f"xl/touyan_{what}{n}.{'xml' if comments else 'vml'}" not in book.parts
    )
    name = f"xl/touyan_{what}{number}.{'xml' if comments else 'vml'}"
    book.put(name, EMPTY_COMMENTS if comments else EMPTY_DRAWING)
    relations = book.text(_relations_part(part)) or EMPTY_RELATIONS
    relations = re.sub(r"<Relationships\b([^>]*?)/>", r"<Relationships\1></Relationships>", relations)
    kind = COMMENTS_TYPE if comments else DRAWING_TYPE
    tag = f'<Relationship Id="touyan_{what}{number}" Type="{kind}" Target="/{name}"/>'
    book.put(_relations_part(part), relations.replace("</Relationships>", f"{tag}</Relationships>"))
    _declare(book, name, comments)
    return name


def _declare(book: Book, name: str, comments: bool) -> None:
    types = book.text(CONTENT_TYPES)
    if comments:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
        tag = f'<Override PartName="/{name}" ContentType="{kind}"/>'
        types = types.replace("</Types>", f"{tag}</Types>")
    elif not re.search(r'<Default\b[^>]*Extension="vml"', types):
        kind = "application/vnd.openxmlformats-officedocument.vmlDrawing"
        types = re.sub(r"(<Types\b[^>]*>)", rf'\1<Default Extension="vml" ContentType="{kind}"/>', types, count=1)
    book.put(CONTENT_TYPES, types)
