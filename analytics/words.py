"""Numbers, periods, states and verdicts in the reader's words, for everything that shows or saves them.

Rounding is half up on the decimal digits, as Excel shows a number and as 四舍五入 says; symbols are Babel's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Protocol

import pandas as pd
from babel import Locale
from babel.dates import format_date as babel_date
from babel.dates import format_datetime as babel_datetime

from data.text import Language, Text

FEWEST_TO_JUDGE = 5
"""Below this denominator a value is shown and not judged."""


class Measured(Protocol):
    """What of an indicator its numbers need to be written; the catalogue's `Indicator` is one."""

    @property
    def title(self) -> Text: ...
    @property
    def unit(self) -> Text: ...
    @property
    def scale(self) -> float: ...
    @property
    def better(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """How a state looks in words and as one glyph; `meaning` is the sentence of a legend or a notes sheet."""

    name: Text
    glyph: str
    meaning: Text


STATES: Mapping[str, Mark] = {
    "value": Mark(Text("value", "有数值"), "●", Text("A value; zero is a value.", "有数值；零也是数值。")),
    "not_reported": Mark(
        Text("not reported", "未报送"),
        "?",
        Text("The sheets it needs were not reported; this is not zero.", "所需报表未报送；未报送不等于零。"),
    ),
    "not_applicable": Mark(
        Text("not applicable", "不适用"),
        "—",
        Text("There is nothing to measure here: the denominator is 0.", "没有可衡量的对象：分母为 0。"),
    ),
    "suppressed": Mark(
        Text("withheld", "不予显示"),
        "＊",
        Text("Withheld, so that no person can be told from it.", "为保护个人信息，不予显示。"),
    ),
}
PROVISIONAL = Mark(
    Text("provisional", "暂定"),
    "○",
    Text("The period is still running; the figure will change.", "本期尚未结束，数据还会变动。"),
)


class Verdict(StrEnum):
    """What may be said of a value against a benchmark; `surely_` is beyond 99.8%, the plain word beyond 95%."""

    SURELY_BETTER = "surely_better"
    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    SURELY_WORSE = "surely_worse"
    SURELY_HIGHER = "surely_higher"
    HIGHER = "higher"
    LOWER = "lower"
    SURELY_LOWER = "surely_lower"
    TOO_FEW = "too_few"
    NOT_COMPARED = "not_compared"


VERDICTS: Mapping[Verdict, Mark] = {
    Verdict.SURELY_BETTER: Mark(
        Text("better, beyond 99.8%", "优于基准，差异极显著"),
        "▲▲",
        Text("Better than the benchmark; chance alone would do this once in 500.", "优于基准，把握超过 99.8%。"),
    ),
    Verdict.BETTER: Mark(
        Text("better", "优于基准"),
        "▲",
        Text("Better than the benchmark, beyond 95%.", "优于基准，差异显著，把握超过 95%。"),
    ),
    Verdict.SIMILAR: Mark(
        Text("no clear difference", "无明显差异"),
        "●",
        Text("The difference may be chance.", "与基准的差异可能出于偶然。"),
    ),
    Verdict.WORSE: Mark(
        Text("worse", "差于基准"),
        "▼",
        Text("Worse than the benchmark, beyond 95%.", "差于基准，差异显著，把握超过 95%。"),
    ),
    Verdict.SURELY_WORSE: Mark(
        Text("worse, beyond 99.8%", "差于基准，差异极显著"),
        "▼▼",
        Text("Worse than the benchmark; chance alone would do this once in 500.", "差于基准，把握超过 99.8%。"),
    ),
    Verdict.SURELY_HIGHER: Mark(
        Text("higher, beyond 99.8%", "高于基准，差异极显著"),
        "▶▶",
        Text("Higher than the benchmark, beyond 99.8%; no judgement.", "高于基准，把握超过 99.8%；不作优劣评判。"),
    ),
    Verdict.HIGHER: Mark(
        Text("higher", "高于基准"),
        "▶",
        Text("Higher than the benchmark, beyond 95%; no judgement.", "高于基准，把握超过 95%；不作优劣评判。"),
    ),
    Verdict.LOWER: Mark(
        Text("lower", "低于基准"),
        "◀",
        Text("Lower than the benchmark, beyond 95%; no judgement.", "低于基准，把握超过 95%；不作优劣评判。"),
    ),
    Verdict.SURELY_LOWER: Mark(
        Text("lower, beyond 99.8%", "低于基准，差异极显著"),
        "◀◀",
        Text("Lower than the benchmark, beyond 99.8%; no judgement.", "低于基准，把握超过 99.8%；不作优劣评判。"),
    ),
    Verdict.TOO_FEW: Mark(
        Text("too few to judge", "基数过小，不作评判"),
        "⊙",
        Text("Fewer than 5 in the denominator.", "分母不足 5。"),
    ),
    Verdict.NOT_COMPARED: Mark(
        Text("not compared", "未作比较"),
        "·",
        Text("There is no benchmark or no interval.", "没有可比基准，或无法计算区间。"),
    ),
}


CLEAR = frozenset(str(v) for v in VERDICTS if v not in (Verdict.SIMILAR, Verdict.TOO_FEW, Verdict.NOT_COMPARED))
"""Verdicts that say a unit differs, beyond chance."""


def verdict_of(significance: int | None, better: str, denominator: float | None) -> Verdict:
    """`significance` is −2 … +2 as in `statistics.funnel` (plus is higher, ±1 beyond 95%, ±2 beyond 99.8%)."""
    if denominator is not None and denominator < FEWEST_TO_JUDGE:
        return Verdict.TOO_FEW
    if significance is None or denominator is None:
        return Verdict.NOT_COMPARED
    if significance == 0:
        return Verdict.SIMILAR
    up, down = ("higher", "lower") if better == "neutral" else ("better", "worse")
    rises = significance > 0
    word = up if (rises if better != "lower" else not rises) else down
    return Verdict(f"surely_{word}" if abs(significance) >= 2 else word)


@dataclass(frozen=True, slots=True)
class Reading:
    """One evaluated cell as plain Python numbers; `None` where evaluate has `<NA>`."""

    state: str
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    reported: int | None = None
    expected: int | None = None
    provisional: bool = False

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Reading:
        """From a row of evaluate's frame (a dict of it); columns it lacks stay empty."""
        value, lower, upper = (number(row.get(name)) for name in ("value", "lower", "upper"))
        numerator, denominator = (number(row.get(name)) for name in ("numerator", "denominator"))
        reported, expected = (_count(row.get(name)) for name in ("reported", "expected"))
        provisional = _true(row.get("provisional"))
        return cls(str(row["state"]), value, lower, upper, numerator, denominator, reported, expected, provisional)


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The frame's rows as dicts of plain cells, in order; None for NA. (`to_dict` takes three times as long.)"""
    columns = {str(name): [None if c is pd.NA else c for c in cells.tolist()] for name, cells in frame.items()}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def readings(frame: pd.DataFrame) -> list[Reading]:
    return [Reading.of(row) for row in rows_of(frame)]


def number(cell: Any) -> float | None:
    """The cell as a float; None for None, NA and NaN."""
    return None if cell is None or cell is pd.NA or cell != cell else float(cell)


def _count(cell: Any) -> int | None:
    return None if (found := number(cell)) is None else int(found)


def _true(cell: Any) -> bool:
    return cell is not None and cell is not pd.NA and bool(cell)


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse("zh_Hans_CN" if language == "zh" else "en")


@cache
def _symbols(language: Language) -> dict[int, str]:
    symbols = _locale(language).number_symbols["latn"]
    return str.maketrans({",": symbols["group"], ".": symbols["decimal"], "-": symbols["minusSign"]})


def format_number(value: float, language: Language, decimals: int = 1, signed: bool = False) -> str:
    """`1,234.5`; half up; never `-0.0`; `+` before a positive number where `signed`."""
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)
    sign = "+" if signed and rounded > 0 else ""
    return sign + f"{rounded:,f}".translate(_symbols(language))


def format_count(value: float | None, language: Language) -> str:
    """A numerator or denominator: whole numbers bare, sums of money or hours with two digits at most."""
    if value is None:
        return STATES["not_reported"].glyph
    return format_number(value, language, 0 if float(value).is_integer() else 1)


def is_percent(indicator: Measured) -> bool:
    return indicator.unit.en.strip() == "%"


def decimals_of(indicator: Measured) -> int:
    """Digits shown: one, but two for plain ratios such as 2.05 times."""
    return 2 if indicator.scale == 1 else 1


def format_value(value: float, indicator: Measured, language: Language, unit: bool = False) -> str:
    """`60.0%`; the bare number for other units, with the unit's words on request."""
    figure = format_number(value, language, decimals_of(indicator))
    if is_percent(indicator):
        return figure + "%"
    if not unit:
        return figure
    if language == "en":
        return f"{figure} {indicator.unit.en}"
    return indicator.unit.zh + figure if indicator.unit.zh.startswith("每") else figure + indicator.unit.zh


def format_change(change: float, indicator: Measured, language: Language) -> str:
    """A difference with its sign: `+3.2 points` / `+3.2个百分点`; the bare signed number for other units."""
    figure = format_number(change, language, decimals_of(indicator), signed=True)
    if not is_percent(indicator):
        return figure
    return figure + ("个百分点" if language == "zh" else " points")


def format_interval(lower: float, upper: float, indicator: Measured, language: Language) -> str:
    """`48.1%–71.0%`."""
    return f"{format_value(lower, indicator, language)}–{format_value(upper, indicator, language)}"


QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")


def format_period(period_id: str, language: Language, provisional: bool = False) -> str:
    """`2025Q3` as `2025 Q3` or `2025年第三季度`; a provisional one says so."""
    year, _, quarter = period_id.partition("Q")
    if language == "zh":
        words = f"{year}年{QUARTERS[int(quarter) - 1] if quarter else ''}"
        return words + (f"（{PROVISIONAL.name.zh}）" if provisional else "")
    words = f"{year} Q{quarter}" if quarter else year
    return words + (f" ({PROVISIONAL.name.en})" if provisional else "")


def period_text(period_id: str, provisional: bool = False) -> Text:
    return Text(format_period(period_id, "en", provisional), format_period(period_id, "zh", provisional))


def format_date(day: date, language: Language) -> str:
    """`30 September 2025` / `2025年9月30日`."""
    return str(babel_date(day, "d MMMM y" if language == "en" else "long", locale=_locale(language)))


def format_moment(moment: datetime, language: Language) -> str:
    """Date and time to the minute, with the year; for covers and "as of"."""
    pattern = "d MMMM y, HH:mm" if language == "en" else "y年M月d日 HH:mm"
    return str(babel_datetime(moment, pattern, locale=_locale(language)))
