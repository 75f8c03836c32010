"""A second office program opens what leaves the dashboard, and finds the same in every cell."""

import shutil
import subprocess
from datetime import datetime

import openpyxl
import pytest

from analytics.catalogue import INDICATORS
from analytics.catalogue.breakdowns import BREAKDOWNS
from analytics.exports.choice import Choice, Layout
from analytics.exports.take_away import Form, Order, take_away
from data.store import Store
from tests.pages.county import county, publish

NAMES = {0: '=HYPERLINK("http://evil","x")', 1: "<script>", 2: "村" * 300, 3: "a|b", 4: "-2"}


def near(cell):
    return pytest.approx(cell, rel=1e-14) if isinstance(cell, int | float) else cell


@pytest.mark.soak
@pytest.mark.parametrize("by", ["", "village_category"])
@pytest.mark.parametrize("layout", Layout)
def test_libreoffice_reads_every_cell_as_openpyxl_does(layout, by, tmp_path):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "make soak needs LibreOffice: make office"
    home = publish(tmp_path / "county", county(2, 5, NAMES), silent={"sec_in_post_rate"})
    keys = tuple(key for key, found in INDICATORS.items() if not by or BREAKDOWNS[by] in found.breakdown)[:4]
    choice = Choice("990101", ("township", "village"), keys, ("2024", "2025"), layout, by=by)
    with Store(home).reader() as reader:
        order = Order(choice, Form.XLSX, "zh", datetime(2026, 7, 1))
        take_away(reader, order, INDICATORS, tmp_path / "made.xlsx")
    again = tmp_path / "again"
    command = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", again, tmp_path / "made.xlsx"], check=True, capture_output=True, timeout=180)
    ours, theirs = (openpyxl.load_workbook(path) for path in (tmp_path / "made.xlsx", again / "made.xlsx"))
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours:
        found = list(theirs[sheet.title].iter_rows(values_only=True))
        wanted = list(sheet.iter_rows(values_only=True))
        assert len(found) == len(wanted)
        for row, expected in zip(found, wanted, strict=True):
            assert list(row[: len(expected)]) == [near(cell) for cell in expected]
    assert all(cell.data_type != "f" for row in theirs.worksheets[1].iter_rows() for cell in row)
