"""Many units at once: which flags survive, and how many chance alone would give."""

import numpy as np
from numpy.typing import ArrayLike
from statsmodels.stats.multitest import multipletests

from analytics.statistics.arguments import Flags, counts, inside, line, refuse_where


def benjamini_hochberg(p: ArrayLike, q: float = 0.05) -> Flags:
    """Mask of the units flagged so that, on average, at most the share q of flags is false.

    p: two-sided p-values, one dimension; NaN is a unit not judged: it is not flagged and does not count among the
    tests. Refused: p outside 0 to 1, q outside (0, 1).
    Source: Benjamini and Hochberg 1995, JRSS B 57:289.
    """
    values = line("p", p)
    refuse_where((values < 0) | (values > 1), "p", values, "lie between 0 and 1")
    judged = ~np.isnan(values)
    mask = np.zeros(values.shape, dtype=np.bool_)
    level = inside("q", q)
    if judged.any():
        mask[judged] = multipletests(values[judged], alpha=level, method="fdr_bh")[0]
    return mask


def expected_false_flags(m: float, alpha: float) -> float:
    """How many of m units that are all alike chance alone flags at two-sided level alpha (half on either side).

    Refused: m < 0 or not finite, alpha outside (0, 1).
    """
    return float(counts("m", m)) * inside("alpha", alpha)
