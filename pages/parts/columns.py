"""The columns of the tables behind the pictures, on screen and in the files alike."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.catalogue.kinds import Indicator
from analytics.exports import Column
from analytics.exports.definitions import DEFINED as DEFINED
from analytics.exports.definitions import definitions as definitions
from analytics.exports.definitions import target_text as target_text
from analytics.words import is_percent
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
    Column("numerator", Text("Numerator", "分子"), "count"),
    Column("denominator", Text("Denominator", "分母"), "count"),
)
REPORTED = (
    Column("reported", Text("Villages reported", "已报村数"), "integer"),
    Column("expected", Text("Villages due", "应报村数"), "integer"),
)


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
