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
    known = values[~np.isnan(values)]
    if len(known) < FEWEST:
        return np.full(len(values), np.nan)
    middle = float(np.median(known))
    spread = TO_SIGMA * float(np.median(np.abs(known - middle)))
    if spread == 0:
        spread = MEAN_TO_SIGMA * float(np.mean(np.abs(known - middle)))
    if spread == 0:
        return np.where(np.isnan(values), np.nan, 0.0)
    return np.asarray((values - middle) / spread)
