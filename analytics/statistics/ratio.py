"""Confidence interval of a ratio of sums over units: pay, funds, hours (the units' own sizes differ)."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from analytics.statistics.arguments import Floats, counts, finite, inside, refuse_where, together, unmasked


def ratio_interval(x: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Interval of R = sum x / sum n over the last axis, in the unit of x over that of n, the last axis gone.

    x, n: numerator and denominator of each of the k units that reported, R +- t(k-1) * sqrt(k / (k-1) *
    sum((x - R n)^2)) / sum n. NaN for both limits where k < 2. Refused: n < 0, a sum of n that is not above 0,
    anything not finite. Source: Cochran 1977, Sampling Techniques, 3rd ed., section 6.4 (linearised ratio estimator).
    """
    top, bottom = together(np.atleast_1d(finite("x", x)), np.atleast_1d(counts("n", n)))
    k, sum_x, sum_n = top.shape[-1], top.sum(axis=-1), bottom.sum(axis=-1)
    refuse_where(sum_n <= 0, "the sum of n", sum_n, "be above 0")
    residual = top - (sum_x / sum_n)[..., np.newaxis] * bottom
    return _limits(np.full(sum_x.shape, k), sum_x, sum_n, (residual**2).sum(axis=-1), confidence)


def ratio_interval_from_moments(
    k: ArrayLike,
    sum_x: ArrayLike,
    sum_n: ArrayLike,
    sum_xx: ArrayLike,
    sum_xn: ArrayLike,
    sum_nn: ArrayLike,
    confidence: float = 0.95,
) -> tuple[Floats, Floats]:
    """`ratio_interval` from the sums alone, elementwise: k units, sums of x, n, x^2, x*n and n^2.

    NaN for both limits where k < 2 or a sum is NaN. Refused: k < 0, sum_n <= 0. The squares of the residuals are
    worked out by subtraction: a tiny negative remainder counts as 0.
    """
    units = counts("k", k)
    total_x, total_n = (unmasked(value) for value in (sum_x, sum_n))
    xx, xn, nn = (unmasked(value) for value in (sum_xx, sum_xn, sum_nn))
    refuse_where(total_n <= 0, "sum_n", total_n, "be above 0")
    ratio = total_x / total_n
    squares = np.maximum(xx - 2 * ratio * xn + ratio**2 * nn, 0.0)
    return _limits(units, total_x, total_n, squares, confidence)


def _limits(k: Floats, sum_x: Floats, sum_n: Floats, squares: Floats, confidence: float) -> tuple[Floats, Floats]:
    enough = np.where(k >= 2, k, 2.0)
    half = np.sqrt(enough / (enough - 1) * squares) / sum_n * _student(enough - 1, confidence)
    half = np.where(k >= 2, half, np.nan)
    ratio = sum_x / sum_n
    return ratio - half + 0.0, ratio + half + 0.0


def _student(freedom: Floats, confidence: float) -> Floats:
    tail = (1 - inside("confidence", confidence)) / 2
    few, where = np.unique(freedom, return_inverse=True)  # thousands of units share a handful of sizes
    quantile: Floats = -special.stdtrit(few, tail)[where].reshape(np.shape(freedom))
    return quantile
