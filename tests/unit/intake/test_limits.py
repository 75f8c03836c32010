"""A county's own limits of files: what is beyond them is refused with the limit and the way out."""

import pytest
import xlsxwriter

from data.errors import DataError
from data.home import Home
from data.intake.judge import judge
from data.intake.limits import SHIPPED, Limits, load_limits
from data.intake.read import read_package

from . import world as w
from .forms import write_parquet, write_xlsx, zip_folder


@pytest.fixture
def forms(tmp_path):
    folder = w.write_csv(tmp_path / "csv", w.world())
    return [
        folder,
        zip_folder(folder, tmp_path / "p.zip"),
        write_xlsx(tmp_path / "w.xlsx", w.world()),
        write_parquet(tmp_path / "parquet", w.world()),
    ]


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(rows=20), "more than 20 rows"),
        (Limits(file_mb=0), "larger than 0 MB"),
        (Limits(seconds=-1), "longer than the -1 seconds"),
    ],
)
def test_what_is_beyond_a_limit_is_refused_in_every_form(forms, limits, said):
    for path in forms:
        with pytest.raises(DataError) as told:
            read_package(path, w.COUNTY, w.PERIOD_END, limits=limits).close()
        assert said in told.value.reason.en, path
        assert "请" in told.value.reason.zh


@pytest.mark.parametrize("cell", [(1_048_575, 16_383), (9, 1_000), (1_048_575, 9)])
def test_a_stray_cell_far_outside_the_table_is_told_before_the_sheet_is_laid_out(tmp_path, cell):
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("meeting")
        sheet.write_row(0, 0, ["meeting_id", "org_unit_id"])
        sheet.write(*cell, "x")
    with pytest.raises(DataError, match="far outside the table"):
        read_package(path, w.COUNTY, w.PERIOD_END).close()


def test_a_row_of_a_csv_far_longer_than_the_others_is_told(tmp_path):
    (tmp_path / "meeting.csv").write_text("meeting_id\n" + "m\n" * 20_000 + "," * 900 + "\n", "utf-8")
    with pytest.raises(DataError, match="901 columns and 20002 rows"):
        read_package(tmp_path, w.COUNTY, w.PERIOD_END).close()


def test_time_that_runs_out_while_checking_is_said_too(tmp_path):
    with read_package(w.write_csv(tmp_path, w.world()), w.COUNTY, w.PERIOD_END, limits=Limits(seconds=3600)) as package:
        object.__setattr__(package.deadline, "begun", package.deadline.begun - 4000)
        with pytest.raises(DataError, match="longer than the 3600 seconds"):
            judge(package, None, w.NOW)


def test_without_a_file_the_shipped_limits_hold_and_own_ones_go_over_them(tmp_path):
    home = Home(tmp_path)
    assert load_limits(home) == SHIPPED
    home.settings.mkdir()
    (home.settings / "limits.toml").write_text("rows = 5000\nseconds = 60\n")
    assert load_limits(home) == Limits(rows=5000, seconds=60)


@pytest.mark.parametrize(
    "text", ["rows = 0", "seconds = 1.5", "memory_mb = true", "speed = 3", "files = 'many'", "[rows"]
)
def test_a_limit_that_makes_no_sense_is_told_with_its_place(tmp_path, text):
    home = Home(tmp_path)
    home.settings.mkdir()
    (home.settings / "limits.toml").write_text(text)
    with pytest.raises(DataError) as told:
        load_limits(home)
    assert "limits.toml" in told.value.place
