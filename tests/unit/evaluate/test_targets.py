"""Targets: shipped ones, a county's own over them, and what is wrong with a file."""

from datetime import date

import pytest

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Authority, Sense
from analytics.targets import load_targets, write_default_targets
from data.errors import DataError
from data.home import Home


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


def write(home, text):
    home.settings.mkdir(exist_ok=True)
    (home.settings / "targets.toml").write_text(text, "utf-8")
    return load_targets(home)


def test_without_a_file_the_shipped_targets_hold(home):
    assert load_targets(home) == {i.id: i.target for i in INDICATORS.values() if i.target}


def test_the_file_that_is_written_says_what_is_shipped_and_is_not_overwritten(home):
    shipped = load_targets(home)
    path = write_default_targets(home)
    assert load_targets(home) == shipped
    path.write_text("# mine\n", "utf-8")
    write_default_targets(home)
    assert path.read_text("utf-8") == "# mine\n"


def test_a_countys_own_value_with_its_source_and_date(home):
    target = write(
        home,
        '[sec_in_post_rate]\nvalue = 98\nsource = "County plan"\nauthority = "local"\neffective = 2026-01-01\n'
        'note_zh = "本县计划"\nnote_en = "The county\'s plan"',
    )["sec_in_post_rate"]
    assert (target.value, target.source, target.authority) == (98.0, "County plan", Authority.LOCAL)
    assert (target.effective, target.note.zh) == (date(2026, 1, 1), "本县计划")


def test_what_was_said_of_the_shipped_value_is_not_said_of_another(home):
    shipped = load_targets(home)["member_training_32h_rate"]
    target = write(home, "[member_training_32h_rate]\nvalue = 90")["member_training_32h_rate"]
    assert shipped.authority is Authority.NATIONAL
    assert (target.authority, target.source, target.note.en) == (Authority.LOCAL, "", "")


def test_an_entry_changes_only_what_it_names(home):
    target = write(home, "[sec_pay_income_ratio]\neffective = 2026-01-01")["sec_pay_income_ratio"]
    assert (target.value, target.source) == (2.0, "R09")
    assert target.note.zh


def test_a_target_can_be_set_where_none_is_shipped_and_taken_away_where_one_is(home):
    targets = write(home, "[affairs_multi_post_share]\nvalue = 30\n[sec_in_post_rate]\nin_force = false")
    assert targets["affairs_multi_post_share"].sense is Sense.AT_MOST  # lower is better there
    assert "sec_in_post_rate" not in targets


def test_met_is_on_the_right_side(home):
    targets = load_targets(home)
    assert targets["sec_in_post_rate"].met_by(100.0)
    assert not targets["sec_in_post_rate"].met_by(99.9)
    assert targets["no_development_2y_share"].met_by(0.0)
    assert not targets["no_development_2y_share"].met_by(0.1)


@pytest.mark.parametrize(
    ("text", "why", "place"),
    [
        ("[no_such_rate]\nvalue = 1", "no_such_rate", "[no_such_rate]"),
        ("[sec_in_post_rate]\nvalue = 'much'", "value cannot be much", "[sec_in_post_rate]"),
        ("[sec_in_post_rate]\nvalue = true", "value cannot be True", "[sec_in_post_rate]"),
        ("[sec_in_post_rate]\nvalue = nan", "value cannot be nan", "[sec_in_post_rate]"),
        ("[sec_in_post_rate]\nvalue = -1", "value cannot be -1", "[sec_in_post_rate]"),
        ("[sec_in_post_rate]\nvalu = 1", "valu", "[sec_in_post_rate]"),
        ("[sec_in_post_rate]\nauthority = 'god'", "god", "[sec_in_post_rate]"),
        ("[sec_in_post_rate]\neffective = '2026'", "effective", "[sec_in_post_rate]"),
        ("[affairs_multi_post_share]\nsource = 'x'", "value", "[affairs_multi_post_share]"),
        ("sec_in_post_rate = 98", "section", "[sec_in_post_rate]"),
        ("[sec_in_post_rate", "TOML", "targets.toml"),
    ],
)
def test_a_bad_entry_is_named_with_its_place(home, text, why, place):
    with pytest.raises(DataError) as raised:
        write(home, text)
    assert why in raised.value.reason.en
    assert raised.value.reason.zh
    assert place in raised.value.place
