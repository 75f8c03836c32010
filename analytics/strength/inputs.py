"""From evaluated cells to what the index is built from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.strength.declared import indicator_weights
from analytics.strength.structure import REST, Structure

Z95 = 1.959963984540054


@dataclass(frozen=True)
class Inputs:
    """Units x indicators: `values` and `errors` (standard errors; NaN: none known) on the indicators' own scale,
    `applicable` False where an indicator does not apply, or is not for this reader's eyes."""

    values: pd.DataFrame
    errors: pd.DataFrame
    applicable: pd.DataFrame

    def of_units(self, units: Sequence[str]) -> Inputs:
        """For exactly these units in this order; one without any cell has reported nothing."""
        index = pd.Index(units, name="org_unit_id")
        applicable = self.applicable.reindex(index, fill_value=True).astype(bool)
        return Inputs(self.values.reindex(index), self.errors.reindex(index), applicable)

    def fitting(self, structure: Structure) -> Structure | None:
        """The structure narrowed to the indicators that occur, such as those of a quarter; None where none is left.

        A block is left out too where all that remains of it has no weight in some track.
        """
        narrowed = structure.only([name for name in structure.indicators if name in self.values.columns])
        tracks = (REST, *(track.id for track in narrowed.tracks))
        weightless = {
            block
            for track in tracks
            for block, row in zip(narrowed.block_ids, indicator_weights(narrowed, track), strict=True)
            if narrowed.weights(track)[block] > 0 and not row.sum() > 0
        }
        kept = narrowed.only([part.indicator for part in narrowed.components if part.parent not in weightless])
        counts = all(sum(kept.weights(track)[block] for block in kept.block_ids) > 0 for track in tracks)
        return kept if kept.components and counts else None


def inputs_of(evaluated: pd.DataFrame) -> Inputs:
    """From a frame of `evaluate` for one period.

    The standard error is the 95 % interval's width over 2 x 1.96, so that a share of 0 or 100 % has one as well.
    Not applicable and suppressed cells do not apply: a reader's index is of what the reader may see, and is not
    "not scored" for the rest. A unit without a row for an indicator has not reported it; an
    indicator without any row has no column, and `structure.only(list(values.columns))` does without it.
    """
    cells = evaluated.set_index(["org_unit_id", "indicator"])
    shown = cells["state"] == "value"
    errors = (cells["upper"] - cells["lower"]).astype("Float64") / (2 * Z95)
    outside = cells["state"].isin(["not_applicable", "suppressed"])
    return Inputs(
        _table(cells["value"].astype("Float64").where(shown)),
        _table(errors.where(shown)),
        ~outside.unstack("indicator", fill_value=False).astype(bool),
    )


def _table(cells: pd.Series) -> pd.DataFrame:
    wide = cells.unstack("indicator")
    numbers = wide.to_numpy(dtype=np.float64, na_value=np.nan)
    return pd.DataFrame(numbers, index=wide.index, columns=wide.columns)
