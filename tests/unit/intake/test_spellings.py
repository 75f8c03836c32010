"""What clerks write and what is meant: dates, digits, synonyms, a county's own words, names in place of codes."""

import pytest

from data.errors import DataError
from data.home import Home
from data.intake.aliases import load_aliases
from data.intake.judge import judge
from data.intake.read import read_package

from . import world as w
from .test_against_store import MAY, County


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    county = County(tmp_path_factory.mktemp("county"))
    tables = w.world()
    for row, name in zip(tables["org_unit"][3:], ("红旗村", "长安村", "红旗村"), strict=True):
        row.update(name_zh=name)
    tables["org_unit"][3]["name_en"] = "Red Flag Village"
    county.publish(tables, period_end=MAY)
    yield county
    county.store.close()


def staged(county, rows, unit=w.TOWNSHIP, aliases=None, **options):
    """The staged meetings and what was put right, of what a township sends."""
    folder = w.write_csv(county.folder / "sent", {"meeting": rows}, **options)
    with read_package(folder, unit, w.PERIOD_END) as package:
        verdict = judge(package, county.store.current().path, w.NOW, aliases=aliases)
        found = verdict.rows("meeting").read_all().to_pylist()
        return found, {c.note.en: c.count for c in verdict.corrections}, [p.rule for p in verdict.problems.listed]


def meeting(**more):
    return {**w.world()["meeting"][0], "meeting_id": "X", **more}


@pytest.mark.parametrize("name", ["红旗村", " 红旗 村", "Red Flag Village", "red flag village"])
def test_a_village_may_be_written_by_name_where_it_is_the_only_one_in_the_township(county, name):
    rows, notes, problems = staged(county, [meeting(org_unit_id=name)])
    assert rows[0]["org_unit_id"] == w.VILLAGE
    assert notes == {"a unit's name read as its code": 1}
    assert problems == []


def test_a_name_that_two_villages_of_the_reporter_bear_is_not_guessed(county):
    _, _, problems = staged(county, [meeting(org_unit_id="红旗村")], unit=w.COUNTY)
    assert problems == ["V-14"]


@pytest.mark.parametrize(
    "written", ["2025.6.1", "2025年6月1日", "2025/6/1", "２０２５－６－１", "20250601", "45809", "2025-06", "2025年6月"]
)
def test_dates_in_every_form_are_one_date(county, written):
    rows, notes, problems = staged(county, [meeting(meeting_date=written)])
    assert rows[0]["meeting_date"].isoformat() == "2025-06-01"
    assert len(notes) == 1
    assert ("only the month was given: its first day was taken" in notes) == (written in ("2025-06", "2025年6月"))
    assert problems == []


def test_full_width_digits_spaces_and_separators(county):
    rows, notes, problems = staged(county, [meeting(expected_n="１,０３０", attended_n=" 25 ")])
    assert (rows[0]["expected_n"], rows[0]["attended_n"]) == (1030, 25)
    assert sum(notes.values()) == 2
    assert problems == []


def test_rows_of_totals_are_left_out(county):
    rows, notes, _ = staged(county, [meeting(), {"meeting_id": "合计", "expected_n": "30"}, {"meeting_id": "合 计："}])
    assert len(rows) == 1
    assert notes["rows of totals left out"] == 2


def test_a_file_in_gbk_is_read(county):
    rows, _, problems = staged(county, [meeting(meeting_type="主题党日")], encoding="gbk", headings="zh")
    assert rows[0]["meeting_type"] == "theme_day"
    assert problems == []


@pytest.mark.parametrize(("written", "code"), [("支部大会", "branch_congress"), ("党员大会", "branch_congress")])
def test_synonyms_of_a_choice(county, written, code):
    rows, _, problems = staged(county, [meeting(meeting_type=written)])
    assert rows[0]["meeting_type"] == code
    assert problems == []


def aliases(tmp_path, text):
    (tmp_path / "settings").mkdir(exist_ok=True)
    (tmp_path / "settings" / "aliases.toml").write_text(text, "utf-8")
    return load_aliases(Home(tmp_path))


def test_a_county_adds_its_own_words(county, tmp_path):
    own = aliases(tmp_path, '[meeting_type]\n"党日" = "theme_day"\n"民主会" = "民主评议党员会议"\n[education]\n')
    rows, notes, problems = staged(county, [meeting(meeting_type="党日")], aliases=own)
    assert rows[0]["meeting_type"] == "theme_day"
    assert notes == {"a synonym read as the label of the list": 1}
    assert problems == []
    assert staged(county, [meeting(meeting_type="党日")])[2] == ["V-09"]


@pytest.mark.parametrize(
    "text", ['[meetings]\na = "b"', '[education]\na = "nonsense"', "[education]\na = 3", "education = 1", "[x",
             '[education]\n"大专" = "bachelor"'],
)  # fmt: skip
def test_an_alias_that_means_nothing_is_told_with_its_place(tmp_path, text):
    with pytest.raises(DataError) as told:
        aliases(tmp_path, text)
    assert "aliases.toml" in told.value.place
