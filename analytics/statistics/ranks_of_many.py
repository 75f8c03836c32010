"""Ranks of so many units that chance averages out among the others, and simulating each of them would take too long."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from analytics.statistics.arguments import Floats, line, refuse_where, together
from analytics.statistics.intervals import normal_quantile
from analytics.statistics.ranks import RankInterval, competition_rank

CELLS, CLASSES = 8192, 48
"""Of the estimates and of their errors, between whose edges what lies inside is shared out."""
BEYOND = 4.0  # standard errors; what errs further changes no place


def rank_interval_of_many(
    estimate: ArrayLike, standard_error: ArrayLike, higher_is_better: bool, confidence: float = 0.95
) -> RankInterval:
    """As `rank_interval`, by the law of large numbers instead of draws; the time grows with the number of units alone.

    Given a unit's own draw, the number of the others ahead of it is a sum of independent chances: its standard
    deviation is at most half the root of the number of units, a thousandth of all places from 250,000 units on. So the
    expected number at the quantiles of the unit's own error takes the place of the quantiles of simulated numbers. Sums
    over all others are taken on a grid of estimates and errors; what lies between two lines is shared between them.
    Limits and probabilities are closer to those of very many draws than a thousand draws are.
    """
    value, error = together(line("estimate", estimate), line("standard_error", standard_error))
    refuse_where(error < 0, "standard_error", error, "not be negative")
    ranked = np.flatnonzero(np.isfinite(value) & np.isfinite(error))
    answer = np.full((4, value.size), np.nan)
    if ranked.size > 1:
        answer[:, ranked] = _ranks((value if higher_is_better else -value)[ranked], error[ranked], confidence)
    elif ranked.size:
        answer[:3, ranked] = 1.0
    return RankInterval(*answer)


def _ranks(better: Floats, error: Floats, confidence: float) -> tuple[Floats, Floats, Floats, Floats]:
    others, reach = _Others.of(better, error), normal_quantile(confidence) * error
    place = competition_rank(better, higher_is_better=True)
    best = np.round(1 + others.surely_ahead(better + reach))
    worst = np.round(1 + others.perhaps_ahead(better - reach))
    edge = others.edge(-(-better.size // 10))
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(error > 0, ndtr((edge - better) / error), better < edge)
    return place, np.clip(best, 1, place), np.clip(worst, place, better.size), low


@dataclass(frozen=True, eq=False)
class _Others:
    """All units as one sees them from outside: their estimates in order, and on a grid of estimates the sums of
    Φ(distance / error) - 1/2 over the units `above` and `below` each line."""

    estimates: Floats
    grid: Floats
    above: Floats
    below: Floats

    @classmethod
    def of(cls, better: Floats, error: Floats) -> _Others:
        low, high = float((better - BEYOND * error).min()), float((better + BEYOND * error).max())
        step = (high - low) / (CELLS - 2) or 1.0
        errors = np.geomspace(*_range_of(np.maximum(error, step / 2)), CLASSES)
        mass = _shared_out(better, np.maximum(error, step / 2), low, step, errors)
        kernel = ndtr(np.arange(CELLS) * step / errors[:, np.newaxis]) - 0.5
        seen, spread = np.fft.rfft(mass, 2 * CELLS), np.fft.rfft(kernel, 2 * CELLS)
        above = np.fft.irfft((seen * spread.conj()).sum(axis=0), 2 * CELLS)[:CELLS]
        below = np.fft.irfft((seen * spread).sum(axis=0), 2 * CELLS)[:CELLS]
        return cls(np.sort(better), np.asarray(low + step * np.arange(CELLS)), above, below)

    def surely_ahead(self, height: Floats) -> Floats:
        """The expected number whose estimate and draw both lie above a height."""
        higher = len(self.estimates) - self.estimates.searchsorted(height, side="right")
        return higher / 2 + np.interp(height, self.grid, self.above)

    def perhaps_ahead(self, height: Floats) -> Floats:
        """The expected number whose estimate or draw lies above a height."""
        not_higher = self.estimates.searchsorted(height, side="right")
        return len(self.estimates) - not_higher / 2 - np.interp(height, self.grid, self.below)

    def edge(self, places: int) -> float:
        """The height below which so many draws are expected."""
        expected = len(self.estimates) / 2 + self.below - self.above
        return float(np.interp(places, expected, self.grid))


def _range_of(error: Floats) -> tuple[float, float]:
    least, greatest = float(error.min()), float(error.max())
    return least, max(greatest, least * 1.001)


def _shared_out(better: Floats, error: Floats, low: float, step: float, errors: Floats) -> NDArray[np.float64]:
    """The units on the grid of errors and estimates, each shared between the four corners around it."""
    across = (better - low) / step
    up = np.log(error / errors[0]) / np.log(errors[1] / errors[0])
    column, row = np.minimum(across.astype(np.int64), CELLS - 2), np.clip(up.astype(np.int64), 0, CLASSES - 2)
    right, higher = across - column, up - row
    mass = np.zeros(CLASSES * CELLS)
    for row_by, row_share in ((0, 1 - higher), (1, higher)):
        for column_by, column_share in ((0, 1 - right), (1, right)):
            place = (row + row_by) * CELLS + column + column_by
            mass += np.bincount(place, row_share * column_share, minlength=mass.size)
    return mass.reshape(CLASSES, CELLS)
