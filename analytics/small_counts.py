"""Figures counted from records, not from an indicator's cells: who may see how small a unit, and how exactly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.disclosure import protected_counts, sees_small_cells
from analytics.withheld.thresholds import Thresholds
from data.access import Scope

__all__ = ["protected_counts", "protected_table", "protected_total", "sees_persons_of", "sees_small_cells"]

LEVELS: Sequence[str] = ("village", "township", "county", "prefecture", "province")


def sees_persons_of(scope: Scope, level: str, least_level: str) -> bool:
    """May figures about persons, counted from records, be shown for a unit of this level? `least_level` is that of
    the indicator which they explain."""
    return sees_small_cells(scope) or LEVELS.index(level) >= LEVELS.index(least_level)


def protected_total(scope: Scope, total: int, thresholds: Thresholds) -> int | None:
    """How many there are in all; None where they are so few that this person may see nothing of them."""
    if sees_small_cells(scope):
        return int(total)
    shown = protected_counts(scope, pd.Series([total]), thresholds).iloc[0]
    return None if pd.isna(shown) else int(shown)


def protected_table(
    scope: Scope,
    counts: pd.DataFrame,
    thresholds: Thresholds,
    rows: pd.Series | None = None,
    columns: pd.Series | None = None,
) -> pd.DataFrame:
    """A table of counts of people by two fields as this person may see it, where the sums of its rows are shown beside
    it, and with `columns` those of its columns too: whole numbers, `<NA>` where hidden.

    `rows` and `columns` are those sums, in the table's order, as they may be shown: of a sum that is hidden nothing is
    shown. What is hidden in a row or column must not follow from the rest of it, so that the smallest shown are hidden
    as well until it does not.
    """
    shown = counts.astype("Int64")
    if sees_small_cells(scope) or counts.empty:
        return shown
    values = counts.to_numpy(dtype=int)
    hidden = _lines_hidden(scope, values, rows, thresholds)
    lines = [(values[place], hidden[place]) for place in range(len(values))]
    if columns is not None:
        hidden |= _lines_hidden(scope, values.T, columns, thresholds).T
        lines += [(values[:, place], hidden[:, place]) for place in range(values.shape[1])]
    while any(_hide_more(line, gone, max(thresholds.small_counts)) for line, gone in lines):
        pass
    return shown.mask(pd.DataFrame(hidden, index=counts.index, columns=counts.columns))


def _lines_hidden(scope: Scope, values: np.ndarray, sums: pd.Series | None, thresholds: Thresholds) -> np.ndarray:
    """Each line as a table by itself, and nothing of a line whose sum is hidden."""
    hidden = [protected_counts(scope, pd.Series(line), thresholds).isna().to_numpy(dtype=bool) for line in values]
    found = np.array(hidden, dtype=bool).reshape(values.shape)
    if sums is not None:
        found |= sums.isna().to_numpy(dtype=bool)[:, None]
    return found


def _hide_more(line: np.ndarray, hidden: np.ndarray, most: int) -> bool:
    """Hide the smallest shown of the line, in place, where its sum would tell what is hidden; whether one was."""
    gone = line[hidden]
    if not hidden.any() or hidden.all() or (len(gone) >= 2 and gone.sum() > len(gone) * most):
        return False
    open_places = np.flatnonzero(~hidden)
    hidden[open_places[np.argmin(line[open_places])]] = True
    return True
