"""Under a picture of the reader's own units: how those outside the scope lie, who are not named."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.catalogue.kinds import Indicator
from pages.parts.here import Here
from pages.parts.pictures import beside as pictures
from pages.parts.words import _, plain, say


def show_beside(at: Here, indicators: Sequence[Indicator], unit_id: str, period_id: str, level: str) -> None:
    """Of each indicator a sentence on the units of the level, and one on those of the reader's own unit's where that is
    shown; nothing for those who see everything, or where too few lie outside. Of several, each bears its name."""
    own = [at.units[unit_id].level] if unit_id == at.view.scope.unit else []
    levels, keys = dict.fromkeys([level, *own]), tuple(indicator.id for indicator in indicators)
    for indicator in indicators:
        for each in levels:
            said = pictures.said(at.view, keys, indicator.id, unit_id, period_id, each, at.language)
            if said is not None:
                title = _("{title}:").format(title=say(indicator.title)) + " " if len(indicators) > 1 else ""
                st.markdown(plain(f"{title}{say(said)}"))
