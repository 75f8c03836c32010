"""Where there are more units than a list should hold, the picker offers those around, and finds the others."""

import pytest

from pages.parts import filters, near

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
    at.selectbox(key="unit").set_value("990101001002").run()
    assert not at.exception
    assert at.selectbox(key="unit").value == "990101001002"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_of_many_villages_those_of_the_address_stay_chosen(visit, home, many, language):
    at = visit(home, COMPARE, lang=language, villages="990101001001,990101002003")
    assert not at.exception
    assert at.multiselect(key="villages").value == ["990101001001", "990101002003"]
    assert len(at.multiselect(key="villages").options) <= 6 + 2
