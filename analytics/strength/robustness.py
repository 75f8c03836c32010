"""How far the index can be trusted: its scores and ranks under other defensible choices, and under sampling error.

After Saisana, Saltelli and Tarantola (2005, JRSS A 168:307): all assumptions vary together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Real

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.statistics.ranks import competition_rank
from analytics.strength.banding import band_codes
from analytics.strength.index import Strength, build
from analytics.strength.sensitivity import exchanged, sobol_indices
from analytics.strength.simulation import DECLARED, Arena, Design, Variation, scored_units, simulate
from analytics.strength.structure import INDEX, Structure
from analytics.strength.tracks import groups
from data.errors import ArgumentError
from data.text import Text

Floats = NDArray[np.float64]
Ranks = NDArray[np.float32]
TAIL = 0.05
"""Left out at either end: the intervals are 90 % intervals."""
SOBOL_SHARE = 8
"""A Sobol design of draws / 8 rows; its two independent halves are draws that are made anyway."""


@dataclass(frozen=True)
class Robustness:
    """How far each unit's place depends on the choices made.

    units: by unit score, score_median, score_lower, score_upper, rank, rank_median, rank_lower, rank_upper and
    bottom_tenth (probability of one of the ceil(m / 10) worst places of its track); NaN where not scored.
    bands: units x bands, the share of draws. sensitivity: by assumption first_order, total and their errors.
    shift: the mean absolute rank shift, over draws and units.
    """

    strength: Strength
    units: pd.DataFrame
    bands: pd.DataFrame
    sensitivity: pd.DataFrame
    shift: float
    draws: int
    seed: int
    vary: Variation


def robustness(
    values: pd.DataFrame,
    errors: pd.DataFrame | None,
    structure: Structure,
    draws: int = 1000,
    seed: int = 0,
    vary: Variation | None = None,
    attributes: pd.DataFrame | None = None,
    applicable: pd.DataFrame | None = None,
) -> Robustness:
    """Build the index `draws` times with weights, methods and values varied together; one seed, one answer.

    errors: standard error of each value (units x indicators, NaN: none), on the value's own scale; a draw's value is
    normal around the reported one. Who is scored is decided once, by the structure as declared. A draw under another
    normalisation is read on the declared scale (same mean and spread over the scored units): what an interval shows
    is the village's place, not the yardstick's zero. Refused: draws < 1, a negative error, what `build` refuses.
    """
    draws = _whole(draws)
    vary = Variation() if vary is None else vary
    strength = build(values, structure, attributes, applicable)
    arena = Arena.of(strength, values, errors, applicable, vary, draws, seed)
    design = _design(arena, vary, draws)
    varied = [place for place in range(design.shape[1]) if _is_varied(arena, vary, place)]
    rows = draws // SOBOL_SHARE
    mixed = exchanged(design[:rows], design[rows : 2 * rows], varied)
    everything = np.concatenate([design, mixed])
    scores = _on_declared_scale(simulate(arena, everything), everything, strength)
    ranks = _ranks(scores, strength)
    shifts = _shifts(ranks, strength)
    return Robustness(
        strength,
        _units(scores[:draws], ranks[:draws], strength),
        _band_shares(scores[:draws], strength),
        sobol_indices(shifts[:rows], shifts[draws:], shifts[rows : 2 * rows], varied, seed),
        float(shifts[:draws].mean()),
        draws,
        seed,
        vary,
    )


def _whole(draws: float) -> int:
    if not isinstance(draws, Real) or draws != draws or draws < 1 or draws != int(draws):
        reason = Text("draws must be a whole number from 1 on; got {draws}", "模拟次数应为不小于1的整数，实为 {draws}")
        raise ArgumentError(reason.fill(draws=draws), "draws")
    return int(draws)


def _is_varied(arena: Arena, vary: Variation, assumption: int) -> bool:
    options = [len(methods) > 1 for methods in arena.options]
    return [vary.weights > 0, *options, vary.errors and bool(arena.spread.any())][assumption]


def _design(arena: Arena, vary: Variation, draws: int) -> Design:
    """Independent draws: each with its own weights and errors, its methods taken at random."""
    luck = np.random.default_rng((arena.seed, 2))
    design = np.full((draws, 5), DECLARED, dtype=np.intp)
    for place, methods in enumerate(arena.options, 1):
        design[:, place] = luck.integers(0, len(methods), draws)
    for place in (0, 4):
        if _is_varied(arena, vary, place):
            design[:, place] = np.arange(draws)
    return design


def _on_declared_scale(scores: Floats, design: Design, strength: Strength) -> Floats:
    """Draws under another normalisation moved and stretched to the mean and spread of the index as declared."""
    places, other = scored_units(strength), np.flatnonzero(design[:, 1] > 0)
    if not len(places) or not len(other):
        return scores
    declared = strength.scores[INDEX].to_numpy()[places]
    drawn = scores[np.ix_(other, places)]
    spread = drawn.std(axis=1, keepdims=True)
    stretch = np.divide(declared.std(), spread, out=np.zeros_like(spread), where=spread > 0)
    moved = declared.mean() + (drawn - drawn.mean(axis=1, keepdims=True)) * stretch
    scores[np.ix_(other, places)] = np.clip(moved, *strength.structure.scale).round(9)
    return scores


def _ranks(scores: Floats, strength: Strength) -> Ranks:
    """Draws x units: rank within the track, NaN where not scored."""
    ranks = np.full(scores.shape, np.nan, dtype=np.float32)
    for _, places in _scored_groups(strength):
        for some in np.array_split(np.arange(len(scores)), 8):
            ranks[np.ix_(some, places)] = competition_rank(scores[np.ix_(some, places)], higher_is_better=True)
    return ranks


def _scored_groups(strength: Strength) -> Sequence[tuple[str, NDArray[np.intp]]]:
    scored = scored_units(strength)
    both = [(track, np.intersect1d(places, scored)) for track, places in groups(strength.tracks)]
    return [(track, places) for track, places in both if len(places)]


def _shifts(ranks: Ranks, strength: Strength) -> Floats:
    """Of each draw, the mean absolute difference from the ranks as declared; 0 where nobody is ranked."""
    places = scored_units(strength)
    if not len(places):
        return np.zeros(len(ranks))
    declared = strength.ranks.to_numpy(dtype=np.float64, na_value=np.nan)[places]
    shifts: Floats = np.abs(ranks[:, places] - declared).mean(axis=1)
    return shifts


def _units(scores: Floats, ranks: Ranks, strength: Strength) -> pd.DataFrame:
    table = pd.DataFrame({"score": strength.scores[INDEX], "rank": strength.ranks.astype("Float64").astype(float)})
    for name, draws, method in (("score", scores, "linear"), ("rank", ranks, "inverted_cdf")):
        spread = _quantiles(draws, scored_units(strength), method)
        table[[f"{name}_lower", f"{name}_median", f"{name}_upper"]] = spread.T
    bottom = np.full(len(table), np.nan)
    for _, places in _scored_groups(strength):
        if len(places) > 1:
            bottom[places] = (ranks[:, places] > len(places) - -(-len(places) // 10)).mean(axis=0)
    return table.assign(bottom_tenth=bottom)


def _quantiles(draws: Floats | Ranks, places: NDArray[np.intp], method: str) -> Floats:
    """3 x units: 5 %, median, 95 % of the draws; NaN elsewhere. Of ranks, ranks that occur."""
    spread = np.full((3, draws.shape[1]), np.nan)
    if len(places):
        ordered = np.sort(draws[:, places], axis=0)  # which is sooner done than what quantile does without
        spread[:, places] = np.quantile(ordered, [TAIL, 0.5, 1 - TAIL], axis=0, method=method)  # type: ignore[call-overload]
    return spread


def _band_shares(scores: Floats, strength: Strength) -> pd.DataFrame:
    bands = [band.id for band in strength.structure.bands]
    shares = np.full((scores.shape[1], len(bands)), np.nan)
    for track, places in _scored_groups(strength):
        codes = band_codes(scores[:, places], strength.structure, track)
        shares[places] = np.stack([(codes == code).mean(axis=0) for code in range(len(bands))], axis=1)
    return pd.DataFrame(shares, index=strength.scores.index, columns=bands)
