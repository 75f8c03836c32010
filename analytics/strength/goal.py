"""The smallest change that brings one village into a higher band.

The cost of a change is the sum of its distances, each in widths of the indicator's goalposts: from 60 to 80 between
goalposts 0 and 100 is 0.2. Values are not taken beyond the better goalpost, where nothing is gained; a value below
the lower one pays its way up to it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd

from analytics.strength.banding import band_codes
from analytics.strength.frames import columns_of, like, table
from analytics.strength.index import Strength, build
from analytics.strength.lifting import Moves, Plan, cheapest, highest
from analytics.strength.structure import INDEX, Structure
from analytics.strength.whole_steps import cheapest_in_steps
from data.errors import ArgumentError
from data.text import Text

MARGIN = 1e-7
"""Above the cut point, so that rounding leaves the village in the band."""


@dataclass(frozen=True)
class Lift:
    """What would bring a village into a band. changes: indicator, value, needed, distance (in widths of the
    goalposts); empty where so few indicators cannot reach it, and then `score` is the highest they can."""

    village: str
    band: str
    reachable: bool
    changes: pd.DataFrame
    cost: float
    score: float


def goal_seek(
    values: pd.DataFrame,
    structure: Structure,
    village: str,
    band: str | None = None,
    indicators: int = 3,
    among: Collection[str] | None = None,
    steps: Mapping[str, float] | None = None,
    attributes: pd.DataFrame | None = None,
    applicable: pd.DataFrame | None = None,
) -> Lift | None:
    """The cheapest change of at most `indicators` reported values that lifts a village into a band, re-scored.

    band: the next one if not given; None comes back where the village is in the band, or above, or at the top.
    among: only these may change. steps: by indicator the smallest possible change of this village's value (100 / 12
    for a share of 12 meetings): then only these change, in whole steps, the last of which may pass the goalpost.
    Exact for goalposts with an arithmetic mean within blocks; other structures are refused (`ArgumentError`), as are a
    village that is not scored, an unknown band, `indicators` outside 1 to 3, an unknown name in `among` or `steps` and
    a step that is not above 0 (the last three are `ValueError`s too).
    """
    strength = build(values, structure, attributes, applicable)
    _refuse(strength, village, indicators)
    _refuse_names(structure, among, steps)
    cut = _cut(strength, village, band)
    if cut is None:
        return None
    target, least = cut
    free = among if steps is None else [name for name in steps if among is None or name in among]
    moves = Moves.of(strength, values, village, free)
    if steps is None:
        plan = cheapest(moves, least + MARGIN, indicators)
    else:
        plan = cheapest_in_steps(moves, least, indicators, steps)
    if plan is None:
        return Lift(village, target, False, _changes(moves, None), np.nan, highest(moves, indicators))
    changed = _changed(columns_of(values, structure.indicators), village, moves, plan)
    score = _scored(build(changed, structure, attributes, applicable), village)
    assert score >= least, "the change does not reach the band"
    return Lift(village, target, True, _changes(moves, plan), plan.cost, score)


def _refuse(strength: Strength, village: str, indicators: int) -> None:
    structure = strength.structure
    if village not in strength.scores.index:
        raise ArgumentError(Text("there is no such village", "没有这个村"), village)
    if indicators not in (1, 2, 3):
        raise ArgumentError(Text("one, two or three indicators may change", "只能改变一至三个指标"), "indicators")
    if structure.normalisation != "goalposts" or structure.within != "arithmetic":
        raise ArgumentError(
            Text(
                "what would lift a village is worked out for goalposts and an arithmetic mean within blocks only",
                "只有采用目标区间法、板块内算术平均时，才能推算提升路径",
            ),
            "index: normalisation",
        )
    reason = strength.reason(village)
    if reason is not None:
        raise ArgumentError(reason, village)


def _refuse_names(structure: Structure, among: Collection[str] | None, steps: Mapping[str, float] | None) -> None:
    """Indicators that are not in the structure, and steps that lead nowhere."""
    for place, names in (("among", among), ("steps", steps)):
        for name in names or ():
            if name not in structure.indicators:
                reason = Text("there is no indicator '{name}' in the structure", "结构中没有指标“{name}”")
                raise ArgumentError(reason.fill(name=name), place)
    for name, step in (steps or {}).items():
        if not 0 < step < float("inf"):
            reason = Text("the step of '{name}' must be above 0; got {step}", "“{name}”的步长应大于0，实为 {step}")
            raise ArgumentError(reason.fill(name=name, step=step), "steps")


def _cut(strength: Strength, village: str, band: str | None) -> tuple[str, float] | None:
    """The band to reach and the score it begins with; None where there is nothing to reach."""
    structure, track = strength.structure, str(strength.tracks[village])
    ids, cuts = [known.id for known in structure.bands], structure.cuts(track)
    now = int(band_codes(np.array([_scored(strength, village)]), structure, track)[0])
    if band is not None and band not in ids:
        raise ArgumentError(Text("there is no band '{band}'", "没有“{band}”这一档").fill(band=band), "band")
    wanted = now + 1 if band is None else ids.index(band)
    return (ids[wanted], cuts[wanted - 1]) if now < wanted < len(ids) else None


def _scored(strength: Strength, village: str) -> float:
    return float(cast(float, strength.scores.at[village, INDEX]))


def _changed(values: pd.DataFrame, village: str, moves: Moves, plan: Plan) -> pd.DataFrame:
    changed = like(values, table(values))
    for place, needed in zip(plan.places, plan.values, strict=True):
        changed.loc[village, moves.names[place]] = needed
    return changed


def _changes(moves: Moves, plan: Plan | None) -> pd.DataFrame:
    columns = ["indicator", "value", "needed", "distance"]
    if plan is None:
        return pd.DataFrame(columns=columns)
    rows = [
        (moves.names[place], moves.value[place], needed, abs(needed - moves.value[place]) / moves.width[place])
        for place, needed in zip(plan.places, plan.values, strict=True)
    ]
    return pd.DataFrame(rows, columns=columns).sort_values("distance", ascending=False, ignore_index=True)
