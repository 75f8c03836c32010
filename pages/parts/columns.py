"""The columns of the tables behind the pictures, on screen and in the files alike."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from analytics.catalogue.kinds import Indicator, Sense, Target
from analytics.exports import Column
from analytics.words import format_value, is_percent
from data.text import Language, Text

UNIT = Column("name", Text("Unit", "单位"))
UNIT_CODE = Column("org_unit_id", Text("Unit code", "区划代码"))
CODE = Column("code", Text("Code", "编号"))
INDICATOR = Column("title", Text("Indicator", "指标"))
MEASURE = Column("measure", Text("Measured in", "计量单位"))
PERIOD = Column("period", Text("Period", "统计期"))
STATE = Column("state", Text("State", "状态"), "state")
VERDICT = Column("verdict", Text("Against the benchmark", "与基准比较"), "verdict")
BENCHMARK = Column("benchmark", Text("Benchmark", "基准值"), "number", 2)
PROVISIONAL = Column("provisional", Text("Provisional", "是否暂定"), "yes_no")
SUMS = (
    Column("numerator", Text("Numerator", "分子"), "number", 1),
    Column("denominator", Text("Denominator", "分母"), "number", 1),
)
REPORTED = (
    Column("reported", Text("Villages reported", "已报村数"), "integer"),
    Column("expected", Text("Villages due", "应报村数"), "integer"),
)
DEFINED = (
    Text("Code", "编号"),
    Text("Indicator", "指标"),
    Text("Numerator", "分子"),
    Text("Denominator", "分母"),
    Text("Target", "目标值"),
)
NO_TARGET = Text("none", "未设")
AT_LEAST, AT_MOST = Text("at least {value}", "不低于{value}"), Text("at most {value}", "不高于{value}")


def values(indicator: Indicator | None = None) -> tuple[Column, ...]:
    """Value and interval of one indicator in its unit, or of several in theirs (`MEASURE` then says which)."""
    named = (("value", "Value", "数值"), ("lower", "95% interval from", "95%区间下限"), ("upper", "to", "95%区间上限"))
    if indicator is None:
        return tuple(Column(key, Text(en, zh), "number", 2) for key, en, zh in named)
    if is_percent(indicator):
        return tuple(Column(key, Text(en, zh), "percent") for key, en, zh in named)
    decimals = 2 if indicator.scale == 1 else 1
    return tuple(Column(key, Text(en, zh), "number", decimals, indicator.unit) for key, en, zh in named)


def with_indicator(frame: pd.DataFrame, indicators: Mapping[str, Indicator], language: Language) -> pd.DataFrame:
    """The frame with `code`, `title` and `measure` of each row's indicator, in the reader's language."""
    ids = frame["indicator"].astype("object")
    return frame.assign(
        code=ids.map({key: found.code for key, found in indicators.items()}),
        title=ids.map({key: found.title.in_language(language) for key, found in indicators.items()}),
        measure=ids.map({key: found.unit.in_language(language) for key, found in indicators.items()}),
    )


def definitions(indicators: Sequence[Indicator], language: Language) -> tuple[tuple[str, ...], ...]:
    """What each indicator of a table means, for the workbook's own sheet."""
    return tuple(
        (
            found.code,
            found.title.in_language(language),
            found.numerator_text.in_language(language),
            found.denominator_text.in_language(language),
            target_text(found, found.target).in_language(language),
        )
        for found in indicators
    )


def target_text(indicator: Indicator, target: Target | None) -> Text:
    """`at least 100%`; "none" where there is none."""
    if target is None:
        return NO_TARGET
    shown = Text(*(_bare(format_value(target.value, indicator, language, unit=True)) for language in ("en", "zh")))
    return (AT_LEAST if target.sense is Sense.AT_LEAST else AT_MOST).fill(value=shown)


def _bare(shown: str) -> str:
    """A round target without its zeros: 100%, 2 times, but 2.5 times."""
    return re.sub(r"(\d)\.0+(?!\d)", r"\1", shown)
