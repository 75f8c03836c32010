"""Why the funnel lets fewer units stand out than a page that judges each by itself."""

from __future__ import annotations

import streamlit as st

from pages.parts import address, links
from pages.parts.pictures.funnel import funnel_of
from pages.parts.session import View
from pages.parts.words import _, plain, say

PAGE = "pages/indicators/funnel.py"


def show_why_otherwise(view: View, key: str, around: str, level: str, period_id: str, here: int) -> None:
    """One sentence and the way to the funnel, where its limits are widened; `here` units stand out on this page."""
    said = funnel_of(view, key, around, level, period_id).beside(here)
    if said is None:
        return
    st.caption(plain(say(said)))
    asked = address.linked({"indicator": key, "unit": around, "period": period_id, "level": level})
    st.page_link(links.to(PAGE), label=_("Funnel"), icon=":material/arrow_forward:", query_params=asked)
