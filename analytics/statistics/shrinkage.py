"""Empirical Bayes: what small units' figures are worth, and how much of an indicator is more than chance."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analytics.statistics.arguments import Floats, line, sizes, together, x_of_n_with_gaps
from analytics.statistics.funnel import overdispersion


@dataclass(frozen=True)
class Shrinkage:
    """Shrunken estimates and what they rest on, in the unit of the estimate; NaN for a missing unit.

    estimate: raw drawn towards `mean` by 1 - unit_reliability. between_variance: of the true values between units.
    unit_reliability: share of a unit's variance that is true difference, 0 to 1. reliability, of the indicator:
    between_variance / (between_variance + median sampling variance); below 0.5 it is too noisy to rank.
    With fewer than two units between_variance and the reliabilities are NaN and the estimate is the raw one.
    """

    estimate: Floats
    mean: float
    between_variance: float
    unit_reliability: Floats
    reliability: float


def empirical_bayes(x: ArrayLike, n: ArrayLike) -> Shrinkage:
    """Beta-binomial shrinkage of proportions x / n, one dimension; a NaN in x or n is a missing unit.

    The mean is the pooled proportion, the between variance by moments: in closed form, which maximum likelihood is
    not (it fails at the border, where all units are alike), and it takes fractional x. The estimate is
    (x + M mean) / (n + M) with M = (mean (1 - mean) - between) / between. Refused: n <= 0, x < 0, x > n.
    Source: Kleinman 1973, JASA 68:46 (moments, weights n); reliability as "rankability", van Dishoeck et al. 2011,
    BMJ Quality and Safety 20:869, after Adams 2009, The Reliability of Provider Profiling (RAND TR-653).
    """
    count, total, there = x_of_n_with_gaps(x, n)
    value = count / total
    if np.count_nonzero(there) < 2:
        return _unshrunken(value)
    mean = float(np.nansum(count) / np.nansum(total))
    between = _between(value[there], total[there], mean)
    return _shrink(value, mean, between, (mean * (1 - mean) - between) / total)


def empirical_bayes_means(estimate: ArrayLike, standard_error: ArrayLike) -> Shrinkage:
    """Normal shrinkage of estimates with known standard errors (rates, ratios); NaN in either is a missing unit.

    The between variance is DerSimonian and Laird's, the mean weighted by 1 / (between + standard_error^2).
    Refused: standard_error <= 0. Source: Morris 1983, JASA 78:47.
    """
    value, error = together(line("estimate", estimate), line("standard_error", standard_error))
    there = ~(np.isnan(value) | np.isnan(error))
    sizes("standard_error", error[there])
    value, noise = np.where(there, value, np.nan), np.where(there, error, np.nan) ** 2
    if np.count_nonzero(there) < 2:
        return _unshrunken(value)
    between = overdispersion(value[there], error[there], winsorise=0.0).tau2
    mean = float(np.average(value[there], weights=1 / (between + noise[there])))
    return _shrink(value, mean, between, noise)


def _between(value: Floats, total: Floats, mean: float) -> float:
    """Variance of the true proportions between units, between 0 and mean (1 - mean)."""
    everyone, m = total.sum(), value.size
    binomial = mean * (1 - mean)
    squares = (total * (value - mean) ** 2).sum()
    scale = everyone - (total**2).sum() / everyone - (m - 1)
    if scale <= 0:  # a single trial in every unit: nothing tells units from trials
        return 0.0
    return float(np.clip((squares - (m - 1) * binomial) / scale, 0.0, binomial))


def _shrink(value: Floats, mean: float, between: float, noise: Floats) -> Shrinkage:
    variance = between + noise
    # no variance at all: everybody is at the mean, and nothing tells them apart
    reliable = np.where(variance > 0, between / np.where(variance > 0, variance, 1.0), 0.0)
    reliable = np.where(np.isnan(value), np.nan, reliable)
    typical = float(np.nanmedian(noise))
    overall = between / (between + typical) if between > 0 else 0.0
    return Shrinkage(mean + reliable * (value - mean), mean, between, reliable, overall)


def _unshrunken(value: Floats) -> Shrinkage:
    alone = value[~np.isnan(value)]
    mean = float(alone[0]) if alone.size else np.nan
    return Shrinkage(value, mean, np.nan, np.full(value.shape, np.nan), np.nan)
