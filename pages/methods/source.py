"""The source, sentence by sentence: which indicators answer to each, and where they are shown."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.catalogue.kinds import Indicator
from analytics.catalogue.source import SENTENCES
from analytics.exports import Column
from data.text import Text
from pages.parts import address, filters, frame, links, tables
from pages.parts.block import PAGES
from pages.parts.here import Here, here
from pages.parts.pictures import Sheet
from pages.parts.words import _, plain, say

INDICATOR, STRENGTH = "pages/indicators/indicator.py", "pages/villages/strength.py"
WHOLE = "S38"
"""The source's own title: the composite of its four teams, the first four blocks."""
SOURCE = Text("The source, sentence by sentence", "文本依据逐句对照")
SHAPE = (
    Column("sentence", Text("Sentence", "句号")),
    Column("text", Text("Text", "文本")),
    Column("indicators", Text("Measured by", "对应指标")),
    Column("note", Text("Note", "说明")),
)
NO_CONTENT = Text("A heading or source line: it carries no content of its own.", "标题或来源行，无实质内容。")
COMPOSITE = Text(
    "Its title as a whole is answered by the index of organizational strength over the first four blocks.",
    "全文题旨由前四类队伍合成的组织力指数对应。",
)
SAID = Text(
    "The source has {n} sentences; {measured} of them are measured by {indicators} indicators, {empty} carry no "
    "content, and one names the whole.",
    "文本共{n}句，其中{measured}句由{indicators}项指标衡量，{empty}句无实质内容，1句统领全文。",
)


def page() -> None:
    at = here(even_empty=True)
    frame.heading(st, _("The source, sentence by sentence"), at)
    (place,) = filters.bar(1)
    block = filters.block(place)
    answering = {key: measuring(at, key) for key in SENTENCES}
    measured = sum(bool(found) for found in answering.values())
    empty = len(SENTENCES) - measured - 1
    said = SAID.fill(n=len(SENTENCES), measured=measured, indicators=len(at.indicators), empty=empty)
    st.markdown(plain(say(said)))
    known = address.linked({})
    for key, found in answering.items():
        if block is None or any(indicator.block is block for indicator in found):
            show_sentence(key, found, known)
    rows = [_row(key, found) for key, found in answering.items()]
    sheet = Sheet(SOURCE, SHAPE, pd.DataFrame(rows), (), at.language)
    tables.show(at, sheet, {}, next(iter(at.periods), None), "source")


def measuring(at: Here, sentence: str) -> list[Indicator]:
    """The indicators that answer to a sentence, in the order of their codes."""
    return [indicator for indicator in at.indicators.values() if sentence in indicator.sentences]


def show_sentence(key: str, found: list[Indicator], known: dict[str, str]) -> None:
    """The sentence at the left, at the right the way to each indicator that answers to it, in the state `known`."""
    with st.container(border=True, key=f"sentence {key}"):
        left, right = st.columns((1, 1), gap="medium")
        left.markdown(f"**{key}**  {plain(say(SENTENCES[key]))}")
        for indicator in found:
            label = plain(f"{indicator.code} {say(indicator.title)}")
            right.page_link(links.to(INDICATOR), label=label, query_params={"indicator": indicator.id, **known})
        for shown in dict.fromkeys(indicator.block for indicator in found):
            path = f"pages/blocks/{PAGES[shown]}.py"
            right.page_link(links.to(path), label=plain(say(shown.label)), icon=":material/dashboard:")
        if key == WHOLE:
            right.page_link(links.to(STRENGTH), label=_("Organizational strength"), icon=":material/dashboard:")
        if not found:
            right.caption(plain(say(COMPOSITE if key == WHOLE else NO_CONTENT)))


def _row(key: str, found: list[Indicator]) -> dict[str, str]:
    note = "" if found else say(COMPOSITE if key == WHOLE else NO_CONTENT)
    indicators = _("; ").join(f"{indicator.code} {say(indicator.title)}" for indicator in found)
    return {"sentence": key, "text": say(SENTENCES[key]), "indicators": indicators, "note": note}


page()
