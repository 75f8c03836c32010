"""What the pages of the building blocks share: heading and choice, all the block's indicators, their source."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analytics.catalogue.kinds import Block, Indicator
from analytics.catalogue.source import SENTENCES
from analytics.periods import Period
from analytics.words import format_number
from pages.parts import address, answers, cards, filters, frame, links, tables
from pages.parts.columns import target_text
from pages.parts.here import Here, here
from pages.parts.pictures import Picture, show
from pages.parts.pictures.block import strip, weakest
from pages.parts.pictures.records import ELSEWHERE
from pages.parts.units import VILLAGE, Unit
from pages.parts.words import _, plain, say

PAGES = {
    Block.SECRETARY: "secretaries",
    Block.MEMBERS: "members",
    Block.AFFAIRS_WORKERS: "affairs_workers",
    Block.TALENT: "talent",
    Block.FOUR_TEAMS: "four_teams",
}


def opened(block: Block) -> tuple[Here, Unit, Period]:
    """The page's heading and its choice of unit and period; a unit that did not exist yet ends the page."""
    at = here()
    head = st.container()
    places = filters.bar(3, 2)
    unit = filters.unit(places[0], at)
    period = filters.period(places[1], at)
    frame.heading(head, say(block.label), at)
    frame.stop_unless_there(at, unit, period)
    return at, unit, period


def show_indicators(at: Here, block: Block, unit: Unit, period: Period) -> None:
    """The strip of all the block's indicators, and of each its source sentences one click away."""
    frame.section(_("All indicators of this block"))
    picture = strip(at.view, block, unit.id, period.period_id, at.language)
    show(picture, "strip")
    st.caption(_("What each indicator measures, and the sentences of the source that it answers to:"))
    with st.container(horizontal=True, gap="xxsmall", key="sources"):
        for indicator in at.indicators.values():
            if indicator.block is block:
                _source(indicator, unit, period)
    part_table(at, picture, unit, period, "strip")
    _link_onward(at, block, unit, period)


def _link_onward(at: Here, block: Block, unit: Unit, period: Period) -> None:
    """The way to the units below that miss most targets, and back to the unit above: the same page, another unit."""
    below = weakest(at.view, block, unit.id, period.period_id)
    above = at.units.above(unit.id)[:1]
    if not below and not above:
        return
    names, page = at.names(), f"pages/blocks/{PAGES[block]}.py"
    if below:
        st.caption(_("Right below, the furthest from the targets of this block first, by the mean distance to them:"))
    with st.container(horizontal=True, gap="small", key="onward"):
        for key, distance, missed in below:
            far = format_number(distance, at.language)
            label = _("{unit}: {far}% short, {n} missed").format(unit=plain(names[key]), far=far, n=missed)
            where = address.linked(_where(key, period))
            st.page_link(links.to(page), label=label, icon=":material/south_east:", query_params=where)
        for one in above:
            st.page_link(
                links.to(page),
                label=plain(names[one.id]),
                icon=":material/north:",
                query_params=address.linked(_where(one.id, period)),
            )


def _where(unit_id: str, period: Period) -> dict[str, str]:
    return {"unit": unit_id, "period": period.period_id}


def part(
    at: Here,
    title: str,
    picture: Picture,
    unit: Unit,
    period: Period,
    key: str,
    choice: Mapping[str, str] | None = None,
) -> None:
    """A section of the page: its title, the picture with its sentence, the table behind it; `choice` says what was
    asked for beside the unit. A section that has its title already gives an empty one."""
    if title:
        frame.section(title)
    show(picture, key)
    part_table(at, picture, unit, period, key, choice)


def part_table(
    at: Here, picture: Picture, unit: Unit, period: Period, key: str, choice: Mapping[str, str] | None = None
) -> None:
    if picture.sheet is not None:
        asked = {_("Unit"): at.names()[unit.id], **(choice or {})}
        tables.show(at, picture.sheet, asked, period.period_id, key)


def year_of(at: Here, period: Period) -> Period:
    """The year of a period, for what is told by the year only."""
    return at.periods[str(period.year)]


def stop_unless_records(at: Here, unit: Unit, period: Period) -> None:
    """As `stop_if_too_large`; nor is there anything to look into where the store holds sums alone."""
    if not at.units.count(unit.id, VILLAGE, period.end):
        frame.stop_kindly(say(ELSEWHERE))
    stop_if_too_large(at, unit, period)


def stop_if_too_large(at: Here, unit: Unit, period: Period) -> None:
    """Records are looked into for a county and below; for larger units the indicators above say all there is."""
    if at.units.count(unit.id, VILLAGE, period.end) > answers.MOST_CLOSE:
        frame.stop_kindly(_("Choose a county, a township or a village for a closer look."))


def _source(indicator: Indicator, unit: Unit, period: Period) -> None:
    """A small button with the indicator's code that opens what it measures, why, and the sentences it answers to."""
    with st.popover(indicator.code, help=plain(say(indicator.title)), key=f"source {indicator.id}"):
        lines = [f"**{plain(say(indicator.title))}**", plain(say(indicator.why))]
        lines += [f"{plain(say(indicator.numerator_text))} ÷ {plain(say(indicator.denominator_text))}"]
        if indicator.target is not None:
            said = f"{say(target_text(indicator, indicator.target))} · {say(indicator.target.authority.label)}"
            lines += [_("Target {target}").format(target=plain(said))]
        for key in indicator.sentences:
            lines += [f"**{plain(_('Source {sentence}').format(sentence=key))}** {plain(say(SENTENCES[key]))}"]
        st.markdown("\n\n".join(lines))
        where = {"indicator": indicator.id, "unit": unit.id, "period": period.period_id}
        st.page_link(
            links.to(cards.PAGE), label=_("More"), icon=":material/arrow_forward:", query_params=address.linked(where)
        )
