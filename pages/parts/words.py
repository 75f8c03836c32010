"""The screen's words: English in the code, 简体中文 from `locale/`, in the language of the person who looks.

Catalogues are compiled in memory when first needed, so that no compiled file can differ from its source.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

import streamlit as st
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from data.text import Language, Text

LOCALE = Path(__file__).resolve().parents[2] / "locale"
DOMAIN = "touyan"
LANGUAGES: dict[Language, str] = {"zh": "简体中文", "en": "English"}
FOLDERS: dict[Language, str] = {"zh": "zh_CN"}
DEFAULT: Language = "zh"

_of_this_run: ContextVar[Language] = ContextVar("language")
_STATE = "language of the session"


def use(language: Language) -> None:
    """Say everything in this run of the page, and in its fragments, in `language`."""
    _of_this_run.set(language)
    st.session_state[_STATE] = language


def language() -> Language:
    """The language of the run; a fragment, which runs without the front door, takes the session's."""
    known = _of_this_run.get(None)
    return known or st.session_state.get(_STATE, DEFAULT)


def language_of(locale: str | None) -> Language:
    """The language for a browser's locale: English for any English, else Chinese."""
    return "en" if (locale or "").lower().startswith("en") else DEFAULT


def _(message: str) -> str:
    return catalogue(language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    return catalogue(language()).ngettext(one, many, count)


def say(text: Text) -> str:
    """A declared text in the reader's language."""
    return text.in_language(language())


@cache
def catalogue(language: Language) -> NullTranslations:
    """The translations of a language; English needs none."""
    if language not in FOLDERS:
        return NullTranslations()
    source = LOCALE / FOLDERS[language] / "LC_MESSAGES" / f"{DOMAIN}.po"
    with source.open("rb") as file:
        messages = read_po(file, locale=FOLDERS[language], domain=DOMAIN)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return GNUTranslations(compiled)


@lru_cache(8192)
def plain(text: str) -> str:
    """Text from data as Markdown shows it letter by letter: no markup, no link, no picture, no icon."""
    line = " ".join(text.split())
    return _BARE_LINK.sub("www\u2060", "".join(_ESCAPED.get(letter, letter) for letter in line))


# A backslash keeps Markdown's own marks; a word joiner breaks Streamlit's directives, bare links and addresses.
_ESCAPED = {mark: f"\\{mark}" for mark in "\\`*_{}[]()<>#+-!|~$&^="} | {mark: f"{mark}\u2060" for mark in ":@"}
_BARE_LINK = re.compile("www(?=\\.)", re.IGNORECASE)
