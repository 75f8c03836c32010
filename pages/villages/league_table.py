"""Who stands where on one indicator, how sure each rank is, and who is surely among the last."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.catalogue.kinds import Indicator
from analytics.findings.ranking import League
from analytics.words import format_number
from data.text import Language
from pages.parts import among, filters, frame, tables
from pages.parts.beside import show_beside
from pages.parts.beside_funnel import show_why_otherwise
from pages.parts.explained import explain
from pages.parts.here import Here, here
from pages.parts.levels import LEVELS
from pages.parts.pictures import league as pictures
from pages.parts.pictures import many_ranks, show
from pages.parts.words import _, plain, say

MOST_NAMES = 30


def page() -> None:
    at = here()
    head = st.container()
    places = filters.bar(4, 3, 2, 2)
    indicator = filters.indicator(places[0], at.indicators)
    unit = filters.unit(places[1], at)
    period = filters.period(places[2], at, indicator.periods)
    frame.heading(head, f"{_('League table')} · {indicator.code} {say(indicator.title)}", at)
    frame.stop_unless_there(at, unit, period)
    group = among.group(at.view, unit.id, period.period_id)
    levels = {key: say(LEVELS[key]) for key in (*group.levels, *group.too_many)}
    level = filters.option(places[3], "level", _("Shown are"), levels)
    if level in group.too_many:
        _some_of_many(at, pictures.Asked(indicator.id, group.around.id, among.level_of(level), period.period_id))
        return
    with st.container(horizontal=True):
        counts = indicator.activity_count and filters.switch(
            st, "counts", _("Rank it all the same"), _("It counts activities, not their effect.")
        )
        values = filters.switch(st, "values", _("Values instead of ranks"))
        bh = filters.switch(
            st, "bh", _("Fewer false flags"), _("Benjamini–Hochberg: at most 5% of the flags are false.")
        )
    asked = pictures.Asked(indicator.id, group.around.id, among.level_of(level), period.period_id, counts, bh)
    _show(at, asked, indicator, values, unit.id)


def _some_of_many(at: Here, asked: pictures.Asked) -> None:
    """A page of the ranks that were worked out when the snapshot was built."""
    number = many_ranks.number(at.view, asked)
    if not number:
        frame.stop_kindly(_("Nobody is ranked here: no unit has a value that every reader may see."))
    last = -(-number // many_ranks.PAGE)
    page = st.number_input(_("Page (of {last})").format(last=last), 1, last, key="page of ranks", width=200)
    sheet, said = many_ranks.page(at.view, asked, (page - 1) * many_ranks.PAGE, at.language)
    st.markdown(plain(say(said)))
    explain("interval", "bottom tenth", key="league in words")
    choice = {
        _("Indicator"): say(sheet.indicators[0].title),
        _("Unit"): at.names()[asked.around],
        _("Shown are"): say(LEVELS[asked.level]),
    }
    tables.show(at, sheet, choice, asked.period, "league", opened=True)


def _show(at: Here, asked: pictures.Asked, indicator: Indicator, values: bool, focus: str) -> None:
    found = pictures.ranked(at.view, asked)
    if found.noise is not None and not found.refused:
        st.warning(plain(say(found.noise)), icon=":material/grain:")
    picture = pictures.picture(at.view, asked, values, focus, at.language)
    ranked = int(found.frame["rank"].notna().sum())
    if picture.sheet is not None and not found.refused and found.alike is None and ranked > 1:
        _facts(found, ranked, asked.bh, at.language)
        _lists(pictures.lists(at.view, asked, at.language))
    show(picture, "league", said_first=True)
    show_beside(at, (indicator,), focus, asked.period, asked.level)
    if picture.sheet is None:
        return
    choice = {
        _("Indicator"): say(indicator.title),
        _("Unit"): at.names()[asked.around],
        _("Shown are"): say(LEVELS[asked.level]),
    }
    if asked.bh:
        choice[_("Flags")] = _("Benjamini–Hochberg, 5%")
    flagged = int(found.frame["flagged_bh" if asked.bh else "flagged"].sum())
    show_why_otherwise(at.view, asked.indicator, asked.around, asked.level, asked.period, flagged)
    explain("interval", "chance", "reliability", "shrunken", "false flags", "bottom tenth", key="league in words")
    tables.show(at, picture.sheet, choice, asked.period, "league")


def _facts(found: League, ranked: int, bh: bool, language: Language) -> None:
    """How many are ranked, how many flags there are against what chance would give, how reliable the order is."""
    tested = found.frame["p"].notna().any()
    flagged = int(found.frame["flagged_bh" if bh else "flagged"].sum())
    reliability = "—" if found.reliability is None else format_number(found.reliability, language, 2)
    facts = [
        (_("Ranked"), str(ranked), ""),
        (
            _("Clearly off the common level"),
            str(flagged) if tested else "—",
            _("Higher or lower than the value of all together, at 95%. Not the same as the worst tenth."),
        ),
        (
            _("Expected by chance alone"),
            format_number(found.by_chance, language) if tested else "—",
            _("At 95% one in twenty differs even where all are alike."),
        ),
        (
            _("Reliability of the order"),
            reliability,
            _("The share of the differences that is more than chance; below 0.50 it is too noisy to rank."),
        ),
    ]
    for place, (label, value, help_text) in zip(st.columns(len(facts)), facts, strict=True):
        place.metric(label, value, help=help_text or None, border=True)


def _lists(listed: dict[str, list[str]]) -> None:
    """The worst tenth in two lists; none where nobody judges or too few are ranked."""
    if not any(listed.values()):
        return
    heads = {"certain": _("Certainly in the worst tenth"), "possible": _("Possibly in the worst tenth")}
    for place, (which, head) in zip(st.columns(2, gap="large"), heads.items(), strict=True):
        names = listed[which]
        place.markdown(f"**{plain(head)}** ({len(names)})  \n{plain(_few(names))}")
    st.caption(plain(_("In brackets the ranks that each could have (95%).")))


def _few(names: Sequence[str]) -> str:
    if not names:
        return _("none")
    shown = _(", ").join(names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    return _("{names} and {more} more").format(names=shown, more=more) if more > 0 else shown


page()
