"""The 95 % interval of a cell, one method for each kind of indicator, written out by hand."""

from __future__ import annotations

import math

from scipy import stats

Z = 1.959963984540054  # 97.5 % point of the normal distribution


def wilson(count, size):
    """The two proportions p with |count/size - p| = Z * sqrt(p(1 - p)/size)."""
    observed = count / size
    middle = observed + Z * Z / (2 * size)
    spread = Z * math.sqrt(observed * (1 - observed) / size + Z * Z / (4 * size * size))
    scale = 1 + Z * Z / size
    return (middle - spread) / scale, (middle + spread) / scale


def exact_poisson(count):
    lower = 0.0 if count == 0 else float(stats.chi2.ppf(0.025, 2 * count)) / 2
    return lower, float(stats.chi2.ppf(0.975, 2 * count + 2)) / 2


def byar(count):
    above = count + 1
    lower = count * (1 - 1 / (9 * count) - Z / (3 * math.sqrt(count))) ** 3
    return lower, above * (1 - 1 / (9 * above) + Z / (3 * math.sqrt(above))) ** 3


def poisson(count):
    return exact_poisson(count) if count < 10 else byar(count)


def ratio_of_sums(contributions):
    """Interval of a ratio of sums over the reporting villages; none below two of them."""
    k, size = len(contributions), sum(float(n) for _, n in contributions)
    if k < 2:
        return None, None
    ratio = sum(float(x) for x, _ in contributions) / size
    squares = sum((float(x) - ratio * float(n)) ** 2 for x, n in contributions)
    half = float(stats.t.ppf(0.975, k - 1)) * math.sqrt(k / (k - 1) * squares) / size
    return ratio - half, ratio + half


def interval(kind, cell, contributions):
    """(lower, upper) before scaling."""
    if kind == "proportion":
        return wilson(cell.numerator, cell.denominator)
    if kind == "rate":
        return tuple(limit / cell.denominator for limit in poisson(cell.numerator))
    return ratio_of_sums(contributions)
