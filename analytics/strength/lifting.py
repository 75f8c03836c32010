"""The cheapest way to raise one unit's index, changing few indicators: exact, over all choices of indicators.

Inside a block the mean is arithmetic, across blocks a transformed one, so the wanted gain is a sum over blocks of
concave functions of what is spent. For a fixed choice of indicators the best spending equalises what the last bit of
spending gains everywhere (one price for all), found by bisection for all choices at once.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.strength.aggregation import MEANS, Mean
from analytics.strength.declared import block_weights, indicator_weights, yardstick_of
from analytics.strength.frames import columns_of
from analytics.strength.index import Strength

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
BISECTIONS = 60


@dataclass(frozen=True)
class Moves:
    """The indicators of one unit that can still rise, as arrays of one entry an indicator.

    share: 0 ... 1 between the goalposts; dead: how far below them (in widths); rate: points of the block's score a
    width; block: place in `levels`, the scores of the unit's blocks, and in `weights`, theirs.
    """

    names: tuple[str, ...]
    value: Floats
    width: Floats
    sign: Floats
    share: Floats
    dead: Floats
    rate: Floats
    block: Places
    levels: Floats
    weights: Floats
    across: str

    @classmethod
    def of(cls, strength: Strength, values: pd.DataFrame, unit: str, among: Collection[str] | None) -> Moves:
        """From a built index; `among`: only these may rise."""
        structure, place = strength.structure, strength.scores.index.get_loc(unit)
        track = str(strength.tracks.iloc[place])
        levels = strength.scores[list(structure.block_ids)].iloc[place].to_numpy(dtype=float)
        scores = strength.indicators.iloc[place].to_numpy(dtype=float)
        value = columns_of(values, structure.indicators).iloc[place].to_numpy(dtype=float, na_value=np.nan)
        weights = indicator_weights(structure, track) * ~np.isnan(scores)
        total = weights.sum(axis=1, keepdims=True)
        rates = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0) * np.diff(structure.scale)
        block, posts = weights.argmax(axis=0), yardstick_of(structure)
        width = (posts.high - posts.low)[:, 0]
        raw = (posts.sign[:, 0] * value - posts.low[:, 0]) / width
        of_blocks = np.where(np.isnan(levels), 0.0, block_weights(structure, track)[0])
        rate = rates.max(axis=0)
        allowed = [among is None or name in among for name in structure.indicators]
        kept = np.flatnonzero(allowed & ~np.isnan(value) & (raw < 1) & (rate > 0) & (of_blocks[block] > 0))
        return cls(
            tuple(structure.indicators[i] for i in kept),
            value[kept],
            width[kept],
            posts.sign[kept, 0],
            np.clip(raw, 0, 1)[kept],
            np.maximum(-raw, 0)[kept],
            rate[kept],
            block[kept],
            np.where(np.isnan(levels), 1.0, levels),
            of_blocks / of_blocks.sum(),
            structure.across,
        )

    @property
    def mean(self) -> Mean:
        return MEANS[self.across]

    def lacking(self, score: float) -> float:
        """What the transformed index lacks to a score."""
        return float(self.mean.there(np.array(score)) - self.weights @ self.mean.there(self.levels))

    def risen(self, place: int, spent: float) -> float:
        """The value of an indicator that has risen by so many widths."""
        return float(self.value[place] + self.sign[place] * spent * self.width[place])


@dataclass(frozen=True)
class Plan:
    """Which indicators rise (places in `Moves`), to which values, and the sum of the distances."""

    places: tuple[int, ...]
    values: tuple[float, ...]
    cost: float


def choices(moves: Moves, count: int) -> Places:
    """All ways to choose `count` indicators (choices x count), the one that moves its block fastest first."""
    chosen = np.array(list(combinations(range(len(moves.names)), count)), dtype=np.intp).reshape(-1, count)
    order = np.argsort(-moves.rate[chosen], axis=1, kind="stable")
    return np.take_along_axis(chosen, order, axis=1)


def cheapest(moves: Moves, score: float, indicators: int) -> Plan | None:
    """The cheapest rise to a score; the fewest indicators where costs are equal; None where it cannot be reached."""
    best: Plan | None = None
    for count in range(1, indicators + 1):
        chosen = choices(moves, count)
        if not len(chosen):
            break
        spent, cost = spend(moves, chosen, score)
        first = int(cost.argmin())
        if np.isfinite(cost[first]) and (best is None or cost[first] < best.cost - 1e-9):
            best = _plan(moves, chosen[first], spent[first])
    return best


def _plan(moves: Moves, places: Places, spent: Floats) -> Plan:
    used = [
        (int(place), float(moves.dead[place] + rise)) for place, rise in zip(places, spent, strict=True) if rise > 0
    ]
    values = tuple(moves.risen(place, distance) for place, distance in used)
    return Plan(tuple(place for place, _ in used), values, sum(distance for _, distance in used))


def spend(moves: Moves, chosen: Places, score: float) -> tuple[Floats, Floats]:
    """For each choice the least rises (in widths, above `dead`) that reach a score, and the cost; infinite: never."""
    lacking, room = moves.lacking(score), 1 - moves.share[chosen]
    if moves.across == "arithmetic":
        spent = _spend_straight(moves, chosen, lacking)
    else:
        spent = _spend_curved(moves, chosen, lacking)
    reaches = gain(moves, chosen, room) >= lacking
    cost = np.where(reaches, (spent + moves.dead[chosen]).sum(axis=1), np.inf)
    return spent, cost


def gain(moves: Moves, chosen: Places, spent: Floats) -> Floats:
    """What the transformed index gains by rises (choices x count)."""
    mean, total = moves.mean, np.zeros(len(chosen))
    for place in range(chosen.shape[1]):
        block = moves.block[chosen[:, place]]
        before = level_before(moves, chosen, spent, place)
        after = before + moves.rate[chosen[:, place]] * spent[:, place]
        total += moves.weights[block] * (mean.there(after) - mean.there(before))
    return total


def level_before(moves: Moves, chosen: Places, spent: Floats, place: int) -> Floats:
    """The block's score before the indicator at `place` rises, those before it in the same block risen."""
    block = moves.block[chosen[:, place]]
    level = moves.levels[block].copy()
    for earlier in range(place):
        same = moves.block[chosen[:, earlier]] == block
        level += same * moves.rate[chosen[:, earlier]] * spent[:, earlier]
    return level


def _spend_straight(moves: Moves, chosen: Places, lacking: float) -> Floats:
    """An arithmetic mean gains the same for every bit: the indicators in the order of their gain, each to the full."""
    gains = moves.weights[moves.block[chosen]] * moves.rate[chosen]
    order = np.argsort(-gains, axis=1, kind="stable")
    spent, left = np.zeros(chosen.shape), np.full(len(chosen), lacking)
    for place in order.T:
        row = np.arange(len(chosen))
        here = gains[row, place]
        rise = np.clip(left / here, 0, 1 - moves.share[chosen[row, place]])
        spent[row, place] = rise
        left -= here * rise
    return spent


def _spend_curved(moves: Moves, chosen: Places, lacking: float) -> Floats:
    """Bisect the price of a width: at a price every indicator rises until its next bit gains less than that."""
    every = moves.weights[moves.block] * moves.rate
    top = moves.levels[moves.block] + moves.rate.sum()
    low = np.full(len(chosen), np.log((every * moves.mean.slope(top)).min()))
    high = np.full(len(chosen), np.log((every * moves.mean.slope(moves.levels[moves.block])).max()))
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        enough = gain(moves, chosen, _at_price(moves, chosen, np.exp(middle))) >= lacking
        low, high = np.where(enough, middle, low), np.where(enough, high, middle)
    return _at_price(moves, chosen, np.exp(low))


def _at_price(moves: Moves, chosen: Places, price: Floats) -> Floats:
    """The rises at which the last bit of each gains `price`, within the room there is."""
    power = 1.0 if moves.across == "geometric" else 0.5
    spent = np.zeros(chosen.shape)
    for place in range(chosen.shape[1]):
        rate = moves.rate[chosen[:, place]]
        wanted = (moves.weights[moves.block[chosen[:, place]]] * rate / price) ** power
        rise = (wanted - level_before(moves, chosen, spent, place)) / rate
        spent[:, place] = np.clip(rise, 0, 1 - moves.share[chosen[:, place]])
    return spent


def highest(moves: Moves, indicators: int) -> float:
    """The highest score that so many indicators can reach."""
    count = min(indicators, len(moves.names))
    now = moves.weights @ moves.mean.there(moves.levels)
    most = 0.0
    if count:
        chosen = choices(moves, count)
        most = gain(moves, chosen, 1 - moves.share[chosen]).max()
    return float(moves.mean.back(np.array(now + most)))
