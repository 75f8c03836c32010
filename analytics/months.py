"""A month as axes and sentences write it, with its year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date

from data.text import Language, Text

MONTH_TICKS: Mapping[Language, str] = {"en": "%b %Y", "zh": "%Y年%-m月"}
"""How an axis of dates writes it, in the words of d3."""


def month_text(day: date) -> Text:
    """`Sep 2025` / `2025年9月`."""
    return Text(str(format_date(day, "MMM y", locale="en")), f"{day.year}年{day.month}月")


def format_month(day: date, language: Language) -> str:
    return month_text(day).in_language(language)
