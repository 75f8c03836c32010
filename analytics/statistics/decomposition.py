"""Why an aggregate moved: its units' own change, the mix of units, and units that appeared or vanished."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analytics.statistics.arguments import Floats, line, refuse_where, together


@dataclass(frozen=True)
class UnitParts:
    """Every unit's share in each part, in the unit of the ratio; 0 where it has none."""

    within: Floats
    mix: Floats
    entry: Floats
    exit: Floats


@dataclass(frozen=True)
class Decomposition:
    """before and after: the ratio of sums; change = after - before = within + mix + entry + exit, exactly.

    within: units' own ratios changed; mix: weight moved between units of higher and lower ratio; entry and exit:
    units there in the second or the first period alone. `units` has every unit's share.
    """

    before: float
    after: float
    change: float
    within: float
    mix: float
    entry: float
    exit: float
    units: UnitParts


def decompose(x0: ArrayLike, n0: ArrayLike, x1: ArrayLike, n1: ArrayLike) -> Decomposition:
    """Split the change of sum x / sum n between period 0 and period 1 over units aligned by position.

    A unit is absent from a period where its x or n is NaN; with n = 0 it counts as an entry or exit of its x. With
    r = x / n, s = n / sum n, and a bar for the mean of both periods: within is mean(s) * change(r), mix
    change(s) * (mean(r) - mean(R)), entry s1 * (r1 - mean(R)), exit -s0 * (r0 - mean(R)). No order of the periods is
    preferred: swapped, every part changes its sign, and entry trades places with exit.
    Refused: n < 0, a period without a sum of n above 0, another number of units in one period than in the other.
    Source: Griliches and Regev 1995, Journal of Econometrics 65:175, with its symmetric reference.
    """
    before, after = _period("0", x0, n0), _period("1", x1, n1)
    many, others = (len(n) for _, n in (before, after))
    refuse_where(many != others, "period 1", f"{others}", f"hold the {many} units of period 0")
    ratios = [math.fsum(x) / math.fsum(n) for x, n in (before, after)]
    units = _split(before, after, sum(ratios) / 2)
    return Decomposition(
        before=ratios[0],
        after=ratios[1],
        change=ratios[1] - ratios[0],
        within=math.fsum(units.within),
        mix=math.fsum(units.mix),
        entry=math.fsum(units.entry),
        exit=math.fsum(units.exit),
        units=units,
    )


def _period(name: str, x: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    """Numerators and denominators of one period, 0 and 0 where absent."""
    top, bottom = together(line(f"x{name}", x), line(f"n{name}", n))
    refuse_where(bottom < 0, f"n{name}", bottom, "not be negative")
    there = ~(np.isnan(top) | np.isnan(bottom))
    top, bottom = np.where(there, top, 0.0), np.where(there, bottom, 0.0)
    refuse_where(not bottom.sum() > 0, f"the sum of n{name}", bottom.sum(), "be above 0")
    return top, bottom


def _split(before: tuple[Floats, Floats], after: tuple[Floats, Floats], level: float) -> UnitParts:
    (x0, n0), (x1, n1) = before, after
    stays = (n0 > 0) & (n1 > 0)
    share0, share1 = n0 / math.fsum(n0), n1 / math.fsum(n1)
    ratio0, ratio1 = (np.divide(x, n, out=np.zeros_like(x), where=stays) for x, n in (before, after))
    within = (share0 + share1) / 2 * (ratio1 - ratio0)
    mix = (share1 - share0) * ((ratio0 + ratio1) / 2 - level)
    entry = x1 / math.fsum(n1) - share1 * level
    exit_ = share0 * level - x0 / math.fsum(n0)
    return UnitParts(*(np.where(stays, *pair) + 0.0 for pair in ((within, 0), (mix, 0), (0, entry), (0, exit_))))
