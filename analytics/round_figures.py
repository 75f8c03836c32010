"""A declared figure as it was declared: a target of 100 % is 100%, not 100.0%, wherever it is shown."""

from __future__ import annotations

import re

from analytics.words import Measured, format_value
from data.text import Language


def format_target(value: float, indicator: Measured, language: Language, unit: bool = False) -> str:
    """`100%`, `2 times`, but `2.5 times`: as `format_value`, without zeros at the end."""
    return re.sub(r"(\d)\.0+(?!\d)", r"\1", format_value(value, indicator, language, unit))
