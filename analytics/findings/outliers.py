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
    before = same_period_last_year(period_id)
    known = disclosed_values(reader, list(INDICATORS), list(villages), sorted({period_id, before, *periods}))
    keys = ("indicator", "org_unit_id", "period_id")
    at, (names, units, spans) = zip(*(pd.factorize(known[key], sort=True) for key in keys), strict=True)
    if period_id not in spans:
        return _empty()
    value = np.full((len(names), len(units), len(spans)), np.nan)
    value[at] = known["value"]
    now = value[:, :, spans.get_loc(period_id)]
    found = {
        OVER_TIME: (now, *_over_time(value, spans.get_loc(period_id))),
        ACROSS: (now, *_across(now, categories.reindex(units))),
    }
    if before in spans:
        change = now - value[:, :, spans.get_loc(before)]
        found[CHANGE] = (change, *_held(change))
    rows = []
    for kind, (shown, expected, distance) in found.items():
        far = np.abs(distance) > THRESHOLDS[kind]
        indicator, unit = np.nonzero(far)
        figures = {"value": shown[far], "expected": expected[far], "distance": distance[far]}
        rows.append(pd.DataFrame({"indicator": names[indicator], "org_unit_id": units[unit], "kind": kind, **figures}))
    table = pd.concat(rows)
    return table.sort_values("distance", key=abs, ascending=False).reset_index(drop=True) if len(table) else _empty()


def outlier_sentence(found: pd.DataFrame) -> Text:
    if found.empty:
        return NONE
    return FOUND.fill(**{kind: int((found["kind"] == kind).sum()) for kind in KINDS})


def _over_time(value: Floats, now: int) -> tuple[Floats, Floats]:
    """Of each village's figure its own median over the periods, and how far that of `now` lies from it."""
    expected, distance = _held(value.reshape(-1, value.shape[2]))
    return expected[:, now].reshape(value.shape[:2]), distance[:, now].reshape(value.shape[:2])


def _across(now: Floats, categories: pd.Series) -> tuple[Floats, Floats]:
    """The same among the villages of the category; those of which none is known are one."""
    category, _names = pd.factorize(categories, use_na_sentinel=False)
    expected, distance = np.empty_like(now), np.empty_like(now)
    for one in np.unique(category):
        own = category == one
        expected[:, own], distance[:, own] = _held(now[:, own])
    return expected, distance


def _held(table: Floats) -> tuple[Floats, Floats]:
    """Each value of a row against the row's others: their median, and the distance from it."""
    return np.broadcast_to(row_medians(table)[:, np.newaxis], table.shape), robust_distances(table)


def _empty() -> pd.DataFrame:
    return pd.DataFrame(columns=["indicator", "org_unit_id", "kind", "value", "expected", "distance"])
