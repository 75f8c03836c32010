"""The page that checks a file: a long one in a process of its own, with the same end as a short one."""

import time
from datetime import datetime

import pytest

from analytics.catalogue import INDICATORS
from analytics.exports.checking import job
from analytics.exports.choice import Choice
from analytics.exports.take_away import Form, Order, take_away
from data.home import Home
from data.store import Store
from tests.pages.conftest import texts

PAGE, COUNTY = "pages/reports/verify.py", "990101"


@pytest.fixture(scope="module")
def altered(home, tmp_path_factory):
    """A CSV saved from the county, a village's level altered by hand."""
    path, store = tmp_path_factory.mktemp("given") / "table.csv", Store(Home(home))
    choice = Choice(COUNTY, ("township", "village"), ("sec_in_post_rate",), ("2025",))
    with store.reader() as reader:
        take_away(reader, Order(choice, Form.CSV, "en", datetime(2026, 7, 1)), INDICATORS, path)
    store.close()
    return path.read_bytes().replace(b'"Village"', b'"Hamlet"', 1)


def given(visit, home, content):
    at = visit(home, PAGE, lang="en")
    return at.file_uploader(key="given").set_value(("table.csv", content, "text/csv")).run()


def test_a_long_file_ends_as_a_short_one_does(visit, home, altered, monkeypatch):
    short = given(visit, home, altered)
    monkeypatch.setattr(job, "LONG", 100)
    at = given(visit, home, altered)
    assert at.button(key="stop")
    until = time.monotonic() + 60
    while not at.dataframe and time.monotonic() < until:
        time.sleep(0.3)
        at.run()
    assert texts(at) == texts(short)
    assert at.dataframe[0].value.equals(short.dataframe[0].value)
    assert list(at.dataframe[0].value["given"]) == ["Hamlet"]


def test_a_check_can_be_stopped_and_is_not_begun_again_by_itself(visit, home, altered, monkeypatch):
    monkeypatch.setattr(job, "LONG", 100)
    at = given(visit, home, altered)
    folder = at.session_state["file being checked"][1].folder
    at.button(key="stop").click().run()
    assert not folder.exists()
    assert any("stopped" in text for text in texts(at.run()))
    assert not at.dataframe
