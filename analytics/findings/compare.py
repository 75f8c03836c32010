"""Which units differ from a benchmark by more than chance?"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue.kinds import Indicator, Kind
from analytics.statistics.funnel import Verdicts, rate_significance, significance, verdict
from analytics.words import FEWEST_TO_JUDGE, Verdict, verdict_of


def levels_of(frame: pd.DataFrame, unit_id: str) -> dict[str, float]:
    """A unit's values by indicator, for use as a benchmark; `frame` is evaluate's, for one period."""
    rows = frame[(frame["org_unit_id"] == unit_id) & (frame["state"] == "value")]
    return dict(zip(rows["indicator"].astype(str), rows["value"].astype(float), strict=True))


def against(frame: pd.DataFrame, indicators: Mapping[str, Indicator], levels: Mapping[str, float]) -> pd.DataFrame:
    """`frame` with `benchmark` (the indicator's level) and `verdict` (a code of `analytics.words.Verdict`).

    A unit differs when its own interval, 95 % or 99.8 %, excludes the benchmark; fewer than 5 in the denominator is
    too few to judge. A ratio has its 95 % interval only. Cells without a value or a benchmark have <NA>.
    """
    benchmark = frame["indicator"].astype("object").map(dict(levels)).astype("Float64")
    known = ((frame["state"] == "value") & benchmark.notna()).to_numpy(bool)
    verdicts = np.full(len(frame), None, dtype=object)
    for name in frame.loc[known, "indicator"].unique():
        rows = known & (frame["indicator"] == name).to_numpy(bool)
        verdicts[rows] = _verdicts(frame[rows], indicators[str(name)], float(levels[str(name)]))
    return frame.assign(benchmark=benchmark, verdict=pd.array(verdicts, dtype="string"))


def _verdicts(rows: pd.DataFrame, indicator: Indicator, level: float) -> NDArray[np.object_]:
    signs = _signs(rows, indicator, level)
    enough = rows["denominator"].to_numpy(float) >= FEWEST_TO_JUDGE
    words = {sign: str(verdict_of(sign, indicator.better, FEWEST_TO_JUDGE)) for sign in np.unique(signs).tolist()}
    said = np.array([words[sign] for sign in sorted(words)], dtype=object)[np.searchsorted(sorted(words), signs)]
    return np.where(enough, said, str(Verdict.TOO_FEW)).astype(object)


def _signs(rows: pd.DataFrame, indicator: Indicator, level: float) -> Verdicts:
    numerator, denominator = rows["numerator"].to_numpy(float), rows["denominator"].to_numpy(float)
    share = level / indicator.scale
    if indicator.kind is Kind.PROPORTION:
        return significance(numerator, denominator, share)
    if indicator.kind is Kind.RATE:
        # against a benchmark of nothing any event is more than expected, and no interval can lie below it
        expected = denominator * share
        return rate_significance(numerator, expected) if share > 0 else (numerator > 0).astype(np.int8)
    limits = rows["lower"].to_numpy(float, na_value=np.nan), rows["upper"].to_numpy(float, na_value=np.nan)
    unknown = np.full(len(rows), np.nan), np.full(len(rows), np.nan)
    return verdict(limits, unknown, level)
