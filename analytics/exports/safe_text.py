"""Text that a spreadsheet would take for a formula, made harmless."""

from __future__ import annotations

import pandas as pd

FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"


def safe_text(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would calculate it; others unchanged."""
    return f"'{text}" if text and text[0] in FORMULA_STARTS else text


def safe_column(texts: pd.Series) -> pd.Series:
    """`safe_text` of every cell; empty cells stay empty."""
    risky = texts.str[:1].isin(list(FORMULA_STARTS)).fillna(False)
    return texts.where(~risky, "'" + texts) if risky.any() else texts
