"""The pages of this run's menu by their file: a link to a page, not to a file's name, need not look for it on the disk,
which a page of many links would do a hundred times."""

from __future__ import annotations

import threading
from copy import copy
from functools import cache
from typing import Any

import streamlit as st

_run = threading.local()
"""A run of a page has a thread of its own."""


def begin() -> None:
    """Forget the pages of the run before."""
    _run.pages = {}


def page(file: str, **said: Any) -> st.Page:
    """An entry of the menu; a copy, for which of them may run is marked on them."""
    found = copy(_declared(file, **said))
    _run.pages[file] = found
    return found


@cache
def _declared(file: str, **said: Any) -> st.Page:
    """Streamlit looks for the file on the disk."""
    return st.Page(file, **said)


def turn_to(page: Any) -> None:
    """Called by the front door before the page runs."""
    _run.title = page.title


def title() -> str:
    """What the menu calls the page that runs."""
    return str(_run.title)


def to(file: str) -> st.Page | str:
    """What `st.page_link` goes to; a page that is not in the menu is left to it to refuse."""
    found: st.Page | str = getattr(_run, "pages", {}).get(file, file)
    return found
