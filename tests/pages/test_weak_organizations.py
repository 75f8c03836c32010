"""The page of the declared criteria: what is silent stays silent, and the index is not asked."""

import ast

import pytest

from analytics.findings.weak_organizations import Answer, Judgement, Village, beside_sentence
from analytics.findings.weak_rules import RULES

from .conftest import ROOT

PAGE = "pages/villages/weak_organizations.py"
COUNTY, VILLAGE = "990101", "990101002003"


def metric(at, label):
    return next(found.value for found in at.metric if found.label == label)


def test_where_one_criterion_was_not_reported_no_village_is_said_to_meet_none(visit, home):
    # nobody reported whether there is a secretary
    at = visit(home, PAGE, lang="en", unit=COUNTY, period="2025")
    assert not at.exception
    assert metric(at, "Neither") == "0"
    assert int(metric(at, "Cannot be told")) + int(metric(at, "Criterion only")) == 11


def test_a_quarter_says_which_criteria_wait_for_the_year(visit, home):
    at = visit(home, PAGE, lang="en", unit=COUNTY, period="2025Q4")
    assert any("criteria are judged by the year" in text.value for text in at.markdown)


def test_a_village_stands_alone(visit, home):
    at = visit(home, PAGE, lang="en", unit=VILLAGE, period="2025")
    assert not at.exception
    assert sum(int(found.value) for found in at.metric) == 1


def test_the_criteria_never_ask_the_index():
    for file in ("analytics/findings/weak_organizations.py", "analytics/findings/weak_rules.py", PAGE):
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        asked = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert not [module for module in asked if "strength" in module]


@pytest.mark.parametrize(("language", "other"), [("en", "are other things"), ("zh", "是另外两回事")])
def test_criteria_list_index_and_distance_are_told_apart_with_ways_to_the_other_two(visit, home, language, other):
    at = visit(home, PAGE, lang=language, unit=COUNTY, period="2025")
    assert not at.exception
    assert sum(other in found.value for found in at.markdown) == 1
    links = [found.proto.page for found in at.get("page_link")]
    assert {"strength", ""} <= set(links) or {"strength", "overview"} <= set(links)


def test_the_side_by_side_counts_those_that_meet_those_listed_and_those_that_are_both():
    rule = RULES[0]
    cases = [
        ("a", Answer.MEETS, True),
        ("b", Answer.MEETS, False),
        ("c", Answer.CLEAR, True),
        ("d", Answer.MEETS, None),
    ]
    villages = [Village(unit, (Judgement(rule, answer),), listed, 2025) for unit, answer, listed in cases]
    told = beside_sentence(villages)
    assert "meet a criterion: 3 villages; on the county's own list: 2; both: 1." in told.en
    assert "符合情形的3个村，列入县级名单的2个，两者兼有的1个" in told.zh
    assert "not reported" in beside_sentence([Village("d", (), None, None)]).en
