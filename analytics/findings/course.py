"""The course of one unit's indicator in words, with the trend where there is a test for one."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.catalogue.kinds import Indicator, Kind
from analytics.findings.sentences import COURSE, Name, joined, shown_value, trend_sentence, value_sentence
from analytics.statistics.trend import Trend, recent_trend
from analytics.words import period_text, readings
from data.text import Text

UNTESTED = Text(
    "Ups and downs of single periods may be chance; trends are tested for proportions only.",
    "个别时期的起伏可能出于偶然；仅对比例类指标检验趋势。",
)
NEVER = Text("{name} has no value for “{title}” in any period.", "{name}各期均无“{title}”数值。")


def course_sentence(name: Name, indicator: Indicator, course: pd.DataFrame) -> Text:
    """From the first period with a value to the last; `course` is evaluate's frame of one unit, periods of one kind."""
    ordered = course.sort_values("period_id")
    known = ordered[ordered["state"] == "value"]
    if known.empty:
        return NEVER.fill(name=name, title=indicator.title)
    ends = list(zip(known["period_id"].astype(str), readings(known), strict=True))
    first, last = ends[0], ends[-1]
    if len(ends) == 1:
        return value_sentence(name, indicator, last[1])
    if indicator.kind is Kind.PROPORTION:
        return trend_sentence(name, indicator, trend_of(ordered), first, last)
    assert first[1].value is not None, "a row in the state 'value' has a value"
    assert last[1].value is not None, "a row in the state 'value' has a value"
    said = COURSE.fill(
        name=name, title=indicator.title, first=period_text(first[0]), before=shown_value(first[1].value, indicator),
        last=period_text(last[0], last[1].provisional), after=shown_value(last[1].value, indicator),
    )  # fmt: skip
    return joined(said, UNTESTED)


def trend_of(ordered: pd.DataFrame) -> Trend:
    """The trend of one unit's proportion, from evaluate's rows in the order of their periods.

    Of whole periods: a running one has seen only part of what it will see."""
    whole = ordered[~ordered["provisional"].astype(bool)]
    x, n = (whole[name].to_numpy(float, na_value=np.nan) for name in ("numerator", "denominator"))
    return recent_trend(x, n) if len(whole) else Trend.UNKNOWN
