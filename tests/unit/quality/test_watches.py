"""Each rule of severity warning: a calm county keeps it, one change breaks it and only it, its very limit keeps it."""

import re

import pytest

from data.intake.rules import RULES
from data.quality import WATCHES
from data.text import Text

from . import calm
from .changes import CHANGES


@pytest.fixture(scope="module")
def county():
    return calm.Asked(calm.rows())


@pytest.fixture
def change(county):
    """Change the calm county for one test."""
    county.connection.execute("BEGIN")

    def apply(statements, **only):
        for statement in statements.split(";"):
            county.connection.execute(statement)
        return calm.found(county, **only)

    yield apply
    county.connection.execute("ROLLBACK")


def test_a_calm_county_gives_no_sign(county):
    assert calm.found(county) == []


BROKEN = [change for change in CHANGES if change[2]]


@pytest.mark.parametrize(("rule", "sign", "unit", "statements"), BROKEN, ids=lambda value: str(value)[:24])
def test_a_broken_rule_is_found_where_it_is_broken(change, rule, sign, unit, statements):
    assert change(statements, rules=(rule,)) == [(rule, sign, unit)]


@pytest.mark.soak
@pytest.mark.parametrize(("rule", "sign", "unit", "statements"), BROKEN, ids=lambda value: str(value)[:24])
def test_a_change_that_breaks_one_rule_accuses_no_other(change, rule, sign, unit, statements):
    assert change(statements) == [(rule, sign, unit)]


@pytest.mark.parametrize(
    ("rule", "sign", "statements"), [(r, s, c) for r, s, u, c in CHANGES if not u], ids=lambda value: str(value)[:24]
)
def test_the_limit_itself_keeps_the_rule(change, rule, sign, statements):
    assert (rule, sign) not in {case[:2] for case in change(statements, rules=(rule,))}


def test_every_sign_is_broken_by_some_change():
    signs = {(watch.id, sign.key) for watch in WATCHES.values() for sign in watch.signs}
    assert {(rule, sign) for rule, sign, unit, _ in CHANGES if unit} == signs


def test_all_62_rules_of_the_catalogue_are_declared():
    assert {*RULES, *WATCHES} == {f"V-{n:02d}" for n in range(1, 63)}


@pytest.mark.parametrize("watch", WATCHES.values(), ids=WATCHES)
def test_every_sentence_is_in_both_languages(watch):
    for text in (watch.sentence, watch.remedy, watch.dimension.label, *(sign.message for sign in watch.signs)):
        filled = text.fill(value=Text("1", "1"), detail="2")
        assert re.search("[a-z]", filled.en)
        assert re.search("[\u4e00-\u9fff]", filled.zh)
        assert "{" not in filled.en + filled.zh
