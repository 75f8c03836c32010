"""Who may know what: the walls between the rooms."""

import re

import pytest

from .source import ROOT, imported_packages, name, product_files

FILES = product_files()
CATALOG = re.compile(r"\b(FROM|JOIN|UPDATE|INTO)\s+(snapshot|main|temp|memory|received)\s*\.", re.IGNORECASE)


def test_only_sub_folders_of_pages_hold_pages():
    # a page file lying directly in pages/ is run by a cold server without the front door
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


@pytest.mark.parametrize("path", FILES, ids=name)
def test_streamlit_is_known_to_the_screen_alone(path):
    if not name(path).startswith(("pages/", "dashboard.py")):
        assert "streamlit" not in imported_packages(path)


@pytest.mark.parametrize("path", FILES, ids=name)
def test_duckdb_is_known_to_records_and_engines_alone(path):
    if not name(path).startswith(("data/", "analytics/engines/")):
        assert "duckdb" not in imported_packages(path)


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_question_steps_around_the_scoped_views(path):
    if name(path).startswith(("data/queries/", "pages/", "analytics/findings/")):
        assert not CATALOG.search(path.read_text("utf-8")), "SQL here names plain tables: the Reader narrows them"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_text_never_becomes_markup(path):
    text = path.read_text("utf-8")
    assert "unsafe_allow_html" not in text
    assert "st.html(" not in text.replace("st.html(PAPER)", ""), "but for the stylesheet of a page on paper"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_what_is_shown_or_saved_has_passed_disclosure_control(path):
    door = {"analytics/disclosure.py", "analytics/evaluate.py"}
    if name(path) not in door:
        assert "from analytics.evaluate import evaluate" not in path.read_text("utf-8"), "ask analytics.disclosure"
