"""The course of units over periods: is it usual variation, a signal, a trend?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Better, Indicator, Kind
from analytics.charts.control_chart import Limits
from analytics.disclosure import disclosed
from analytics.findings.chance import column, sums
from analytics.findings.count_charts import Counted, count_chart
from analytics.findings.sentences import ABSENT, Name, joined, trend_verdict
from analytics.findings.sentences_of_groups import control_sentence
from analytics.periods import PeriodKind
from analytics.statistics.arguments import Floats
from analytics.statistics.control import Assurance, CountChart, Rule, Signal, XmR, xmr
from analytics.statistics.trend import Trend, recent_trends
from analytics.words import Verdict, number
from data.queries.periods import periods
from data.store import Reader
from data.text import Language, Text

RULES: Mapping[Rule, Text] = {
    Rule.BEYOND_LIMITS: Text("outside the limits", "超出控制限"),
    Rule.TREND: Text("part of seven rising or falling in a row", "连续7期同向变动"),
    Rule.TWO_OF_THREE: Text("two of three near a limit", "3期中有2期接近控制限"),
    Rule.SHIFT: Text("part of seven on one side of the mean", "连续7期位于均值同侧"),
}
ASSURED: Mapping[Assurance, Text] = {
    Assurance.PASS: Text("As things are, the target will be met.", "照此运行，可稳定达到目标。"),
    Assurance.FAIL: Text("As things are, the target will not be met.", "照此运行，无法达到目标。"),
    Assurance.HIT_AND_MISS: Text(
        "As things are, the target will be met at times and missed at times.", "照此运行，目标时达时不达。"
    ),
}
BY_COUNTS = Text(
    "The limits are those of counting error and follow the denominator ({method} chart): it varies by more than a "
    "quarter, and the values move about as much as counts do by chance.",
    "控制限按计数误差计算并随分母变化（{method}图）：各期分母相差超过四分之一，且数值起伏与计数的偶然波动相当。",
)
BY_ITSELF = Text(
    "The limits are taken from its own changes from period to period (XmR chart).",
    "控制限按其自身各期之间的变动计算（单值—移动极差图）。",
)
NEVER = Text("{name}: no period has a value of “{title}” that may be shown.", "{name}各期均无可显示的“{title}”数值。")
DIRECTION: Mapping[Better, bool | None] = {Better.HIGHER: True, Better.LOWER: False, Better.NEUTRAL: None}


@dataclass(frozen=True, slots=True)
class Control:
    """`frame`: evaluate's rows of one unit in order, with `verdict` (empty for a point without a signal) and `rule`.

    `chart` is None where no whole period has a value. A running period is shown, but neither judged nor counted.
    `method` names what the limits are made of: XmR, or p or u where counting error is the right measure.
    """

    indicator: Indicator
    frame: pd.DataFrame
    chart: XmR | CountChart | None
    limits: Limits
    method: str = "XmR"

    @property
    def newest(self) -> tuple[str, Rule, Verdict] | None:
        """Period, rule and verdict of the newest signal."""
        rows = self.frame[self.frame["rule"].notna()]
        if rows.empty:
            return None
        last = rows.iloc[-1]
        return str(last["period_id"]), Rule(last["rule"]), Verdict(last["verdict"])

    def drawn(self, language: Language) -> pd.DataFrame:
        """`frame` with `signal`, the rule in the reader's words, as the control chart takes it."""
        said = [RULES[Rule(rule)].in_language(language) if isinstance(rule, str) else "" for rule in self.frame["rule"]]
        return self.frame.assign(signal=said)

    def sentence(self, name: Name) -> Text:
        """The newest signal, or that there is none or too little to judge; and what that means for the target."""
        if self.chart is None:
            return self._silent(name)
        points = int(np.count_nonzero(~np.isnan(self.chart.values)))
        period, rule, verdict = self.newest or (str(self.frame["period_id"].iloc[-1]), None, None)
        said = control_sentence(name, self.indicator, points=points, signal=rule, period_id=period, verdict=verdict)
        assurance = self.chart.assurance if isinstance(self.chart, XmR) else None
        made_of = BY_ITSELF if self.method == "XmR" else BY_COUNTS.fill(method=self.method)
        notes = [made_of] if self.chart.judged else []
        return joined(said, *notes, *([ASSURED[assurance]] if assurance else []))

    def _silent(self, name: Name) -> Text:
        states = set(self.frame["state"].astype(str)) - {"value"}
        one = states.pop() if len(states) == 1 and not (self.frame["state"] == "value").any() else None
        return (ABSENT[one] if one else NEVER).fill(name=name, title=self.indicator.title)


def courses(reader: Reader, indicator_id: str, units: Sequence[str], kind: PeriodKind) -> pd.DataFrame:
    """Evaluate's frame of units over every period of a kind, the oldest first; empty where it is not measured so."""
    if kind not in INDICATORS[indicator_id].periods:
        return disclosed(reader, [indicator_id], [], [])
    rows = periods(reader).to_pylist()
    return disclosed(reader, [indicator_id], units, sorted(row["period_id"] for row in rows if row["kind"] == kind))


def control(course: pd.DataFrame, indicator: Indicator, target: float | None = None) -> Control:
    """The control chart of one unit's course as `courses` gives it; `target` in the indicator's unit.

    From 8 whole periods on; with fewer there are no limits. Limits are cut where values cannot go: below 0, and above
    100 % for a proportion; signals are not touched by it.
    """
    ordered = course.sort_values("period_id", ignore_index=True)
    values = np.where(ordered["provisional"].astype(bool), np.nan, column(ordered, "value"))
    if np.isnan(values).all():
        nothing = [None] * len(ordered)
        return Control(indicator, _marked(ordered, nothing), None, Limits(nothing, nothing, nothing))
    counted = count_chart(ordered, indicator, DIRECTION[indicator.better])
    if counted is not None:
        return _of_counts(ordered, indicator, counted)
    chart = xmr(values, target, DIRECTION[indicator.better])
    return Control(indicator, _marked(ordered, chart.signals), chart, _limits(chart, indicator))


def _of_counts(ordered: pd.DataFrame, indicator: Indicator, counted: Counted) -> Control:
    chart, scale = counted.chart, indicator.scale
    lower, upper = ([number(limit * scale) for limit in side.tolist()] for side in (chart.lower, chart.upper))
    limits = Limits([chart.centre * scale] * len(lower), lower, upper)
    method = "p" if counted.kind is Kind.PROPORTION else "u"
    return Control(indicator, _marked(ordered, chart.signals), chart, limits, method)


def trends(courses: pd.DataFrame, indicator: Indicator) -> dict[str, Trend]:
    """By unit the recent trend over its last five whole periods; tested for proportions only, else it is unknown."""
    units = [str(unit) for unit in courses["org_unit_id"].unique()]
    whole = courses[~courses["provisional"].astype(bool)]
    if indicator.kind is not Kind.PROPORTION or whole.empty:
        return dict.fromkeys(units, Trend.UNKNOWN)
    x, n = (_wide(whole.assign(sum=values), units) for values in sums(whole))
    return dict(zip(units, recent_trends(x, n), strict=True))


def trend_verdicts(courses: pd.DataFrame, indicator: Indicator) -> dict[str, Verdict]:
    """By unit the verdict whose colour its recent trend has, as the small multiples take it."""
    return {unit: trend_verdict(code, indicator.better) for unit, code in trends(courses, indicator).items()}


def _wide(rows: pd.DataFrame, units: Sequence[str]) -> Floats:
    """Units by periods, NaN where there is no row or no value."""
    wide = rows.pivot(index="org_unit_id", columns="period_id", values="sum").sort_index(axis=1).reindex(list(units))
    return wide.to_numpy(float)


def _marked(course: pd.DataFrame, signals: Sequence[Signal | None]) -> pd.DataFrame:
    rules = [signal.rule.value if signal else None for signal in signals]
    verdicts = [_verdict(signal) if signal else None for signal in signals]
    return course.assign(verdict=pd.array(verdicts, dtype="string"), rule=pd.array(rules, dtype="string"))


def _verdict(signal: Signal) -> str:
    if signal.improvement is None:
        return str(Verdict.HIGHER if signal.up else Verdict.LOWER)
    return str(Verdict.BETTER if signal.improvement else Verdict.WORSE)


def _limits(chart: XmR, indicator: Indicator) -> Limits:
    # a sum may be negative in a ratio (a change of pay), so only shares and rates have a floor
    floor = float("-inf") if indicator.kind is Kind.RATIO else 0.0
    ceiling = indicator.scale if indicator.kind is Kind.PROPORTION else float("inf")
    points = len(chart.values)
    if not chart.judged or np.isnan(chart.lower):
        centre = chart.centre if chart.judged else None
        return Limits([centre] * points, [None] * points, [None] * points)
    return Limits([chart.centre] * points, [max(chart.lower, floor)] * points, [min(chart.upper, ceiling)] * points)
