"""A choice lives in the address, so that a link is a view.

Streamlit's own binding (`bind="query-params"`) writes an option's label: in the reader's language, as long as a name,
and dead when a unit is renamed. Here the address has ids, the same for everybody: `?unit=990101001&period=2025`.
A default is left out, as Streamlit does too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

_MIRROR = "what the address said last"
_PAGE = "page on screen"


@dataclass(frozen=True, slots=True)
class Written:
    """What was last written under a name, and on which page."""

    value: str
    in_address: bool
    page: str


def turn_to(page: str) -> None:
    """Called by the front door before the page runs."""
    st.session_state[_PAGE] = page


def settle(name: str, own: str | None, default: str, sticky: bool = False) -> str:
    """The value to begin this run with; `own` is the widget's, None where it is not on screen yet.

    A widget that was moved wins, then an address that was changed, then what was chosen before, on this page or
    another: Streamlit empties the address when a person turns to another page. A name gone from the address of the
    same page means its default, unless it is `sticky`.
    """
    written = _mirror().get(name)
    said = st.query_params.get(name)
    if written is None:
        return default if said is None else said
    if own is not None and own != written.value:
        return own
    if said is not None:
        return said
    back_to_plain = written.in_address and written.page == _page() and not sticky
    return default if back_to_plain else written.value


def write(name: str, value: str, default: str) -> None:
    """Let the address say the value, unless it is the default."""
    plain = value == default
    if plain and name in st.query_params:
        del st.query_params[name]
    if not plain and st.query_params.get(name) != value:
        st.query_params[name] = value
    _mirror()[name] = Written(value, not plain, _page())


def linked(where: Mapping[str, str]) -> dict[str, str]:
    """The choice of a link to another page, with the earlier state that is looked at."""
    earlier = _mirror().get("known")
    return {**where, "known": earlier.value} if earlier and earlier.in_address else dict(where)


def forget(*names: str) -> None:
    """Back to the defaults: neither address nor widget nor memory has a value. To be called before the page runs."""
    for name in names:
        if name in st.query_params:
            del st.query_params[name]
        st.session_state.pop(name, None)
        _mirror().pop(name, None)


def forget_default(name: str) -> None:
    """A value that was only the default when it was written is no choice: the default of now holds instead."""
    written = _mirror().get(name)
    if written is not None and not written.in_address:
        del _mirror()[name]


def _mirror() -> dict[str, Written]:
    mirror: dict[str, Written] = st.session_state.setdefault(_MIRROR, {})
    return mirror


def _page() -> str:
    return str(st.session_state.get(_PAGE, ""))
