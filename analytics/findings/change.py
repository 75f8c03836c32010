"""Has a value changed, or may the difference be chance?"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from analytics.statistics.intervals import p_from_interval
from analytics.words import Measured, Reading, Verdict, verdict_of


@dataclass(frozen=True, slots=True)
class Change:
    """From an earlier reading to a later one, in the indicator's unit; no limits and no `p` (two-sided, that nothing
    changed) where either has no interval."""

    before: Reading
    difference: float
    lower: float | None
    upper: float | None
    verdict: Verdict
    p: float | None = None


def change_between(before: Reading, after: Reading, indicator: Measured) -> Change | None:
    """The change with its 95 % interval and what may be said of it; None where either reading has no value.

    The two periods count as independent. They are not (most people are in both), so a change has to be larger than it
    would have to be to be called one. Limits by the square-and-add method: for proportions it is Newcombe's hybrid
    score interval. Source: Zou and Donner 2008, Statistics in Medicine 27:1693.
    """
    if before.value is None or after.value is None:
        return None
    difference = after.value - before.value
    limits = _limits(before, after)
    if limits is None:
        return Change(before, difference, None, None, Verdict.NOT_COMPARED)
    lower, upper = limits
    significance = 1 if lower > 0 else -1 if upper < 0 else 0
    verdict = verdict_of(significance, indicator.better, _smaller(before.denominator, after.denominator))
    arm = difference - lower if difference > 0 else upper - difference
    return Change(before, difference, lower, upper, verdict, float(p_from_interval(difference, arm)))


def _limits(before: Reading, after: Reading) -> tuple[float, float] | None:
    old, new = _bounds(before), _bounds(after)
    if old is None or new is None:
        return None
    difference = new[1] - old[1]
    down = hypot(new[1] - new[0], old[2] - old[1])
    up = hypot(new[2] - new[1], old[1] - old[0])
    return difference - down, difference + up


def _bounds(cell: Reading) -> tuple[float, float, float] | None:
    """Lower limit, value and upper limit, where all three are known."""
    if cell.value is None or cell.lower is None or cell.upper is None:
        return None
    return cell.lower, cell.value, cell.upper


def _smaller(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else min(first, second)
