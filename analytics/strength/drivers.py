"""What lifts a unit and what holds it back, beside the others of its track."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.strength.declared import block_weights, indicator_weights
from analytics.strength.index import Strength

COLUMNS = ("indicator", "block", "score", "typical", "weight", "pull")


def drivers(strength: Strength, unit: str) -> pd.DataFrame:
    """A row for each indicator that counts for the unit, from the one that holds it back most.

    score: normalised; typical: the median of the unit's track; weight: its share of the index's weight over what
    this unit has; pull: weight x (score - typical). The pull is a first approximation under a geometric mean.
    """
    structure, place = strength.structure, strength.scores.index.get_loc(unit)
    track = str(strength.tracks.iloc[place])
    scores = strength.indicators.iloc[place].to_numpy()
    counted = strength.scores[list(structure.block_ids)].iloc[place].notna().to_numpy()
    weights = indicator_weights(structure, track) * ~np.isnan(scores) * counted[:, np.newaxis]
    total = weights.sum(axis=1, keepdims=True)
    within = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    across = block_weights(structure, track)[0] * (total[:, 0] > 0)
    share = (across @ within) / across.sum() if across.sum() > 0 else np.zeros(len(scores))
    typical = strength.indicators[(strength.tracks == track).to_numpy()].median().to_numpy()
    blocks = [part.parent for part in structure.components]
    columns = (structure.indicators, blocks, scores, typical, share, share * (scores - typical))
    table = pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))
    return table[share > 0].sort_values(["pull", "indicator"], ignore_index=True)
