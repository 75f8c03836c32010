"""Keys, not names: codes for ID numbers, helper columns gone, one file of output, a key that nobody else can read."""

import csv
import hashlib
import hmac
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from data.intake.personal import find_personal

TOOL = Path(__file__).resolve().parents[3] / "offline" / "pseudonymise.py"
SECRET = "0123456789abcdef" * 4
IDS = ("99012119800307000", "99012119751224001", "99012119901130002")


def numbered(stem):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return stem + "10X98765432"[sum(int(d) * w for d, w in zip(stem, weights, strict=True)) % 11]


NUMBERS = [numbered(stem) for stem in IDS]
CODES = [hmac.new(SECRET.encode(), number.encode(), hashlib.sha256).hexdigest() for number in NUMBERS]


@pytest.fixture
def office(tmp_path):
    """A folder of the county office, with nothing installed: Python alone, and the one file."""
    (tmp_path / "tool").mkdir()
    (tmp_path / "tool" / "pseudonymise.py").write_bytes(TOOL.read_bytes())
    key = tmp_path / "county.key"
    key.write_text(SECRET + "\n")
    key.chmod(0o600)

    def run(*arguments):
        answer = subprocess.run(
            [sys.executable, "-I", "-S", str(tmp_path / "tool" / "pseudonymise.py"), *map(str, arguments)],
            cwd=tmp_path, capture_output=True, text=True,
        )  # fmt: skip
        assert "Traceback" not in answer.stderr, answer.stderr
        return answer.returncode, answer.stdout + answer.stderr

    run.folder, run.key = tmp_path, key
    return run


def write_book(path, rows, comment=None, hidden=None):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("人员基础表")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if comment:
            sheet.write_comment(1, 0, comment)
        about = book.add_worksheet("_touyan")
        about.write_row(0, 0, ["template_version", "1"])
        about.hide()
        if hidden:
            other = book.add_worksheet("备用")
            other.write_row(0, 0, hidden)
            other.hide()
    return path


ROWS = [
    ["姓名", "身份证号", "人员编码", "性别", "出生年", "手机号码"],
    ["王某", NUMBERS[0], "", "男", 1980, "13800138000"],
    ["李某", f" {NUMBERS[1].lower()} ", "", "女", 1975, ""],
    ["", "", "f" * 64, "女", 1990, ""],
]


def test_a_workbook_comes_out_with_codes_and_without_helper_columns(office):
    source = write_book(office.folder / "in.xlsx", ROWS, comment=f"王某 {NUMBERS[0]}")
    before = {path for path in office.folder.rglob("*") if path.is_file()}
    code, said = office(source, "--key-file", office.key, "--out", office.folder / "out.xlsx")
    assert code == 0, said
    after = {path for path in office.folder.rglob("*") if path.is_file()}
    assert after - before == {office.folder / "out.xlsx"}, "nothing is written but the output"
    book = openpyxl.load_workbook(office.folder / "out.xlsx")
    assert [[cell.value for cell in row] for row in book["人员基础表"].iter_rows()] == [
        ["人员编码", "性别", "出生年"], [CODES[0], "男", "1980"], [CODES[1], "女", "1975"], ["f" * 64, "女", "1990"]
    ]  # fmt: skip
    assert book["_touyan"].sheet_state == "hidden"
    with zipfile.ZipFile(office.folder / "out.xlsx") as archive:
        everything = b" ".join(archive.read(name) for name in archive.namelist()).decode()
    assert "王" not in everything
    assert find_personal(everything) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_file_of_any_encoding(office, encoding):
    source = office.folder / "in.csv"
    with source.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(
            [["身份证号码", "联系人身份证号", "人才编码"], [NUMBERS[0], NUMBERS[2], "N1"], [NUMBERS[1], "", "N2"]]
        )
    assert office(source, "--key-file", office.key)[0] == 0
    written = (office.folder / "in-coded.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(written.decode("utf-8-sig").splitlines()))
    assert rows == [["人才编码", "人员编码", "联系服务人编码"], ["N1", CODES[0], CODES[2]], ["N2", CODES[1], ""]]


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_can_read_is_refused(office, mode):
    source = write_book(office.folder / "in.xlsx", ROWS)
    office.key.chmod(mode)
    code, said = office(source, "--key-file", office.key)
    assert code == 1
    assert "chmod 600" in said
    assert not (office.folder / "in-coded.xlsx").exists()


def test_a_short_or_missing_key_is_refused(office):
    source = write_book(office.folder / "in.xlsx", ROWS)
    short = office.folder / "short.key"
    short.write_text("secret")
    short.chmod(0o600)
    assert office(source, "--key-file", short)[0] == 1
    assert office(source, "--key-file", office.folder / "none")[0] == 1


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (
            ["王某", NUMBERS[0][:-1] + "9" if NUMBERS[0][-1] != "9" else NUMBERS[0][:-1] + "8", "", "男", 1980, ""],
            "mistyped",
        ),
        (["王某", "不详", "", "男", 1980, ""], "not an ID number"),
        (["王某", NUMBERS[0], "", f"男 {NUMBERS[1]}", 1980, ""], "outside its column"),
    ],
)
def test_what_cannot_be_treated_is_told_by_sheet_and_row_and_nothing_is_written(office, row, word):
    source = write_book(office.folder / "in.xlsx", [ROWS[0], row])
    code, said = office(source, "--key-file", office.key)
    assert code == 1
    assert word in said
    assert "人员基础表 · 2" in said
    assert NUMBERS[1] not in said
    assert not (office.folder / "in-coded.xlsx").exists()


def test_an_id_number_in_a_hidden_sheet_is_told(office):
    source = write_book(office.folder / "in.xlsx", ROWS, hidden=["备注信息", NUMBERS[2]])
    code, said = office(source, "--key-file", office.key)
    assert code == 1
    assert "备用 · 1" in said


def test_an_existing_file_is_never_overwritten(office):
    source = write_book(office.folder / "in.xlsx", ROWS)
    (office.folder / "out.xlsx").write_bytes(b"mine")
    assert office(source, "--key-file", office.key, "--out", office.folder / "out.xlsx")[0] == 1
    assert (office.folder / "out.xlsx").read_bytes() == b"mine"
    assert office("--make-key", office.key)[0] == 1
    assert office.key.read_text().strip() == SECRET


def test_a_new_key_is_for_its_owner_alone(office):
    assert office("--make-key", office.folder / "new.key")[0] == 0
    assert (office.folder / "new.key").stat().st_mode & 0o777 == 0o600
    assert len((office.folder / "new.key").read_text().strip()) == 64


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"\x00" * 5000])
def test_a_damaged_workbook_is_told(office, content):
    (office.folder / "in.xlsx").write_bytes(content)
    assert office(office.folder / "in.xlsx", "--key-file", office.key)[0] == 1
