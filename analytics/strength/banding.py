"""From scores to bands, at the declared cut points."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.strength.structure import REST, Structure
from analytics.strength.tracks import all_in_one, groups


def band(index: pd.Series, structure: Structure, tracks: pd.Series | None = None) -> pd.Series:
    """The band's id of every unit, as an ordered categorical from the lowest band up; missing where not scored.

    A score on a cut point belongs to the band that begins there.
    """
    scores = index.to_numpy(dtype=np.float64, na_value=np.nan)
    codes = np.full(len(scores), -1, dtype=np.int8)
    for track, places in groups(all_in_one(index.index) if tracks is None else tracks):
        codes[places] = band_codes(scores[places], structure, track)
    bands = pd.Categorical.from_codes(codes, categories=pd.Index([band.id for band in structure.bands]), ordered=True)
    return pd.Series(bands, index=index.index, name="band")


def band_codes(scores: NDArray[np.float64], structure: Structure, track: str = REST) -> NDArray[np.int8]:
    """The place of the band, counted from 0 at the lowest; -1 for NaN."""
    codes = np.zeros(scores.shape, dtype=np.int8)
    for cut in structure.cuts(track):
        codes += scores >= cut
    return np.where(np.isnan(scores), np.int8(-1), codes)
