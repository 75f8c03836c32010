"""The index of a set of units: the steps in their order, each of which can be taken alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.statistics.ranks import competition_rank
from analytics.strength.aggregation import combine
from analytics.strength.banding import band
from analytics.strength.checks import check
from analytics.strength.declared import block_weights, indicator_weights, treatments, yardstick_of
from analytics.strength.frames import columns_of, like, table
from analytics.strength.missing import fill
from analytics.strength.normalisation import shares
from analytics.strength.screening import Outcome, Screening, applicable_cells, screen
from analytics.strength.structure import INDEX, Structure
from analytics.strength.tracks import all_in_one, assign_tracks, groups
from data.text import Text

Floats = NDArray[np.float64]
DECIMALS = 9
"""Scores are rounded here, so that the order of a sum never parts two equal units."""


@dataclass(frozen=True)
class Strength:
    """The index of units under a structure. A unit that is not scored has NaN, no rank and no band.

    scores: units x blocks and `index`, on the structure's scale. ranks: by unit, 1 is best within its track, ties
    share the better (Int64). bands: by unit, an ordered categorical. tracks: by unit, the track's id.
    indicators: units x indicators, the normalised scores behind it. screening: why something is not scored.
    """

    structure: Structure
    scores: pd.DataFrame
    ranks: pd.Series
    bands: pd.Series
    tracks: pd.Series
    indicators: pd.DataFrame
    screening: Screening

    def reason(self, unit: str, element: str = INDEX) -> Text | None:
        """Why the unit's block or index is not scored; None where it is."""
        return self.screening.reason(unit, element)


def build(
    values: pd.DataFrame,
    structure: Structure,
    attributes: pd.DataFrame | None = None,
    applicable: pd.DataFrame | None = None,
) -> Strength:
    """Score, rank and band units x indicators (missing as NaN or NA; columns beyond the structure's are ignored).

    attributes: by unit, what the tracks go by. applicable: False where an indicator does not apply to a unit.
    Refused (`ArgumentError`, with the place): an unsound structure, an indicator without a column, an infinite value.
    """
    check(structure)
    known = columns_of(values, structure.indicators)
    tracks = assign_tracks(values.index, structure, attributes)
    screening = screen(known, structure, tracks, applicable)
    indicators = score_indicators(known, structure, applicable)
    scored = screening.outcome == Outcome.SCORED
    blocks = score_blocks(indicators, structure, tracks).where(scored[list(structure.block_ids)])
    index = score_index(blocks, structure, tracks).where(scored[INDEX])
    ranks = rank(index, tracks)
    return Strength(
        structure, blocks.assign(**{INDEX: index}), ranks, band(index, structure, tracks), tracks, indicators, screening
    )


def score_indicators(
    values: pd.DataFrame, structure: Structure, applicable: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Units x indicators on the structure's scale: normalised, and missing values treated, as declared."""
    known = columns_of(values, structure.indicators)
    applies = applicable_cells(known, applicable)
    numbers = np.where(applies, table(known), np.nan).T
    yardstick = yardstick_of(structure)
    share = shares(yardstick.sign * numbers, structure.normalisation, yardstick)
    share = fill(share, np.isnan(numbers) & applies.T, treatments(structure))
    return like(known, on_scale(share, structure).T)


def on_scale(share: Floats, structure: Structure) -> Floats:
    """From 0 ... 1 to the structure's scale, in place."""
    low, high = structure.scale
    share *= high - low
    share += low
    return share


def score_blocks(indicators: pd.DataFrame, structure: Structure, tracks: pd.Series | None = None) -> pd.DataFrame:
    """Units x blocks from units x indicators, by the declared mean within a block; NaN where nothing is there."""
    numbers = table(columns_of(indicators, structure.indicators)).T
    scores = np.full((len(structure.blocks), numbers.shape[1]), np.nan)
    for track, places in groups(all_in_one(indicators.index) if tracks is None else tracks):
        scores[:, places] = combine(numbers[:, places], indicator_weights(structure, track), structure.within)
    return pd.DataFrame(scores.T.round(DECIMALS), index=indicators.index, columns=list(structure.block_ids))


def score_index(blocks: pd.DataFrame, structure: Structure, tracks: pd.Series | None = None) -> pd.Series:
    """One score a unit from units x blocks, by the declared mean across blocks, over the blocks that are there."""
    numbers = table(columns_of(blocks, structure.block_ids)).T
    scores = np.full(numbers.shape[1], np.nan)
    for track, places in groups(all_in_one(blocks.index) if tracks is None else tracks):
        scores[places] = combine(numbers[:, places], block_weights(structure, track), structure.across)[0]
    return pd.Series(scores.round(DECIMALS), index=blocks.index, name=INDEX)


def rank(index: pd.Series, tracks: pd.Series | None = None) -> pd.Series:
    """Competition rank within the track, 1 is best, ties share the better; NA where not scored."""
    scores = index.to_numpy(dtype=np.float64, na_value=np.nan)
    ranks = np.full(len(scores), np.nan)
    for _, places in groups(all_in_one(index.index) if tracks is None else tracks):
        ranks[places] = competition_rank(scores[places], higher_is_better=True)
    return pd.Series(ranks, index=index.index, name="rank").astype("Int64")
