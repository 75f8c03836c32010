"""The pages of the building blocks: every indicator on exactly one of them, its source one click away."""

import json

import pytest

from analytics.catalogue.source import SENTENCES
from data.access import Role, Scope
from pages.parts import session

from .conftest import ROOT

CATALOGUE = json.loads((ROOT / "tests" / "spec" / "catalogue.json").read_text("utf-8"))["indicators"]
LETTERS = {"secretaries": "A", "members": "B", "affairs_workers": "C", "talent": "D", "four_teams": "E"}
PAGES = sorted(path.stem for path in (ROOT / "pages" / "blocks").glob("*.py") if path.stem != "__init__")


def sources(node):
    """What the small button of each code opens, as `{code: [text]}`: a code twice on a page has two texts."""
    found = {}
    for child in getattr(node, "children", {}).values():
        if child.type == "popover":
            texts = [inner.value for inner in child.children.values() if inner.type == "markdown"]
            found.setdefault(child.proto.popover.label, []).append(" ".join(texts))
        for code, texts in sources(child).items():
            found.setdefault(code, []).extend(texts)
    return found


@pytest.fixture(params=["en", "zh"])
def language(request):
    return request.param


def test_every_indicator_of_the_catalogue_is_on_exactly_one_page_with_its_source(visit, home, language):
    shown = {}
    for page in PAGES:
        for code, texts in sources(visit(home, f"pages/blocks/{page}.py", lang=language).main).items():
            shown.setdefault(code, []).extend(texts)
    expected = {found["code"]: found for found in CATALOGUE if found["code"][0] in {LETTERS[page] for page in PAGES}}
    assert {code: len(texts) for code, texts in shown.items()} == dict.fromkeys(expected, 1)
    for code, found in expected.items():
        said = shown[code][0].replace("\\", "").replace("\u2060", "")
        assert found["title_" + language] in said
        for sentence in found["source_sentences"]:
            assert " ".join(SENTENCES[sentence].in_language(language)[:12].split()) in said  # on one line, as shown


@pytest.fixture(params=[Role.VIEWER, Role.LEADER], ids=lambda role: role.name.lower())
def role(request, monkeypatch):
    monkeypatch.setattr(session, "scope", lambda: Scope(None, request.param))
    return request.param


@pytest.mark.parametrize("page", [page for page in PAGES if LETTERS[page] in "ABC"])
def test_a_viewer_of_a_village_is_told_from_which_level_up_persons_are_shown(visit, home, page, role):
    at = visit(home, f"pages/blocks/{page}.py", lang="en", unit="990101001001")
    assert not at.exception
    told = [found.value for found in at.markdown if "in your role they are shown from" in found.value]
    assert bool(told) == (role is Role.VIEWER)
