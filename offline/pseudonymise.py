"""Keys, not names: replaces ID numbers by keyed hashes and drops names, phones and addresses, offline.

    python pseudonymise.py members.xlsx --key-file county.key --out members-coded.xlsx
    python pseudonymise.py --make-key county.key

This one file needs nothing but Python 3.10 or newer: copy it to any machine of the county office, Windows included.
It writes the output file and nothing else, and only if every row could be treated. The output holds values only:
formats, comments, hidden properties and macros stay behind, for names may hide there.

用县里的密钥把身份证号换成编码，并删去姓名、电话、住址等列。只需 Python，可离线在办公室电脑上运行。
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import hmac
import io
import os
import re
import secrets
import stat
import sys
import unicodedata
import zipfile
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

Rows = list[list[str]]
Sheet = tuple[str, bool, Rows]  # name, hidden, rows

HEADING_ROWS = 10
LARGEST_PART = 300 << 20  # bytes of one part of a workbook, unpacked
SHORTEST_KEY = 32
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
ID_HEADING = re.compile(r"(.*?)(公民)?身份(证|号)(件)?(号码?|编号)?$|(.*?)id(card|number|no)?$", re.IGNORECASE)
DROPPED = re.compile(
    r"姓名|名字|曾用名|电话|手机|联系方式|微信|住址|地址|家庭住址|备注|^name$|fullname|phone|mobile|address|remark"
)
CODES = {"联系": "联系服务人编码", "学员": "学员编码", "户": "农户编码"}  # else the person's own
OWN_CODES = ("人员编码", "党员编码", "Person code", "person_id")
PERSONAL = re.compile(r"(?<![0-9A-Za-z])(\d{17}[\dXx]|1[3-9]\d{9})(?![0-9A-Za-z])")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Refused(Exception):
    """Why nothing was written, in both languages."""


def pseudonym(number: str, key: bytes) -> str:
    """The code of an ID number under the county's key: HMAC-SHA256 in 64 hexadecimal characters."""
    return hmac.new(key, number.encode("ascii"), hashlib.sha256).hexdigest()


def clean_number(text: str) -> str:
    """An ID number without spaces, in half width and capitals."""
    return re.sub(r"[\s'’-]", "", unicodedata.normalize("NFKC", text)).upper()


def is_id_number(number: str) -> bool:
    """Whether 18 characters carry the check digit that GB 11643 demands."""
    if not re.fullmatch(r"\d{17}[\dX]", number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return CHECK_DIGITS[total % 11] == number[17]


def read_key(path: Path) -> bytes:
    """The county's key; refused if it is short, or if others than its owner could read it."""
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        raise Refused(f"The key file cannot be read: {error} / 无法读取密钥文件：{error}") from error
    if len(key) < SHORTEST_KEY:
        raise Refused(f"The key has fewer than {SHORTEST_KEY} characters. / 密钥不足 {SHORTEST_KEY} 个字符。")
    if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise Refused(
            f"Others can read the key. Run: chmod 600 {path} / 其他用户可以读取密钥，请先运行：chmod 600 {path}"
        )
    if os.name != "posix":
        print(
            "On Windows this program checks the key's length only: keep it where nobody else can sign in, "
            "not on a share. / 在 Windows 上本程序只检查密钥长度：请将密钥放在他人无法访问的位置，不要放在共享文件夹。",
            file=sys.stderr,
        )
    return key


def make_key(path: Path) -> None:
    """A new random key that only its owner can read; an existing file is never overwritten."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")


def treat(sheet: Sheet, key: bytes, problems: list[str]) -> Sheet:
    """The sheet with codes for ID numbers and without helper columns; what could not be treated goes to `problems`."""
    name, hidden, rows = sheet
    at = heading_row(rows)
    if at is not None:
        rows = _with_codes(name, rows, at, key, problems)
        dropped = [i for i, cell in enumerate(rows[at]) if DROPPED.search(plain(cell)) or id_prefix(cell) is not None]
        rows = [[cell for i, cell in enumerate(row) if i not in dropped] for row in rows]
    for number, row in enumerate(rows, 1):
        for cell in row:
            if PERSONAL.search(unicodedata.normalize("NFKC", cell)):
                problems.append(
                    f"{name} · {number}: an ID or phone number outside its column / 身份证号或手机号不在其列中"
                )
    return name, hidden, rows


def heading_row(rows: Rows) -> int | None:
    """The row of headings: the first that names an ID number or another helper column."""
    for index, row in enumerate(rows[:HEADING_ROWS]):
        if any(id_prefix(cell) is not None or DROPPED.search(plain(cell)) for cell in row if len(cell) < 20):
            return index
    return None


def id_prefix(cell: str) -> str | None:
    """What stands before "ID number" in a heading (联系人身份证号 → 联系人); None for other headings."""
    word = plain(cell)
    match = ID_HEADING.fullmatch(word) if "身份" in word or re.search("id(card|number|no)$", word) else None
    return (match.group(1) or match.group(6) or "") if match else None


def plain(text: str) -> str:
    return re.sub(r"[\s*]", "", unicodedata.normalize("NFKC", text)).lower()


def _with_codes(name: str, rows: Rows, at: int, key: bytes, problems: list[str]) -> Rows:
    """Every ID number's code in the column of codes that it belongs to, which is added where it is missing."""
    rows = [list(row) for row in rows]
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    for source in [i for i, cell in enumerate(rows[at]) if id_prefix(cell) is not None]:
        target = _target(rows[at], id_prefix(rows[at][source]) or "")
        if target == len(rows[at]):
            for row in rows:
                row.append("")
            rows[at][target] = _code_heading(id_prefix(rows[at][source]) or "")
        for number, row in enumerate(rows[at + 1 :], at + 2):
            written = clean_number(row[source])
            if is_id_number(written):
                row[target] = pseudonym(written, key)
            elif written and not _is_caption(row[source]):
                what = "digits were lost or mistyped" if re.search(r"\d{10}", written) else "not an ID number"
                problems.append(f"{name} · {number}: {what} ({mask(written)}) / 身份证号有误（{mask(written)}）")
    return rows


def _is_caption(cell: str) -> bool:
    """A second row of headings, in the other language, or the template's example."""
    return id_prefix(cell) is not None or plain(cell).startswith(("示例", "example"))


def _code_heading(prefix: str) -> str:
    return next((code for word, code in CODES.items() if word in prefix), OWN_CODES[0])


def _target(headings: list[str], prefix: str) -> int:
    """The place of the column of codes; behind the last one if there is none."""
    wanted = _code_heading(prefix)
    spellings = {plain(code) for code in (OWN_CODES if wanted == OWN_CODES[0] else (wanted,))}
    return next((i for i, cell in enumerate(headings) if plain(cell) in spellings), len(headings))


def mask(number: str) -> str:
    return number[:3] + "*" * max(len(number) - 5, 0) + number[-2:]


def read_csv(content: bytes) -> list[Sheet]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return [("CSV", False, list(csv.reader(io.StringIO(text, newline=""))))]
    raise Refused("The file is no text in UTF-8 or GB18030. / 文件不是 UTF-8 或 GB18030 编码的文本。")


def write_csv(sheets: list[Sheet]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(sheets[0][2])
    return file.getvalue().encode("utf-8-sig")


def read_workbook(content: bytes) -> list[Sheet]:
    """Every sheet with its cells as text; dates stay the day numbers that Excel keeps."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            shared = _shared_strings(archive)
            links = {r.get("Id"): r.get("Target", "") for r in _part(archive, "xl/_rels/workbook.xml.rels")}
            found = []
            for sheet in _part(archive, "xl/workbook.xml").iter(f"{MAIN}sheet"):
                target = str(links[sheet.get(LINK)])
                part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                rows = _rows(_part(archive, part), shared)
                found.append((str(sheet.get("name")), sheet.get("state", "visible") != "visible", rows))
            return found
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, EOFError, ValueError) as error:
        raise Refused(f"The workbook is damaged ({error}). / 工作簿已损坏（{error}）。") from error


def _part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    if archive.getinfo(name).file_size > LARGEST_PART:
        raise Refused("The workbook is too large unpacked. / 工作簿解压后过大。")
    content = archive.read(name)
    if b"<!DOCTYPE" in content[:1000] or b"<!ENTITY" in content:
        raise Refused("The workbook holds XML entities: no Excel file does. / 工作簿含有异常的 XML 实体。")
    return ElementTree.fromstring(content)


def _shared_strings(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return ["".join(t.text or "" for t in si.iter(f"{MAIN}t")) for si in _part(archive, "xl/sharedStrings.xml")]


def _rows(sheet: ElementTree.Element, shared: list[str]) -> Rows:
    rows: Rows = []
    for row in sheet.iter(f"{MAIN}row"):
        number = int(row.get("r") or len(rows) + 1)
        rows += [[] for _ in range(len(rows), min(number, len(rows) + 100_000))]
        for cell in row.iter(f"{MAIN}c"):
            place = _column(str(cell.get("r") or "")) or len(rows[-1]) + 1
            rows[-1] += [""] * (place - len(rows[-1]))
            rows[-1][place - 1] = _text(cell, shared)
    return rows


def _column(reference: str) -> int:
    place = 0
    for letter in re.sub("[^A-Z]", "", reference):
        place = place * 26 + ord(letter) - 64
    return place


def _text(cell: ElementTree.Element, shared: list[str]) -> str:
    kind, value = cell.get("t"), cell.find(f"{MAIN}v")
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{MAIN}t"))
    if value is None or value.text is None:
        return ""
    if kind == "s":
        return shared[int(value.text)]
    return value.text


def write_workbook(sheets: list[Sheet]) -> bytes:
    """A workbook of these sheets, every cell as text."""
    names = range(1, len(sheets) + 1)
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts: dict[str, str] = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="{kind}.worksheet+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{kind}.sheet.main+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        + "".join(f'<Relationship Id="r{n}" Type="{relations}/worksheet" Target="s{n}.xml"/>' for n in names)
        + "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN[1:-1]}" xmlns:r="{relations}"><sheets>'
        + "".join(
            f'<sheet name={quoteattr(name)} sheetId="{n}"{" state=" + chr(34) + "hidden" + chr(34) if hidden else ""} '
            f'r:id="r{n}"/>'
            for n, (name, hidden, _) in enumerate(sheets, 1)
        )
        + "</sheets></workbook>",
    }
    parts.update({f"xl/s{n}.xml": _sheet_xml(rows) for n, (_, _, rows) in enumerate(sheets, 1)})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return file.getvalue()


def _sheet_xml(rows: Rows) -> str:
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            f'<c r="{_letters(i)}{number}" t="inlineStr"><is><t xml:space="preserve">'
            f"{escape(_printable(cell))}</t></is></c>"
            for i, cell in enumerate(row, 1)
            if cell
        )
        lines.append(f'<row r="{number}">{cells}</row>' if cells else "")
    return f'<worksheet xmlns="{MAIN[1:-1]}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _letters(place: int) -> str:
    name = ""
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def _printable(text: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)


def pseudonymise(source: Path, key_file: Path, out: Path) -> int:
    """Treat a workbook or CSV file; the number of ID numbers replaced. `Refused` with every reason, nothing written."""
    key = read_key(key_file)
    if out.exists():
        raise Refused(f"{out} exists already. / {out} 已存在。")
    content = source.read_bytes()
    workbook = source.suffix.lower() in (".xlsx", ".xlsm")
    problems: list[str] = []
    before = read_workbook(content) if workbook else read_csv(content)
    sheets = [treat(sheet, key, problems) for sheet in before]
    if problems:
        raise Refused("\n".join([*problems[:200], "Nothing was written. / 未写出任何文件。"]))
    written = write_workbook(sheets) if workbook else write_csv(sheets)
    with out.open("xb") as file:
        file.write(written)
    return sum(is_id_number(clean_number(cell)) for _, _, rows in before for row in rows for cell in row)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--key-file", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--make-key", type=Path, metavar="KEY")
    told = parser.parse_args(arguments)
    try:
        if told.make_key:
            make_key(told.make_key)
            print(f"Written / 已生成 {told.make_key}")
            return 0
        if told.file is None or told.key_file is None:
            parser.error("give a file and --key-file")
        out = told.out or told.file.with_name(f"{told.file.stem}-coded{told.file.suffix}")
        count = pseudonymise(told.file, told.key_file, out)
        print(f"{count} ID numbers replaced / 已替换 {count} 个身份证号: {out}")
        return 0
    except (Refused, OSError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
