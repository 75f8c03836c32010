"""Which units differ from a benchmark by more than chance?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue.kinds import Indicator, Kind
from analytics.statistics.arguments import Floats
from analytics.statistics.funnel import Verdicts, rate_significance, significance, verdict
from analytics.words import FEWEST_TO_JUDGE, Verdict, verdict_of

SIGNS = range(-2, 3)


def levels_of(frame: pd.DataFrame, unit_id: str) -> dict[str, float]:
    """A unit's values by indicator, for use as a benchmark; `frame` is evaluate's, for one period."""
    rows = frame[(frame["org_unit_id"] == unit_id) & (frame["state"] == "value")]
    return dict(zip(rows["indicator"].astype(str), rows["value"].astype(float), strict=True))


def against(frame: pd.DataFrame, indicators: Mapping[str, Indicator], levels: Mapping[str, float]) -> pd.DataFrame:
    """`frame` with `benchmark` (the indicator's level) and `verdict` (a code of `analytics.words.Verdict`).

    A unit differs when its own interval, 95 % or 99.8 %, excludes the benchmark; fewer than 5 in the denominator is
    too few to judge. A ratio has its 95 % interval only. Cells without a value or a benchmark have <NA>.
    """
    return judged(frame, indicators, frame["indicator"].astype("object").map(dict(levels)).astype("Float64"))


def judged(frame: pd.DataFrame, indicators: Mapping[str, Indicator], benchmark: pd.Series) -> pd.DataFrame:
    """`against`, where every row has a benchmark of its own."""
    known = ((frame["state"] == "value") & benchmark.notna()).to_numpy(bool)
    verdicts = np.full(len(frame), None, dtype=object)
    if known.any():
        verdicts[known] = _verdicts(frame[known], indicators, np.asarray(benchmark[known], dtype=np.float64))
    return frame.assign(benchmark=benchmark, verdict=pd.array(verdicts, dtype="string"))


def _verdicts(rows: pd.DataFrame, indicators: Mapping[str, Indicator], level: Floats) -> NDArray[np.object_]:
    """Rows of one kind are judged at once, whichever indicators they are of."""
    which, names = pd.factorize(rows["indicator"].astype("object"))
    measured = [indicators[str(name)] for name in names]
    kinds = np.array([str(indicator.kind) for indicator in measured], dtype=object)[which]
    share = level / np.array([indicator.scale for indicator in measured], dtype=float)[which]
    signs = np.zeros(len(rows), dtype=np.int8)
    for kind in Kind:
        of_kind = kinds == str(kind)
        if of_kind.any():
            signs[of_kind] = _signs(rows[of_kind], kind, level[of_kind], share[of_kind])
    enough = rows["denominator"].to_numpy(float) >= FEWEST_TO_JUDGE
    return np.where(enough, _words(measured)[which, signs - SIGNS.start], str(Verdict.TOO_FEW)).astype(object)


def _words(measured: Sequence[Indicator]) -> NDArray[np.object_]:
    """Of every indicator the verdict of every sign, the lowest first."""
    said = [[str(verdict_of(sign, found.better, FEWEST_TO_JUDGE)) for sign in SIGNS] for found in measured]
    return np.array(said, dtype=object)


def _signs(rows: pd.DataFrame, kind: Kind, level: Floats, share: Floats) -> Verdicts:
    numerator, denominator = rows["numerator"].to_numpy(float), rows["denominator"].to_numpy(float)
    if kind is Kind.PROPORTION:
        return significance(numerator, denominator, share)
    if kind is Kind.RATE:
        # against a benchmark of nothing any event is more than expected, and no interval can lie below it
        expected = np.where(share > 0, denominator * share, 1.0)
        return np.where(share > 0, rate_significance(numerator, expected), numerator > 0).astype(np.int8)
    limits = rows["lower"].to_numpy(float, na_value=np.nan), rows["upper"].to_numpy(float, na_value=np.nan)
    unknown = np.full(len(rows), np.nan), np.full(len(rows), np.nan)
    return verdict(limits, unknown, level)
