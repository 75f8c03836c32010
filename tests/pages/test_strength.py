"""The strength index as pages ask for it."""

import pytest

from analytics.strength import default_structure
from data.access import Scope
from data.errors import DataError
from data.home import Home
from data.store import Store
from pages.parts import session, strength
from pages.parts.session import View

COUNTY, TOWNSHIP, VILLAGE = "990101", "990101002", "990101002003"


@pytest.fixture
def seen(monkeypatch, home):
    monkeypatch.setenv("TOUYAN_HOME", str(home))

    def seen(unit=None):
        with Store(Home(home)).reader() as reader:
            return View(reader.snapshot_id, Scope(unit), "")

    return seen


def test_every_village_of_the_period_has_a_standing(seen):
    measured = strength.strength(seen(), COUNTY, "2025", default_structure())
    assert len(measured.strength.scores) == 11, "one of twelve closed in 2024"
    assert measured.standing(VILLAGE).of == 11
    assert strength.of_village(seen(), VILLAGE, "2025") == measured.standing(VILLAGE)
    assert measured.standing("990101003004") is None


def test_a_reader_of_a_township_ranks_only_the_villages_that_reader_may_see(seen):
    measured = strength.strength(seen(TOWNSHIP), COUNTY, "2025", default_structure())
    assert {village[:9] for village in measured.strength.scores.index} == {TOWNSHIP}


def test_a_quarter_is_scored_on_what_quarters_have(seen):
    measured = strength.strength(seen(), COUNTY, "2025Q4", default_structure())
    known = session.indicators(seen())
    assert measured.structure.indicators
    assert all("quarter" in known[name].periods for name in measured.structure.indicators)


def test_villages_are_ranked_within_their_county(seen):
    assert {strength.county_of(seen(), unit) for unit in (VILLAGE, TOWNSHIP, COUNTY)} == {COUNTY}
    assert strength.county_of(seen(), "99") == "99"


def test_an_unusable_structure_of_the_county_is_refused_with_its_place(seen, home, monkeypatch, tmp_path):
    folder = tmp_path / "settings" / "structures"
    folder.mkdir(parents=True)
    (folder / "default.toml").write_text('[index]\nid = "x"\n', "utf-8")
    monkeypatch.setenv("TOUYAN_HOME", str(tmp_path))
    with pytest.raises(DataError) as refused:
        strength.structure()
    assert refused.value.place == "default.toml: index: title"
