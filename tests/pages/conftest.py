"""Pages run in Streamlit's own test runner, on made-up counties."""

from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from analytics import refresh
from data.home import Home
from data.sample import lay_together, write_sample
from data.store import Store
from pages.parts import keeping

from .county import county, publish

ROOT = Path(__file__).resolve().parents[2]
IMG = "<img src=x onerror=alert(1)>"
SILENT = "sec_in_post_rate"
CLOSED = "990101003004"
BARREN = "990101003003"


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    return publish(tmp_path_factory.mktemp("county"), county(), silent={SILENT}, closed=[CLOSED], nothing_in=[BARREN])


@pytest.fixture(scope="session")
def lonely_home(tmp_path_factory):
    return publish(tmp_path_factory.mktemp("lonely"), county(1, 1), synthetic=False)


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory):
    return publish(tmp_path_factory.mktemp("empty"), county(), reported=False)


@pytest.fixture(scope="session")
def hostile_home(tmp_path_factory):
    names = {0: IMG, 1: "长" * 300, 2: "**粗** [链](http://evil.test) :red[红] $x$ `code`", 3: "=HYPERLINK(1)"}
    return publish(tmp_path_factory.mktemp("hostile"), county(1, 5, names))


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The home of a small sample county with its records, and what was written of it."""
    folder = tmp_path_factory.mktemp("sample")
    written = write_sample(folder / "packages", villages=30, years=3)
    sending = refresh.Sending(lay_together(written.packages, folder / "together"), "test")
    store = Store(Home(folder / "home"))
    assert refresh.initialise(store, sending, datetime(2026, 8, 1)).snapshot
    store.close()
    return folder / "home", written


# Each AppTest looks for components in all installed packages, a third of its time: once a process is enough.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

_last = []
_registered = {}
"""What Streamlit calls a page, once the menu has been there."""


def keep_nothing_of_another(home):
    """Stores of two homes may bear the same snapshot id; a process that serves has one home."""
    if _last != [home]:
        keeping.forget()
        st.cache_resource.clear()
        _last[:] = [home]


@pytest.fixture
def visit(monkeypatch):
    """Open the dashboard of a home as a link would: `visit(home, page, lang="en", unit="990101")`."""

    def visit(home, page=None, **address):
        monkeypatch.setenv("TOUYAN_HOME", str(home))
        keep_nothing_of_another(home)
        at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30)
        if page and page in _registered:
            at._page_hash = _registered[page]  # as a browser asks for it, without the overview first
        elif page:
            at = at.run().switch_page(page)
            _registered[page] = at._page_hash
        at.query_params.update(address)
        return at.run()

    return visit


def texts(at):
    """Everything a person reads on the page, without the choices of the pickers."""
    kinds = ("title", "subheader", "markdown", "caption", "info", "warning", "error", "metric")
    found = [element.value for kind in kinds for element in getattr(at, kind)]
    found += [
        widget.label for kind in ("selectbox", "multiselect", "button", "expander") for widget in getattr(at, kind)
    ]
    return [str(text) for text in found]
