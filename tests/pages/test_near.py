"""Where there are more units than a list should hold, the picker offers those around, and finds the others."""

from types import SimpleNamespace

import pytest

from data.access import Scope
from pages.parts import answers, filters, keeping, near, session
from pages.parts.levels import levels_below

from .conftest import keep_nothing_of_another

OVERVIEW, COMPARE = "pages/overview/county.py", "pages/villages/compare.py"


@pytest.fixture
def many(monkeypatch):
    """As if the sample county had more units than one list holds."""
    for module in (near, filters):
        monkeypatch.setattr(module, "MOST_OFFERED", 6)


def ids(widget):
    return [option.split(" · ")[-1] for option in widget.options]


def test_few_units_are_offered_all_at_once(visit, home):
    at = visit(home, OVERVIEW, lang="en")
    assert len(at.selectbox(key="unit").options) > 10
    assert not at.text_input


def test_of_many_units_those_around_the_chosen_one_are_offered(visit, home, many):
    at = visit(home, OVERVIEW, lang="en", unit="990101002003")
    offered = ids(at.selectbox(key="unit"))
    assert at.selectbox(key="unit").value == "990101002003"
    assert len(offered) <= 6
    assert {"990101", "990101002"} < set(offered)


def test_a_unit_elsewhere_is_found_by_its_code_and_can_be_chosen(visit, home, many):
    at = visit(home, OVERVIEW, lang="en", unit="990101002003")
    assert "990101001002" not in ids(at.selectbox(key="unit"))
    at.text_input(key="find unit").set_value("990101001002").run()
    assert ids(at.selectbox(key="unit"))[0] == "990101001002"
    assert "1 found" in " ".join(caption.value for caption in at.caption)
    at.selectbox(key="unit").set_value("990101001002").run()
    assert not at.exception
    assert at.selectbox(key="unit").value == "990101001002"


def test_that_nothing_is_called_so_is_said(visit, home, many):
    at = visit(home, OVERVIEW, lang="zh", unit="990101002003")
    at.text_input(key="find unit").set_value("%").run()
    assert not at.exception
    assert "没有找到。" in [caption.value for caption in at.caption]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_of_many_villages_those_of_the_address_stay_chosen(visit, home, many, language):
    at = visit(home, COMPARE, lang=language, villages="990101001001,990101002003")
    assert not at.exception
    assert at.multiselect(key="villages").value == ["990101001001", "990101002003"]
    assert len(at.multiselect(key="villages").options) <= 6 + 2


@pytest.fixture
def view(home, monkeypatch):
    monkeypatch.setenv("TOUYAN_HOME", str(home))
    keep_nothing_of_another(home)
    yield session.View(session.store().current().id, Scope.everything(), "")
    keeping.forget()


@pytest.mark.parametrize(("most", "level"), [(100, "village"), (5, "township"), (2, "county")])
def test_one_look_is_at_the_lowest_level_of_which_there_are_not_too_many(view, monkeypatch, most, level):
    keeping.forget()
    monkeypatch.setattr(answers, "MOST_CLOSE", most)
    assert answers.closer_look(view, "990101", "2025").level == level


@pytest.mark.parametrize(("most", "levels"), [(100, ["township", "village"]), (5, ["township"]), (2, ["township"])])
def test_levels_of_too_many_units_are_not_offered_but_the_one_right_below_is(view, most, levels):
    at = SimpleNamespace(view=view, units=session.units(view))
    around, period = at.units["990101"], session.periods(view)["2025"]
    assert list(levels_below(at, around, period, most)) == levels
