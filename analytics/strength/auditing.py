"""Is the structure sound statistically: what goes together, what says the same twice, what pulls against its block.

Correlations are Pearson's, of normalised scores (so that higher is better throughout), over the units that have both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from analytics.strength.index import build, score_indicators
from analytics.strength.structure import INDEX, Structure

Floats = NDArray[np.float64]
REDUNDANT = 0.9
NEAR = 1e-6
FEWEST = 5
"""Fewer units than this say nothing about a correlation."""


@dataclass(frozen=True)
class Audit:
    """pairs: one row for two indicators: first, second, same_block, r, n, redundant (|r| > 0.9), contrary (r < 0 in
    one block). blocks: by block indicators, alpha (Cronbach's), mean_r. indicators: by indicator block, n,
    with_block, with_index, at_top and at_bottom (shares of units at the ends of the scale). size: by indicator, block
    and index the rank correlation with the units' size, None where no size was given. NaN: too few, or no spread."""

    pairs: pd.DataFrame
    blocks: pd.DataFrame
    indicators: pd.DataFrame
    size: pd.Series | None

    @property
    def redundant(self) -> pd.DataFrame:
        return self.pairs[self.pairs["redundant"]]

    @property
    def contrary(self) -> pd.DataFrame:
        return self.pairs[self.pairs["contrary"]]


def audit(
    values: pd.DataFrame,
    structure: Structure,
    size: pd.Series | None = None,
    attributes: pd.DataFrame | None = None,
    applicable: pd.DataFrame | None = None,
) -> Audit:
    """The audit of a structure on units x indicators; `size` by unit, such as the number of members."""
    plain = replace(
        structure, missing="leave_out", components=tuple(replace(c, missing=None) for c in structure.components)
    )
    strength = build(values, plain, attributes, applicable)
    scores = score_indicators(values, plain, applicable)
    pairs = _pairs(scores, structure)
    everything = pd.concat([scores, strength.scores], axis=1)
    return Audit(
        pairs,
        _blocks(scores, structure, pairs),
        _indicators(scores, strength.scores, structure),
        None if size is None else _with_size(everything, size.reindex(scores.index)),
    )


def _pairs(scores: pd.DataFrame, structure: Structure) -> pd.DataFrame:
    there = scores.notna().to_numpy(dtype=float)
    first, second = np.triu_indices(scores.shape[1], k=1)
    r = scores.corr(min_periods=FEWEST).to_numpy()[first, second]
    blocks = np.array([part.parent for part in structure.components], dtype=object)
    same, names = blocks[first] == blocks[second], scores.columns.to_numpy()
    return pd.DataFrame(
        {
            "first": names[first],
            "second": names[second],
            "same_block": same,
            "r": r,
            "n": (there.T @ there)[first, second].astype(int),
            "redundant": np.abs(r) > REDUNDANT,
            "contrary": same & (r < 0),
        }
    )


def _blocks(scores: pd.DataFrame, structure: Structure, pairs: pd.DataFrame) -> pd.DataFrame:
    inside = pairs[pairs["same_block"]].set_index("first")["r"]
    rows = {
        block: {
            "indicators": len(structure.members(block)),
            "alpha": cronbach_alpha(scores[list(structure.members(block))]),
            "mean_r": inside[inside.index.isin(structure.members(block))].mean(),
        }
        for block in structure.block_ids
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("block")


def cronbach_alpha(scores: pd.DataFrame) -> float:
    """Cronbach's alpha of units x items, from pairwise covariances; items without spread left out; NaN below two.

    alpha = k / (k - 1) * (1 - sum of variances / sum of all covariances).
    """
    covariance = scores.cov(min_periods=FEWEST).to_numpy()
    spread = np.diag(covariance) > 0
    among = np.nan_to_num(covariance[np.ix_(spread, spread)])
    items, total = int(spread.sum()), among.sum()
    return float(items / (items - 1) * (1 - np.trace(among) / total)) if items > 1 and total > 0 else np.nan


def _indicators(scores: pd.DataFrame, wholes: pd.DataFrame, structure: Structure) -> pd.DataFrame:
    low, high = structure.scale
    rows = {
        part.indicator: {
            "block": part.parent,
            "n": int(scores[part.indicator].notna().sum()),
            "with_block": _correlation(scores[part.indicator], wholes[part.parent]),
            "with_index": _correlation(scores[part.indicator], wholes[INDEX]),
            "at_top": _share_at(scores[part.indicator], high),
            "at_bottom": _share_at(scores[part.indicator], low),
        }
        for part in structure.components
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("indicator")


def _correlation(one: pd.Series, other: pd.Series) -> float:
    return _pearson(*_together(one, other))


def _together(one: pd.Series, other: pd.Series) -> tuple[Floats, Floats]:
    """The numbers of the units that have both."""
    x, y = (series.to_numpy(dtype=np.float64, na_value=np.nan) for series in (one, other))
    both = ~(np.isnan(x) | np.isnan(y))
    return x[both], y[both]


def _pearson(x: Floats, y: Floats) -> float:
    """NaN for too few units, or no spread."""
    if len(x) < FEWEST or np.ptp(x) == 0 or np.ptp(y) == 0:
        return np.nan
    return float(np.corrcoef(x, y)[0, 1])


def _share_at(scores: pd.Series, end: float) -> float:
    given = scores.to_numpy(dtype=np.float64, na_value=np.nan)
    there = given[~np.isnan(given)]
    return float((np.abs(there - end) < NEAR).mean()) if len(there) else np.nan


def _with_size(everything: pd.DataFrame, size: pd.Series) -> pd.Series:
    """Spearman's rank correlation of every column with size: size is skewed."""
    return pd.Series({name: _spearman(everything[name], size) for name in everything}, name="size")


def _spearman(one: pd.Series, other: pd.Series) -> float:
    x, y = _together(one, other)
    return _pearson(stats.rankdata(x), stats.rankdata(y))
