"""Outliers by robust distance: median and median absolute deviation, which a single wild value cannot hide behind."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

TO_SIGMA = 1.4826
"""The median absolute deviation of a normal distribution, times this, is its standard deviation."""
MEAN_TO_SIGMA = 1.2533
"""The same for the mean absolute deviation: used where more than half of the values are equal."""
FEWEST = 5
"""Among fewer values none is called an outlier: there is nothing to be outside of."""

Floats = NDArray[np.float64]


def robust_distance(values: Floats) -> Floats:
    """How many robust standard deviations each value lies from the median; NaN where it cannot be told.

    Modified z-scores (Iglewicz and Hoaglin 1993). Unlike (x - mean) / sd, which among n values never exceeds
    (n - 1) / sqrt(n) and so can never reach 3 below n = 11, it has no upper bound from 5 values on.
    """
    return np.asarray(robust_distances(values[np.newaxis, :])[0])


def robust_distances(table: Floats) -> Floats:
    """The same for each row of a table by itself."""
    known = ~np.isnan(table)
    count = known.sum(axis=1, keepdims=True)
    deviation = np.abs(table - row_medians(table)[:, np.newaxis])
    spread = TO_SIGMA * row_medians(deviation)[:, np.newaxis]
    mean = np.where(known, deviation, 0.0).sum(axis=1, keepdims=True) / np.maximum(count, 1)
    spread = np.where(spread == 0, MEAN_TO_SIGMA * mean, spread)
    level = known & (spread == 0)
    distance = (table - row_medians(table)[:, np.newaxis]) / np.where(spread == 0, 1.0, spread)
    return np.where(count < FEWEST, np.nan, np.where(level, 0.0, distance))


def row_medians(table: Floats) -> Floats:
    """The median of each row's known values; NaN where there is none."""
    if not table.size:
        return np.full(len(table), np.nan)
    ordered = np.sort(table, axis=1)  # unknown ones come last
    count = (~np.isnan(table)).sum(axis=1)
    row = np.arange(len(table))
    return np.asarray(
        (ordered[row, np.maximum(count - 1, 0) // 2] + ordered[row, np.minimum(count // 2, table.shape[1] - 1)]) / 2
    )
