"""One indicator: what it means, how the units stand on it, its course over the periods."""

from __future__ import annotations

import streamlit as st

from analytics.catalogue.breakdowns import BREAKDOWNS
from analytics.catalogue.kinds import Indicator
from analytics.catalogue.source import SENTENCES
from analytics.exports.definitions import DIRECTIONS
from analytics.periods import Period
from analytics.words import CLEAR, format_period
from data.text import Text
from pages.parts import columns, filters, frame, tables
from pages.parts.beside import show_beside
from pages.parts.beside_funnel import show_why_otherwise
from pages.parts.here import Here, here
from pages.parts.levels import LEVELS
from pages.parts.pictures import indicator as pictures
from pages.parts.pictures import show, split
from pages.parts.units import Unit
from pages.parts.words import _, plain, say


def page() -> None:
    at = here()
    head = st.container()
    places = filters.bar(4, 3, 2, 2)
    indicator = filters.indicator(places[0], at.indicators)
    unit = filters.unit(places[1], at)
    period = filters.period(places[2], at, indicator.periods)
    frame.heading(head, f"{indicator.code} {say(indicator.title)}", at)
    frame.stop_unless_there(at, unit, period)
    level = filters.option(places[3], "level", _("Shown are"), _levels(at, unit, period))
    define(indicator)
    show_units(at, indicator, unit, period, level)
    show_course(at, indicator, unit, period)
    show_classes(at, indicator, unit, period)


def define(indicator: Indicator) -> None:
    """What it measures and why, its source sentences, its target and who says so."""
    st.markdown(plain(say(indicator.why)))
    target, nothing = indicator.target, Text("", "")
    measured = {
        _("Numerator"): say(indicator.numerator_text),
        _("Denominator"): say(indicator.denominator_text),
        _("Unit of measure"): say(indicator.unit),
        _("Direction"): say(DIRECTIONS[indicator.better]),
        _("Reported"): say(indicator.frequency.label),
        _("Note"): say(indicator.note),
    }
    wanted = {
        _("Building block"): say(indicator.block.label),
        _("Target"): say(columns.target_text(indicator, target)),
        _("Authority"): f"{say(target.authority.label)} {target.source}" if target else "",
        _("On the target"): say(target.note if target else indicator.reference or nothing),
        **{_("Source {sentence}").format(sentence=key): say(SENTENCES[key]) for key in indicator.sentences},
    }
    for place, entries in zip(st.columns(2, gap="large"), (measured, wanted), strict=True):
        lines = [f"**{plain(head)}**  {plain(text)}" for head, text in entries.items() if text]
        place.markdown("  \n".join(lines))


def show_units(at: Here, indicator: Indicator, unit: Unit, period: Period, level: str) -> None:
    frame.section(_("How the units stand in {period}").format(period=format_period(period.period_id, at.language)))
    picture = pictures.units(at.view, indicator.id, unit.id, period.period_id, level, at.language)
    show(picture, "units")
    show_beside(at, (indicator,), unit.id, period.period_id, level)
    around = pictures.around_of(at.units, unit)
    if picture.sheet is not None and level != around.level:
        clear = int(picture.sheet.frame["verdict"].isin(CLEAR).sum())
        show_why_otherwise(at.view, indicator.id, around.id, level, period.period_id, clear)
    if picture.sheet is not None:
        choice = {
            _("Indicator"): say(indicator.title),
            _("Unit"): at.names()[around.id],
            _("Shown are"): say(LEVELS[level]),
        }
        tables.show(at, picture.sheet, choice, period.period_id, "units")


def show_course(at: Here, indicator: Indicator, unit: Unit, period: Period) -> None:
    frame.section(_("The course over the periods"))
    picture = pictures.course(at.view, indicator.id, unit.id, period.kind, at.language)
    show(picture, "course")
    if picture.sheet is not None:
        choice = {_("Indicator"): say(indicator.title), _("Unit"): at.names()[unit.id]}
        tables.show(at, picture.sheet, choice, period.period_id, "course")


def show_classes(at: Here, indicator: Indicator, unit: Unit, period: Period) -> None:
    """The figure by a class that is chosen, for those who may see so small cells; counted when it is asked for."""
    names = split.offered(at.view, indicator, unit)
    if not names:
        return
    frame.section(_("The figure by class"))
    shown = {"": _("nothing"), **{name: say(BREAKDOWNS[name].title) for name in names}}
    by = filters.option(filters.bar(2, 5)[0], "by", _("Split by"), shown)
    if not by:
        return
    sheet = split.classes(at.view, indicator.id, unit.id, period.period_id, by, at.language)
    st.markdown(plain(say(sheet.said or Text("", ""))))
    choice = {_("Indicator"): say(indicator.title), _("Unit"): at.names()[unit.id], _("Split by"): shown[by]}
    tables.show(at, sheet, choice, period.period_id, "classes", opened=True)


def _levels(at: Here, unit: Unit, period: Period) -> dict[str, str]:
    """The levels that can be shown, the one right below the unit first."""
    found = at.units.levels_below(pictures.around_of(at.units, unit).id, period.end) or [unit.level]
    return {level: say(LEVELS[level]) for level in found if level in LEVELS}


page()
