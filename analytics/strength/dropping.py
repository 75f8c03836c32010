"""What each part does to the ranks: leave it out of the declaration, build again, compare."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.statistics.ranks import competition_rank
from analytics.strength.aggregation import combine
from analytics.strength.banding import band_codes
from analytics.strength.checks import faults_of
from analytics.strength.declared import block_weights, indicator_weights
from analytics.strength.frames import columns_of, table
from analytics.strength.index import DECIMALS, Strength, build
from analytics.strength.screening import Singles, is_enough, presence, weight_shares
from analytics.strength.structure import Structure
from analytics.strength.tracks import groups

Floats = NDArray[np.float64]
COLUMNS = ("element", "kind", "shift", "largest", "bands", "compared")


def drop_one(
    values: pd.DataFrame,
    structure: Structure,
    attributes: pd.DataFrame | None = None,
    applicable: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """A row for each block and indicator, as if it were not in the structure.

    shift: mean absolute rank change over the units ranked both times (`compared`); largest: the greatest one; bands:
    how many change band. NaN where nothing would be left, or nobody can be compared.
    """
    whole = build(values, structure, attributes, applicable)
    there, applies = presence(columns_of(values, structure.indicators), applicable)
    parts = _Parts(whole, table(whole.indicators).T, there, applies)
    rows = []
    kinds = [(id, "block") for id in structure.block_ids] + [(id, "indicator") for id in structure.indicators]
    for element, kind in kinds:
        rest = structure.without(element)
        sound = bool(rest.components) and not any(faults_of(rest))
        rows.append((element, kind, *(parts.compare(element) if sound else (np.nan, np.nan, np.nan, 0))))
    return pd.DataFrame(rows, columns=list(COLUMNS))


@dataclass(frozen=True)
class _Parts:
    """A built index and what it was built from: normalised scores (indicators x units), and which cells are there and
    apply (units x indicators). No indicator's score depends on another's, so leaving one out is a weight of nothing."""

    whole: Strength
    scores: Floats
    there: Singles
    applies: Singles

    def compare(self, element: str) -> tuple[float, float, float, int]:
        index, structure, tracks = self._index_without(element), self.whole.structure, self.whole.tracks
        ranks, codes = np.full(len(index), np.nan), np.full(len(index), -1)
        for track, places in groups(tracks):
            ranks[places] = competition_rank(index[places], higher_is_better=True)
            codes[places] = band_codes(index[places], structure, track)
        change = np.abs(self.whole.ranks.to_numpy(dtype=np.float64, na_value=np.nan) - ranks)
        both = ~np.isnan(change)
        if not both.any():
            return np.nan, np.nan, np.nan, 0
        moved = self.whole.bands.cat.codes.to_numpy()[both] != codes[both]
        return float(change[both].mean()), float(change[both].max()), float(moved.sum()), int(both.sum())

    def _index_without(self, element: str) -> Floats:
        structure = self.whole.structure
        kept = np.array([element not in (part.indicator, part.parent) for part in structure.components])
        of_blocks_kept = np.array([element != block for block in structure.block_ids])
        index = np.full(self.scores.shape[1], np.nan)
        for track, places in groups(self.whole.tracks):
            weights, of_blocks = indicator_weights(structure, track) * kept, block_weights(structure, track)[0]
            of_blocks = of_blocks * of_blocks_kept
            shares = weight_shares(self.there[places], self.applies[places], weights, of_blocks, structure.coverage)
            enough = is_enough(shares, structure.coverage)
            blocks = combine(self.scores[:, places], weights, structure.within).round(DECIMALS)
            blocks = np.where(enough[:, :-1].T, blocks, np.nan)
            whole = combine(blocks, of_blocks[np.newaxis], structure.across)[0].round(DECIMALS)
            index[places] = np.where(enough[:, -1], whole, np.nan)
        return index
