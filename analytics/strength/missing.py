"""What stands in for a value that applies to a unit but was not reported."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def fill(shares: Floats, gaps: NDArray[np.bool_], treatments: Sequence[str]) -> Floats:
    """Shares (..., indicators, units) with the gaps (indicators x units) treated in place, a treatment an indicator.

    `leave_out` stays NaN (the weights are rescaled later), `lowest` is 0, `mean` the mean of the units that reported
    (NaN where none did).
    """
    for treatment in {"lowest", "mean"} & set(treatments):
        chosen = np.array([declared == treatment for declared in treatments])[:, np.newaxis]
        np.copyto(shares, _means(shares) if treatment == "mean" else 0.0, where=gaps & chosen)
    return shares


def _means(shares: Floats) -> Floats:
    count = shares.shape[-1] - np.count_nonzero(np.isnan(shares), axis=-1, keepdims=True)
    total = np.fmax(shares, 0.0).sum(axis=-1, keepdims=True)  # what is missing adds 0
    means: Floats = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    return means
