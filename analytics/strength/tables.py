"""The answer of the index as tables to show and to take away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.strength.index import Strength
from analytics.strength.robustness import Robustness
from analytics.strength.screening import Outcome
from analytics.strength.structure import INDEX, Band
from analytics.words import FEWEST_TO_JUDGE
from data.text import Text

SURE = 0.8
"""A band that holds in this share of the draws is called sure."""


def league(of: Robustness, track: str | None = None) -> pd.DataFrame:
    """A row a unit of the track (None: all), by rank, those not scored last.

    org_unit_id, track, rank, rank_lower, rank_upper, score, score_lower, score_upper, band (its id), certain and
    bottom_tenth (percent of draws), a column for each block's score, reason (a `Text` where not scored). NA where
    there is nothing to say.
    """
    strength, units = of.strength, of.units
    codes = strength.bands.cat.codes.to_numpy()
    shares = of.bands.to_numpy()[np.arange(len(codes)), np.maximum(codes, 0)] if len(codes) else np.empty(0)
    table = pd.DataFrame(
        {
            "org_unit_id": units.index.astype(object),
            "track": strength.tracks.to_numpy(),
            **{name: _whole(units[name]) for name in ("rank", "rank_lower", "rank_upper")},
            **{name: units[name].to_numpy() for name in ("score", "score_lower", "score_upper")},
            "band": strength.bands.astype(object).to_numpy(),
            "certain": np.where(codes >= 0, 100 * shares, np.nan),
            "bottom_tenth": 100 * units["bottom_tenth"].to_numpy(),
            **{block: strength.scores[block].to_numpy() for block in strength.structure.block_ids},
            "reason": pd.Series(_reasons(strength), dtype=object),
        }
    )
    chosen = table if track is None else table[table["track"] == track]
    by = ["rank", "org_unit_id"] if track is not None else ["score", "org_unit_id"]
    return chosen.sort_values(by, ascending=[track is not None, True], na_position="last", ignore_index=True)


def _reasons(strength: Strength) -> list[Text | None]:
    scored = strength.screening.outcome[INDEX].to_numpy() == Outcome.SCORED
    units = strength.scores.index
    return [None if known else strength.reason(unit) for unit, known in zip(units, scored, strict=True)]


def _whole(ranks: pd.Series) -> pd.Series:
    return pd.Series(ranks.to_numpy(), dtype="Float64").round().astype("Int64")


@dataclass(frozen=True)
class Summary:
    """units and scored: how many; median, least, most: of the scores (NaN where nobody is scored); bands: how many in
    each, from the lowest; sure: how many keep their band in 80 % of the draws."""

    units: int
    scored: int
    median: float
    least: float
    most: float
    bands: Mapping[Band, int]
    sure: int


def summary(of: Robustness, track: str | None = None) -> Summary:
    """What there is to say of all units of a track at once."""
    rows = league(of, track)
    scores = rows["score"].dropna()
    counts = rows["band"].value_counts()
    bands = {band: int(counts.get(band.id, 0)) for band in of.strength.structure.bands}
    sure = int((rows["certain"] >= 100 * SURE).sum())
    ends = (float(scores.median()), float(scores.min()), float(scores.max()))
    return Summary(len(rows), len(scores), *ends, bands=bands, sure=sure)


@dataclass(frozen=True)
class Stars:
    """The county's own star rating beside the index: how many have both, and their rank correlation (NaN: too few)."""

    rated: int
    both: int
    correlation: float


def beside_stars(of: Robustness, stars: pd.Series) -> Stars:
    """stars: by unit, 1 to 5, missing where not rated."""
    both = pd.DataFrame({"score": of.units["score"], "stars": stars.reindex(of.units.index)}).astype("Float64")
    known = both.dropna().astype(float)
    enough = len(known) >= FEWEST_TO_JUDGE and (known.nunique() > 1).all()
    correlation = known["score"].rank().corr(known["stars"].rank()) if enough else float("nan")
    return Stars(int(both["stars"].notna().sum()), len(known), float(correlation))


ASSUMPTION_NAMES: Mapping[str, Text] = {
    "weights": Text("the weights", "权重"),
    "normalisation": Text("how values become scores", "标准化方法"),
    "aggregation": Text("how blocks are joined", "合成方法"),
    "missing": Text("what stands in for missing values", "缺报的处理方式"),
    "errors": Text("the indicators' own sampling error", "指标自身的抽样误差"),
}
