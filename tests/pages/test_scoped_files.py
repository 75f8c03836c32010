"""No file that a township's own people can take away names a unit outside the township."""

import re
from datetime import datetime

import pytest

from analytics.catalogue import INDICATORS
from analytics.exports.checking import verify
from analytics.exports.choice import Choice, Layout
from analytics.exports.take_away import Form, Order, take_away
from analytics.report.pack import Asked, make_pack
from data.access import Role, Scope
from data.errors import DataError
from data.store import Store

from .county import county, publish
from .files import words_of

COUNTY, OWN, OTHER = "990101", "990101002", "990101003"
KEYS = ("three_meetings_compliance", "sec_in_post_rate", "talent_stock_per_1000")
NOW = datetime(2026, 7, 1, 8, 30)
UNITS = county(6, 2)
FOREIGN = {
    word
    for unit, _, _, zh, en in UNITS
    if not unit.startswith(OWN) and not OWN.startswith(unit)
    for word in (unit, zh, en)
    if word
}
MINE = Scope(OWN, Role.STEWARD)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = Store(publish(tmp_path_factory.mktemp("county"), UNITS))
    yield store
    store.close()


def named(text):
    return {word for word in FOREIGN if word in text or word.replace(" ", "") in text}


def save(store, path, form, scope, unit, layout=Layout.LONG, language="zh", keys=KEYS, by=""):
    choice = Choice(unit, ("county", "township", "village"), keys, ("2024", "2025"), layout, True, by)
    with store.reader(scope) as reader:
        take_away(reader, Order(choice, form, language, NOW), INDICATORS, path)
    return path


@pytest.mark.parametrize(("form", "language"), [*zip(Form, ("zh", "en") * 2, strict=True)])
def test_a_table_holds_the_own_units_alone_even_where_the_county_s_is_asked_for(store, tmp_path, form, language):
    everyone = words_of(save(store, tmp_path / "all", form, None, COUNTY, language=language).read_bytes(), form)
    assert len(named(everyone)) >= 15, "the search finds what is there"
    for layout in Layout:
        saved = words_of(save(store, tmp_path / "own", form, MINE, COUNTY, layout, language).read_bytes(), form)
        assert OWN + "001" in saved
        assert not named(saved), layout


def test_a_split_by_category_of_village_is_made_of_the_own_villages_alone(store, tmp_path):
    asked = {"by": "village_category", "keys": KEYS[1:2]}
    with pytest.raises(DataError):
        save(store, tmp_path / "x", Form.CSV, MINE, COUNTY, **asked)
    saved = words_of(save(store, tmp_path / "own", Form.CSV, MINE, OWN, **asked).read_bytes(), Form.CSV)
    assert OWN in saved
    assert not named(saved)


def test_a_board_pack_names_nobody_else(store):
    with store.reader(MINE) as reader:
        pack = make_pack(reader, store.home, Asked(OWN, "2025", "zh", NOW), INDICATORS)
    said = words_of(pack.pdf, "pdf")
    assert "东山2镇" in said
    assert not named(said)
    assert not named(pack.name)


@pytest.mark.parametrize("unit", [OTHER, OTHER + "001"])
def test_nothing_is_made_for_a_unit_of_others_and_the_refusal_says_nothing_of_it(store, tmp_path, unit):
    names = {name for code, *_, zh, en in UNITS if code == unit for name in (zh, en) if name}
    with pytest.raises(DataError) as refused:
        save(store, tmp_path / "x", Form.CSV, MINE, unit)
    with store.reader(MINE) as reader, pytest.raises(DataError) as no_pack:
        make_pack(reader, store.home, Asked(unit, "2025", "en", NOW), INDICATORS)
    for fault in (refused.value, no_pack.value):
        assert not names & set(str(fault).split())
    assert not (tmp_path / "x").exists()


def test_a_county_s_file_given_back_tells_nothing_of_the_others_right_or_wrong(store, tmp_path):
    """Of units outside neither what the store holds is told, nor whether the file is right about it."""
    whole = save(store, tmp_path / "x.csv", Form.CSV, None, COUNTY)
    altered = tmp_path / "y.csv"
    lines = whole.read_text("utf-8-sig").splitlines(keepends=True)
    altered.write_text("".join(re.sub(r",\d+\.\d+,", ",7.5,", x) if OTHER in x else x for x in lines), "utf-8-sig")
    assert altered.read_text("utf-8-sig") != whole.read_text("utf-8-sig")
    right, wrong = (verify(store, path, MINE, INDICATORS) for path in (whole, altered))
    assert right == wrong
    assert right.clean
    assert right.differences == ()
    assert 0 < right.outside < right.rows
    assert right.checked > 5
    assert "the rest was not checked" in right.sentences()[0].en
    assert "权限范围外的单位，未核对：基准值" in right.sentences()[-1].zh
    own = tmp_path / "z.csv"
    own.write_text(whole.read_text("utf-8-sig").replace(f'"{OWN}","', f'"{OWN}","x', 1), "utf-8-sig")
    assert [each.unit for each in verify(store, own, MINE, INDICATORS).differences] == [OWN]
