"""How the index is made, from its declaration: structure, formulas, sources, limits; and the methodologist's audit."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analytics.strength import Structure
from analytics.strength.words import AGGREGATION, LIMITS, MISSING, NORMALISATION, ORDER, Method
from analytics.words import format_number
from data.text import Language
from pages.parts import filters, frame, strength, tables
from pages.parts.here import Here, here
from pages.parts.pictures import Picture, show
from pages.parts.pictures import methodology as pictures
from pages.parts.words import _, plain, say


def page() -> None:
    at = here()
    head = st.container()
    places = filters.bar(3, 2, 2)
    unit = filters.unit(places[0], at)
    period = filters.period(places[1], at)
    frame.heading(head, _("Methodology of the strength index"), at)
    structure = strength.structure(strength.choose(places[2]))
    choice = {_("Structure"): say(structure.title)}
    st.markdown(plain(say(structure.title) + _(": ") + say(structure.note)))
    frame.section(_("Limits of use"))
    st.markdown("\n".join(f"- {plain(say(limit))}" for limit in LIMITS))
    frame.section(_("Structure"))
    sheet = pictures.declared(structure, at.indicators, at.language)
    tables.show(at, sheet, choice, period.period_id, "structure", opened=True)
    show_steps(structure, at.language)
    show_bands(structure, at.language)
    county = strength.county_of(at.view, unit.id)
    if county is None:
        frame.stop_kindly(_("Too many villages for an audit here. Choose a county."))
    show_audit(at, county, period.period_id, structure)


def show_steps(structure: Structure, language: Language) -> None:
    """The steps in order, each with the method in force and its formula; then the methods that could be chosen."""
    frame.section(_("How a score is made"))
    coverage = format_number(100 * structure.coverage, language, 0)
    in_force = (
        None,
        NORMALISATION[structure.normalisation],
        MISSING[structure.missing],
        AGGREGATION[structure.within],
        AGGREGATION[structure.across],
        None,
    )
    for number, (step, method) in enumerate(zip(ORDER, in_force, strict=True), 1):
        st.markdown(f"{number}\\. {plain(say(step.fill(coverage=coverage) if number == 1 else step))}")
        if method is not None:
            _method(method)
    low, high = (format_number(end, language, 0) for end in structure.scale)
    st.markdown(
        plain(_("A share s between 0 and 1 stands for the scale from {low} to {high}.").format(low=low, high=high))
    )
    with st.expander(_("Other methods that a structure can choose"), icon=":material/function:"):
        known: tuple[tuple[Mapping[str, Method], set[str]], ...] = (
            (NORMALISATION, {structure.normalisation}),
            (AGGREGATION, {structure.within, structure.across}),
            (MISSING, {structure.missing}),
        )
        for methods, chosen in known:
            for key, method in methods.items():
                if key not in chosen:
                    _method(method)


def _method(method: Method) -> None:
    st.markdown(f"**{plain(say(method.name))}**  {plain(say(method.says))}")
    st.latex(method.formula)


def show_bands(structure: Structure, language: Language) -> None:
    """The bands with their cut points, and the tracks with what is their own."""
    frame.section(_("Bands and tracks"))
    ends = [*(band.least for band in structure.bands[1:]), structure.scale[1]]
    bands = [
        _("{band}: from {least} to {end}").format(
            band=say(band.title), least=format_number(band.least, language, 0), end=format_number(end, language, 0)
        )
        for band, end in zip(structure.bands, ends, strict=True)
    ]
    st.markdown(plain(_("; ").join(bands)))
    if not structure.tracks:
        st.markdown(plain(_("No tracks are declared: all villages of a county are ranked together.")))
    for track in structure.tracks:
        own = [f"{name} {weight:g}" for name, weight in track.weights]
        cuts = [format_number(cut, language, 0) for cut in track.cuts]
        parts = [
            say(track.title),
            *([_("own weights {weights}").format(weights=_(", ").join(own))] if own else []),
            *([_("own cut points {cuts}").format(cuts=_(", ").join(cuts))] if cuts else []),
        ]
        said = _("; ").join(parts)
        st.markdown(f"- {plain(said)}")


def show_audit(at: Here, county: str, period_id: str, structure: Structure) -> None:
    """What the figures of the county say of the structure."""
    frame.section(_("Robustness checks on {county}").format(county=at.names()[county]))
    with st.spinner(_("Simulating other defensible choices …")):
        found = pictures.audited(at.view, county, period_id, structure, at.language)
    if found is None:
        st.info(_("There is no village here whose strength could be scored for this period."))
        return
    choice = {_("Unit"): at.names()[county], _("Structure"): say(structure.title)}
    parts: tuple[tuple[str, str, Picture], ...] = (
        (_("Which choice moves ranks most"), "sensitivity", found.sensitivity),
        (_("What each part does to the ranks"), "dropped", found.dropped),
        (_("Do the indicators of a block go together?"), "blocks", found.blocks),
        (_("What says the same twice, what pulls the other way?"), "pairs", found.pairs),
        (_("Size in disguise, ceilings and floors"), "size", found.size),
    )
    for title, key, picture in parts:
        st.markdown(f"**{plain(title)}**")
        show(picture, key)
        if picture.sheet is not None:
            tables.show(at, picture.sheet, choice, period_id, key, opened=key == "blocks")


page()
