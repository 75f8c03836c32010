"""What the funnel shows, made once for a view and a choice, and kept."""

from __future__ import annotations

from analytics import charts
from analytics.exports import Column
from analytics.findings.funnel import Funnel, funnel
from analytics.findings.sentences import Level
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.pictures.league import ALL_TOGETHER
from pages.parts.session import View
from pages.parts.words import say

FUNNEL = Text("Funnel", "漏斗图")
AGAINST_LIMITS = Column("verdict", Text("Against the limits", "与控制限比较"), "verdict")


@keep(MOST_KEPT)
def funnel_of(view: View, key: str, around_id: str, level: str, period_id: str) -> Funnel:
    """The funnel of the units of a level below a unit; never changed by those who share it."""
    shown = session.units(view).descendants(around_id, level, session.periods(view)[period_id].end)
    return funnel(
        answers.cells(view, (key,), tuple(unit.id for unit in shown), (period_id,)), session.indicators(view)[key]
    )


@keep(MOST_KEPT)
def picture(
    view: View, key: str, around_id: str, level: Level, period_id: str, focus: str, language: Language
) -> Picture:
    """The units of a level below a unit by their size; without limits the sentence and the table alone."""
    indicator, names = session.indicators(view)[key], session.names(view, language)
    shown = session.units(view).descendants(around_id, level, session.periods(view)[period_id].end)
    found = funnel_of(view, key, around_id, level, period_id)
    sentence = found.sentence(level)
    if not (found.points["state"] == "value").any():
        return Picture(None, sentence, None)
    rows = answers.named(found.points, shown, names)
    figure = None
    if found.refused is None:
        figure = charts.funnel(
            rows,
            indicator,
            charts.Words(sentence=say(sentence)),
            language,
            limits=found.limits,
            benchmark=charts.Benchmark(say(ALL_TOGETHER), found.level),
            size=say(indicator.denominator_text),
            focus={focus},
        )
    shape = (
        *(columns.UNIT, columns.UNIT_CODE, *columns.values(indicator), columns.STATE, AGAINST_LIMITS),
        *(columns.PROVISIONAL, *columns.SUMS, *columns.REPORTED),
    )
    return Picture(figure, sentence, Sheet(FUNNEL, shape, rows, (indicator,), language))
