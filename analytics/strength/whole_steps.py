"""The cheapest rise in whole steps: a village of one secretary has him trained or not, nothing between.

Branch and bound: a choice of indicators in whole steps never costs less than the same choice without steps, so that
choices are tried from the cheapest such bound up, and no further than the best that was found.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from analytics.strength.lifting import Moves, Places, Plan, choices, gain, level_before, spend

Floats = NDArray[np.float64]
FINEST = 200
"""A step is at least this part of the goalposts' width (finer ones are bundled)."""
SLACK = 1e-11


def cheapest_in_steps(moves: Moves, score: float, indicators: int, steps: Mapping[str, float]) -> Plan | None:
    """The cheapest rise to a score in whole steps (by indicator, on its own scale); None where there is none."""
    sizes = np.array([_size(steps[name], width) for name, width in zip(moves.names, moves.width, strict=True)])
    best: tuple[float, Places, Floats] | None = None
    for count in range(1, indicators + 1):
        chosen = choices(moves, count)
        bound = spend(moves, chosen, score)[1] if len(chosen) else np.empty(0)
        for row in np.argsort(bound, kind="stable"):
            limit = np.inf if best is None else best[0] - 1e-9
            if not bound[row] < limit:
                break
            best = _cheapest_of(moves, chosen[row], sizes[chosen[row]], score, limit) or best
    return None if best is None else _plan(moves, best)


def _size(step: float, width: float) -> float:
    """A step in widths of the goalposts."""
    return float(step * max(1, np.ceil(width / FINEST / step)) / width)


def _cheapest_of(
    moves: Moves, places: Places, sizes: Floats, score: float, limit: float
) -> tuple[float, Places, Floats] | None:
    """Cost, places and distances of the cheapest steps of one choice that cost less than `limit`."""
    raw = moves.share[places] - moves.dead[places]
    most = np.ceil((1 - raw) / sizes - SLACK)
    if np.isfinite(limit):
        most = np.minimum(most, np.floor((limit - (sizes.sum() - sizes)) / sizes))
    if (most < 1).any():
        return None
    ladders = [np.arange(1, int(top) + 1) for top in most[:-1]]
    grid = np.stack([axis.ravel() for axis in np.meshgrid(*ladders, indexing="ij")], axis=1) if ladders else None
    taken = np.zeros((1, 0)) if grid is None else grid.astype(np.float64)
    last = _last_steps(moves, places, sizes, taken, score)
    distances = np.column_stack([taken, last]) * sizes
    cost = distances.sum(axis=1)
    first = int(cost.argmin())
    return (float(cost[first]), places, distances[first]) if cost[first] < limit else None


def _last_steps(moves: Moves, places: Places, sizes: Floats, taken: Floats, score: float) -> Floats:
    """The steps of the last indicator that reach the score after those taken of the others; infinite: never."""
    raw, last = moves.share[places] - moves.dead[places], places[-1]
    chosen = np.broadcast_to(places, (len(taken), len(places)))
    spent = np.zeros(chosen.shape)
    spent[:, :-1] = np.clip(raw[:-1] + taken * sizes[:-1], 0, 1) - moves.share[places[:-1]]
    spent = np.maximum(spent, 0.0)
    lacking = moves.lacking(score) - gain(moves, chosen, spent)
    level, there = level_before(moves, chosen, spent, len(places) - 1), moves.mean.there
    top = there(level + moves.rate[last] * (1 - moves.share[last]))
    wanted = there(level) + lacking / moves.weights[moves.block[last]]
    rise = (moves.mean.back(np.minimum(wanted, top)) - level) / moves.rate[last]
    steps = np.maximum(1.0, np.ceil((moves.share[last] + rise - raw[-1]) / sizes[-1] - SLACK))
    return np.where(wanted <= top + SLACK, steps, np.inf)


def _plan(moves: Moves, best: tuple[float, Places, Floats]) -> Plan:
    cost, places, distances = best
    values = tuple(moves.risen(int(place), float(far)) for place, far in zip(places, distances, strict=True))
    return Plan(tuple(int(place) for place in places), values, cost)
