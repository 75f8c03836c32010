"""A page as it is to be printed: as wide as a sheet, no menu, no tables to unfold.

The browser lays pictures out for the screen and only then for paper, so that they keep the screen's width and would be
cut: here they are as wide as A4 takes at the scale that fills two sides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from pages.parts import address
from pages.parts.pictures import Picture
from pages.parts.words import _, language, plain

NAME, ON = "print", "on"
WIDTH, SCALE = 1000, 60
"""Pixels; per cent in the browser's print dialogue."""


def wanted() -> bool:
    """Whether the address asks for paper: only a page opened so begins without the menu."""
    return st.query_params.get(NAME) == ON


def link(place: Any, page: str, asked: Mapping[str, str]) -> None:
    """The way to the same page for paper, in a tab of its own; there, how to print it."""
    if wanted():
        place.caption(plain(_("Ctrl-P, A4, scale {scale}%: two sides.").format(scale=SCALE)))
        return
    where = urlencode({**address.linked(dict(asked)), "lang": language(), NAME: ON})
    place.link_button(_("To print"), f"{page}?{where}", icon=":material/print:")


def fitted(picture: Picture, height: int | None = None) -> Picture:
    """The picture as wide as the paper, and as high as it may be."""
    if picture.figure is None:
        return picture
    sizes = {"width": WIDTH, **({"height": height} if height else {})}
    return replace(picture, figure=picture.figure.resized(**sizes))
