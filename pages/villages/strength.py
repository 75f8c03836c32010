"""The strength index of a county's villages: how it is spread, how far it can be trusted, one village's card."""

from __future__ import annotations

import streamlit as st

from analytics.findings.sentences_of_strength import ALONE
from analytics.strength.standing import Standing
from analytics.strength.tables import league
from analytics.words import format_number, format_period
from data.text import Language
from pages.parts import address, filters, frame, strength, tables
from pages.parts.explained import explain
from pages.parts.here import Here, here
from pages.parts.pictures import Sheet, draw, show
from pages.parts.pictures import strength as pictures
from pages.parts.pictures import strength_card as cards
from pages.parts.strength import Measured
from pages.parts.units import VILLAGE, Unit
from pages.parts.whose_turn import INDEX, show_ways
from pages.parts.words import _, plain, say

ALL = "all"
CARD_OF = "unit of the card"


def page() -> None:
    at = here()
    head = st.container()
    places = filters.bar(3, 2, 2, 2)
    unit = filters.unit(places[0], at)
    period = filters.period(places[1], at)
    frame.heading(head, _("Organizational strength"), at)
    structure = strength.structure(strength.choose(places[2]))
    county = strength.county_of(at.view, unit.id)
    if county is None:
        frame.stop_kindly(_("Too many villages to rank one by one. Choose a county."))
    with st.spinner(_("Simulating other defensible choices …")):
        measured = strength.strength(at.view, county, period.period_id, structure)
    if measured is None:
        frame.stop_kindly(_("There is no village here whose strength could be scored for this period."))
    tracks = pictures.tracks_of(measured, at.language)
    track = filters.option(places[3], "track", _("Track"), {**tracks, ALL: _("All (scores only)")}) if tracks else None
    asked: pictures.Asked = (at.view, county, period.period_id, structure)
    village = unit.id if unit.level == VILLAGE else ""
    found = pictures.overview(*asked, None if track == ALL else track, village, at.language)
    assert found is not None, "what was measured has pictures"
    choice = {_("Unit"): at.names()[county], _("Structure"): say(structure.title)}
    st.markdown(plain(say(structure.title) + _(": ") + say(structure.note)))
    if note := strength.withheld_note(measured.field):
        st.warning(plain(note))
    frame.section(_("How the scores are spread"))
    show(found.spread, "spread")
    st.markdown(plain(say(found.trust)))
    explain("simulation", "band", "bottom tenth", key="strength in words")
    show_ways(INDEX, {"unit": unit.id, "period": period.period_id})
    show_card(at, measured, asked, unit, choice)
    frame.section(_("All villages in {period}").format(period=format_period(period.period_id, at.language)))
    if found.league.sheet is not None and len(found.league.sheet.frame) > pictures.MOST_DRAWN:
        whole = filters.switch(st, "whole", _("Draw all villages"))
        found = pictures.overview(*asked, None if track == ALL else track, village, at.language, whole) or found
    show(found.league, "league")
    if found.league.sheet is not None:
        tables.show(at, found.league.sheet, choice, period.period_id, "league")


def show_card(at: Here, measured: Measured, asked: pictures.Asked, unit: Unit, choice: dict[str, str]) -> None:
    """The robustness card of the chosen village, else of any that is picked here: to begin with the unit's lowest."""
    frame.section(_("Robustness card"))
    if st.session_state.setdefault(CARD_OF, unit.id) != unit.id:
        st.session_state[CARD_OF] = unit.id
        address.forget("card")  # another unit, another village to begin with
    chosen = filters.option(st, "card", _("Village"), _offered(at, measured, unit, asked[2]))
    view, county, period_id, structure = asked
    card = cards.card(view, county, chosen, period_id, structure, at.language)
    if card is None:
        st.info(plain(_("{unit} did not exist in this period.").format(unit=at.names()[chosen])))
        return
    st.caption(plain(_within(at, county, unit)))
    _numbers(card, at.language)
    if card.bands is not None:
        draw(card.bands, "bands", say(card.sentence))
    st.markdown(plain(say(card.sentence)))
    if card.standing.reason is not None:
        return
    named = {**choice, _("Village"): at.names()[chosen]}
    _title(_("What drives it"))
    show(card.pulls, "pulls")
    _table(at, card.pulls.sheet, named, period_id, "pulls")
    _title(_("What would lift it"))
    show(card.lift, "lift")
    _table(at, card.lift.sheet, named, period_id, "lift", opened=True)


def _title(words: str) -> None:
    st.markdown(f"**{plain(words)}**")


def _table(
    at: Here, sheet: Sheet | None, choice: dict[str, str], period_id: str, key: str, opened: bool = False
) -> None:
    if sheet is not None:
        tables.show(at, sheet, choice, period_id, key, opened)


def _within(at: Here, county: str, unit: Unit) -> str:
    names, scope = at.names(), at.view.scope.unit
    if scope is not None and any(above.id == county for above in at.units.above(scope)):
        return _("Rank and medians are among the villages that you may see, not all of {county}.").format(
            county=names[county]
        )
    if unit.id == county or unit.level == VILLAGE:
        return _("Score and rank are within {county}.").format(county=names[county])
    return _("Score and rank are within {county}, not within {unit}.").format(county=names[county], unit=names[unit.id])


def _offered(at: Here, measured: Measured, unit: Unit, period_id: str) -> dict[str, str]:
    """The villages, those of the unit first, the lowest score first and the unscored last; a chosen village leads."""
    names, rows = at.names(), league(measured.robustness).sort_values("score", kind="stable", na_position="last")
    own = {unit.id, *(found.id for found in at.units.descendants(unit.id, VILLAGE, at.periods[period_id].end))}
    listed = [unit.id] if unit.level == VILLAGE else []
    listed += sorted(rows["org_unit_id"], key=lambda village: village not in own)
    return {village: names[village] for village in dict.fromkeys(listed)}


def _numbers(card: cards.Card, language: Language) -> None:
    """Score, rank, band, chance of the bottom tenth, and under its own name the county's star rating."""
    places = st.columns(5)
    for place, (label, value, small) in zip(places, _figures(card, language), strict=False):
        with place.container(border=True, height="stretch", gap="xxsmall"):
            st.metric(label, value)
            st.caption(plain(small))
    with places[4].container(border=True, height="stretch", gap="xxsmall"):
        given = _("not rated") if card.stars is None else "★" * card.stars
        st.metric(_("County's official star rating"), given)
        st.caption(plain(_("Given by the county; not part of the index")))


def _figures(card: cards.Card, language: Language) -> list[tuple[str, str, str]]:
    of = card.standing
    if of.band is None:
        return [(_("Index score"), _("not scored"), say(of.reason) if of.reason else "")]

    def number(value: float) -> str:
        return format_number(value, language)

    interval = _("90% interval {lower} to {upper}")
    return [
        (
            _("Index score"),
            number(of.score),
            interval.format(lower=number(of.score_lower), upper=number(of.score_upper)),
        ),
        (_("Rank"), *_rank(of, interval)),
        (
            _("Band"),
            say(of.band.title),
            say(card.band),
        ),
        (_("In the bottom tenth"), *_bottom_tenth(of, language)),
    ]


def _bottom_tenth(of: Standing, language: Language) -> tuple[str, str]:
    """The share of the simulations; alone there is no tenth to be in."""
    if of.of == 1:
        return "—", say(ALONE)
    return _("{share}%").format(share=format_number(100 * of.bottom_tenth, language, 0)), _("of the simulations")


def _rank(of: Standing, interval: str) -> tuple[str, str]:
    """The rank with its interval; alone there is none."""
    if of.of == 1:
        return "—", say(ALONE)
    return _("{rank} of {of}").format(rank=of.rank, of=of.of), interval.format(lower=of.rank_lower, upper=of.rank_upper)


page()
