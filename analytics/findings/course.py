"""The course of one unit's indicator in words, with the trend where there is a test for one."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.catalogue.kinds import Indicator, Kind
from analytics.findings.sentences import COURSE, Name, joined, shown_value, trend_sentence, value_sentence
from analytics.statistics.trend import Trend, recent_trend
from analytics.words import Reading, period_text, readings
from data.text import Text

UNTESTED = Text(
    "Ups and downs of single periods may be chance; trends are tested for proportions only.",
    "个别时期的起伏可能出于偶然；仅对比例类指标检验趋势。",
)
SO_FAR = Text(
    "So far {value} in {period}, which is still running: a provisional figure, not held against the whole periods.",
    "{period}尚未结束，目前为{value}，系暂定数，不与完整时期比较。",
)
IN_PERIOD = Text("In {period}:", "{period}，")
NEVER = Text("{name}: no period has a value of “{title}” that may be shown.", "{name}各期均无可显示的“{title}”数值。")


def course_sentence(name: Name, indicator: Indicator, course: pd.DataFrame) -> Text:
    """From the first complete period with a value to the last, and a running one by itself, as provisional; `course` is
    evaluate's frame of one unit, periods of one kind."""
    ordered = course.sort_values("period_id")
    known = ordered[ordered["state"] == "value"]
    if known.empty:
        return NEVER.fill(name=name, title=indicator.title)
    ends = list(zip(known["period_id"].astype(str), readings(known), strict=True))
    whole = [end for end in ends if not end[1].provisional]
    if not whole:
        return value_sentence(name, indicator, ends[-1][1])
    said = _over(name, indicator, ordered, whole)
    return said if not ends[-1][1].provisional else joined(said, _so_far(indicator, *ends[-1]))


def _over(name: Name, indicator: Indicator, ordered: pd.DataFrame, whole: list[tuple[str, Reading]]) -> Text:
    """What is said of the complete periods with a value."""
    first, last = whole[0], whole[-1]
    if len(whole) == 1:
        said = value_sentence(name, indicator, last[1])
        period = IN_PERIOD.fill(period=period_text(last[0]))
        return Text(f"{period.en} {said.en}", f"{period.zh}{said.zh}")
    if indicator.kind is Kind.PROPORTION:
        return trend_sentence(name, indicator, trend_of(ordered), first, last)
    assert first[1].value is not None, "a row in the state 'value' has a value"
    assert last[1].value is not None, "a row in the state 'value' has a value"
    said = COURSE.fill(
        name=name, title=indicator.title, first=period_text(first[0]), before=shown_value(first[1].value, indicator),
        last=period_text(last[0]), after=shown_value(last[1].value, indicator),
    )  # fmt: skip
    return joined(said, UNTESTED)


def _so_far(indicator: Indicator, period_id: str, reading: Reading) -> Text:
    assert reading.value is not None, "a row in the state 'value' has a value"
    return SO_FAR.fill(period=period_text(period_id), value=shown_value(reading.value, indicator))


def trend_of(ordered: pd.DataFrame) -> Trend:
    """The trend of one unit's proportion, from evaluate's rows in the order of their periods.

    Of whole periods: a running one has seen only part of what it will see."""
    whole = ordered[~ordered["provisional"].astype(bool)]
    x, n = (whole[name].to_numpy(float, na_value=np.nan) for name in ("numerator", "denominator"))
    return recent_trend(x, n) if len(whole) else Trend.UNKNOWN
