"""From scores to one score: weighted means, over what is available.

The power means with exponent 1, 0 and -1; the lower the exponent, the less a high score makes up for a low one
(OECD/JRC Handbook 2008, ch. 6.4). Arrays are (..., parts, units), weights (..., wholes, parts).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.strength.checks import unknown_method, weightless
from analytics.strength.frames import table
from data.errors import ArgumentError
from data.text import Text

Floats = NDArray[np.float64]
Transform = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of transformed scores, transformed back; `slope` is the derivative of `there`."""

    there: Transform
    back: Transform
    slope: Transform


def _same(scores: Floats) -> Floats:
    return scores


MEANS: Mapping[str, Mean] = {
    "arithmetic": Mean(_same, _same, np.ones_like),
    "geometric": Mean(np.log, np.exp, np.reciprocal),
    "harmonic": Mean(lambda s: -1.0 / s, lambda s: -1.0 / s, lambda s: 1.0 / np.square(s)),
}


def combine(scores: Floats, weights: Floats, method: str, missing: NDArray[np.bool_] | None = None) -> Floats:
    """Weighted means (..., wholes, units); weights are rescaled over the parts that are not NaN, NaN where none is.

    `missing`, where the caller knows it: which are NaN, one table for all.
    """
    mean = MEANS[method]
    missing = np.isnan(scores) if missing is None else missing
    if not missing.any():
        total = weights.sum(axis=-1)[..., np.newaxis]
        sums = weights @ mean.there(scores)
    else:
        known = np.where(missing, 0.0, mean.there(scores))
        total, sums = weights @ (~missing).astype(np.float64), weights @ known
    total = np.broadcast_to(total, sums.shape)
    averages = np.divide(sums, total, out=np.full(sums.shape, np.nan), where=total > 0)
    return mean.back(averages)


EXACT = 12
"""Decimals: means of equal worth are equal, and a score on a cut point is on it."""


def aggregate(scores: pd.DataFrame, weights: pd.Series, method: str) -> pd.Series:
    """One score a unit from units x parts: missing cells are left out and the weights rescaled; NaN where all are.

    `weights` by column, from 0 up; only their proportions matter. Methods: `arithmetic`, `geometric`, `harmonic`.
    Refused with the place (`ArgumentError`): an unknown method, a column without weight or a weight without column, a
    negative weight, weights that sum to nothing, a geometric or harmonic mean that meets a score of 0 or less.
    """
    if method not in MEANS:
        raise ArgumentError(unknown_method(method, MEANS), "method")
    numbers, factors = table(scores), _weights_of(scores.columns, weights)
    if method != "arithmetic":
        _refuse_not_positive(scores, numbers, factors, method)
    used = factors > 0
    combined = combine(numbers[:, used].T, factors[np.newaxis, used], method)[0]
    return pd.Series(np.round(combined, EXACT), index=scores.index, name=method)


def _weights_of(columns: pd.Index, weights: pd.Series) -> Floats:
    twice = weights.index[weights.index.duplicated()]
    if len(twice):
        raise ArgumentError(Text("it has more than one weight", "重复设置了权重"), str(twice[0]))
    unknown = weights.index.difference(columns)
    if len(unknown):
        raise ArgumentError(Text("a weight for a column that is not there", "权重对应的列不存在"), str(unknown[0]))
    factors = weights.reindex(columns).to_numpy(dtype=float, na_value=np.nan)
    for name, factor in zip(columns, factors, strict=True):
        if not (np.isfinite(factor) and factor >= 0):
            raise ArgumentError(Text("a weight is a number from 0 up", "权重应为不小于 0 的数"), str(name))
    if not factors.sum() > 0:
        raise ArgumentError(weightless(), "weights")
    return factors


def _refuse_not_positive(scores: pd.DataFrame, numbers: Floats, factors: Floats, method: str) -> None:
    wrong = (numbers <= 0) & (factors > 0)
    if wrong.any():
        row, column = np.argwhere(wrong)[0]
        reason = Text(
            "a {method} mean cannot take {score}: use a scale above 0, such as 1 to 100",
            "{method} 平均不能含有 {score}：请使用大于 0 的量表，例如 1 至 100",
        )
        place = f"{scores.index[row]}, {scores.columns[column]}"
        raise ArgumentError(reason.fill(method=method, score=numbers[row, column]), place)
