"""The one function between evaluate and everything that shows or saves: what this person may see.

Pages, findings, exports and reports never call `evaluate` themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.evaluate import CONFIDENCE, evaluate
from data.store import Reader


def disclosed(
    reader: Reader,
    indicators: Sequence[str],
    units: Sequence[str],
    periods: Sequence[str],
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Evaluate's frame as the reader's scope and role may see it. Same arguments, same columns, same errors."""
    return evaluate(reader, indicators, units, periods, confidence)
