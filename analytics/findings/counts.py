"""Counts in sentences, where some may not be shown."""

from __future__ import annotations

from typing import Any

from analytics.words import STATES, number


def count_or_withheld(count: Any) -> str:
    """`1,234`, or the glyph of what is withheld for a count that may not be shown to this person (None, NA, NaN)."""
    known = number(count)
    return STATES["suppressed"].glyph if known is None else f"{int(known):,}"
