"""The strength index as pages ask for it."""

import shutil

import pytest

from analytics.catalogue import INDICATORS
from analytics.strength import default_structure, write_default_structure
from data.access import Role, Scope
from data.errors import DataError
from data.home import Home
from data.store import Store
from pages.parts import session, strength
from pages.parts.pictures.strength_card import card
from pages.parts.session import View

from .county import county, publish

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
    ranks = measured.strength.ranks.dropna()
    assert measured.standing(VILLAGE).of == len(ranks) >= 10
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


PAGE = "pages/villages/strength.py"
TRACK = (
    '[[track]]\nid = "east"\ntitle = { en = "Eastern villages", zh = "东部村" }\n'
    'units = ["990101001001", "990101001002", "990101001003"]\nweights = { talent = 2.0 }\n\n'
)


@pytest.fixture
def tracked_home(home, tmp_path):
    shutil.copytree(home, tmp_path / "home")
    path = write_default_structure(Home(tmp_path / "home"))
    path.write_text(path.read_text("utf-8").replace("[[block]]", TRACK + "[[block]]", 1), "utf-8")
    return tmp_path / "home"


def league(at):
    return next(found.value for found in at.dataframe if "score_lower" in found.value)


def test_ranks_and_bands_are_within_the_track_and_across_tracks_only_scores_are_shown(visit, tracked_home):
    at = visit(tracked_home, PAGE, lang="en", unit=COUNTY, period="2025")
    assert not at.exception
    assert list(at.selectbox(key="track").options) == ["Eastern villages", "All other villages", "All (scores only)"]
    assert sorted(league(at)["rank"]) == [1, 2, 3]
    others = visit(tracked_home, PAGE, lang="en", unit=COUNTY, period="2025", track="rest")
    ranked = league(others)["rank"].dropna()
    assert len(league(others)) == 8
    assert sorted(ranked) == list(range(1, len(ranked) + 1))
    everyone = league(visit(tracked_home, PAGE, lang="en", unit=COUNTY, period="2025", track="all"))
    assert len(everyone) == 11
    assert not {"rank", "rank_lower", "band_title", "certain", "bottom_tenth"} & set(everyone.columns)
    assert {"score", "score_lower", "score_upper"} <= set(everyone.columns)


def test_the_card_says_the_rank_among_the_villages_of_its_track(visit, tracked_home):
    at = visit(tracked_home, PAGE, lang="en", unit="990101001002", period="2025")
    assert next(found.value for found in at.metric if found.label == "Rank").endswith("of 3")


def test_the_stars_stand_beside_the_index_under_their_own_name(visit, home):
    at = visit(home, PAGE, lang="en", unit=VILLAGE, period="2025")
    labels = [found.label for found in at.metric]
    assert labels[0] == "Index score"
    assert "County's official star rating" in labels


def test_a_viewer_is_told_that_the_index_rests_on_less(visit, home, monkeypatch):
    monkeypatch.setattr(session, "scope", lambda: Scope(None, Role.VIEWER))
    with Store(Home(home)).reader(Scope(None, Role.VIEWER)) as reader:
        hidden = reader.table("SELECT count(*) AS n FROM indicator_value WHERE withheld").column("n")[0].as_py()
    at = visit(home, PAGE, lang="en", unit=COUNTY, period="2025")
    assert not at.exception
    told = any("withheld from your role" in found.value for found in at.warning)
    assert told is (hidden > 0)


def test_where_nobody_reported_a_block_it_is_not_scored_and_the_reason_is_said(visit, tmp_path):
    talents = {name for name, found in INDICATORS.items() if found.block == "talent"}
    at = visit(publish(tmp_path, county(), silent=talents), PAGE, lang="en", unit=VILLAGE, period="2025")
    assert not at.exception
    assert any('"Rural talent" is not scored' in found.value for found in at.markdown)
    nobody = visit(publish(tmp_path / "none", county(), silent=set(INDICATORS)), PAGE, lang="en", unit=VILLAGE)
    assert not nobody.exception
    assert any("No village can be scored" in found.value for found in nobody.markdown)
    assert "not scored" in [found.value for found in nobody.metric]


def card_of(at):
    return at.selectbox(key="card")


def scores(seen):
    found = strength.strength(seen(), COUNTY, "2025", default_structure()).strength.scores["index"]
    return found.dropna()


@pytest.mark.parametrize("unit", [COUNTY, TOWNSHIP])
def test_the_card_begins_with_the_lowest_village_of_the_unit_and_says_that_ranks_are_the_countys(
    visit, home, seen, unit
):
    at = visit(home, PAGE, lang="en", unit=unit, period="2025")
    own = scores(seen)
    own = own[own.index.str.startswith(unit)]
    assert card_of(at).value == own.idxmin()
    assert any("Score and rank are within" in found.value for found in at.caption)
    assert any("not within" in found.value for found in at.caption) == (unit == TOWNSHIP)


def test_a_chosen_village_has_its_own_card_and_another_unit_begins_anew(visit, home, seen):
    at = visit(home, PAGE, lang="en", unit=VILLAGE, period="2025")
    assert card_of(at).value == VILLAGE
    card_of(at).set_value("990101003001").run()
    assert card_of(at).value == "990101003001"
    at.selectbox(key="unit").set_value(TOWNSHIP).run()
    own = scores(seen)
    assert card_of(at).value == own[own.index.str.startswith(TOWNSHIP)].idxmin()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_beside_a_driver_stand_the_real_value_and_the_median_of_the_track_in_the_indicators_unit(seen, language):
    shape = default_structure()
    values = strength.strength(seen(), COUNTY, "2025", shape).field.inputs.values
    drawn = card(seen(), COUNTY, VILLAGE, "2025", shape, language)
    table = drawn.pulls.sheet.frame
    assert len(table)
    for row in table.itertuples():
        assert row.real == values.loc[VILLAGE, row.indicator] or row.real != row.real
        assert row.usual == values[row.indicator].median()
    known = table[table["real"].notna() & (table["measure"] == "%")].iloc[0]
    assert known["shown"].startswith(f"{known['real']:.1f}%")
    shown = set(drawn.pulls.figure.layout.yaxis2.ticktext)
    assert shown <= set(table["shown"])


def test_alone_in_a_county_there_is_no_tenth_and_nothing_that_sets_it_apart(visit, lonely_home):
    at = visit(lonely_home, PAGE, lang="en")
    assert next(found.value for found in at.metric if found.label == "In the bottom tenth") == "—"
    assert any("Nothing sets it apart" in found.value for found in at.markdown)
