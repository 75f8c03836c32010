"""Three lists of who needs a look: what each of them asks, and the way to the other two."""

from __future__ import annotations

import streamlit as st

from data.text import Text
from pages.parts import address, links
from pages.parts.words import _, plain, say

DISTANCE, INDEX, CRITERIA = "distance", "index", "criteria"
PAGES = {
    DISTANCE: "pages/overview/county.py",
    INDEX: "pages/villages/strength.py",
    CRITERIA: "pages/villages/weak_organizations.py",
}
ASKS = {
    DISTANCE: Text(
        "This list asks how far values are from their targets. The strength index weighs all five blocks and says how "
        "sure a band is; weak organizations are those that meet a declared criterion, with the record. One village may "
        "be on one of the three and not on the others.",
        "此表看各项数值离目标有多远；组织力指数综合五个板块，并说明档次把握有多大；软弱涣散情形则逐条对照规定、"
        "以记录为据。三者所问不同，同一个村可能只出现在其中一处。",
    ),
    INDEX: Text(
        "The index weighs all five blocks, also where there is no target, and says how sure a band is. The distance to "
        "targets looks at what has a target only; weak organizations are those that meet a declared criterion, with "
        "the record. One village may be low on one of the three and not on the others.",
        "组织力指数综合五个板块（含未设目标的指标），并说明档次把握有多大；与目标的差距只看设有目标的指标；"
        "软弱涣散情形则逐条对照规定、以记录为据。三者所问不同，同一个村可能只在其中一处靠后。",
    ),
}


def show_ways(here: str, asked: dict[str, str]) -> None:
    """What the list that stands `here` asks and the others do not; links to them for the unit and period asked."""
    if here in ASKS:
        st.caption(plain(say(ASKS[here])))
    labels = {DISTANCE: _("Distance to targets"), INDEX: _("Strength index"), CRITERIA: _("Weak organizations")}
    with st.container(horizontal=True, key="other lists"):
        for key, page in PAGES.items():
            if key != here:
                where = address.linked(asked)
                st.page_link(links.to(page), label=labels[key], icon=":material/arrow_forward:", query_params=where)
