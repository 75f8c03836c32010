"""What if the weights or the methods of the index were others: ranks before and after, live; nothing is kept unless a
named structure is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from analytics.strength import Structure, save_structure
from analytics.strength.words import AGGREGATION, MISSING, NORMALISATION, Method
from analytics.words import format_number
from data.access import Role
from data.home import Home
from data.text import Language
from pages.parts import address, filters, frame, identity, strength, tables
from pages.parts.here import Here, here
from pages.parts.pictures import show
from pages.parts.pictures import strength as pictures
from pages.parts.pictures import what_if as trial
from pages.parts.units import VILLAGE
from pages.parts.words import _, plain, say

NONE = "none"
MOST, STEPS = 3, 4
"""A slider reaches three times the greatest declared weight beside it, in quarters of that."""
METHODS: Mapping[str, Mapping[str, Method]] = {
    "normalisation": NORMALISATION,
    "within": AGGREGATION,
    "across": AGGREGATION,
    "missing": MISSING,
}


def page() -> None:
    at = here()
    head = st.container()
    places = filters.bar(3, 2, 2, 2)
    unit = filters.unit(places[0], at)
    period = filters.period(places[1], at)
    frame.heading(head, _("What if"), at)
    declared = strength.structure(strength.choose(places[2]))
    county = strength.county_of(at.view, unit.id)
    if county is None:
        frame.stop_kindly(_("Too many villages to rank one by one. Choose a county."))
    st.markdown(
        plain(_("Move the weights or change the methods: ranks follow at once. Nothing is saved; the link keeps it."))
    )
    changed = choices(declared, at.language)
    field = strength.field(at.view, county, period.period_id, declared.indicators)
    if field is None or field.inputs.fitting(declared) is None:
        frame.stop_kindly(_("There is no village here whose strength could be scored for this period."))
    track = _track(places[3], field, declared, at.language)
    village = unit.id if unit.level == VILLAGE else ""
    asked = (at.view, county, period.period_id, declared, changed, track, village, at.language)
    found = trial.what_if(*asked)
    if found is None:
        frame.stop_kindly(_("With these weights nothing is left to score."))
    if note := strength.withheld_note(field):
        st.warning(plain(note))
    _numbers(found, at.language)
    show(found.picture, "slope")
    if found.picture.sheet is not None:
        choice = {_("Unit"): at.names()[county], _("Structure"): say(declared.title), **differences(declared, changed)}
        tables.show(at, found.picture.sheet, choice, period.period_id, "slope")
    keep(at, declared, changed)


def choices(declared: Structure, language: Language) -> Structure:
    """The structure with the weights and methods chosen on screen, or in the address."""
    methods = _methods(declared)
    blocks = [block.id for block in declared.blocks]
    weights = _weights(declared, dict(zip(blocks, st.columns(len(blocks)), strict=True)), blocks)
    total = sum(weights.values())
    if total > 0:
        shares = [
            f"{say(block.title)} {format_number(100 * weights[block.id] / total, language, 0)}%"
            for block in declared.blocks
        ]
        st.caption(plain(_("Of the index: {shares}").format(shares=_(", ").join(shares))))
    with st.expander(_("Weights inside a building block"), icon=":material/tune:"):
        titles = {NONE: "—", **{block.id: say(block.title) for block in declared.blocks}}
        opened = filters.option(st, "inside", _("Building block"), titles)
        shown = declared.members(opened) if opened != NONE else ()
        thirds = st.columns(3)
        places = {name: thirds[place % 3] for place, name in enumerate(shown)}
        for block in blocks:
            weights |= _weights(declared, places, list(declared.members(block)))
    st.button(
        _("Back to the structure as declared"),
        icon=":material/undo:",
        on_click=address.forget,
        args=(*METHODS, *(f"w_{name}" for name in (*blocks, *declared.indicators))),
    )
    return replace(declared.with_weights(weights), **methods)


def _methods(declared: Structure) -> dict[str, Any]:
    """The methods chosen, the declared one first in each list."""
    labels = {
        "normalisation": _("How values become scores"),
        "within": _("Mean inside a block"),
        "across": _("Mean across blocks"),
        "missing": _("What is not reported"),
    }
    chosen = {}
    for place, (name, methods) in zip(filters.bar(2, 2, 2, 2), METHODS.items(), strict=True):
        first = getattr(declared, name)
        shown = {key: say(methods[key].name) for key in (first, *(key for key in methods if key != first))}
        chosen[name] = filters.option(place, name, labels[name], shown)
    return chosen


def _weights(declared: Structure, places: Mapping[str, Any], names: list[str]) -> dict[str, float]:
    """A slider for each name that has a place; the others as the address says."""
    weights, titles = declared.weights(), _titles(declared)
    unit = max((weights[name] for name in names), default=0.0) or 1.0
    return {
        name: filters.slider(places.get(name), f"w_{name}", titles[name], MOST * unit, unit / STEPS, weights[name])
        for name in names
    }


def _titles(declared: Structure) -> dict[str, str]:
    known = strength.titles()
    return {block.id: say(block.title) for block in declared.blocks} | {
        name: say(known[name]) for name in declared.indicators
    }


def _track(place: Any, field: strength.Field, declared: Structure, language: Language) -> str | None:
    if not declared.tracks:
        return None
    fitting = field.inputs.fitting(declared)
    assert fitting is not None, "what was asked before fits"
    offered = pictures.tracks_in(field.build(fitting), language)
    return filters.option(place, "track", _("Track"), offered)


def _numbers(found: trial.WhatIf, language: Language) -> None:
    given, places = found.found, st.columns(3)
    known = bool(given.compared)
    places[0].metric(_("Villages that change band"), str(given.changed), border=True)
    places[1].metric(_("Places moved on average"), format_number(given.shift, language) if known else "—", border=True)
    places[2].metric(_("Villages compared"), str(given.compared), border=True)


def differences(declared: Structure, changed: Structure) -> dict[str, str]:
    """What was chosen otherwise than declared, in words."""
    titles, before, after = _titles(declared), declared.weights(), changed.weights()
    weights = [f"{titles[name]} {after[name]:g}" for name in before if before[name] != after[name]]
    methods = [
        say(known[getattr(changed, name)].name)
        for name, known in METHODS.items()
        if getattr(declared, name) != getattr(changed, name)
    ]
    return {_("Changed"): _("; ").join([*methods, *weights])} if weights or methods else {}


def keep(at: Here, declared: Structure, changed: Structure) -> None:
    """Save what is on screen under a name, for those who may."""
    if at.view.scope.role < Role.STEWARD:
        return
    with st.expander(_("Keep as a named structure"), icon=":material/save:"):
        st.caption(plain(_("It is written into the settings beside the structure in force, which stays what it is.")))
        name = st.text_input(_("Name (small letters, digits, hyphens)"), key="name of the structure", max_chars=40)
        if st.button(_("Save"), key="save the structure", disabled=changed == declared):
            identity.demand(Role.STEWARD, "keep a structure")
            path = save_structure(Home.default(), name, replace(changed, id=name))
            identity.note("keep a structure", {"file": path.name, "changes": differences(declared, changed)})
            st.success(plain(_("Saved as {file}.").format(file=path.name)))


page()
