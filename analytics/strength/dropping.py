"""What each part does to the ranks: leave it out of the declaration, build again, compare."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.strength.checks import faults_of
from analytics.strength.index import Strength, build
from analytics.strength.structure import Structure

COLUMNS = ("element", "kind", "shift", "largest", "bands", "compared")


def drop_one(
    values: pd.DataFrame,
    structure: Structure,
    attributes: pd.DataFrame | None = None,
    applicable: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """A row for each block and indicator, as if it were not in the structure.

    shift: mean absolute rank change over the units ranked both times (`compared`); largest: the greatest one; bands:
    how many change band. NaN where nothing would be left, or nobody can be compared.
    """
    whole = build(values, structure, attributes, applicable)
    kinds = [(id, "block") for id in structure.block_ids] + [(id, "indicator") for id in structure.indicators]
    rows = []
    for element, kind in kinds:
        rest = structure.without(element)
        sound = bool(rest.components) and not any(faults_of(rest))
        changes = _compare(whole, build(values, rest, attributes, applicable)) if sound else (np.nan, np.nan, np.nan, 0)
        rows.append((element, kind, *changes))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _compare(whole: Strength, rest: Strength) -> tuple[float, float, float, int]:
    change = (whole.ranks - rest.ranks).abs().dropna()
    if not len(change):
        return np.nan, np.nan, np.nan, 0
    both = change.index
    moved = whole.bands[both].astype(str) != rest.bands[both].astype(str)
    return float(change.mean()), float(change.max()), float(moved.sum()), len(change)
