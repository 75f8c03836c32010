"""What an indicator could be if every silent village were the worst, or the best (bounds of missing data)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.catalogue.kinds import Better, Indicator, Kind
from analytics.words import format_value
from data.text import Language, Text

SAID = Text(
    "{silent} of {expected} villages {silent:has|have} not reported. If all of them were the worst, {title} would be "
    "{worst}; if the best, {best}; as reported it is {value}.",
    "应报 {expected} 个村中有 {silent} 个未报送。若未报村均为最差，“{title}”为 {worst}；"
    "若均为最好，为 {best}；按已报数据为 {value}。",
)
ALL_IN = Text(
    "All {expected} villages have reported: the value is what it is.", "{expected} 个村均已报送，数值不受缺报影响。"
)
NOBODY = Text("No village has reported: the value may be anything.", "没有村报送，无法估计范围。")


SUMS = "numerator", "denominator"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The value as reported, with the silent villages worst and best (None where nothing is known), in its unit."""

    value: float | None
    worst: float | None
    best: float | None
    silent: int
    expected: int


def missing_bounds(cells: pd.DataFrame, indicator: Indicator, sizes: Mapping[str, float]) -> Bounds:
    """From evaluate's rows of the villages of a unit, of one indicator and period.

    A silent village counts with its denominator of `sizes` (say, that of the period before), else with the median of
    those that reported. A share may be anything from 0 to 100 %; a rate or ratio anything that some village reported.
    """
    state = cells["state"].to_numpy()
    known, silent = state == "value", cells["org_unit_id"].to_numpy()[state == "not_reported"]
    numerator, denominator = (cells[name].to_numpy(float, na_value=np.nan)[known] for name in SUMS)
    expected = len(numerator) + len(silent)
    if not len(numerator):
        return Bounds(None, None, None, len(silent), expected)
    lowest, highest = _range(indicator, numerator / denominator)
    usual = float(np.median(denominator))
    missing = sum(sizes.get(str(unit), usual) for unit in silent)
    total = float(denominator.sum()) + missing
    low, high = ((float(numerator.sum()) + share * missing) / total for share in (lowest, highest))
    worst, best = (high, low) if indicator.better is Better.LOWER else (low, high)
    value = float(numerator.sum()) / float(denominator.sum())
    scale = indicator.scale
    return Bounds(scale * value, scale * worst, scale * best, len(silent), expected)


def bounds_sentence(found: Bounds, indicator: Indicator) -> Text:
    if found.value is None or found.worst is None or found.best is None:
        return NOBODY
    if not found.silent:
        return ALL_IN.fill(expected=found.expected)

    def shown(value: float) -> Text:
        languages: Sequence[Language] = ("en", "zh")
        return Text(*(format_value(value, indicator, language, unit=True) for language in languages))

    return SAID.fill(
        silent=found.silent, expected=found.expected, title=indicator.title, value=shown(found.value),
        worst=shown(found.worst), best=shown(found.best),
    )  # fmt: skip


def _range(indicator: Indicator, shares: np.ndarray) -> tuple[float, float]:
    if indicator.kind is Kind.PROPORTION:
        return 0.0, 1.0
    return float(shares.min()), float(shares.max())
