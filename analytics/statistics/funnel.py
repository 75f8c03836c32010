"""Funnel plots: limits around a baseline, verdicts against it, and whether units differ by more than chance.

A verdict is -2, -1, 0, 1, 2: below or above the baseline, surely (99.8 %) or probably (95 %), or 0: cannot be told
from it. It says lower or higher, never worse or better. Source of the whole: Spiegelhalter 2005, Statistics in
Medicine 24:1185, "Funnel plots for comparing institutional performance".
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special, stats

from analytics.statistics.arguments import (
    Floats,
    counts,
    finite,
    inside,
    line,
    refuse_where,
    share,
    sizes,
    together,
    x_of_n,
)
from analytics.statistics.intervals import TINY, normal_quantile, poisson_byar, wilson

WARNING, ACTION = 0.95, 0.998

Verdicts = NDArray[np.int8]
Limits = tuple[Floats, Floats]


class Overdispersion(NamedTuple):
    """phi: mean squared z-score (1 is chance alone); tau2: variance between units beyond chance, in squares of y."""

    phi: float
    tau2: float


def proportion_limits(baseline: ArrayLike, n: ArrayLike, confidence: float, tau2: float = 0.0) -> Limits:
    """Score limits baseline +- z * sqrt(baseline * (1 - baseline) / n + tau2), cut to 0 to 1, of the broadcast shape.

    A proportion outside them is one whose Wilson interval excludes the baseline (for tau2 = 0). tau2 widens them
    for overdispersion. Refused: baseline outside 0 to 1, n <= 0, tau2 < 0.
    """
    middle, spread = _score_error(baseline, n, tau2)
    half = normal_quantile(confidence) * spread
    return np.maximum(middle - half, 0.0) + 0.0, np.minimum(middle + half, 1.0) + 0.0


def rate_limits(expected: ArrayLike, confidence: float) -> Limits:
    """Exact Poisson limits, whole events, around an expected count, of its shape.

    A whole count outside them is one whose exact (Garwood) interval excludes `expected`. For a rate divide by the
    unit's base. Refused: expected <= 0.
    """
    lower, upper = stats.poisson.interval(inside("confidence", confidence), sizes("expected", expected))
    return lower, upper


def overdispersion(
    y: ArrayLike, s: ArrayLike, winsorise: float = 0.10, baseline: float | None = None
) -> Overdispersion:
    """How much more units differ than their standard errors explain: phi and tau2.

    y: estimates of the m units, s: their standard errors given the baseline (which is the mean of y weighted by
    1 / s^2 where none is given). The z-scores are first drawn in to their `winsorise` and 1 - `winsorise` quantiles
    (type 7), so that a few outliers do not widen the limits that should catch them. tau2 is 0 while
    m * phi <= m - 1. NaN for both with fewer than two units; units with a NaN are left out.
    Refused: s <= 0, winsorise outside 0 to 0.5. Source: Spiegelhalter 2005, section 5; without winsorising it is
    DerSimonian and Laird 1986, Controlled Clinical Trials 7:177.
    """
    value, error = together(line("y", y), line("s", s))
    there = np.isfinite(value) & np.isfinite(error)
    value, error = value[there], sizes("s", error[there])
    if not 0 <= winsorise < 0.5:
        raise ValueError(f"winsorise must be at least 0 and below 0.5; got {winsorise}")
    if value.size < 2:
        return Overdispersion(np.nan, np.nan)
    weight = error**-2
    centre = np.average(value, weights=weight) if baseline is None else float(finite("baseline", baseline))
    z = (value - centre) / error
    z = np.clip(z, *np.quantile(z, [winsorise, 1 - winsorise]))
    phi = float(np.mean(z**2))
    excess = value.size * phi - (value.size - 1)
    tau2 = excess / (weight.sum() - (weight**2).sum() / weight.sum())
    return Overdispersion(phi, max(float(tau2), 0.0))


def verdict(warning: Limits, action: Limits, baseline: ArrayLike) -> Verdicts:
    """-2 to 2 as a unit's own 95 % (`warning`) and 99.8 % (`action`) intervals lie below or above the baseline.

    An interval that is NaN excludes nothing: 0. For a rate or a ratio; a proportion has `significance`.
    """
    level = finite("baseline", baseline)
    above = (warning[0] > level).astype(np.int8) + (action[0] > level)
    below = (warning[1] < level).astype(np.int8) + (action[1] < level)
    result: Verdicts = np.subtract(above, below, dtype=np.int8)
    return result


def significance(x: ArrayLike, n: ArrayLike, baseline: ArrayLike) -> Verdicts:
    """-2 to 2 as the Wilson interval of x / n excludes the baseline, a proportion; refusals as in `wilson`."""
    level = share("baseline", baseline)
    return verdict(wilson(x, n, WARNING), wilson(x, n, ACTION), level)


def rate_significance(x: ArrayLike, expected: ArrayLike) -> Verdicts:
    """-2 to 2 as the interval of a count x (`poisson_byar`) excludes the expected count; refused: expected <= 0."""
    return verdict(poisson_byar(x, WARNING), poisson_byar(x, ACTION), sizes("expected", expected))


def widened_significance(x: ArrayLike, n: ArrayLike, baseline: ArrayLike, tau2: float) -> Verdicts:
    """-2 to 2 as x / n lies outside `proportion_limits` widened by tau2: the colours of a widened funnel."""
    count, total = x_of_n(x, n)
    middle, spread = _score_error(baseline, total, tau2)
    gap, value = together(count / total - middle, spread)
    outside = [np.abs(gap) > normal_quantile(level) * value for level in (WARNING, ACTION)]
    result: Verdicts = (np.sign(gap) * (outside[0].astype(np.int8) + outside[1])).astype(np.int8)
    return result


def p_value(x: ArrayLike, n: ArrayLike, baseline: ArrayLike) -> Floats:
    """Exact two-sided p of x out of n against a baseline proportion: twice the smaller binomial tail, at most 1.

    For lists of many units (`benjamini_hochberg`), where the score test's tails are too light in small units.
    Fractional x is read through the incomplete beta function. Source: Clopper and Pearson 1934, Biometrika 26.
    """
    count, total = x_of_n(x, n)
    level = share("baseline", baseline)
    at_least = special.betainc(np.maximum(count, TINY), total - count + 1, level)
    at_most = special.betaincc(count + 1, np.maximum(total - count, TINY), level)
    at_least, at_most = np.where(count > 0, at_least, 1.0), np.where(count < total, at_most, 1.0)
    return _two_sided(at_least, at_most)


def rate_p_value(x: ArrayLike, expected: ArrayLike) -> Floats:
    """Exact two-sided p of a count x against an expected count: twice the smaller Poisson tail, at most 1."""
    count, mean = together(counts("x", x), sizes("expected", expected))
    at_least = np.where(count > 0, special.gammainc(np.maximum(count, TINY), mean), 1.0)
    return _two_sided(at_least, special.gammaincc(count + 1, mean))


def widened_p_value(x: ArrayLike, n: ArrayLike, baseline: ArrayLike, tau2: float) -> Floats:
    """Two-sided normal p of x / n against limits widened by tau2 (must be above 0, else use `p_value`)."""
    count, total = x_of_n(x, n)
    middle, spread = _score_error(baseline, total, inside("tau2", tau2, 0.0, np.inf))
    p: Floats = 2 * special.ndtr(-np.abs(count / total - middle) / spread)
    return p


def _two_sided(at_least: Floats, at_most: Floats) -> Floats:
    p: Floats = np.minimum(2 * np.minimum(at_least, at_most), 1.0)
    return p


def _score_error(baseline: ArrayLike, n: ArrayLike, tau2: float) -> Limits:
    middle = share("baseline", baseline)
    refuse_where(not tau2 >= 0, "tau2", tau2, "not be negative")
    return middle, np.sqrt(middle * (1 - middle) / sizes("n", n) + tau2)
