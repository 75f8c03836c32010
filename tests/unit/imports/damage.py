"""Workbooks and CSV files damaged in every way that files are damaged, by accident or on purpose; seeded."""

import io
import random
import zipfile
from functools import cache

import xlsxwriter

from data.schema import SUBMISSION, TABLES

from ..intake import world as w

HEADINGS = {name: [column.name for column in TABLES[name].columns] for name in ("meeting", "org_unit")}
ODD = ("=1+1", "=cmd|'/c calc'!A0", "1e308", "-1e308", "NaN", "inf", "\u202eevil\u202c", "🙂" * 9, "٣٤", "x" * 40_000,
       "'; DROP TABLE meeting; --", "\ufeff", "\ud7ff\uffff", "2024-02-30", "99999999999999999999", "０", "\t",
       "{value}", "%s%n", "../../x", "\u2028", "#REF!", "-0", "1.0e-320", "0x10", "١٢")  # fmt: skip


def csv_text(rng, rows=6):
    lines = [",".join(HEADINGS["meeting"])]
    for n in range(rows):
        row = {**w.world()["meeting"][0], "meeting_id": f"m{n}"}
        lines.append(",".join(row.get(name, "") for name in HEADINGS["meeting"]))
    return "\n".join(lines) + "\n"


def workbook(rng, odd=0, sheet="meeting"):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        statement = book.add_worksheet(SUBMISSION.name)
        statement.write_row(0, 0, ["org_unit_id", "period_end", "sheet"])
        statement.write_row(1, 0, [w.TOWNSHIP, "2025-06-30", "meeting"])
        page = book.add_worksheet(sheet)
        page.write_row(0, 0, HEADINGS["meeting"])
        for n in range(6):
            row = {**w.world()["meeting"][0], "meeting_id": f"m{n}"}
            cells = [row.get(name, "") for name in HEADINGS["meeting"]]
            for _ in range(odd):
                cells[rng.randrange(len(cells))] = rng.choice(ODD)[:32_000]
            page.write_row(n + 1, 0, cells)
        if odd:
            page.write_formula(9, 5, "=SUM(E2:E7)", None, 180)
            page.write_number(10, 4, 1e308)
    return file.getvalue()


def repacked(content, change):
    """The zip again with `change` applied to its parts (name to bytes)."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


SHEET, STRINGS = "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"
BOMB = b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "' + b"a" * 1000 + b'">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%s;" % (b"" if n == 1 else str(n - 1).encode()) * 20) for n in range(1, 9)
) + b"]>"  # fmt: skip


def truncated(rng):
    content = workbook(rng)
    return "f.xlsx", content[: rng.randrange(1, len(content))]


def flipped(rng):
    content = bytearray(workbook(rng))
    for _ in range(rng.choice([1, 5, 50])):
        content[rng.randrange(len(content))] = rng.randrange(256)
    return "f.xlsx", bytes(content)


def xml_damaged(rng):
    def change(parts):
        name = rng.choice(sorted(parts))
        content = bytearray(parts[name])
        for _ in range(rng.choice([1, 3, 30])):
            at = rng.randrange(max(len(content), 1))
            content[at : at + rng.randrange(1, 20)] = rng.choice([b"", b"<", b"&", b"\x00", b"\xff\xfe", b"</x>"])
        parts[name] = bytes(content)

    return "f.xlsx", repacked(workbook(rng), change)


def part_missing(rng):
    return "f.xlsx", repacked(workbook(rng), lambda parts: parts.pop(rng.choice(sorted(parts))))


def odd_cells(rng):
    return "f.xlsx", workbook(rng, odd=rng.randrange(1, 5))


def wrong_sheet(rng):
    return "f.xlsx", workbook(rng, sheet=rng.choice(["Sheet1", "会议", "x" * 31, "meeting (2)", "🙂"]))


def sheet_that_climbs(rng):
    def change(parts):
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'name="meeting"', b'name="../../x"')

    return "f.xlsx", repacked(workbook(rng), change)


def entity_bomb(rng):
    name = rng.choice([SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/comments1.xml"])

    def change(parts):
        body = parts.get(name, b"<x></x>").split(b"?>", 1)[-1]
        parts[name] = BOMB + body.replace(b"</", b"&a8;</", 1)

    return "f.xlsx", repacked(workbook(rng), change)


@cache
def bomb(parts):
    """A workbook with that many parts of 100 MB of nothing; made once, for packing them takes longer than refusing."""
    file = io.BytesIO(workbook(None))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for n in range(parts):
            with archive.open(f"xl/media/{n}.bin", "w", force_zip64=True) as part:
                for _ in range(100):
                    part.write(bytes(1 << 20))
    return file.getvalue()


def zip_bomb(rng):
    content = bomb(rng.choice([1, 12]))
    return rng.choice(["f.xlsx", "f.zip"]), content


def lying_zip(rng):
    """The sizes in the directory are not those of the content."""
    content = bytearray(workbook(rng))
    at = content.find(b"PK\x01\x02")
    content[at + 24 : at + 28] = rng.choice([b"\x01\x00\x00\x00", b"\xff\xff\xff\x7f", b"\x00\x00\x00\x00"])
    return rng.choice(["f.xlsx", "f.zip"]), bytes(content)


def million_blank_rows(rng):
    def change(parts):
        last = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>%s</t></is></c></row></sheetData>'
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", last % rng.choice([b"", b" ", b"m9"]))

    return "f.xlsx", repacked(workbook(rng), change)


def stray_cell(rng):
    """One cell in a far corner: a reader that lays sheets out whole takes all between for blank ones."""
    cell = rng.choice(["XFD1048576", "XFD20", "ZZ100000", "T1048576"])

    def change(parts):
        last = f'<row><c t="inlineStr" r="{cell}"><is><t>x</t></is></c></row></sheetData>'
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", last.encode())

    return "f.xlsx", repacked(workbook(rng), change)


def with_macros_and_links(rng):
    def change(parts):
        parts["xl/vbaProject.bin"] = rng.randbytes(2000)
        parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink>file:///etc/passwd</externalLink>"
        parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
            b'<Relationships><Relationship Id="rId1" Type="x" TargetMode="External" Target="http://evil.test/x"/>'
            b"</Relationships>"
        )

    return rng.choice(["f.xlsm", "f.xlsx"]), repacked(workbook(rng), change)


def climbing_zip(rng):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("../../x.csv", "/etc/passwd.csv", "..\\..\\meeting.csv", "meeting.csv"):
            archive.writestr(name, csv_text(rng))
    return "f.zip", file.getvalue()


def odd_csv(rng):
    lines = csv_text(rng).splitlines()
    for _ in range(rng.randrange(1, 6)):
        cells = lines[rng.randrange(len(lines))].split(",")
        cells[rng.randrange(len(cells))] = rng.choice([*ODD, '"', '""', '"\n', "\x00", "\r"])
        lines[rng.randrange(len(lines))] = ",".join(cells)
    encoding = rng.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    return "meeting.csv", "\n".join(lines).encode(encoding, "replace")


def random_csv(rng):
    return rng.choice(["meeting.csv", "f.txt"]), rng.randbytes(rng.randrange(0, 3000))


def wide_csv(rng):
    return "meeting.csv", (csv_text(rng).splitlines()[0] + "," * 5000 + "\n" + "1," * 5000 + "\n").encode()


def ragged_csv(rng):
    return "meeting.csv", (csv_text(rng) + "x\n" * 200_000 + "," * 999 + "\n").encode()


def long_field(rng):
    return "meeting.csv", csv_text(rng).encode() + b'"' + b"a" * rng.choice([1 << 21, 1000]) + rng.choice([b'"', b""])


KINDS = [
    value for value in list(globals().values()) if callable(value) and getattr(value, "__module__", "") == __name__
]
KINDS = [kind for kind in KINDS if kind.__name__ not in ("csv_text", "workbook", "repacked", "bomb")]


def damaged(seed):
    """The kind, the name and the bytes of the damaged file of a seed."""
    rng = random.Random(seed)
    kind = KINDS[seed % len(KINDS)]
    return kind.__name__, *kind(rng)
