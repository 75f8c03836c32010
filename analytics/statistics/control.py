"""Control charts: does a series vary as it always did, or has something changed?

Signals follow NHS England, "Making Data Count", as NHSRplotthedots computes them; of several that a point breaks it
bears the first: beyond the limits; part of 7 rising or falling; one of 2 of 3 in the outer third of the limits, all 3
on that side; part of 7 on one side of the centre. A missing value (NaN) breaks every sequence. Below 8 points nothing
is judged.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from analytics.statistics.arguments import Floats, finite, line, refuse_where, sizes, together, x_of_n_with_gaps
from analytics.statistics.stretches import long_runs, part_of_run, part_of_trend, part_of_two_in_three

LEAST_POINTS = 8
LIMIT = 2.66  # moving ranges to three sigma: 3 / 1.128
SCREEN = 3.267  # a moving range's own upper limit
ROUNDING = 1e-12  # of the largest value: a gap that is only how numbers are kept

Sides = NDArray[np.int8]


class Rule(StrEnum):
    """What a signal breaks, in the order of precedence."""

    BEYOND_LIMITS = "beyond limits"
    TREND = "7 rising or falling"
    TWO_OF_THREE = "2 of 3 in the outer third"
    SHIFT = "7 on one side"


class Assurance(StrEnum):
    """Whether the process, unchanged, will meet its target."""

    PASS = "pass"
    FAIL = "fail"
    HIT_AND_MISS = "hit and miss"


@dataclass(frozen=True)
class Signal:
    """One point's signal: the rule; whether it points up (high or rising); improvement, or None for no judgement."""

    rule: Rule
    up: bool
    improvement: bool | None


@dataclass(frozen=True)
class XmR:
    """An individuals chart. `signals` has a Signal or None for every value.

    `judged` is False where fewer than 8 values are there: then no signal and no assurance is given, which does not
    mean that nothing changed. `lower` and `upper` are NaN where no two neighbouring values are there.
    """

    values: Floats
    centre: float
    lower: float
    upper: float
    signals: tuple[Signal | None, ...]
    assurance: Assurance | None
    judged: bool


@dataclass(frozen=True)
class CountChart:
    """A p or u chart: as XmR, but the limits vary with every point's n; `values` are x / n, NaN in a gap."""

    values: Floats
    centre: float
    lower: Floats
    upper: Floats
    signals: tuple[Signal | None, ...]
    judged: bool


@dataclass(frozen=True)
class Runs:
    """Anhøj's run tests of a series: `signal` if the longest run is too long or the median is crossed too seldom.

    `useful` counts the points off the median. `judged` is False, and `signal` with it, below 10 of them.
    """

    median: float
    useful: int
    longest: int
    longest_allowed: int
    crossings: int
    crossings_least: int
    signal: bool
    judged: bool


def xmr(values: ArrayLike, target: float | None = None, higher_is_better: bool | None = None) -> XmR:
    """Individuals (XmR) chart of a series in time order, in the unit of the values; NaN is a gap.

    Limits: centre -+ 2.66 * mean moving range of neighbours, from which moving ranges >= 3.267 * mean are screened
    out once. Assurance: pass or fail where the limits leave no doubt on which side of the target the process stays
    (a limit on the target meets it), else hit and miss; None without target or direction. Refused: no value at all.
    Source: Wheeler 1993, Understanding Variation; NHS England, Making Data Count.
    """
    series = line("values", values)
    refuse_where(np.isnan(series).all(), "values", "none", "hold at least one number")
    centre, reach = _mean(series), LIMIT * _mean_moving_range(series)
    lower, upper = centre - reach, centre + reach
    judged = bool(np.count_nonzero(~np.isnan(series)) >= LEAST_POINTS)
    signals = _signals(series, centre, np.full(series.shape, reach), higher_is_better, judged)
    assurance = _assure(lower, upper, target, higher_is_better) if judged else None
    return XmR(series, centre, lower, upper, signals, assurance, judged)


def p_chart(x: ArrayLike, n: ArrayLike, higher_is_better: bool | None = None) -> CountChart:
    """Chart of proportions x / n: pooled centre -+ 3 * sqrt(p (1 - p) / n), within 0 to 1.

    A NaN in x or n is a gap. Refused: n <= 0, x < 0, x > n, no point at all. Source: Shewhart 1931; Montgomery,
    Introduction to Statistical Quality Control, ch. 7.
    """
    count, total, _ = x_of_n_with_gaps(x, n)
    centre = _pooled(count, total)
    reach = 3 * np.sqrt(centre * (1 - centre) / total)
    return _count_chart(count / total, centre, reach, 1.0, higher_is_better)


def u_chart(x: ArrayLike, n: ArrayLike, higher_is_better: bool | None = None) -> CountChart:
    """Chart of rates x / n of events over a base: pooled centre -+ 3 * sqrt(u / n), not below 0.

    As `p_chart`, but x may exceed n.
    """
    count, total = together(line("x", x), line("n", n))
    there = ~(np.isnan(count) | np.isnan(total))
    refuse_where(count[there] < 0, "x", count[there], "not be negative")
    sizes("n", total[there])
    count, total = np.where(there, count, np.nan), np.where(there, total, np.nan)
    centre = _pooled(count, total)
    return _count_chart(count / total, centre, 3 * np.sqrt(centre / total), np.inf, higher_is_better)


def runs(values: ArrayLike) -> Runs:
    """Anhøj's tests on a series in time order; NaN and points on the median are left out.

    A run may be round(log2(useful)) + 3 long; crossings must reach the 5 % quantile of a binomial(useful - 1, 1/2).
    Refused: no value at all. Source: Anhøj and Olesen 2014, PLoS ONE 9:e113825; Anhøj 2015, PLoS ONE 10:e0121349.
    """
    series = line("values", values)
    refuse_where(np.isnan(series).all(), "values", "none", "hold at least one number")
    median = float(np.nanmedian(series))
    sides = np.sign(series - median)
    sides = sides[~np.isnan(sides) & (sides != 0)]
    useful = sides.size
    longest = max((stop - start for start, stop in long_runs(sides, 1)), default=0)
    crossings = int(np.count_nonzero(np.diff(sides)))
    allowed = round(np.log2(useful)) + 3 if useful else 0
    least = int(stats.binom.ppf(0.05, useful - 1, 0.5)) if useful > 1 else 0
    judged = useful >= 10
    signal = judged and (longest > allowed or crossings < least)
    return Runs(median, useful, longest, allowed, crossings, least, signal, judged)


def _mean(series: Floats) -> float:
    """Taken about the first value, so that a series that never moves lies on its own mean to the last digit."""
    first = series[~np.isnan(series)][0]
    return float(first + np.nanmean(series - first))


def _mean_moving_range(series: Floats) -> float:
    moving = np.abs(np.diff(series))
    moving = moving[~np.isnan(moving)]
    if moving.size == 0:
        return np.nan
    mean = moving.mean()
    # a series that never moves has nothing to screen
    return float(moving[moving < SCREEN * mean].mean()) if mean > 0 else 0.0


def _pooled(count: Floats, total: Floats) -> float:
    refuse_where(np.isnan(total).all(), "n", "none", "hold at least one number")
    return float(np.nansum(count) / np.nansum(total))


def _count_chart(
    values: Floats, centre: float, reach: Floats, ceiling: float, higher_is_better: bool | None
) -> CountChart:
    lower, upper = np.maximum(centre - reach, 0.0) + 0.0, np.minimum(centre + reach, ceiling)
    judged = bool(np.count_nonzero(~np.isnan(values)) >= LEAST_POINTS)
    signals = _signals(values, centre, reach, higher_is_better, judged)
    return CountChart(values, centre, lower, upper, signals, judged)


def _assure(lower: float, upper: float, target: float | None, higher_is_better: bool | None) -> Assurance | None:
    if target is None or higher_is_better is None or np.isnan(lower):
        return None
    goal = float(finite("target", target))
    passes, fails = (lower >= goal, upper < goal) if higher_is_better else (upper <= goal, lower > goal)
    return Assurance.PASS if passes else Assurance.FAIL if fails else Assurance.HIT_AND_MISS


def _signals(
    values: Floats, centre: float, reach: Floats, higher_is_better: bool | None, judged: bool
) -> tuple[Signal | None, ...]:
    """`reach`: each point's distance from the centre to its limits."""
    if not judged:
        return (None,) * values.size
    found: list[Signal | None] = [None] * values.size
    gap = values - centre
    gap = np.where(np.abs(gap) <= ROUNDING * np.nanmax(np.abs(values)), 0.0, gap)
    for rule, sides in reversed(_broken(gap, values, reach)):
        for point in np.flatnonzero(sides):
            up = bool(sides[point] > 0)
            found[point] = Signal(rule, up, None if higher_is_better is None else up == higher_is_better)
    return tuple(found)


def _broken(gap: Floats, values: Floats, reach: Floats) -> list[tuple[Rule, Sides]]:
    """Each rule in order of precedence with every point's side: 1 up, -1 down, 0 not broken."""
    side = np.sign(np.nan_to_num(gap)).astype(np.int8)
    beyond = np.abs(gap) > reach
    outer = side * (~beyond & (np.abs(gap) > reach * 2 / 3))
    return [
        (Rule.BEYOND_LIMITS, side * beyond),
        (Rule.TREND, part_of_trend(values, 7)),
        (Rule.TWO_OF_THREE, part_of_two_in_three(outer, side)),
        (Rule.SHIFT, part_of_run(side, 7)),
    ]
