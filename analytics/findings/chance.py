"""What chance does to the values of many units: their errors, their common level, their odds against it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from analytics.catalogue.kinds import Indicator, Kind
from analytics.statistics.arguments import Flags, Floats
from analytics.statistics.funnel import p_value, rate_p_value
from analytics.statistics.intervals import normal_quantile
from analytics.statistics.shrinkage import Shrinkage, empirical_bayes, empirical_bayes_means
from analytics.words import FEWEST_TO_JUDGE


def column(frame: pd.DataFrame, name: str) -> Floats:
    """A column as plain floats, NaN for <NA>."""
    numbers: Floats = frame[name].to_numpy(dtype=float, na_value=np.nan)
    return numbers


class Sums(NamedTuple):
    """Numerators and denominators of units, NaN for one without a value."""

    x: Floats
    n: Floats


def sums(frame: pd.DataFrame) -> Sums:
    """Of evaluate's rows."""
    there = (frame["state"] == "value").to_numpy(bool)
    x, n = (np.where(there, column(frame, name), np.nan) for name in ("numerator", "denominator"))
    return Sums(x, n)


def common_level(of: Sums) -> float:
    """The ratio of sums over the units with a value, not scaled; NaN where nobody has one."""
    total = np.nansum(of.n)
    return float(np.nansum(of.x) / total) if total > 0 else float("nan")


def judged(of: Sums) -> Flags:
    """Which units have a value with enough in the denominator to be judged."""
    flags: Flags = np.nan_to_num(of.n) >= FEWEST_TO_JUDGE
    return flags


def standard_errors(frame: pd.DataFrame) -> Floats:
    """Half the width of the unit's own 95 % interval over 1.96, in the indicator's unit; NaN without an interval."""
    return (column(frame, "upper") - column(frame, "lower")) / (2 * normal_quantile(0.95))


def odds(of: Sums, indicator: Indicator, level: float) -> Floats:
    """Two-sided exact p of every judged unit against a common level (not scaled); NaN for the others and for ratios."""
    x, n = of
    rows, p = judged(of), np.full(len(n), np.nan)
    if indicator.kind is Kind.PROPORTION and rows.any():
        p[rows] = p_value(x[rows], n[rows], level)
    if indicator.kind is Kind.RATE and rows.any():
        p[rows] = rate_p_value(x[rows], n[rows] * level) if level > 0 else 1.0
    return p


def shrunken(frame: pd.DataFrame, of: Sums, indicator: Indicator) -> Shrinkage:
    """Every unit's value drawn towards the common level as far as chance reaches, in the indicator's unit.

    Units without an interval (a ratio of a single village) are missing in it.
    """
    if indicator.kind is not Kind.PROPORTION:
        error = standard_errors(frame)
        return empirical_bayes_means(column(frame, "value"), np.where(error > 0, error, np.nan))
    found, scale = empirical_bayes(*of), indicator.scale
    return Shrinkage(
        found.estimate * scale, found.mean * scale, found.between_variance * scale**2, found.unit_reliability,
        found.reliability,
    )  # fmt: skip
