"""The page of the declared criteria: what is silent stays silent, and the index is not asked."""

import ast

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
    assert int(metric(at, "Not fully reported")) + int(metric(at, "Criterion only")) == 11


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
