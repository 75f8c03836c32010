"""The choice bar: unit, period, building block, indicator, villages; each kept in the address.

Every picker gives what was chosen. A value from an old link that no longer exists falls back to the default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Any

import streamlit as st

from analytics.catalogue.kinds import Block, Indicator
from analytics.periods import Period
from analytics.words import format_period
from data.text import Language
from pages.parts import address, session
from pages.parts.here import Here
from pages.parts.keeping import keep
from pages.parts.near import MOST_OFFERED, near
from pages.parts.units import VILLAGE, Unit, Units
from pages.parts.words import LANGUAGES, _, say

ALL = "all"
ON, OFF = "on", "off"
MOST_VILLAGES = 8
SEPARATOR = ","
BEGIN_WITH = "three_meetings_compliance"
"""Measured in every village and every quarter, and large enough to tell villages apart."""


def bar(*widths: int) -> list[Any]:
    """Places for pickers side by side."""
    return list(st.columns(widths, vertical_alignment="bottom", gap="small"))


def language(place: Any, default: Language) -> Language:
    """The reader's language; asked before any word is said, so its label is in both."""
    chosen = _pick(place, "lang", "Language · 语言", tuple(LANGUAGES), default, _own_name, sticky=True)
    return "en" if chosen == "en" else "zh"


def unit(place: Any, here: Here) -> Unit:
    """A unit, found by typing its name, its pinyin or their first letters, or its code."""
    default = here.units.first
    assert default is not None, "a page stops early where there are no units"
    if len(here.units.by_id) > MOST_OFFERED:
        settled = address.settle("unit", st.session_state.get("unit"), default.id)
        offered = near(place, here, here.units.by_id.get(settled, default))
        chosen = _pick(place, "unit", _("Unit"), offered, default.id, lambda key: _unit_label(here, key))
    else:
        labels = _unit_labels(here.view, here.language)
        chosen = _pick(place, "unit", _("Unit"), _open_units(here.view), default.id, labels.__getitem__)
    return here.units[chosen]


def unit_in_mind(here: Here) -> Unit:
    """The unit that the address says or another page chose, for a page without a picker of it; kept for the next."""
    default = here.units.first
    assert default is not None, "a page stops early where there are no units"
    found = here.units.by_id.get(address.settle("unit", None, default.id), default)
    address.write("unit", found.id, default.id)
    return found


def period(place: Any, here: Here, kinds: Sequence[str] = ("year", "quarter")) -> Period:
    """A period of one of the kinds, the newest complete year to begin with."""
    known = [found for found in here.periods.values() if found.kind in kinds]
    complete = [found for found in known if not found.provisional]
    default = next((found for found in complete if found.kind == "year"), (complete or known)[0])
    shown = {
        found.period_id: format_period(found.period_id, here.language, found.provisional)
        for found in sorted(known, key=lambda found: (found.kind == "quarter", -found.end.toordinal()))
    }
    chosen = _pick(place, "period", _("Period"), tuple(shown), default.period_id, shown.__getitem__)
    return here.periods[chosen]


def block(place: Any) -> Block | None:
    """A building block, or None for all of them."""
    shown = {ALL: _("All building blocks"), **{str(found): say(found.label) for found in Block}}
    chosen = _pick(place, "block", _("Building block"), tuple(shown), ALL, shown.__getitem__)
    return None if chosen == ALL else Block(chosen)


def indicator(place: Any, indicators: Mapping[str, Indicator]) -> Indicator:
    """One indicator, found by its code or title."""
    shown = {key: f"{found.code} {say(found.title)}" for key, found in indicators.items()}
    default = BEGIN_WITH if BEGIN_WITH in shown else next(iter(shown))
    chosen = _pick(place, "indicator", _("Indicator"), tuple(shown), default, shown.__getitem__)
    return indicators[chosen]


def option(place: Any, name: str, label: str, shown: Mapping[str, str]) -> str:
    """One of a few declared options by code; the first is the default."""
    return _pick(place, name, label, tuple(shown), next(iter(shown)), shown.__getitem__)


def slider(place: Any | None, name: str, label: str, most: float, step: float, default: float) -> float:
    """A number from 0 up; without a place, that of the address alone, for what is not on screen now."""
    own = st.session_state.get(name)
    settled = address.settle(name, None if own is None else f"{own:g}", f"{default:g}")
    value = min(max(_number(settled, default), 0.0), most)
    if place is not None:
        st.session_state[name] = value
        value = float(place.slider(label, 0.0, most, key=name, step=step, format="%.2f"))
    address.write(name, f"{value:g}", f"{default:g}")
    return value


def _number(text: str, default: float) -> float:
    """The number in an address, where it is one."""
    try:
        found = float(text)
    except ValueError:
        return default
    return found if isfinite(found) else default


def switch(place: Any, name: str, label: str, help: str | None = None) -> bool:
    """A yes or no, no to begin with."""
    settled = address.settle(name, _said(st.session_state.get(name)), OFF)
    st.session_state[name] = settled == ON
    chosen: bool = place.toggle(label, key=name, help=help)
    address.write(name, ON if chosen else OFF, OFF)
    return chosen


def several(
    place: Any, name: str, label: str, shown: Mapping[str, str], default: Sequence[str] | None = None
) -> list[str]:
    """Any of the declared options by code, in their order; all to begin with, unless `default` says which."""
    first = tuple(shown) if default is None else tuple(default)
    chosen = _pick_many(place, name, label, tuple(shown), first, shown.__getitem__)
    return [code for code in shown if code in chosen]


def villages(place: Any, here: Here, options: Sequence[Unit], default: Sequence[Unit]) -> list[Unit]:
    """Up to eight villages, in the order in which they were chosen; a default that nobody chose is not remembered."""
    if "villages" not in st.session_state:
        address.forget_default("villages")
    offered = {found.id: found for found in options}
    chosen = _pick_many(
        place,
        "villages",
        _("Villages (up to {most})").format(most=MOST_VILLAGES),
        tuple(offered),
        tuple(found.id for found in default),
        lambda key: _unit_label(here, key),
        MOST_VILLAGES,
        _("Name, pinyin or code"),
    )
    return [offered[key] for key in chosen]


def named_villages() -> list[str]:
    """The ids of the villages that were chosen or that the address names."""
    own = st.session_state.get("villages")
    return address.settle("villages", None if own is None else SEPARATOR.join(own), "").split(SEPARATOR)


def _said(switched: bool | None) -> str | None:
    return None if switched is None else ON if switched else OFF


def _own_name(code: str) -> str:
    return {str(language): name for language, name in LANGUAGES.items()}[code]


def _pick(
    place: Any,
    name: str,
    label: str,
    options: Sequence[str],
    default: str,
    shown: Callable[[str], str],
    sticky: bool = False,
) -> str:
    settled = address.settle(name, st.session_state.get(name), default, sticky)
    st.session_state[name] = settled if settled in options else default
    chosen: str = place.selectbox(label, options, key=name, format_func=shown)
    address.write(name, chosen, default)
    return chosen


def _pick_many(
    place: Any,
    name: str,
    label: str,
    options: Sequence[str],
    default: Sequence[str],
    shown: Callable[[str], str],
    most: int | None = None,
    placeholder: str | None = None,
) -> list[str]:
    own = st.session_state.get(name)
    settled = address.settle(name, None if own is None else SEPARATOR.join(own), SEPARATOR.join(default))
    known = [key for key in dict.fromkeys(settled.split(SEPARATOR)) if key in options]
    st.session_state[name] = known[:most]
    chosen: list[str] = place.multiselect(
        label,
        options,
        key=name,
        format_func=shown,
        max_selections=most,
        placeholder=placeholder or _("Choose"),
        select_all=most is None,
        wrap=True,
    )
    address.write(name, SEPARATOR.join(chosen), SEPARATOR.join(default))
    return chosen


@keep(64)
def _unit_labels(view: session.View, language: Language) -> dict[str, str]:
    """What a unit is called in the picker and found by: its name, its township's, its other spellings, its code."""
    units = session.units(view)
    return {unit.id: _spelled(units, unit, language) for unit in units.all()}


@keep(64)
def _open_units(view: session.View) -> tuple[str, ...]:
    """The units that still exist, which are offered."""
    return tuple(unit.id for unit in session.units(view).all() if unit.valid_to is None)


def _unit_label(here: Here, unit_id: str) -> str:
    """As `_unit_labels` has it, for one unit."""
    return _spelled(here.units, here.units[unit_id], here.language)


def _spelled(units: Units, unit: Unit, language: Language) -> str:
    return " · ".join(_spellings(unit, units.at_level(unit.id, "township"), language))


def _spellings(unit: Unit, township: Unit | None, language: Language) -> list[str]:
    """The name, the township, then what else a person may type: a character can be read in more than one way."""
    name = unit.name(language)
    above = [township.name(language)] if township and unit.level == VILLAGE else []
    english = unit.name_en or ""
    heard_otherwise = [english] if english and english.split()[0].lower() not in unit.pinyin else []
    others = [spelling for spelling in (unit.name_zh, unit.pinyin, *heard_otherwise) if spelling not in (name, "")]
    return [" ".join(name.split()), *above, *others, unit.id]
