"""What a steward has explained stays explained, whatever is imported, until it is taken back."""

from datetime import datetime

import pytest

from data.errors import DataError
from data.home import Home
from data.quality.explained import FILE, case_of, explain, explained

NOW = datetime(2026, 8, 5, 9, 30)
ROW = {
    "rule": "V-37",
    "sign": "",
    "org_unit_id": "1",
    "period": "2024-01-01",
    "record": "P1",
    "value": "x",
    "detail": "y",
}


def test_a_case_is_known_again_though_its_value_has_changed(tmp_path):
    home = Home(tmp_path)
    explain(home, case_of(ROW), "checked on the spot", "me", NOW)
    assert explained(home)[case_of({**ROW, "value": "other", "detail": None})].note == "checked on the spot"
    assert case_of({**ROW, "record": "P2"}) not in explained(home)


def test_the_last_word_counts_and_an_empty_note_opens_the_case_again(tmp_path):
    home = Home(tmp_path)
    explain(home, case_of(ROW), "first", "me", NOW)
    explain(home, case_of(ROW), "second\nline", "you", NOW)
    assert explained(home)[case_of(ROW)].note == "second line"
    explain(home, case_of(ROW), " ", "me", NOW)
    assert explained(home) == {}
    assert len((home.log / FILE).read_text("utf-8").splitlines()) == 3, "nothing is ever taken out of the log"


def test_a_line_that_was_cut_off_hides_no_other(tmp_path):
    home = Home(tmp_path)
    explain(home, case_of(ROW), "first", "me", NOW)
    with (home.log / FILE).open("a") as file:
        file.write('{"rule": "V-37", "si')
    assert list(explained(home)) == [case_of(ROW)]


def test_a_note_is_short(tmp_path):
    with pytest.raises(DataError):
        explain(Home(tmp_path), case_of(ROW), "x" * 501, "me", NOW)
