"""Due dates are a county's own, in days after the period end; what makes no sense is told where it stands."""

import pytest

from data.errors import DataError
from data.home import Home
from data.quality.due import DEFAULT_DAYS, load_due
from data.quality.questions import OWED


def due(tmp_path, text=None):
    if text is not None:
        (tmp_path / "settings").mkdir(exist_ok=True)
        (tmp_path / "settings" / "due.toml").write_text(text, "utf-8")
    return load_due(Home(tmp_path))


def test_without_a_file_everything_is_due_after_ten_days(tmp_path):
    assert due(tmp_path) == dict.fromkeys(OWED, DEFAULT_DAYS)


def test_a_sheet_goes_before_its_rhythm_and_may_not_be_owed(tmp_path):
    days = due(tmp_path, '[days]\nmonthly = 5\nyearly = 31\n[sheets]\nmeeting = 3\npractice = "not owed"\n')
    assert (days["meeting"], days["post_month"], days["fund"], days["member"]) == (3, 5, 31, DEFAULT_DAYS)
    assert "practice" not in days


@pytest.mark.parametrize(
    "text",
    ["[days]\nmonthly = -1", "[days]\nmonthly = 1.5", "[days]\nmonthly = true", "[days]\ndaily = 1", "days = 3", "[x]",
     "[sheets]\nmeetings = 3", '[sheets]\nmeeting = "soon"', "[days", "[days]\nmonthly = 1000"],
)  # fmt: skip
def test_what_makes_no_sense_is_told_with_its_place(tmp_path, text):
    with pytest.raises(DataError) as told:
        due(tmp_path, text)
    assert "due.toml" in told.value.place
