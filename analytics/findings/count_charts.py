"""Where counting error, not the unit's own past, is the right measure of a course's usual variation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.catalogue.kinds import Indicator, Kind
from analytics.findings.chance import sums
from analytics.statistics.arguments import Floats
from analytics.statistics.control import LEAST_POINTS, CountChart, p_chart, u_chart

UNEVEN = 0.25
"""Denominators that stay within a quarter of their mean do with one pair of limits (Montgomery, ch. 7)."""
FITS = (0.6, 1.4)
"""Between these, neighbouring periods differ about as much as counting error makes them; exactly so at 1."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A p chart (`kind` proportion) or u chart (rate) of a course, in shares or rates that are not yet scaled."""

    kind: Kind
    chart: CountChart


def count_chart(course: pd.DataFrame, indicator: Indicator, higher_is_better: bool | None) -> Counted | None:
    """The p or u chart of one unit's course (evaluate's rows in order), or None where an XmR chart is right.

    It is right for a proportion or a rate with at least 8 whole periods whose denominators are too uneven for one
    pair of limits, and whose values move from period to period about as much as counting error does: many more or
    many fewer of the same people in each period, and its limits would be far too narrow or far too wide.
    """
    if indicator.kind is Kind.RATIO:
        return None
    x, n = (np.where(course["provisional"].astype(bool), np.nan, column) for column in sums(course))
    there = ~np.isnan(n)
    if there.sum() < LEAST_POINTS or not _uneven(n[there]):
        return None
    chart = (p_chart if indicator.kind is Kind.PROPORTION else u_chart)(x, n, higher_is_better)
    return Counted(indicator.kind, chart) if FITS[0] <= spread(chart, n, indicator.kind) <= FITS[1] else None


def spread(chart: CountChart, n: Floats, kind: Kind) -> float:
    """How many times counting error neighbouring periods differ by: the mean moving range of the points' z over 1.128.

    0 where nothing varies or no two neighbours are there. Source: Laney 2002, Quality Engineering 14:531 (σz).
    """
    variance = chart.centre * (1 - chart.centre if kind is Kind.PROPORTION else 1.0) / n
    if not np.nanmin(variance) > 0:
        return 0.0
    moves = np.abs(np.diff((chart.values - chart.centre) / np.sqrt(variance)))
    moves = moves[~np.isnan(moves)]
    return float(moves.mean() / 1.128) if moves.size else 0.0


def _uneven(n: Floats) -> bool:
    return bool(np.abs(n / n.mean() - 1).max() > UNEVEN)
