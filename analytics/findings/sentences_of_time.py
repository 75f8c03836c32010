"""Plain sentences for courses of many units side by side, and for bands of all units over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics.catalogue.kinds import Indicator, Kind
from analytics.findings.course import UNTESTED
from analytics.findings.sentences import NOBODY, Name, distribution_sentence, joined, missing_clause, units
from analytics.findings.sentences_of_groups import few
from analytics.words import Reading, Verdict, period_text
from data.text import Text

TESTED = Text(
    "“{title}”, {units} over their last five whole periods (trend beyond chance at 99.8%).",
    "“{title}”{units}近5个完整时期的走势（趋势检验把握99.8%）。",
)
KINDS: Mapping[Verdict, Text] = {
    Verdict.BETTER: Text("For the better: {names}.", "趋势向好：{names}。"),
    Verdict.WORSE: Text("For the worse: {names}.", "趋势变差：{names}。"),
    Verdict.HIGHER: Text("Rising: {names}.", "上升：{names}。"),
    Verdict.LOWER: Text("Falling: {names}.", "下降：{names}。"),
}
NO_TREND = Text(
    "No significant trend: {units}; ups and downs may be chance.", "无显著趋势：{units}，起伏可能出于偶然。"
)
UNKNOWN = Text(
    "Cannot be calculated (too few periods, a gap, or nothing that varies): {units}.",
    "无法判断（时期过少、中间有缺报或数值没有起伏）：{units}。",
)
SIDE_BY_SIDE = Text("“{title}”, {units} side by side on one scale.", "“{title}”{units}历期变化，各图同一刻度。")
CUT = Text("Only the first {shown} are drawn; the table has them all.", "图中只列前{shown}个，其余见图表数据。")
GONE = Text("{units} no longer listed.", "{units}已不在名册。")
IN_PERIOD = Text("In {period}:", "{period}，")


def multiples_sentence(
    indicator: Indicator,
    verdicts: Mapping[str, Verdict],
    names: Mapping[str, Name],
    newest: Sequence[Reading],
    level: str,
    drawn: int,
    *,
    period: str,
) -> Text:
    """Which units have a trend, in which direction, for how many it cannot be known; `verdicts` are those of the
    trends that colour the panels, `newest` the units' readings in the newest `period`, where they have one."""
    counted = units(len(verdicts), level)
    missing = _missing(newest, len(verdicts), level, period)
    cut = [CUT.fill(shown=drawn)] if drawn < len(verdicts) else []
    if not verdicts or all(cell.value is None for cell in newest):
        return joined(NOBODY.fill(title=indicator.title), *missing)
    if indicator.kind is not Kind.PROPORTION:
        said = SIDE_BY_SIDE.fill(title=indicator.title, units=counted)
        return joined(said, UNTESTED, *cut, *missing)
    parts = [TESTED.fill(title=indicator.title, units=counted)]
    for verdict, text in KINDS.items():
        found = [names[unit] for unit, code in verdicts.items() if code == verdict]
        parts += [text.fill(names=few(found))] if found else []
    for verdict, text in ((Verdict.SIMILAR, NO_TREND), (Verdict.NOT_COMPARED, UNKNOWN)):
        count = sum(code == verdict for code in verdicts.values())
        parts += [text.fill(units=units(count, level))] if count else []
    return joined(*parts, *cut, *missing)


def _missing(newest: Sequence[Reading], units_shown: int, level: str, period: str) -> list[Text]:
    """Who has no value in the newest period, by state, and who is not on its list at all."""
    clause = [Text(text.en[0].lower() + text.en[1:], text.zh) for text in missing_clause(newest, level)]
    gone = units_shown - len(newest)
    clause += [GONE.fill(units=units(gone, level))] if gone > 0 else []
    return [joined(IN_PERIOD.fill(period=period_text(period)), *clause)] if clause else []


def bands_sentence(indicator: Indicator, frame: pd.DataFrame, level: str, period_id: str) -> Text:
    """How the units lie in the period of evaluate's frame."""
    rows = frame[frame["period_id"] == period_id]
    if rows.empty:
        return NOBODY.fill(title=indicator.title)
    said = distribution_sentence(indicator, rows, level)
    period = IN_PERIOD.fill(period=period_text(period_id, bool(rows["provisional"].any())))
    return Text(f"{period.en} {said.en}", f"{period.zh}{said.zh}")
