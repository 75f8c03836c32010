"""Figures counted from records, not from an indicator's cells: who may see how small a unit, and how exactly."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.access import Role, Scope

LEVELS: Sequence[str] = ("village", "township", "county", "prefecture", "province")
MULTIPLE = 5


def sees_small_cells(scope: Scope) -> bool:
    """Leaders and above see small cells and figures on post holders within their own scope."""
    return scope.role >= Role.LEADER


def protected_counts(scope: Scope, counts: pd.Series) -> pd.Series:
    """Counts of persons as this reader may see them: a viewer's are rounded to the nearest multiple of 5."""
    if sees_small_cells(scope):
        return counts
    return ((counts + MULTIPLE // 2) // MULTIPLE * MULTIPLE).astype(counts.dtype)


def sees_persons_of(scope: Scope, level: str, least_level: str) -> bool:
    """May figures about persons, counted from records, be shown for a unit of this level? `least_level` is that of
    the indicator which they explain."""
    return sees_small_cells(scope) or LEVELS.index(level) >= LEVELS.index(least_level)
