"""Quantiles, and groups of units in which ties never part."""

import numpy as np
from numpy.typing import ArrayLike

from analytics.statistics.arguments import Floats, line, share, whole
from analytics.statistics.ranks import competition_rank


def quantile(values: ArrayLike, probabilities: ArrayLike) -> Floats:
    """Type-7 quantiles (linear interpolation) of the values that are there, of the shape of `probabilities`.

    NaN where every value is missing. Source: Hyndman and Fan 1996, The American Statistician 50:361.
    """
    sample = line("values", values)
    at = share("probabilities", probabilities)
    there = sample[~np.isnan(sample)]
    if there.size == 0:
        return np.full(at.shape, np.nan)[()]
    result: Floats = np.quantile(there, at, method="linear")
    return result


def quantile_groups(values: ArrayLike, groups: int, low_is_good: bool) -> Floats:
    """Group 1 (best) to `groups` of every unit, by its competition rank r among m: 1 + floor((r - 1) * groups / m).

    Tied units share a group. NaN for a missing unit, and for all when fewer units than groups are there.
    Refused: groups < 1 or not whole. Source: PHEindicatormethods, `phe_quantile`.
    """
    groups = whole("groups", groups)
    rank = competition_rank(line("values", values), higher_is_better=not low_is_good)
    m = np.count_nonzero(~np.isnan(rank))
    if m < groups:
        return np.full(rank.shape, np.nan)
    group: Floats = 1 + np.floor((rank - 1) * groups / m)
    return group
