"""What stands in for a value that applies to a unit but was not reported."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def fill(shares: Floats, gaps: NDArray[np.bool_], treatments: Sequence[str]) -> Floats:
    """Shares (..., indicators, units) with the gaps (indicators x units) treated, a treatment an indicator.

    `leave_out` stays NaN (the weights are rescaled later), `lowest` is 0, `mean` the mean of the units that reported
    (NaN where none did).
    """
    filled = shares
    for treatment, values in (("lowest", None), ("mean", _means)):
        chosen = gaps & np.array([t == treatment for t in treatments])[:, np.newaxis]
        if chosen.any():
            filled = np.where(chosen, 0.0 if values is None else values(shares), filled)
    return filled


def _means(shares: Floats) -> Floats:
    present = ~np.isnan(shares)
    count = present.sum(axis=-1, keepdims=True)
    total = np.where(present, shares, 0.0).sum(axis=-1, keepdims=True)
    means: Floats = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    return means
