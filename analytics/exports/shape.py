"""The columns of an indicator table, by layout: the same on screen, in the workbook, CSV and Parquet."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from analytics.catalogue.kinds import Breakdown, Indicator
from analytics.catalogue.splits import Parts, split_of
from analytics.exports.choice import Choice, Layout
from analytics.exports.table import Column
from analytics.words import decimals_of, format_period, is_percent
from data.text import Text

UNIT_CODE = Column("org_unit_id", Text("Unit code", "区划代码"))
UNIT = Column("name", Text("Unit", "单位"))
LEVEL = Column("level", Text("Level", "层级"), "level")
ABOVE = Column("above", Text("Belongs to", "所属单位"))
CODE = Column("code", Text("Code", "编号"))
TITLE = Column("title", Text("Indicator", "指标"))
MEASURE = Column("measure", Text("Measured in", "计量单位"))
PERIOD = Column("period_id", Text("Period", "统计期"))
PROVISIONAL = Column("provisional", Text("Provisional", "是否暂定"), "yes_no")
BY = Column("by", Text("Split by", "细分方式"), "breakdown")
CLASS = Column("class", Text("Class code", "类别代码"))
CLASS_NAME = Column("class_name", Text("Class", "类别"))
SPLIT = (BY, CLASS, CLASS_NAME)
DIVIDES = Column("divides", Text("Split is of", "细分对象"), "divided")
VALUE = Column("value", Text("Value", "数值"), "number", 2)
STATE = Column("state", Text("State", "状态"), "state")
UNITS = (UNIT_CODE, UNIT, LEVEL, ABOVE)
MEASURES = (
    Column("numerator", Text("Numerator", "分子"), "count"),
    Column("denominator", Text("Denominator", "分母"), "count"),
    VALUE,
    Column("lower", Text("95% interval from", "95%区间下限"), "number", 2),
    Column("upper", Text("to", "95%区间上限"), "number", 2),
    STATE,
    PROVISIONAL,
    Column("benchmark", Text("Benchmark", "基准值"), "number", 2),
    Column("verdict", Text("Against the benchmark", "与基准比较"), "verdict"),
)
RANKS = (
    Column("rank", Text("Rank", "位次"), "integer"),
    Column("rank_lower", Text("Rank from", "位次区间起"), "integer"),
    Column("rank_upper", Text("Rank to", "位次区间止"), "integer"),
)
REPORTED = (
    Column("reported", Text("Villages reported", "已报村数"), "integer"),
    Column("expected", Text("Villages due", "应报村数"), "integer"),
)
LACKING = Text("Missing from: {title}", "未达到：{title}")
STATE_OF = Text("{code} state", "{code} 状态")
TYPES: Mapping[str, pa.DataType] = {
    "number": pa.float64(),
    "count": pa.float64(),
    "percent": pa.float64(),
    "integer": pa.int64(),
    "yes_no": pa.bool_(),
}
"""Everything else is text: names, and the codes of levels, states and verdicts."""


def columns_of(
    choice: Choice, indicators: Mapping[str, Indicator], ranks: bool, provisional: Mapping[str, bool]
) -> tuple[Column, ...]:
    """The columns in the order in which they leave; `provisional` says it of every period."""
    if choice.layout is Layout.LONG:
        if choice.by:
            return (*UNITS, CODE, TITLE, MEASURE, PERIOD, *SPLIT, DIVIDES, *MEASURES[:-2], *REPORTED)
        return (*UNITS, CODE, TITLE, MEASURE, PERIOD, *MEASURES, *(RANKS if ranks else ()), *REPORTED)
    split, by = SPLIT if choice.by else (), choice.breakdown
    if choice.layout is Layout.INDICATORS:
        pairs = [pair for key in choice.indicators for pair in _of_indicator(indicators[key], by)]
        return (*UNITS, PERIOD, PROVISIONAL, *split, *pairs)
    pairs = [pair for period in choice.periods for pair in _of_period(period, provisional[period])]
    return (*UNITS, CODE, TITLE, MEASURE, *split, *((DIVIDES,) if by else ()), *pairs)


def schema_of(columns: tuple[Column, ...]) -> pa.Schema:
    return pa.schema([(column.key, TYPES.get(column.kind, pa.string())) for column in columns])


def state_key(key: str) -> str:
    return f"{key}_state"


def _of_indicator(indicator: Indicator, by: Breakdown | None) -> tuple[Column, Column]:
    split = split_of(indicator, by) if by else None
    title = LACKING.fill(title=indicator.title) if split and split.parts is Parts.MISSING else indicator.title
    heading = Text(f"{indicator.code} {title.en}", f"{indicator.code} {title.zh}")
    shown = "percent" if is_percent(indicator) else "number"
    unit = None if is_percent(indicator) else indicator.unit
    value = Column(indicator.code, heading, "percent" if shown == "percent" else "number", decimals_of(indicator), unit)
    return value, Column(state_key(indicator.code), STATE_OF.fill(code=indicator.code), "state")


def _of_period(period: str, provisional: bool) -> tuple[Column, Column]:
    heading = Text(format_period(period, "en", provisional), format_period(period, "zh", provisional))
    return Column(period, heading, "number", 2), Column(state_key(period), STATE_OF.fill(code=period), "state")
