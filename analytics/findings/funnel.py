"""All units of a choice against their size: which lie outside the limits of chance, and do they differ beyond it?

One verdict a page: where the limits are widened for overdispersion, the verdicts follow the widened ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.catalogue.kinds import Indicator, Kind
from analytics.findings.chance import column, common_level, judged, sums
from analytics.findings.compare import against
from analytics.findings.sentences import NOBODY, Level, joined, missing_clause
from analytics.findings.sentences_of_groups import funnel_sentence
from analytics.statistics.arguments import Floats
from analytics.statistics.funnel import (
    ACTION,
    WARNING,
    Overdispersion,
    Verdicts,
    overdispersion,
    proportion_limits,
    rate_limits,
    widened_significance,
)
from analytics.statistics.intervals import normal_quantile
from analytics.words import readings, verdict_of
from data.text import Text

POINTS = 60
LIMITS = ("lower_95", "upper_95", "lower_998", "upper_998")

AS_CHANCE = Text(
    "Together the units differ no more than chance alone explains (φ = {phi}).",
    "总体看，各单位差异未超出偶然波动（离散系数φ={phi}）。",
)
TOO_SMALL = Text(
    "“{title}”: fewer than two units have 5 or more in the denominator; too few to say whether they differ by chance.",
    "“{title}”分母达到5的单位不足两个，基数过小，无法判断差异是否出于偶然。",
)
NO_LIMITS = Text(
    "“{title}” is a ratio of amounts: chance has no limits to draw here.",
    "“{title}”为金额或数量之比，无法绘制偶然波动的控制限。",
)
ALL_ALIKE = Text(
    "“{title}” is {end} everywhere: there is nothing to tell the units apart.",
    "各单位“{title}”均为{end}，没有差异可比。",
)
WIDER = Text(
    "Here each unit is judged by itself: {here} stand out. In the funnel {outside} do: these units differ more than "
    "chance alone would make them (φ = {phi}), so it asks who stands out even so.",
    "本页对各单位逐个判断，{here}个差异显著；漏斗图中为{outside}个：这些单位的差异普遍大于偶然波动（离散系数φ={phi}），"
    "漏斗图据此放宽了控制限，只标出放宽后仍然突出的单位。",
)
NONE, ALL = Text("nil", "0"), Text("complete", "100%")


@dataclass(frozen=True, slots=True)
class Funnel:
    """`points`: evaluate's rows with `verdict`; `limits`: `denominator` rising and the four `LIMITS`, in the
    indicator's unit, widened where `widened`; `level`: the middle. Without limits `refused` says why."""

    indicator: Indicator
    points: pd.DataFrame
    limits: pd.DataFrame
    level: float
    phi: float
    tau2: float
    widened: bool
    refused: Text | None = None

    @property
    def outside(self) -> int:
        """Units outside the 95 % limits, those outside the 99.8 % limits among them."""
        return int(self.points["verdict"].isin([*FAR, "better", "worse", "higher", "lower"]).sum())

    @property
    def far(self) -> int:
        return int(self.points["verdict"].isin(FAR).sum())

    def beside(self, here: int) -> Text | None:
        """Why another page, where `here` units stand out, counts otherwise; None where it counts by the same limits."""
        if not self.widened:
            return None
        return WIDER.fill(here=here, outside=self.outside, phi=f"{self.phi:.1f}")

    def sentence(self, level: Level = "village") -> Text:
        """How many lie outside against what chance would put there; overdispersion; who has no value."""
        if self.refused:
            return joined(self.refused, *missing_clause(readings(self.points), level))
        cells, phi = readings(self.points), self.phi if self.widened else None
        if np.isnan(self.phi):
            return joined(TOO_SMALL.fill(title=self.indicator.title), *missing_clause(cells, level))
        said = funnel_sentence(self.indicator, cells, outside=self.outside, far=self.far, phi=phi, level=level)
        return said if self.widened else joined(said, AS_CHANCE.fill(phi=f"{self.phi:.1f}"))


FAR = ("surely_better", "surely_worse", "surely_higher", "surely_lower")


def funnel(frame: pd.DataFrame, indicator: Indicator) -> Funnel:
    """The funnel around the ratio of sums of evaluate's frame of one indicator and period.

    Limits are widened where φ exceeds what chance would give it: 1 + 2 √(2 / m) over the m judged units
    (Spiegelhalter 2005).
    """
    level = common_level(sums(frame))
    refused = _refused(indicator, level)
    if refused:
        empty = pd.DataFrame(columns=["denominator", *LIMITS], dtype=float)
        points = frame.assign(verdict=pd.array([None] * len(frame), dtype="string"))
        return Funnel(indicator, points, empty, level * indicator.scale, float("nan"), float("nan"), False, refused)
    rows = judged(sums(frame))
    spread = _spread(frame[rows], indicator, level)
    widened = bool(spread.phi > 1 + 2 * np.sqrt(2 / max(int(rows.sum()), 1)))
    tau2 = spread.tau2 if widened else 0.0
    points = _coloured(frame, indicator, level, tau2)
    limits = _limits(frame, indicator, level, tau2)
    return Funnel(indicator, points, limits, level * indicator.scale, spread.phi, spread.tau2, widened)


def _refused(indicator: Indicator, level: float) -> Text | None:
    if indicator.kind is Kind.RATIO:
        return NO_LIMITS.fill(title=indicator.title)
    if np.isnan(level):
        return NOBODY.fill(title=indicator.title)
    if level == 0 or (indicator.kind is Kind.PROPORTION and level == 1):
        return ALL_ALIKE.fill(title=indicator.title, end=ALL if level else NONE)
    return None


def _variance(indicator: Indicator, level: float) -> float:
    """Of one trial (or of one unit of the base)."""
    return level * (1 - level) if indicator.kind is Kind.PROPORTION else level


def _spread(frame: pd.DataFrame, indicator: Indicator, level: float) -> Overdispersion:
    x, n = sums(frame)
    return overdispersion(x / n, np.sqrt(_variance(indicator, level) / n), baseline=level)


def _coloured(frame: pd.DataFrame, indicator: Indicator, level: float, tau2: float) -> pd.DataFrame:
    if not tau2:
        return against(frame, {indicator.id: indicator}, {indicator.id: level * indicator.scale})
    x, n = sums(frame)
    known = ~np.isnan(n)
    verdicts = np.full(len(frame), None, dtype=object)
    signs = _widened(x[known], n[known], indicator, level, tau2)
    verdicts[known] = [str(verdict_of(int(sign), indicator.better, size))
                       for sign, size in zip(signs, n[known], strict=True)]  # fmt: skip
    return frame.assign(verdict=pd.array(verdicts, dtype="string"))


def _widened(x: Floats, n: Floats, indicator: Indicator, level: float, tau2: float) -> Verdicts:
    if indicator.kind is Kind.PROPORTION:
        return widened_significance(x, n, level, tau2)
    gap, error = x / n - level, np.sqrt(level / n + tau2)
    beyond = [np.abs(gap) > normal_quantile(confidence) * error for confidence in (WARNING, ACTION)]
    signs: Verdicts = (np.sign(gap) * (beyond[0].astype(np.int8) + beyond[1])).astype(np.int8)
    return signs


def _limits(frame: pd.DataFrame, indicator: Indicator, level: float, tau2: float) -> pd.DataFrame:
    sizes = column(frame[(frame["state"] == "value").to_numpy(bool)], "denominator")
    across = np.geomspace(min(1.0, sizes.min()), sizes.max() * 1.06, POINTS)
    bounds = [_bounds(across, indicator, level, tau2, confidence) for confidence in (WARNING, ACTION)]
    lines = [line * indicator.scale for pair in bounds for line in pair]
    return pd.DataFrame(dict(zip(("denominator", *LIMITS), [across, *lines], strict=True)))


def _bounds(n: Floats, indicator: Indicator, level: float, tau2: float, confidence: float) -> tuple[Floats, Floats]:
    if indicator.kind is Kind.PROPORTION:
        return proportion_limits(level, n, confidence, tau2)
    if tau2:
        half = normal_quantile(confidence) * np.sqrt(level / n + tau2)
        return np.maximum(level - half, 0.0), level + half
    lower, upper = rate_limits(n * level, confidence)
    return lower / n, upper / n
