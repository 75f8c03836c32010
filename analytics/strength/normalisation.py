"""From an indicator's own unit to a score: five methods, each a function of values that are better the higher.

Arrays are (..., indicators, units): the yardstick of an indicator is a column beside its row, and many simulated
tables can be scored at once. NaN is missing and stays NaN. Sources: OECD/JRC Handbook on Constructing Composite
Indicators (2008), ch. 5; formulas as in COINr's n_goalposts, n_minmax, n_zscore, n_prank, n_dist2targ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.statistics.ranks import competition_rank
from analytics.strength.checks import no_width, unknown_method
from analytics.strength.frames import like, table
from analytics.strength.structure import NORMALISATIONS
from data.errors import ArgumentError
from data.text import Text

Floats = NDArray[np.float64]
Z_SPAN = 3.0
"""A z-score of -3 is the bottom and +3 the top, where a score must lie on a scale."""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """Goalposts and target of every indicator as columns (indicators x 1), turned so that higher is better."""

    sign: Floats
    low: Floats
    high: Floats
    target: Floats

    @classmethod
    def of(cls, direction: Floats, low: Floats, high: Floats, target: Floats) -> Yardstick:
        """From one number an indicator, on the indicator's own scale; NaN where there is none."""
        sign, one, other, goal = (array.reshape(-1, 1) for array in (direction, low, high, target))
        return cls(sign, np.minimum(sign * one, sign * other), np.maximum(sign * one, sign * other), sign * goal)


def shares(turned: Floats, method: str, yardstick: Yardstick) -> Floats:
    """The score of every cell between 0 (bottom of the scale) and 1 (top); `turned` is sign x value."""
    return METHODS[method](turned, yardstick)


def _goalposts(turned: Floats, yardstick: Yardstick) -> Floats:
    share = turned - yardstick.low
    share *= 1.0 / (yardstick.high - yardstick.low)
    return _clip(share)


def _minmax(turned: Floats, yardstick: Yardstick) -> Floats:
    """Between the worst and the best unit; 0.5 for all where no unit differs."""
    low, high = _least(turned), _most(turned)
    width = high - low
    share = turned - low
    share *= _inverse(width)
    share += np.where(width > 0, 0.0, 0.5)
    return _clip(share)


def _zscore_share(turned: Floats, yardstick: Yardstick) -> Floats:
    share = zscores(turned)
    share /= 2 * Z_SPAN
    share += 0.5
    return _clip(share)


def zscores(turned: Floats) -> Floats:
    """Sample standard deviations from the mean; 0 for all where no unit differs, or there is one only."""
    missing = np.isnan(turned)
    count = turned.shape[-1] - np.count_nonzero(missing, axis=-1, keepdims=True)
    mean = np.where(missing, 0.0, turned).sum(axis=-1, keepdims=True) * _inverse(count)
    away: Floats = turned - mean
    squares = np.square(away)
    np.copyto(squares, 0.0, where=missing)
    deviation = np.sqrt(squares.sum(axis=-1, keepdims=True) * _inverse(count - 1))
    away *= np.where(_most(turned) > _least(turned), _inverse(deviation), 0.0)
    return away


def _percentile_rank(turned: Floats, yardstick: Yardstick) -> Floats:
    """(rank - 1) / (n - 1) counted from the worst, ties at their better rank; 0.5 where there is one unit only."""
    share = competition_rank(turned, higher_is_better=True)
    count = turned.shape[-1] - np.count_nonzero(np.isnan(share), axis=-1, keepdims=True)
    share -= 1.0
    share *= _inverse(count - 1)
    return np.subtract(np.where(count > 1, 1.0, 0.5), share, out=share)


def _distance_to_target(turned: Floats, yardstick: Yardstick) -> Floats:
    """From the worst unit to the target, 1 from the target on."""
    low, goal = _least(turned), yardstick.target
    share = _clip((turned - low) * _inverse(goal - low))
    return np.where(turned >= goal, 1.0, share)


METHODS: dict[str, Callable[[Floats, Yardstick], Floats]] = dict(
    zip(NORMALISATIONS, (_goalposts, _minmax, _zscore_share, _percentile_rank, _distance_to_target), strict=True)
)


def _clip(share: Floats) -> Floats:
    return np.clip(share, 0.0, 1.0, out=share)


def _least(turned: Floats) -> Floats:
    """The least of each row, missing left out; infinity where all are."""
    return np.fmin.reduce(turned, axis=-1, keepdims=True, initial=np.inf)


def _most(turned: Floats) -> Floats:
    return np.fmax.reduce(turned, axis=-1, keepdims=True, initial=-np.inf)


def _inverse(width: NDArray[Any]) -> Floats:
    """1 / width; 0 where the width is 0 or less, or NaN."""
    inverse: Floats = np.divide(1.0, width, out=np.zeros(width.shape), where=np.asarray(width > 0))
    return inverse


def normalise(
    values: pd.DataFrame,
    direction: pd.Series,
    method: str,
    scale: tuple[float, float] = (0, 100),
    goalposts: pd.DataFrame | None = None,
    targets: pd.Series | None = None,
) -> pd.DataFrame:
    """Scores of units x indicators on `scale`, missing (NaN) where the value is missing.

    direction: 1 or -1 by indicator; -1 reverses. Methods: `goalposts` (by indicator: low, high; clipped), `minmax`,
    `percentile_rank` ((rank - 1) / (n - 1), ties share the better rank), `distance_to_target` (from the worst unit
    to the target by indicator, full score from there on), `zscore` (sample standard deviation; standard deviations
    from the mean, so `scale` does not apply). Where no unit differs or there is one only: the middle of the scale
    (`zscore`: 0), except that equal units all share the best percentile rank.
    Refused with the place (`ArgumentError`): an unknown method, an indicator without direction, goalposts or target,
    goalposts with no width, a scale with no width, an infinite value.
    """
    if method not in METHODS:
        raise ArgumentError(unknown_method(method, METHODS), "method")
    if not scale[0] < scale[1]:
        raise ArgumentError(Text("the scale has no width", "量表没有宽度"), "scale")
    signs = _by_indicator(direction, values.columns, "direction")
    _refuse(np.abs(signs) != 1, values.columns, Text("direction is 1 or -1", "方向只能是 1 或 -1"))
    yardstick = _yardstick(values.columns, signs, method, goalposts, targets)
    turned = yardstick.sign * table(values).T
    if method == "zscore":
        return like(values, zscores(turned).T)
    return like(values, (scale[0] + (scale[1] - scale[0]) * shares(turned, method, yardstick)).T)


def _yardstick(
    columns: pd.Index, signs: Floats, method: str, goalposts: pd.DataFrame | None, targets: pd.Series | None
) -> Yardstick:
    none = np.full(len(columns), np.nan)
    low = high = target = none
    if method == "goalposts":
        given = pd.DataFrame() if goalposts is None else goalposts
        low = _by_indicator(given.get("low"), columns, "goalposts")
        high = _by_indicator(given.get("high"), columns, "goalposts")
        for name, least, most in zip(columns, low, high, strict=True):
            if not least < most:
                raise ArgumentError(no_width(least, most), f"indicator {name}")
    if method == "distance_to_target":
        target = _by_indicator(targets, columns, "targets")
    return Yardstick.of(signs, low, high, target)


def _by_indicator(series: pd.Series | None, columns: pd.Index, what: str) -> Floats:
    """One number an indicator, in the order of `columns`; refused where one is missing."""
    given = pd.Series(dtype=float) if series is None else series
    twice = given.index[given.index.duplicated()]
    if len(twice):
        raise ArgumentError(Text("it is there more than once", "重复出现"), f"{what}: {twice[0]}")
    numbers = given.reindex(columns).to_numpy(dtype=float, na_value=np.nan)
    _refuse(~np.isfinite(numbers), columns, Text("it has no {what}", "缺少 {what}").fill(what=what))
    return numbers


def _refuse(wrong: NDArray[np.bool_], columns: Iterable[object], reason: Text) -> None:
    bad = [str(name) for name, is_wrong in zip(columns, wrong, strict=True) if is_wrong]
    if bad:
        raise ArgumentError(reason, f"indicator {', '.join(bad)}")
