"""Ranks, and how sure one can be of them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.statistics.arguments import Floats, inside, line, reals, refuse_where, together, whole

BLOCK = 60_000  # draws are made so many numbers at a time, which a processor keeps near itself
FEW = 1024  # so many numbers are told apart by keys nearly always
Places = NDArray[np.int16] | NDArray[np.int32]


class RankInterval(NamedTuple):
    """Of every unit, NaN where it is not ranked: its rank (1 is best), the best and the worst rank that sampling
    error allows, and the probability of a place in the bottom tenth."""

    rank: Floats
    lower: Floats
    upper: Floats
    bottom_tenth: Floats


def competition_rank(values: ArrayLike, higher_is_better: bool) -> Floats:
    """1 is best, ties share the better rank, the next rank is skipped ("1224"); NaN for a missing unit.

    Ranks along the last axis.
    """
    sample = np.atleast_1d(reals("values", values))
    missing = np.isnan(sample)
    behind = -sample if higher_is_better else sample
    # as rankdata(method="min", nan_policy="omit") of SciPy, which sorts four times as long among NaNs
    order, ordered = _in_order(behind, np.where(missing, np.inf, behind))
    tie = (ordered[..., 1:] == ordered[..., :-1]) & np.isfinite(ordered[..., 1:])
    tied = tie.any(axis=-1)
    place = np.broadcast_to(np.arange(1.0, sample.shape[-1] + 1), sample.shape).copy()
    shared = place[tied]
    np.copyto(shared[:, 1:], 0.0, where=tie[tied])
    place[tied] = np.maximum.accumulate(shared, axis=-1)
    ranks = np.empty(sample.shape)
    ranks.reshape(-1)[order] = place
    np.copyto(ranks, np.nan, where=missing)
    return ranks


def _in_order(numbers: Floats, last: Floats) -> tuple[NDArray[np.intp], Floats]:
    """The flat places of `last` (the numbers, infinity for NaN), each row in its order, and its numbers in that order.

    Of a few numbers a row, keys are sorted, in a third of the time; a row that they are too coarse for is sorted again.
    """
    *rows, n = last.shape
    begin = n * np.arange(np.prod(rows, dtype=int)).reshape(*rows, 1)
    order = begin + (_order_of_keys(numbers) if n <= FEW else last.argsort(axis=-1))
    ordered = last.take(order)
    wrong = (ordered[..., 1:] < ordered[..., :-1]).any(axis=-1)
    order[wrong] = begin[wrong] + last[wrong].argsort(axis=-1)
    ordered[wrong] = last.take(order[wrong])
    return order, ordered


def _order_of_keys(numbers: Floats) -> NDArray[np.int32]:
    """Nearly an argsort along the last axis.

    A key is a whole number of 32 bits: how far a number lies from the least of its row to the most, then its column.
    NaN is beyond the most. Where a difference overflows the order is wrong too, which the caller sees.
    """
    n = numbers.shape[-1]
    columns = 1 << max(n - 1, 0).bit_length()
    beyond = 2**31 // columns - 1
    least = np.fmin.reduce(numbers, axis=-1, keepdims=True, initial=np.inf)
    most = np.fmax.reduce(numbers, axis=-1, keepdims=True, initial=-np.inf)
    with np.errstate(over="ignore", invalid="ignore"):
        width = most - least
        far = numbers - least
        far *= np.divide(beyond - 1, width, out=np.zeros(width.shape), where=width > 0)
    key: NDArray[np.int32] = np.fmin(far, beyond, out=far).astype(np.int32)
    key *= columns
    key += np.arange(n, dtype=np.int32)
    key.sort(axis=-1)
    key &= columns - 1
    return key


def rank_interval(
    estimate: ArrayLike,
    standard_error: ArrayLike,
    higher_is_better: bool,
    draws: int = 1000,
    seed: int = 0,
    confidence: float = 0.95,
) -> RankInterval:
    """Ranks of the units, with intervals by simulation of their sampling error (normal, independent).

    estimate, standard_error: one dimension, same unit. A unit with a NaN in either is not ranked, and nobody's place
    counts it. Refused: standard_error < 0, draws < 1 or not whole.

    Each draw errs every estimate. Between its estimate and its draw a unit may be anywhere: the best and the worst
    competition rank it can take there are kept, and the interval runs from the lower quantile of the best to the
    upper quantile of the worst. So it holds the plain simulated interval (Goldstein and Spiegelhalter 1996, JRSS A
    159:385), always holds the unit's own rank, has width zero without error, and for one seed never narrows when any
    standard error grows: the plain interval of a unit can shrink and lose its own rank when its neighbours' errors
    grow, as every rank then drifts to the middle (Hall and Miller 2009, Annals of Statistics 37:3929). Where units
    differ about as much as they err, it holds the true rank in about 95 of 100 cases, the plain one in 87.

    The bottom tenth is the ceil(m / 10) worst places among the m ranked units (a tie counts at its better place);
    the probability is the share of draws, NaN for a single unit. The standard error of a proportion is best taken
    from its Wilson interval, as sqrt(p (1 - p) / n) is 0 at 0 and 1.
    """
    value, error = together(line("estimate", estimate), line("standard_error", standard_error))
    refuse_where(error < 0, "standard_error", error, "not be negative")
    draws = whole("draws", draws)
    tail = int((1 - inside("confidence", confidence)) / 2 * draws)
    better = value if higher_is_better else -value
    ranked = np.flatnonzero(np.isfinite(value) & np.isfinite(error))
    ranked = ranked[np.argsort(better[ranked])]  # searching in nearly sorted draws is faster
    best, worst, low_places = _simulate(better, error, ranked, draws, seed)
    answer = np.full((4, value.size), np.nan)
    answer[:, ranked] = (
        competition_rank(better[ranked], higher_is_better=True),
        np.partition(best, tail, axis=0)[tail],
        np.partition(worst, draws - 1 - tail, axis=0)[draws - 1 - tail],
        low_places / draws,
    )
    return RankInterval(*answer)


def _simulate(
    better: Floats, error: Floats, ranked: NDArray[np.intp], draws: int, seed: int
) -> tuple[Places, Places, Floats]:
    """Best and worst place in each draw (draws x m), and the number of draws in the bottom tenth (m)."""
    luck = np.random.default_rng(seed)
    value, spread, m = better[ranked], error[ranked], ranked.size
    best, worst = (np.empty((draws, m), dtype=np.int16 if m < 32_000 else np.int32) for _ in range(2))
    bottom = np.zeros(m)
    rows = max(1, BLOCK // max(1, better.size))
    for start in range(0, draws, rows):
        stop = min(start + rows, draws)
        # luck is drawn for the missing too, so that a unit falling silent changes nobody else's draw
        shift = luck.standard_normal((stop - start, better.size))[:, ranked] * spread
        _places(value, shift, best[start:stop], worst[start:stop])
        bottom += _in_bottom_tenth(value + shift)
    return best, worst, bottom


def _places(value: Floats, shift: Floats, best: Places, worst: Places) -> None:
    """Fill `best` and `worst` with the places possible when every unit lies between value and value + shift."""
    high, low = value + np.maximum(shift, 0.0), value + np.minimum(shift, 0.0)
    highs, lows = np.sort(high, axis=1), np.sort(low, axis=1)
    for draw in range(len(shift)):
        best[draw] = lows[draw].searchsorted(high[draw], side="right")
        worst[draw] = highs[draw].searchsorted(low[draw], side="right")
    for place in (best, worst):
        np.subtract(value.size + 1, place, out=place)
    worst -= high > low  # nobody is behind oneself


def _in_bottom_tenth(drawn: Floats) -> Floats:
    """Of each unit (columns), the number of draws (rows) in which it takes one of the ceil(m / 10) worst places."""
    m = drawn.shape[1]
    if m < 2:
        return np.full(m, np.nan)
    tenth = -(-m // 10)
    edge = np.partition(drawn, tenth, axis=1)[:, tenth, np.newaxis]
    times: Floats = np.count_nonzero(drawn < edge, axis=0).astype(np.float64)
    return times
