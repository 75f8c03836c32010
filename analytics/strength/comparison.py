"""What another declaration does to ranks and bands: build twice, compare."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.strength.index import Strength
from analytics.strength.structure import INDEX


@dataclass(frozen=True)
class Comparison:
    """rows: by unit org_unit_id, rank_before, rank_after, score_before, score_after, band_before, band_after (ids),
    shift (places risen, NA where not ranked both times) and changed (another band, or scored only once), those that
    move furthest first. shift: mean absolute one over the `compared` units (NaN where there are none); changed: how
    many change band."""

    rows: pd.DataFrame
    compared: int
    shift: float
    changed: int


def compare(before: Strength, after: Strength, track: str | None = None) -> Comparison:
    """Two indices of the same units; of one track of the first (None: all)."""
    rows = pd.DataFrame({"org_unit_id": before.scores.index.astype(object)})
    for side, strength in (("before", before), ("after", after)):
        rows[f"rank_{side}"] = strength.ranks.reindex(before.scores.index).to_numpy(dtype=float, na_value=np.nan)
        rows[f"score_{side}"] = strength.scores[INDEX].reindex(before.scores.index).to_numpy(dtype=float)
        rows[f"band_{side}"] = strength.bands.astype(object).reindex(before.scores.index).to_numpy()
    if track is not None:
        rows = rows[(before.tracks == track).to_numpy()]
    shift = rows["rank_before"] - rows["rank_after"]
    bands = rows[["band_before", "band_after"]].fillna("")
    rows = rows.assign(shift=shift, changed=bands["band_before"] != bands["band_after"])
    order = np.lexsort((rows["org_unit_id"].astype(str), -shift.abs().fillna(-1.0)))
    known = shift.dropna().abs()
    whole = {name: rows[name].astype("Float64").astype("Int64") for name in ("rank_before", "rank_after", "shift")}
    return Comparison(
        rows.assign(**whole).iloc[order].reset_index(drop=True),
        len(known),
        float(known.mean()) if len(known) else float("nan"),
        int(rows["changed"].sum()),
    )
