"""Villages whose figures stand out: against their own past, and against the villages of the county that year (V-61)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.catalogue import INDICATORS
from analytics.disclosure import disclosed_values
from analytics.periods import same_period_last_year
from analytics.statistics.robust import robust_distances, row_medians
from data.store import Reader
from data.text import Text

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
OVER_TIME, ACROSS, CHANGE = "over_time", "across", "change"
THRESHOLDS = {CHANGE: 3.0, ACROSS: 5.0, OVER_TIME: 5.0}
"""V-61 says three for a change. Values differ between villages for good reasons: only the very far are worth a call."""
KINDS = {
    CHANGE: Text("the change on the year, among the county's villages (V-61)", "年度变动，与全县各村相比（V-61）"),
    ACROSS: Text("the value, among the county's villages of its category", "数值，与全县同类别村相比"),
    OVER_TIME: Text("the value, among its own periods", "数值，与本村历期相比"),
}
FOUND = Text(
    "{change} {change:change|changes} on the year {change:lies|lie} more than 3 robust standard deviations from "
    "those of the county's villages; {across} {across:value lies|values lie} more than 5 from those of villages of "
    "the category, {over_time} more than 5 from the village's own. The records tell whether they are right.",
    "年度变动偏离全县各村 3 个稳健标准差以上的有 {change} 项；数值偏离同类别村 5 个以上的有 {across} 项，"
    "偏离本村历期 5 个以上的有 {over_time} 项。请核对原始记录。",
)
NONE = Text("No figure stands out.", "没有异常突出的数值。")


def outliers(
    reader: Reader, villages: Sequence[str], period_id: str, periods: Sequence[str], categories: pd.Series
) -> pd.DataFrame:
    """The figures that stand out: `indicator`, `org_unit_id`, `kind`, `value`, `expected` (the median it is held
    against), `distance` (signed, in robust standard deviations); the farthest first.

    `periods` are all periods of the same kind; `categories` the village category by village.
    """
    asked = sorted({period_id, same_period_last_year(period_id), *periods})
    known = disclosed_values(reader, list(INDICATORS), list(villages), asked)
    value = known.pivot(index=["indicator", "org_unit_id"], columns="period_id", values="value")
    if period_id not in value:
        return _empty()
    found = [_over_time(value, period_id), _across(value[period_id], categories)]
    if (before := same_period_last_year(period_id)) in value:
        found.append(_changes(value[period_id], value[before]))
    rows = pd.concat(found)
    rows = rows[rows["distance"].abs() > rows["kind"].map(THRESHOLDS)]
    return rows.sort_values("distance", key=abs, ascending=False).reset_index(drop=True) if len(rows) else _empty()


def outlier_sentence(found: pd.DataFrame) -> Text:
    if found.empty:
        return NONE
    return FOUND.fill(**{kind: int((found["kind"] == kind).sum()) for kind in KINDS})


def _changes(now: pd.Series, before: pd.Series) -> pd.DataFrame:
    change = now - before
    return _held(change, now, list(change.index.get_level_values("indicator")), CHANGE)


def _across(now: pd.Series, categories: pd.Series) -> pd.DataFrame:
    category = now.index.get_level_values("org_unit_id").map(categories.to_dict())
    groups = [f"{name} {kind}" for name, kind in zip(now.index.get_level_values("indicator"), category, strict=True)]
    return _held(now, now, groups, ACROSS)


def _over_time(value: pd.DataFrame, period_id: str) -> pd.DataFrame:
    table = value.to_numpy(float)
    distance = robust_distances(table)
    at = list(value.columns).index(period_id)
    rows = value.index.to_frame(index=False)
    return rows.assign(kind=OVER_TIME, value=table[:, at], expected=row_medians(table), distance=distance[:, at])


def _held(measure: pd.Series, value: pd.Series, groups: Sequence[str], kind: str) -> pd.DataFrame:
    """Each measure against the others of its group."""
    group, place, table = _by_group(measure.to_numpy(float), groups)
    rows = measure.index.to_frame(index=False)
    shown = measure if kind == CHANGE else value
    return rows.assign(
        kind=kind,
        value=shown.to_numpy(),
        expected=row_medians(table)[group],
        distance=robust_distances(table)[group, place],
    )


def _by_group(values: Floats, groups: Sequence[str]) -> tuple[Ints, Ints, Floats]:
    """Of each value its group and its place there, and the values as a table of a row a group."""
    group, names = pd.factorize(np.asarray(groups, dtype=object))
    place = pd.Series(group).groupby(group).cumcount().to_numpy()
    table = np.full((len(names), int(place.max()) + 1 if len(place) else 0), np.nan)
    table[group, place] = values
    return group.astype(np.int64), place.astype(np.int64), table


def _empty() -> pd.DataFrame:
    return pd.DataFrame(columns=["indicator", "org_unit_id", "kind", "value", "expected", "distance"])
