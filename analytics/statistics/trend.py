"""Trend of proportions over equally spaced periods: Cochran-Armitage, and the recent trend in one word."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from analytics.statistics.arguments import Floats, counts, reals, refuse_where, together, x_of_n

SIGNIFICANT = 9.549536  # chi-squared with 1 degree of freedom at 99.8 %


class Trend(StrEnum):
    """What can be said of the recent trend; up and down, never better or worse."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_CHANGE = "no significant change"
    UNKNOWN = "cannot be calculated"


UNKNOWN = 2
WORDS = {1: Trend.INCREASING, -1: Trend.DECREASING, 0: Trend.NO_CHANGE, UNKNOWN: Trend.UNKNOWN}


@dataclass(frozen=True)
class CochranArmitage:
    """chi2 (1 degree of freedom), slope (change of the proportion a period, weighted least squares), two-sided p."""

    chi2: Floats
    slope: Floats
    p: Floats


def cochran_armitage(x: ArrayLike, n: ArrayLike) -> CochranArmitage:
    """Test for a linear trend of x / n over the last axis, the periods in order; leading axes are units.

    chi2 is the classical one, with the variance p (1 - p) over N (statsmodels' Table.test_ordinal_association has
    N - 1 for N). chi2 and p are NaN where x = 0 or x = n throughout: nothing varies. Refused: fewer than 2 periods,
    n <= 0, x < 0, x > n. Source: Armitage 1955, Biometrics 11:375; Cochran 1954, Biometrics 10:417.
    """
    count, total = x_of_n(x, n)
    periods = count.shape[-1] if count.ndim else 0
    refuse_where(periods < 2, "x", f"{periods}", "hold at least 2 periods")
    slope, chi2 = _fit(count, total, np.arange(periods, dtype=np.float64))
    return CochranArmitage(chi2[()], slope[()], special.chdtrc(1, chi2)[()])


def recent_trend(x: ArrayLike, n: ArrayLike, points: int = 5) -> Trend:
    """The trend of one unit's last `points` periods, from counts x out of n in order; see `recent_trends`."""
    return recent_trends(np.atleast_2d(reals("x", x)), np.atleast_2d(reals("n", n)), points)[0]


def recent_trends(x: ArrayLike, n: ArrayLike, points: int = 5) -> tuple[Trend, ...]:
    """The trend of every unit (rows) over the last `points` periods (columns).

    Increasing or decreasing if chi2 > 9.549536 (99.8 %) and the slope keeps its sign when any one period is left out;
    else no significant change; cannot be calculated with fewer periods, a gap (NaN, or n = 0) among them, or x = n or
    x = 0 throughout, where the test does not exist. Refused: points < 3, n < 0, x < 0, x > n.
    Source: OHID Fingertips, public health technical guidance, "Trend markers".
    """
    refuse_where(points < 3, "points", points, "be at least 3")
    counts_of_all, totals_of_all = reals("x", x), reals("n", n)
    if counts_of_all.shape[-1] != totals_of_all.shape[-1]:
        raise ValueError(f"x and n: the arrays must fit together; got {counts_of_all.shape} and {totals_of_all.shape}")
    count, total = together(counts_of_all[:, -points:], totals_of_all[:, -points:])
    outcome = np.full(len(count), UNKNOWN)
    if count.shape[1] == points:
        there = np.isfinite(count) & np.isfinite(total)
        counts("n", total[there])
        there &= total != 0
        x_of_n(count[there], total[there])
        whole = there.all(axis=1)
        outcome[whole] = _judge(count[whole], total[whole])
    return tuple(WORDS[code] for code in outcome.tolist())


def _judge(count: Floats, total: Floats) -> NDArray[np.int64]:
    periods = count.shape[1]
    time = np.arange(periods, dtype=np.float64)
    slope, chi2 = _fit(count, total, time)
    sign, sure = np.sign(slope), chi2 > SIGNIFICANT
    for out in range(periods):
        rest = time != out
        sure &= np.sign(_fit(count[:, rest], total[:, rest], time[rest])[0]) == sign
    return np.where(np.isnan(chi2), UNKNOWN, np.where(sure, sign, 0)).astype(np.int64)


def _fit(count: Floats, total: Floats, time: Floats) -> tuple[Floats, Floats]:
    """Slope and chi2 over the last axis; a slope that is only rounding is 0."""
    everyone = total.sum(axis=-1, keepdims=True)
    centred = time - (total * time).sum(axis=-1, keepdims=True) / everyone
    pull = centred * count
    moved = pull.sum(axis=-1)
    moved = np.where(np.abs(moved) <= 1e-12 * np.abs(pull).sum(axis=-1), 0.0, moved)
    spread = (total * centred**2).sum(axis=-1)
    mean = count.sum(axis=-1) / everyone[..., 0]
    within = np.where((count == 0).all(axis=-1) | (count == total).all(axis=-1), np.nan, mean * (1 - mean))
    return moved / spread, moved**2 / (spread * within)
