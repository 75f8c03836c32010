"""The what-if page: live, in the address, and nothing kept unless a named structure is."""

import shutil
from dataclasses import replace

import pytest

from analytics.strength import build, default_structure, structure_of
from data.access import Role, Scope
from data.home import Home
from pages.parts import session, strength

PAGE = "pages/villages/what_if.py"
COUNTY = "990101"


@pytest.fixture
def own_home(home, tmp_path):
    """A copy, so that what is saved stays in this test."""
    shutil.copytree(home, tmp_path / "home")
    return tmp_path / "home"


def metric(at, label):
    return next(found.value for found in at.metric if found.label == label)


def test_as_declared_nothing_changes_and_the_address_is_bare(visit, home):
    at = visit(home, PAGE, lang="en", unit=COUNTY, period="2025")
    assert metric(at, "Villages that change band") == "0"
    assert not any(name.startswith("w_") for name in at.query_params)


def test_a_slider_changes_ranks_at_once_and_stands_in_the_address(visit, home):
    at = visit(home, PAGE, lang="en", unit=COUNTY, period="2025")
    at.slider(key="w_talent").set_value(3.0).run()
    at.selectbox(key="across").set_value("arithmetic").run()
    assert not at.exception
    assert at.query_params["w_talent"] == "3"
    assert at.query_params["across"] == "arithmetic"
    declared = default_structure()
    field = strength.field(session.view(), COUNTY, "2025", declared.indicators)
    changed = replace(declared.with_weights({"talent": 3.0}), across="arithmetic")
    before, after = (build(field.inputs.values, found) for found in (declared, changed))
    moved = int((before.bands.dropna() != after.bands.dropna()).sum())
    shifts = (before.ranks - after.ranks).abs().dropna()  # a closed village is not ranked
    assert metric(at, "Villages that change band") == str(moved)
    assert metric(at, "Places moved on average") == f"{shifts.mean():.1f}"
    assert shifts.sum() > 0


def test_a_link_opens_as_it_was_left_and_what_is_not_a_number_is_the_default(visit, home):
    address = {"w_talent": "2.5", "w_members": "many", "w_secretary": "-3", "w_theme_day_monthly_rate": "0"}
    at = visit(home, PAGE, lang="en", unit=COUNTY, inside="members", **address)
    assert at.slider(key="w_talent").value == 2.5
    assert at.slider(key="w_members").value == 1.0
    assert at.slider(key="w_secretary").value == 0.0
    assert at.slider(key="w_theme_day_monthly_rate").value == 0.0


def test_a_weight_inside_a_block_counts_while_its_slider_is_not_on_screen(visit, home):
    weights = {"w_theme_day_monthly_rate": "3", "w_three_meetings_compliance": "0"}
    shown = visit(home, PAGE, lang="en", unit=COUNTY, inside="members", **weights)
    hidden = visit(home, PAGE, lang="en", unit=COUNTY, **weights)
    label = "Places moved on average"
    assert metric(hidden, label) == metric(shown, label) != "0.0"
    assert hidden.query_params["w_theme_day_monthly_rate"] == "3"


def test_one_click_leads_back_to_the_structure_as_declared(visit, home):
    at = visit(home, PAGE, lang="en", unit=COUNTY, w_talent="3", normalisation="minmax")
    next(button for button in at.button if button.label.startswith("Back")).click().run()
    assert metric(at, "Places moved on average") == "0.0"
    assert at.slider(key="w_talent").value == 1.0
    assert "w_talent" not in at.query_params


def test_weights_that_sum_to_nothing_are_refused_kindly(visit, home):
    nothing = {f"w_{block}": "0" for block in default_structure().block_ids}
    at = visit(home, PAGE, lang="en", unit=COUNTY, **nothing)
    assert not at.exception
    said = [found.value for kind in (at.warning, at.info) for found in kind]
    assert any("sum to nothing" in text or "nothing is left to score" in text for text in said)


def test_nothing_is_kept_unless_it_is_saved_and_then_it_can_be_chosen(visit, own_home):
    at = visit(own_home, PAGE, lang="en", unit=COUNTY, w_talent="3")
    assert not (own_home / "settings").exists()
    at.text_input(key="name of the structure").set_value("talent-first").run()
    at.button(key="save the structure").click().run()
    assert not at.exception
    kept = structure_of(Home(own_home), "talent-first")
    assert kept.weights()["talent"] == 3.0
    assert kept.components == default_structure().components
    assert structure_of(Home(own_home)) == default_structure(), "the structure in force was touched"
    again = visit(own_home, PAGE, lang="en", unit=COUNTY, structure="talent-first")
    assert again.slider(key="w_talent").value == 3.0
    assert metric(again, "Villages that change band") == "0"


@pytest.mark.parametrize(("role", "may"), [(Role.VIEWER, False), (Role.ANALYST, False), (Role.STEWARD, True)])
def test_only_a_steward_or_above_may_save(visit, home, monkeypatch, role, may):
    monkeypatch.setattr(session, "scope", lambda: Scope(None, role))
    at = visit(home, PAGE, lang="en", unit=COUNTY, w_talent="3")
    assert any(button.key == "save the structure" for button in at.button) is may
