"""A plain sentence for every picture: direction, polarity, uncertainty, how many, what is missing. None claims a cause.

Each function gives both languages at once; names may be a `Text` or one string for both. The words follow the verdict
and the trend's code, so a sentence can say nothing that the colour beside it does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from analytics.round_figures import format_target
from analytics.words import (
    STATES,
    Measured,
    Reading,
    Verdict,
    format_change,
    format_count,
    format_interval,
    format_value,
    period_text,
)
from data.text import Text

Name = str | Text
Level = Literal["village", "township", "county", "prefecture", "province"]
UNITS: Mapping[str, tuple[Text, Text]] = {
    "village": (Text("{n} village", "{n}个村"), Text("{n} villages", "{n}个村")),
    "township": (Text("{n} township", "{n}个乡镇"), Text("{n} townships", "{n}个乡镇")),
    "county": (Text("{n} county", "{n}个县"), Text("{n} counties", "{n}个县")),
    "prefecture": (Text("{n} prefecture", "{n}个市"), Text("{n} prefectures", "{n}个市")),
    "province": (Text("{n} province", "{n}个省"), Text("{n} provinces", "{n}个省")),
}

ABSENT: Mapping[str, Text] = {
    "not_reported": Text(
        "{name}: no value for “{title}”. The sheets it needs were not reported; this is not zero.",
        "{name}未报送“{title}”所需报表，暂无数值；未报送不等于零。",
    ),
    "not_applicable": Text(
        "{name}: “{title}” does not apply; there is nothing to measure (the denominator is 0).",
        "{name}本期没有可衡量的对象（分母为0），“{title}”不适用。",
    ),
    "suppressed": Text(
        "{name}: “{title}” is withheld, so that no person can be told from it.",
        "为保护个人信息，{name}“{title}”不予显示。",
    ),
}
VALUE = Text("{name}: “{title}” is {value} ({counts}{interval}).", "{name}“{title}”为{value}（{counts}{interval}）。")
COUNTS = Text("{numerator} / {denominator}", "{numerator}/{denominator}")
INTERVAL = Text("; 95% interval {bounds}", "，95%区间{bounds}")
NO_INTERVAL = Text("; no interval", "，无法计算区间")
RUNNING = Text("The period is still running; the figure will change.", "本期尚未结束，数据为暂定数。")
PARTLY = Text(
    "{reported} of {expected} villages reported; the others are not counted.",
    "应报{expected}个村，已报{reported}个村，未报的未计入。",
)

_HIGHER, _LOWER = Text("higher", "高于"), Text("lower", "低于")
_GOOD: Mapping[tuple[str, bool], Text] = {
    ("better", True): Text("better", "表现较好"),
    ("better", False): Text("better", "该指标以低为优，表现较好"),
    ("worse", True): Text("worse", "该指标以低为优，表现较差"),
    ("worse", False): Text("worse", "表现较差"),
}
_SURE: Mapping[bool, Text] = {
    False: Text("more than chance usually does (95%)", "差异显著（把握95%以上）"),
    True: Text("far more than chance does (99.8%)", "差异极显著（把握99.8%以上）"),
}
JUDGED = Text(
    "That is {direction} than {benchmark} ({level}) and so {good}; the difference is {sure}.",
    "{direction}{benchmark}（{level}），{good}，{sure}。",
)
UNJUDGED = Text(
    "That is {direction} than {benchmark} ({level}); the difference is {sure}. Neither side is called good here.",
    "{direction}{benchmark}（{level}），{sure}；该指标不作优劣评判。",
)
SIMILAR = Text(
    "There is no clear difference from {benchmark} ({level}); what there is may be chance.",
    "与{benchmark}（{level}）没有明显差异，差距可能出于偶然。",
)
TOO_FEW = Text(
    "Only {denominator} in the denominator: too few to judge.", "分母仅为{denominator}，基数过小，不作评判。"
)
NOT_COMPARED = Text("It was not compared with a benchmark.", "未与基准比较。")

TrendCode = Literal["increasing", "decreasing", "no significant change", "cannot be calculated"]
COURSE = Text(
    "{name}: “{title}” was {before} in {first} and {after} in {last}.",
    "{name}“{title}”{first}为{before}，{last}为{after}。",
)
TRENDS: Mapping[tuple[str, str], Text] = {
    ("increasing", "higher"): Text("It is rising, more than chance does: for the better.", "上升趋势显著，向好。"),
    ("increasing", "lower"): Text(
        "It is rising, more than chance does: for the worse, as lower is better.",
        "上升趋势显著；该指标以低为优，趋势变差。",
    ),
    ("increasing", "neutral"): Text(
        "It is rising, more than chance does; neither way is called good here.", "上升趋势显著；该指标不作优劣评判。"
    ),
    ("decreasing", "higher"): Text("It is falling, more than chance does: for the worse.", "下降趋势显著，趋势变差。"),
    ("decreasing", "lower"): Text(
        "It is falling, more than chance does: for the better, as lower is better.",
        "下降趋势显著；该指标以低为优，向好。",
    ),
    ("decreasing", "neutral"): Text(
        "It is falling, more than chance does; neither way is called good here.", "下降趋势显著；该指标不作优劣评判。"
    ),
}
NO_TREND = Text("No significant trend; ups and downs of this size may be chance.", "没有显著趋势，起伏可能出于偶然。")
NO_TREND_KNOWN = Text(
    "Whether there is a trend cannot be calculated: too few periods, a gap, or nothing that varies.",
    "时期过少、中间有缺报或数值没有起伏，无法判断趋势。",
)
TREND_VERDICTS: Mapping[tuple[str, str], Verdict] = {
    ("increasing", "higher"): Verdict.BETTER,
    ("increasing", "lower"): Verdict.WORSE,
    ("increasing", "neutral"): Verdict.HIGHER,
    ("decreasing", "higher"): Verdict.WORSE,
    ("decreasing", "lower"): Verdict.BETTER,
    ("decreasing", "neutral"): Verdict.LOWER,
}

MISSING = Text("Without a value: {parts}.", "无数值：{parts}。")
DISTRIBUTION = Text(
    "“{title}”: {units} with a value, from {lowest} to {highest}; half lie between {lower} and {upper}, the middle is "
    "{median}.",
    "“{title}”有数值的共{units}，最低{lowest}，最高{highest}；中位数{median}，半数在{lower}与{upper}之间。",
)
ONLY = Text("“{title}”: {units} with a value: {value}.", "“{title}”有数值的仅{units}，为{value}。")
NOBODY = Text("No unit has a value for “{title}”.", "“{title}”没有任何单位有数值。")


def value_sentence(name: Name, indicator: Measured, reading: Reading) -> Text:
    """What one cell says: the value with its counts and interval, or why there is none."""
    if reading.state != "value" or reading.value is None:
        return ABSENT[reading.state].fill(name=name, title=indicator.title)
    counts = COUNTS.fill(numerator=_count(reading.numerator), denominator=_count(reading.denominator))
    said = VALUE.fill(
        name=name, title=indicator.title, value=shown_value(reading.value, indicator), counts=counts,
        interval=_interval(reading, indicator),
    )  # fmt: skip
    return joined(said, *_caveats(reading))


def compare_sentence(
    name: Name,
    indicator: Measured,
    reading: Reading,
    verdict: str | None,
    benchmark: Name,
    level: float | None,
) -> Text:
    """A unit's value held against a benchmark of the given level, in the words of the verdict."""
    said = value_sentence(name, indicator, reading)
    if reading.state != "value":
        return said
    return joined(said, _judgement(reading, indicator, Verdict(verdict or "not_compared"), benchmark, level))


def _judgement(reading: Reading, indicator: Measured, verdict: Verdict, benchmark: Name, level: float | None) -> Text:
    if verdict is Verdict.TOO_FEW:
        return TOO_FEW.fill(denominator=_count(reading.denominator))
    if verdict is Verdict.NOT_COMPARED or level is None:
        return NOT_COMPARED
    shown = shown_value(level, indicator)
    if verdict is Verdict.SIMILAR:
        return SIMILAR.fill(benchmark=benchmark, level=shown)
    sure, word = verdict.startswith("surely_"), verdict.removeprefix("surely_")
    above = word == ("worse" if indicator.better == "lower" else "better") or word == "higher"
    direction = _HIGHER if above else _LOWER
    if word in ("higher", "lower"):
        return UNJUDGED.fill(direction=direction, benchmark=benchmark, level=shown, sure=_SURE[sure])
    good = _GOOD[word, above]
    return JUDGED.fill(direction=direction, benchmark=benchmark, level=shown, good=good, sure=_SURE[sure])


def trend_verdict(code: str, better: str) -> Verdict:
    """The verdict whose colour a trend has; a trend that cannot be calculated is not compared, never "no change"."""
    if code == "no significant change":
        return Verdict.SIMILAR
    return TREND_VERDICTS.get((code, better), Verdict.NOT_COMPARED)


def trend_sentence(
    name: Name, indicator: Measured, code: str, first: tuple[str, Reading], last: tuple[str, Reading]
) -> Text:
    """The course from the first to the last period that has a value (`(period_id, reading)`), and the trend's code."""
    judged = TRENDS.get((code, indicator.better)) or (NO_TREND if code == "no significant change" else NO_TREND_KNOWN)
    if first[1].value is None or last[1].value is None:
        absent = (
            value_sentence(name, indicator, last[1]) if last[1].value is None else NOBODY.fill(title=indicator.title)
        )
        return joined(absent, judged)
    course = COURSE.fill(
        name=name, title=indicator.title, before=shown_value(first[1].value, indicator), first=period_text(first[0]),
        after=shown_value(last[1].value, indicator), last=period_text(last[0], last[1].provisional),
    )  # fmt: skip
    return joined(course, judged)


def distribution_sentence(indicator: Measured, frame: pd.DataFrame, level: str = "village") -> Text:
    """How the units of evaluate's frame lie: ends, quartiles (type 7), middle, and who has no value and why."""
    known = frame["value"].to_numpy(dtype=float, na_value=np.nan) if "value" in frame else np.empty(0)
    values, states = known[~np.isnan(known)], Counter(str(state) for state in frame["state"])
    if not len(values):
        return joined(NOBODY.fill(title=indicator.title), *_missing_by_state(states, level))
    if len(values) == 1:
        return joined(
            ONLY.fill(title=indicator.title, units=units(1, level), value=shown_value(float(values[0]), indicator))
        )
    low, lower, median, upper, high = (
        shown_value(float(q), indicator) for q in np.quantile(values, [0, 0.25, 0.5, 0.75, 1])
    )
    said = DISTRIBUTION.fill(
        title=indicator.title, units=units(len(values), level), lowest=low, lower=lower, median=median, upper=upper,
        highest=high,
    )  # fmt: skip
    return joined(said, *_missing_by_state(states, level))


def missing_clause(cells: Iterable[Reading], level: str = "village") -> tuple[Text, ...]:
    """How many have no value, by state; nothing when all have one."""
    return _missing_by_state(Counter(cell.state for cell in cells), level)


def _missing_by_state(counts: Mapping[str, int], level: str) -> tuple[Text, ...]:
    found = {state: count for state, count in counts.items() if state != "value"}
    parts = [_labelled(mark.name, units(found[state], level)) for state, mark in STATES.items() if state in found]
    return (MISSING.fill(parts=listed(parts)),) if parts else ()


def units(count: int, level: str = "village") -> Text:
    """`3 villages` / `3个村`."""
    one, many = UNITS[level]
    return (one if count == 1 else many).fill(n=count)


def listed(parts: Sequence[Name]) -> Text:
    """The parts as a list: commas in English, 、in Chinese."""
    texts = [part if isinstance(part, Text) else Text(part, part) for part in parts]
    return Text(", ".join(text.en for text in texts), "、".join(text.zh for text in texts))


def _labelled(label: Text, text: Text) -> Text:
    return Text(f"{label.en} {text.en}", f"{label.zh}{text.zh}")


def joined(*texts: Text) -> Text:
    """Sentences one after another: a space between them in English, none in Chinese."""
    return Text(" ".join(text.en for text in texts), "".join(text.zh for text in texts))


def shown_value(value: float, indicator: Measured) -> Text:
    return Text(format_value(value, indicator, "en", unit=True), format_value(value, indicator, "zh", unit=True))


def target_value(value: float, indicator: Measured) -> Text:
    return Text(format_target(value, indicator, "en", unit=True), format_target(value, indicator, "zh", unit=True))


def change_text(change: float, indicator: Measured) -> Text:
    """A signed difference in both languages."""
    return Text(format_change(change, indicator, "en"), format_change(change, indicator, "zh"))


def _count(count: float | None) -> Text:
    return Text(format_count(count, "en"), format_count(count, "zh"))


def _interval(reading: Reading, indicator: Measured) -> Text:
    if reading.lower is None or reading.upper is None:
        return NO_INTERVAL
    lower, upper = reading.lower, reading.upper
    bounds = Text(*(format_interval(lower, upper, indicator, language) for language in ("en", "zh")))
    return INTERVAL.fill(bounds=bounds)


def _caveats(reading: Reading) -> list[Text]:
    """What limits the value: villages that did not report, a period that still runs."""
    partly = reading.expected and reading.reported is not None and 0 < reading.reported < reading.expected
    found = [PARTLY.fill(reported=f"{reading.reported:,}", expected=f"{reading.expected:,}")] if partly else []
    return [*found, RUNNING] if reading.provisional else found
