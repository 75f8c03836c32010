"""Figures counted from records, not from an indicator's cells: who may see how small a unit, and how exactly."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.disclosure import protected_counts, sees_small_cells
from data.access import Scope

__all__ = ["protected_counts", "sees_persons_of", "sees_small_cells"]

LEVELS: Sequence[str] = ("village", "township", "county", "prefecture", "province")


def sees_persons_of(scope: Scope, level: str, least_level: str) -> bool:
    """May figures about persons, counted from records, be shown for a unit of this level? `least_level` is that of
    the indicator which they explain."""
    return sees_small_cells(scope) or LEVELS.index(level) >= LEVELS.index(least_level)
