"""Headline cards: one leading indicator each, with interval, change on the year, target and coverage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import streamlit as st

from analytics.catalogue.kinds import Block, Indicator
from analytics.findings.change import Change
from analytics.findings.headline import Headline
from analytics.periods import same_period_last_year
from analytics.words import (
    PROVISIONAL,
    STATES,
    VERDICTS,
    Verdict,
    format_change,
    format_count,
    format_interval,
    format_period,
    format_value,
)
from data.text import Language
from pages.parts import address, links
from pages.parts.columns import target_text
from pages.parts.words import _, plain, say

PAGE = "pages/indicators/indicator.py"
Colour = Literal["blue", "orange", "violet", "gray"]
COLOURS: Mapping[str, Colour] = {"better": "blue", "worse": "orange", "higher": "violet", "lower": "violet"}
"""The theme's names of the palette's colours; what is no clear change is grey."""


def show(headlines: Mapping[Block, Sequence[Headline]], unit_id: str, period_id: str, language: Language) -> None:
    """A column of cards for each building block; cards side by side have the same height."""
    for place, block in zip(st.columns(len(headlines)), headlines, strict=True):
        place.markdown(f"**{plain(say(block.label))}**")
    for row in range(max(len(cards) for cards in headlines.values())):
        for place, cards in zip(st.columns(len(headlines)), headlines.values(), strict=True):
            if row < len(cards):
                _card(place, cards[row], unit_id, period_id, language)


def _card(place: Any, headline: Headline, unit_id: str, period_id: str, language: Language) -> None:
    """The value on top, so that the values of a row stand side by side; at the foot the way to the indicator's page."""
    indicator, cell = headline.indicator, headline.reading
    title = plain(say(indicator.title))
    with place.container(border=True, height="stretch", gap="xxsmall", key=f"card {indicator.id}"):
        if cell is None or cell.value is None:
            mark = STATES[cell.state if cell else "not_applicable"]
            st.metric(title, mark.glyph, label_visibility="collapsed", delta=say(mark.name), delta_color="off",
                      delta_arrow="off")  # fmt: skip
        else:
            shown = plain(format_value(cell.value, indicator, language))
            st.metric(title, shown, label_visibility="collapsed", **_delta(headline.change, indicator, language))
        st.markdown(f"**{title}**")
        st.caption("  \n".join(plain(line) for line in _small_print(headline, period_id, language)))
        where = {"indicator": indicator.id, "unit": unit_id, "period": period_id}
        st.page_link(
            links.to(PAGE),
            label=_("More"),
            icon=":material/arrow_forward:",
            icon_position="right",
            query_params=address.linked(where),
        )


def _delta(change: Change | None, indicator: Indicator, language: Language) -> dict[str, Any]:
    """The change on the year as `st.metric` takes it: an arrow, a colour where the change is clear."""
    if change is None:
        return {}
    return {
        "delta": plain(format_change(change.difference, indicator, language)),
        "delta_color": COLOURS.get(change.verdict.removeprefix("surely_"), "gray"),
        "delta_arrow": "up" if change.difference > 0 else "down" if change.difference < 0 else "off",
    }


def _verdict(change: Change) -> str:
    """A change is better or worse than the year before; the words of a comparison with a benchmark do not fit."""
    words = {
        "better": _("clearly better"),
        "worse": _("clearly worse"),
        "higher": _("clearly higher"),
        "lower": _("clearly lower"),
        "similar": _("no clear change"),
    }
    return words.get(change.verdict.removeprefix("surely_")) or say(VERDICTS[Verdict(change.verdict)].name)


def _small_print(headline: Headline, period_id: str, language: Language) -> list[str]:
    """Change in words, interval, sums, target, coverage: a line each, where there is something to say."""
    indicator, cell, lines = headline.indicator, headline.reading, []
    if headline.change is not None:
        before = format_period(same_period_last_year(period_id), language)
        lines.append(_("Since {period}: {verdict}").format(period=before, verdict=_verdict(headline.change)))
    if cell and cell.lower is not None and cell.upper is not None:
        lines.append(
            _("95% interval {bounds}").format(bounds=format_interval(cell.lower, cell.upper, indicator, language))
        )
    if cell and cell.value is not None:
        counts = (format_count(count, language) for count in (cell.numerator, cell.denominator))
        lines.append(" / ".join(counts))
    if indicator.target is not None:
        lines.append(_("Target {target}").format(target=say(target_text(indicator, indicator.target))) + _met(headline))
    if cell and cell.expected and (cell.expected > 1 or not cell.reported):
        counted = _("Villages that reported: {reported} of {expected}")
        sent, due = (format_count(count, language) for count in (cell.reported, cell.expected))
        lines.append(counted.format(reported=sent, expected=due))
    if cell and cell.provisional:
        lines.append(f"{PROVISIONAL.glyph} {say(PROVISIONAL.name)}")
    return lines


def _met(headline: Headline) -> str:
    if headline.target_met is None:
        return ""
    return _(": met") if headline.target_met else _(": not met")
