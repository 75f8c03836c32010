"""A page as it is to be printed: as wide as a sheet, no menu, no tables to unfold.

The browser lays pictures out for the screen and only then for paper, so that they keep the screen's width and would be
cut: here they are as wide as A4 takes, and their letters as large as paper needs. `paper.css` says the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from analytics.charts.figures import Figure
from pages.parts import address
from pages.parts.pictures import Picture
from pages.parts.words import _, language, plain

NAME, ON = "print", "on"
PAPER = Path(__file__).with_name("paper.css")
WIDTH, GAP = 960, 60
SMALLEST = 12.5
"""Pixels of a letter: 7 points on paper, where a pixel of the page takes three quarters of one."""


def wanted() -> bool:
    """Whether the address asks for paper: only a page opened so begins without the menu."""
    return st.query_params.get(NAME) == ON


def link(place: Any, page: str, asked: Mapping[str, str]) -> None:
    """The way to the same page for paper, in a tab of its own; there, how to print it."""
    if wanted():
        st.html(PAPER)
        place.caption(plain(_("Ctrl-P, A4: two sides, more for a township of many villages.")))
        return
    where = urlencode({**address.linked(dict(asked)), "lang": language(), NAME: ON})
    place.link_button(_("To print"), f"{page}?{where}", icon=":material/print:")


def fitted(picture: Picture, highest: int) -> Picture:
    """The picture as wide as the paper, at most `highest` pixels high, its letters large enough to read there."""
    if picture.figure is None:
        return picture
    return replace(picture, figure=picture.figure.on_paper(WIDTH, highest, SMALLEST))


def half(figure: Figure) -> Figure:
    """The figure for half of the paper's width."""
    return figure.on_paper(WIDTH // 2 - GAP, WIDTH, SMALLEST)
