"""How long talents stay, by origin: curves with their intervals, the number still at risk, and whether origins differ.

A stay that has not ended is censored, not lost. Nobody is shown one by one: an origin with few stays has no curve, and
a curve ends where few are still at risk.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.findings.sentences import joined
from analytics.statistics.arguments import Floats
from analytics.statistics.retention import Retention, kaplan_meier, log_rank
from analytics.withheld.thresholds import Thresholds
from analytics.words import format_number
from data.schema import ENUMERATIONS
from data.text import Text

ORIGINS = ("introduced", "returned", "local")
FEWEST = 10
"""Stays from which an origin has a curve, and stays at risk to which the curve is drawn."""
MONTH = 365.25 / 12
YEAR = 12

SINCE = Text(
    "Of those who came since {first}, where the records begin, the share still in the village by months since arrival:",
    "{first}（有记录之日）以来到村的人才，按到村后月数计算的留存比例：",
)
STAY = Text(
    "{origin} ({stays} {stays:stay|stays}): after 12 months {share}%{interval} are still there{median}.",
    "{origin}（{stays}人次）满12个月留存{share}%{interval}{median}。",
)
INTERVAL = Text(" ({lower}–{upper}%)", "（{lower}–{upper}%）")
SHORT = Text(
    "{origin} ({stays} {stays:stay|stays}): followed for less than 12 months.",
    "{origin}（{stays}人次）观察期不足12个月。",
)
NOT_TOLD = Text(
    "{origin} ({stays} {stays:stay|stays}): so few left in the first 12 months that their share is not shown.",
    "{origin}（{stays}人次）满12个月前离开的人数过少，留存比例不予显示。",
)
ROUNDED = Text(
    "Numbers of stays are rounded to multiples of {n}, shares to whole per cent.",
    "人次按{n}的倍数取整，比例取整数百分比。",
)
REACHED = Text("; half have left after {months} months", "，{months}个月时半数已离开")
NOT_REACHED = Text("; half have not left within the time observed", "，观察期内尚未有半数离开")
DIFFERENT = Text(
    "The origins differ, more than chance does (log-rank test, {p}). That is no reason why.",
    "不同来源之间差异显著（对数秩检验，{p}），但不说明原因。",
)
ALIKE = Text(
    "Differences between the origins may be chance (log-rank test, {p}).",
    "不同来源之间的差异可能出于偶然（对数秩检验，{p}）。",
)
NOBODY_LEFT = Text("Nobody of them has left yet.", "尚无人离开。")
TOO_FEW = Text(
    "Too few stays for a curve: {origins}; {fewest} are needed.", "{origins}人次过少（不足{fewest}），不绘曲线。"
)
CUT = Text(
    "A curve ends where fewer than {fewest} are still observed; a stay that has not ended counts as long as it is "
    "observed.",
    "仍在观察的不足{fewest}人次时曲线截止；尚未离开的按已观察时长计算。",
)


@dataclass(frozen=True)
class StayCurve:
    """The stays of one origin: how many, how many ended, and the retention at whole months from 0 on.

    The arrays have one entry a month, `months` of them after arrival, and end where few are at risk; `gone` is how many
    had left by then. `median` is in months, None where it was not reached by then. To a viewer a share is NaN where it
    would tell one or two who left.
    """

    origin: str
    stays: int
    left: int
    months: Floats
    survival: Floats
    lower: Floats
    upper: Floats
    at_risk: Floats
    gone: Floats
    median: float | None

    @property
    def label(self) -> Text:
        return ENUMERATIONS["talent_origin"].labels[self.origin]

    def every(self, months: int) -> StayCurve:
        """The same curve with every so manieth month only."""
        names = ("months", "survival", "lower", "upper", "at_risk", "gone")
        return replace(self, **{name: getattr(self, name)[::months] for name in names})


@dataclass(frozen=True)
class StayCurves:
    """A curve for each origin that has one, those with too few stays, and p of the log-rank test (None without)."""

    curves: tuple[StayCurve, ...]
    too_few: tuple[str, ...]
    p: float | None

    def for_viewers(self, months: int, thresholds: Thresholds) -> StayCurves:
        """Every so manieth month, without what would tell one or two who left, or by two periods who came between:
        shares in whole per cent and only where since the last one shown nobody left, or more than a few did; numbers to
        the nearest multiple of the least that may be shown."""
        return replace(self, curves=tuple(_coarse(curve.every(months), thresholds) for curve in self.curves))


def stay_curves(stays: pa.Table, fewest: int = FEWEST) -> StayCurves:
    """From the answer of `data.queries.talent_stays`."""
    rows = stays.to_pandas()
    days, left, origin = (np.repeat(rows[name].to_numpy(), rows["stays"]) for name in ("days", "has_left", "origin"))
    days, left = days.astype(float), left.astype(bool)
    counts = {name: int((origin == name).sum()) for name in ORIGINS}
    shown = [name for name, count in counts.items() if count >= fewest]
    curves = [_curve(name, days[origin == name], left[origin == name], fewest) for name in shown]
    compared = np.isin(origin, shown)
    p = log_rank(days[compared], left[compared], origin[compared]).p if len(shown) > 1 else np.nan
    too_few = tuple(name for name, count in counts.items() if 0 < count < fewest)
    return StayCurves(tuple(curves), too_few, None if np.isnan(p) else float(p))


def _curve(origin: str, days: Floats, left: np.ndarray[tuple[int], np.dtype[np.bool_]], fewest: int) -> StayCurve:
    known = kaplan_meier(days, left)
    last = np.sort(days)[-fewest]  # the last day on which so many are still at risk
    months = np.arange(0, int(last // MONTH) + 1, dtype=float)
    at_risk = (days[None, :] >= (months * MONTH)[:, None]).sum(axis=1).astype(float)
    survival, lower, upper = _at(known, months * MONTH)
    gone = (days[left][None, :] <= (months * MONTH)[:, None]).sum(axis=1).astype(float)
    median = known.median / MONTH if known.median is not None and known.median <= last else None
    return StayCurve(origin, len(days), int(left.sum()), months, survival, lower, upper, at_risk, gone, median)


def _coarse(curve: StayCurve, thresholds: Thresholds) -> StayCurve:
    shown, last = np.zeros(len(curve.gone), dtype=bool), 0.0
    for place, gone in enumerate(curve.gone):
        if gone - last not in thresholds.small_counts:
            shown[place], last = True, gone
    survival, lower, upper = (
        np.where(shown, np.round(share, 2), np.nan) for share in (curve.survival, curve.lower, curve.upper)
    )
    step = thresholds.least_denominator
    return replace(
        curve, survival=survival, lower=lower, upper=upper, gone=np.full(len(curve.gone), np.nan),
        stays=max(step * round(curve.stays / step), step),
        at_risk=np.maximum(step * np.round(curve.at_risk / step), step),
    )  # fmt: skip


def _at(known: Retention, days: Floats) -> tuple[Floats, Floats, Floats]:
    """The steps' heights on the given days: 1 before anybody left."""
    place = np.searchsorted(known.times, days, side="right")
    return (
        np.concatenate([[1.0], known.survival])[place],
        np.concatenate([[1.0], known.lower])[place],
        np.concatenate([[1.0], known.upper])[place],
    )


def stay_table(found: StayCurves, every: int = 6) -> pd.DataFrame:
    """One row an origin and every sixth month: `origin`, `month`, `survival`, `lower`, `upper` in %, `at_risk`."""
    rows = [
        (curve.origin, int(month), 100 * survival, 100 * lower, 100 * upper, int(at_risk))
        for curve in found.curves
        for month, survival, lower, upper, at_risk in zip(
            curve.months, curve.survival, curve.lower, curve.upper, curve.at_risk, strict=True
        )
        if month % every == 0
    ]
    return pd.DataFrame(rows, columns=["origin", "month", "survival", "lower", "upper", "at_risk"])


def stays_sentence(found: StayCurves, first: Text, fewest: int = FEWEST, rounded: bool = False) -> Text:
    """What the curves show; `rounded` where the numbers are, to multiples of `fewest`."""
    parts = [SINCE.fill(first=first)] if found.curves else []
    parts += [_curve_sentence(curve) for curve in found.curves]
    if found.curves and not any(curve.left for curve in found.curves):
        parts.append(NOBODY_LEFT)
    if found.p is not None:
        parts.append((DIFFERENT if found.p < 0.05 else ALIKE).fill(p=p_text(found.p)))
    if found.too_few:
        labels = [ENUMERATIONS["talent_origin"].labels[origin] for origin in found.too_few]
        names = Text(", ".join(label.en for label in labels), "、".join(label.zh for label in labels))
        parts.append(TOO_FEW.fill(origins=names, fewest=fewest))
    cut = [CUT.fill(fewest=fewest)] if found.curves else []
    coarse = [ROUNDED.fill(n=fewest)] if found.curves and rounded else []
    return joined(*parts, *cut, *coarse)


def p_text(p: float) -> str:
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def _curve_sentence(curve: StayCurve) -> Text:
    here = np.flatnonzero(curve.months == YEAR)
    if not here.size:
        return SHORT.fill(origin=curve.label, stays=curve.stays)
    if np.isnan(curve.survival[here[0]]):
        return NOT_TOLD.fill(origin=curve.label, stays=curve.stays)
    levels = (curve.survival, curve.lower, curve.upper)
    share, lower, upper = (format_number(100 * values[here[0]], "en") for values in levels)
    median = NOT_REACHED if curve.median is None else REACHED.fill(months=format_number(curve.median, "en", 0))
    nothing = Text("", "")
    return STAY.fill(
        origin=curve.label, stays=curve.stays, share=share, median=median if curve.left else nothing,
        interval=INTERVAL.fill(lower=lower, upper=upper) if share != "100.0" else nothing,
    )  # fmt: skip
