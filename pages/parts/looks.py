"""How a column of a table looks on screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from analytics.exports import Column
from data.text import Language

DAY: Mapping[Language, str] = {"en": "D MMMM YYYY", "zh": "YYYY年M月D日"}
"""A day as in sentences."""
NO_VALUE = "·"
"""Where a number has no value; the column of states beside it says why."""


def look(column: Column, language: Language) -> Any:
    """The column's heading and number format, as Streamlit takes them."""
    heading = column.heading_in(language)
    if column.kind in ("number", "percent"):
        return st.column_config.NumberColumn(heading, format=f"%.{column.decimals}f")
    if column.kind == "count":
        return st.column_config.NumberColumn(heading, format="%.12g")  # whole numbers without a decimal point
    if column.kind == "integer":
        return st.column_config.NumberColumn(heading, format="%d")
    if column.kind == "date":
        return st.column_config.DateColumn(heading, format=DAY[language])
    return st.column_config.TextColumn(heading)
