"""Where one unit stands among all of its kind, indicator by indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.catalogue.kinds import Indicator
from analytics.findings.beside import ENDS
from analytics.findings.compare import against
from analytics.findings.sentences import Name
from analytics.findings.sentences_of_groups import spine_sentence
from analytics.statistics.quantiles import quantile
from data.text import Text

QUANTILES = ("lowest", "lower_quartile", "median", "upper_quartile", "highest")
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Spine:
    """`frame`: evaluate's rows of the unit with `benchmark`, `verdict`, `units` (how many have a value) and the five
    `QUANTILES` over all units in the indicator's unit, <NA> where nobody has a value."""

    frame: pd.DataFrame

    def sentence(self, name: Name, benchmark: Name) -> Text:
        """On how many indicators the unit is better, worse, no different, unjudged or without a value."""
        known = self.frame[self.frame["state"] == "value"]
        return spine_sentence(
            name, benchmark, known["verdict"].fillna("not_compared").astype(str), len(self.frame) - len(known)
        )


def spine(
    frame: pd.DataFrame,
    unit_id: str,
    indicators: Mapping[str, Indicator],
    levels: Mapping[str, float],
    outside: pd.DataFrame | None = None,
) -> Spine:
    """`frame` is evaluate's for one period, of the unit and all of its kind (only they count as the distribution);
    `levels` is the benchmark by indicator. Indicators keep the frame's order; one without a row of the unit has none.

    Where those of its kind lie outside the reader's scope, `outside` says how (`findings.beside.lying_beside`): instead
    of the ends there are the first and the last tenth.
    """
    own = against(frame[frame["org_unit_id"] == unit_id], indicators, levels)
    spreads = (_spreads(frame) if outside is None else _of_others(outside)).reindex(own["indicator"].astype(str))
    columns = {name: pd.array(spreads[name].to_numpy(float, na_value=np.nan), dtype="Float64") for name in QUANTILES}
    counts = pd.array(spreads["units"].fillna(0).to_numpy(int), dtype="Int64")
    return Spine(own.assign(**columns, units=counts).reset_index(drop=True))


def _of_others(outside: pd.DataFrame) -> pd.DataFrame:
    rows = outside.set_index(outside["indicator"].astype(str))
    return rows[[*ENDS, "units"]].set_axis([*QUANTILES, "units"], axis=1).astype("Float64")


def _spreads(frame: pd.DataFrame) -> pd.DataFrame:
    """By indicator the five quantiles (type 7) of the values there are, and their number."""
    known = frame[frame["state"] == "value"]
    groups = known.groupby(known["indicator"].astype(str), sort=False)["value"]
    rows = {str(name): _spread(values) for name, values in groups}
    return pd.DataFrame.from_dict(rows, orient="index", columns=[*QUANTILES, "units"])


def _spread(values: pd.Series) -> list[float]:
    numbers = values.to_numpy(float)
    return [*np.atleast_1d(quantile(numbers, SHARES)).tolist(), float(len(numbers))]
