"""How two values go together over units: rank correlation with its interval."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from analytics.statistics.arguments import line, together
from analytics.statistics.intervals import normal_quantile

FEWEST = 4


@dataclass(frozen=True)
class RankCorrelation:
    """Spearman's `rho` of `pairs` units with its interval, all within -1 to 1; NaN where it does not exist."""

    rho: float
    lower: float
    upper: float
    pairs: int


def spearman(x: ArrayLike, y: ArrayLike, confidence: float = 0.95) -> RankCorrelation:
    """Rank correlation of x and y over units aligned by position; a unit with a NaN in either is left out.

    rho, lower and upper are NaN with fewer than 4 pairs, or where one of the two is the same for all. Ties share
    their mean rank. The interval is Fisher's on ranks with the variance (1 + rho² / 2) / (pairs - 3); a perfect order
    counts there as one swap of neighbours short of perfect. Refused: infinities, other than one dimension.
    Source: Bonett and Wright 2000, Psychometrika 65:23.
    """
    first, second = together(line("x", x), line("y", y))
    there = ~(np.isnan(first) | np.isnan(second))
    first, second, pairs = first[there], second[there], int(there.sum())
    if pairs < FEWEST or np.ptp(first) == 0 or np.ptp(second) == 0:
        return RankCorrelation(np.nan, np.nan, np.nan, pairs)
    rho = float(stats.spearmanr(first, second).statistic)
    most = 1 - 12 / (pairs * (pairs**2 - 1))
    near = float(np.clip(rho, -most, most))
    reach = normal_quantile(confidence) * np.sqrt((1 + near**2 / 2) / (pairs - 3))
    lower, upper = (float(np.tanh(np.arctanh(near) + side * reach)) for side in (-1, 1))
    return RankCorrelation(rho, min(lower, rho), max(upper, rho), pairs)
