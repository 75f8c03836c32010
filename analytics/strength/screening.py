"""Is there enough data to score: of every unit, block by block and for the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.strength.declared import block_weights, indicator_weights
from analytics.strength.frames import columns_of
from analytics.strength.structure import INDEX, Structure
from analytics.strength.tracks import all_in_one, groups
from data.text import Text

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
TOLERANCE = 1e-9
"""Weights such as 0.2 + 0.2 + 0.2 reach a required share of 0.6."""


class Outcome(IntEnum):
    """What the screen says of a block, or of the index, of one unit."""

    SCORED = 0
    TOO_LITTLE = 1
    NOT_APPLICABLE = 2


OUTCOMES: Mapping[Outcome, Text] = {
    Outcome.SCORED: Text("scored", "已计分"),
    Outcome.TOO_LITTLE: Text(
        "not scored: {share} % of the weight is there, {needed} % is needed",
        "未计分：有数据的权重占 {share}%，至少需要 {needed}%",
    ),
    Outcome.NOT_APPLICABLE: Text(
        "not scored: nothing in it applies to this unit and is shown to you",
        "未计分：其中没有适用于该单位且对您显示的内容",
    ),
}


@dataclass(frozen=True)
class Screening:
    """Units x blocks and index: `coverage`, the share of the applicable weight that is there (NaN: nothing applies),
    and `outcome`, an `Outcome` as a number."""

    coverage: pd.DataFrame
    outcome: pd.DataFrame
    needed: float

    def reason(self, unit: str, element: str = INDEX) -> Text | None:
        """Why the unit's block or index is not scored; None where it is."""
        outcome = Outcome(int(_number(self.outcome, unit, element)))
        if outcome is Outcome.SCORED:
            return None
        share = _number(self.coverage, unit, element)
        return OUTCOMES[outcome].fill(share=f"{100 * share:.0f}", needed=f"{100 * self.needed:.0f}")

    def not_scored(self) -> pd.DataFrame:
        """A row for each unit and element that is not scored: unit, element, outcome, coverage."""
        rows, columns = np.nonzero(self.outcome.to_numpy() != Outcome.SCORED)
        return pd.DataFrame(
            {
                "unit": self.outcome.index.to_numpy()[rows],
                "element": self.outcome.columns.to_numpy()[columns],
                "outcome": [Outcome(code).name.lower() for code in self.outcome.to_numpy()[rows, columns]],
                "coverage": self.coverage.to_numpy()[rows, columns],
            }
        )


def screen(
    values: pd.DataFrame,
    structure: Structure,
    tracks: pd.Series | None = None,
    applicable: pd.DataFrame | None = None,
) -> Screening:
    """Measure what was reported of units x indicators against the weights of the declaration.

    tracks: as `assign_tracks` gives them; applicable: False where an indicator does not apply to a unit, which then
    is not held against it. A block is scored from the declared share of its weight on, the index from the same share
    of the weight of the blocks that apply. Where nothing at all was reported nothing is scored, whatever the share.
    """
    there, applies = presence(columns_of(values, structure.indicators), applicable)
    shares = np.full((len(values), len(structure.blocks) + 1), np.nan)
    for track, places in groups(all_in_one(values.index) if tracks is None else tracks):
        weights, of_blocks = indicator_weights(structure, track), block_weights(structure, track)[0]
        shares[places] = weight_shares(there[places], applies[places], weights, of_blocks, structure.coverage)
    outcome = np.where(is_enough(shares, structure.coverage), Outcome.SCORED, Outcome.TOO_LITTLE)
    outcome = np.where(np.isnan(shares), Outcome.NOT_APPLICABLE, outcome).astype(np.int8)
    columns = [*structure.block_ids, INDEX]
    return Screening(
        pd.DataFrame(shares, index=values.index, columns=columns),
        pd.DataFrame(outcome, index=values.index, columns=columns),
        structure.coverage,
    )


def weight_shares(there: Singles, applies: Singles, weights: Floats, of_blocks: Floats, coverage: float) -> Floats:
    """Units x blocks and index: the share of the applicable weight that is there, NaN where nothing applies.

    there, applies: units x indicators, as `presence` gives them; weights: blocks x indicators; of_blocks: by block.
    """
    shares = _share(there @ weights.T, applies @ weights.T)
    whole = _share(is_enough(shares, coverage) @ of_blocks, ~np.isnan(shares) @ of_blocks)
    return np.column_stack([shares, whole])


def is_enough(shares: Floats, coverage: float) -> NDArray[np.bool_]:
    """Which shares of the weight suffice to score."""
    return (shares > 0) & (shares >= coverage - TOLERANCE)


def presence(values: pd.DataFrame, applicable: pd.DataFrame | None) -> tuple[Singles, Singles]:
    """Units x indicators: 1.0 where there is a value that applies, and 1.0 where one applies."""
    there = values.notna().to_numpy()
    if applicable is None:
        return there.astype(np.float32), np.ones(there.shape, dtype=np.float32)
    applies = applicable_cells(values, applicable)
    return (there & applies).astype(np.float32), applies.astype(np.float32)


def applicable_cells(values: pd.DataFrame, applicable: pd.DataFrame | None) -> NDArray[np.bool_]:
    """Units x indicators: does the indicator apply; what `applicable` does not mention does."""
    if applicable is None:
        return np.ones(values.shape, dtype=bool)
    known = applicable.reindex(index=values.index, columns=values.columns)
    return known.to_numpy(dtype=object, na_value=True).astype(bool)


def _share(part: Floats, whole: Floats) -> Floats:
    shares: Floats = np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0)
    return shares


def _number(frame: pd.DataFrame, unit: str, element: str) -> float:
    return float(frame[element].to_numpy()[frame.index.get_loc(unit)])
