"""Confidence intervals of a proportion, a count, a mean and the difference of two proportions.

Every function takes scalars or arrays that broadcast together, and gives `(lower, upper)` of the broadcast shape, in
the unit of the estimate. An interval always contains its estimate. `confidence` is two-sided, inside (0, 1).
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from analytics.statistics.arguments import Floats, counts, finite, inside, x_of_n

EXACT_BELOW = 10
TINY = 1e-300  # stands in for 0 where a gamma or beta function has no value there


def normal_quantile(confidence: float) -> float:
    """The z that a standard normal exceeds in absolute value with probability 1 - confidence."""
    return float(-special.ndtri((1 - inside("confidence", confidence)) / 2))


def wilson(x: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Score interval of the proportion x / n, within 0 to 1; exactly 0 below at x = 0, exactly 1 above at x = n.

    x: events, fractions allowed; n: trials. Refused: n <= 0, x < 0, x > n, anything not finite.
    Source: Wilson 1927, JASA 22; Newcombe 1998, Statistics in Medicine 17:857 (method 3).
    """
    count, total = x_of_n(x, n)
    lower, upper = proportion_confint(count, total, alpha=1 - inside("confidence", confidence), method="wilson")
    value = count / total
    lower = np.where(count == 0, 0.0, np.minimum(lower, value))
    upper = np.where(count == total, 1.0, np.maximum(upper, value))
    return lower[()], upper[()]


def poisson_byar(x: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Interval of the mean of a Poisson count x: exact below 10 events, Byar's approximation from 10.

    x: events, fractions allowed; x < 0 refused. Lower is exactly 0 at x = 0. For a rate divide both by its base.
    Source: Garwood 1936, Biometrika 28 (exact); Breslow and Day 1987, vol. II, p. 69 (Byar).
    """
    count = counts("x", x)
    z = normal_quantile(confidence)
    events = np.atleast_1d(count)
    lower, upper = _byar(np.maximum(events, EXACT_BELOW), z)
    few = events < EXACT_BELOW
    lower[few], upper[few] = _garwood(events[few], (1 - confidence) / 2)
    return lower.reshape(count.shape)[()], upper.reshape(count.shape)[()]


def _byar(count: Floats, z: float) -> tuple[Floats, Floats]:
    above = count + 1
    lower = count * np.maximum(1 - 1 / (9 * count) - z / (3 * np.sqrt(count)), 0) ** 3
    return lower, above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3


def _garwood(count: Floats, tail: float) -> tuple[Floats, Floats]:
    # the quantiles of chi-squared with 2x and 2x + 2 degrees of freedom, halved
    lower = special.gammaincinv(np.maximum(count, TINY), tail)
    return np.where(count > 0, lower, 0.0), special.gammaincinv(count + 1, 1 - tail)


def mean_t(values: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Student's interval of the mean over the last axis of `values`, in their unit, the last axis gone.

    NaN for both limits where there are fewer than two values: one value says nothing of its spread. Refused:
    values that are not finite. Source: Student 1908, Biometrika 6.
    """
    sample = np.atleast_1d(finite("values", values))
    tail = (1 - inside("confidence", confidence)) / 2
    k = sample.shape[-1]
    if k < 2:
        none = np.full(sample.shape[:-1], np.nan)
        return none[()], none[()]
    mean = sample.mean(axis=-1)
    half = -special.stdtrit(k - 1, tail) * sample.std(axis=-1, ddof=1) / np.sqrt(k)
    return mean - half, mean + half


def newcombe_difference(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Hybrid score interval of x1 / n1 - x2 / n2, within -1 to 1; refusals as in `wilson`.

    Source: Newcombe 1998, Statistics in Medicine 17:873 (method 10, without continuity correction).
    """
    first, first_n = x_of_n(x1, n1, ("x1", "n1"))
    second, second_n = x_of_n(x2, n2, ("x2", "n2"))
    alpha = 1 - inside("confidence", confidence)
    lower, upper = confint_proportions_2indep(
        first, first_n, second, second_n, compare="diff", method="newcomb", alpha=alpha
    )
    return np.maximum(lower, -1.0) + 0.0, np.minimum(upper, 1.0) + 0.0  # + 0.0: a limit is never -0.0


def p_from_interval(estimate: ArrayLike, arm: ArrayLike, confidence: float = 0.95) -> Floats:
    """Two-sided p of "no difference" read off an interval: below 1 - confidence exactly where it excludes 0.

    estimate: the difference; arm: the length of its interval on the side of 0, in the same unit. p is 1 for a
    difference of 0, and 0 for any other whose arm has no length. Refused: a negative arm, anything not finite.
    Source: Altman and Bland 2011, BMJ 343:d2304, with the arm that points to 0 for half the width.
    """
    gap, length = np.broadcast_arrays(np.abs(finite("estimate", estimate)), counts("arm", arm))
    z = np.divide(gap, length, out=np.full(gap.shape, np.inf), where=length > 0) * normal_quantile(confidence)
    return np.where(gap == 0, 1.0, 2 * special.ndtr(-z))[()]
