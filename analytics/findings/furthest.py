"""Which units are furthest from their targets, and on what?

A distance is the share of the way to the target that is missing: 0 at the target or beyond, 100 at the far end. A
unit's distance is the mean over the indicators that have a target and, there, a value. It says where to look first;
it is no rank, and a small village's distance swings by chance.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue.kinds import Indicator, Sense

NAMED = 3
LEAST_KNOWN = 0.5
"""A unit with values for fewer of the targets than this share of the others' is left out."""
COLUMNS = ["org_unit_id", "distance", "missed", "targets", "worst"]


def with_target(indicators: Mapping[str, Indicator]) -> dict[str, Indicator]:
    """The indicators that a distance can be taken on."""
    return {key: found for key, found in indicators.items() if found.target is not None and found.better != "neutral"}


def furthest(frame: pd.DataFrame, indicators: Mapping[str, Indicator]) -> pd.DataFrame:
    """One row a unit, the furthest first: `distance` (0–100), `missed` of `targets`, `worst` (ids of up to three).

    `frame` is evaluate's, for one period; rows of indicators without a target and cells without a value do not count.
    """
    judged = with_target(indicators)
    known = frame[frame["indicator"].isin(list(judged)) & (frame["state"] == "value")]
    if known.empty:
        return pd.DataFrame(columns=COLUMNS)
    gaps = known.assign(gap=_gaps(known, judged)).sort_values("gap", ascending=False, kind="stable")
    units = gaps.assign(missed=gaps["gap"] > 0).groupby("org_unit_id", sort=True)
    table = pd.DataFrame(
        {"distance": units["gap"].mean() * 100, "missed": units["missed"].sum(), "targets": units.size()}
    )
    table["worst"] = _worst(gaps, table.index)
    enough = table[table["targets"] >= LEAST_KNOWN * table["targets"].max()].reset_index()
    ordered: pd.DataFrame = enough.sort_values(["distance", "missed", "org_unit_id"], ascending=[False, False, True])
    return ordered.reset_index(drop=True)[COLUMNS]


def _worst(gaps: pd.DataFrame, units: pd.Index) -> list[tuple[str, ...]]:
    """For each unit the ids of the indicators furthest from their targets; `gaps` comes sorted, the largest first."""
    named: dict[str, list[str]] = {}
    for unit, indicator in gaps.loc[gaps["gap"] > 0, ["org_unit_id", "indicator"]].itertuples(index=False):
        named.setdefault(unit, []).append(indicator)
    return [tuple(named.get(unit, ())[:NAMED]) for unit in units]


def _gaps(known: pd.DataFrame, indicators: Mapping[str, Indicator]) -> NDArray[np.float64]:
    """For each row the share of the way to the target that is missing, 0 to 1."""
    ids = known["indicator"].astype("object")
    targets = {key: found.target for key, found in indicators.items() if found.target is not None}
    goal = ids.map({key: target.value for key, target in targets.items()}).to_numpy(float)
    side = ids.map({key: 1.0 if t.sense is Sense.AT_LEAST else -1.0 for key, t in targets.items()}).to_numpy(float)
    scale = ids.map({key: found.scale for key, found in indicators.items()}).to_numpy(float)
    way = np.where(goal == 0, scale, np.abs(goal))
    gaps: NDArray[np.float64] = np.clip(side * (goal - known["value"].to_numpy(float)) / way, 0.0, 1.0)
    return gaps
