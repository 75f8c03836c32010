"""What the page of trends shows of a change between two periods: who moved, and where an aggregate's change lies."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import charts
from analytics.catalogue.kinds import Indicator
from analytics.exports import Column
from analytics.findings.decomposition import LABELS, OWN, OWN_NAME, PARTS, PLACE, explain
from analytics.findings.movers import CHANGES, movers
from analytics.findings.sentences import joined
from analytics.words import Verdict, is_percent, period_text
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.pictures.trends import like_value
from pages.parts.session import View
from pages.parts.words import say

CHANGED, ALL, WHY = (
    Text("What changed", "变化情况"),
    Text("All changes", "全部变化"),
    Text("Parts of a change", "变化分解"),
)
NOTHING_BELOW = Text(
    "{name} has no units below it, so its change has no parts.", "{name}没有下级单位，其变化无从分解。"
)
NO_EARLIER = Text("There is no earlier period to compare {period} with.", "没有早于{period}的时期可供比较。")
POINTS = Text("points", "百分点")
ODDS = Column("p", Text("p (by chance)", "p值"), "number", 4)
CHANGE = Column("change", Text("Change", "变化判断"))


@dataclass(frozen=True)
class Moved:
    """The list of those that clearly changed, and the table of all; the picture has no figure."""

    clear: Picture
    everyone: Sheet | None


@keep(MOST_KEPT)
def moved(
    view: View, key: str, units: tuple[str, ...], before: str, after: str, strict: bool, language: Language
) -> Moved:
    """Who of the units changed between the periods by more than chance does."""
    indicator, names = session.indicators(view)[key], session.names(view, language)
    cells = answers.cells(view, (key,), units, (before, after))
    found = movers(cells, indicator, before, after, strict)
    sentence = found.sentence(names)
    if found.frame.empty:
        return Moved(Picture(None, sentence, None), None)
    shape = _shape(indicator, before, after)
    clear = _named(found.clear, names, language)
    listed = Sheet(CHANGED, shape, clear, (indicator,), language) if len(clear) else None
    everyone = Sheet(ALL, shape, _named(found.frame, names, language), (indicator,), language)
    return Moved(Picture(None, sentence, listed), everyone)


@keep(MOST_KEPT)
def why(
    view: View, key: str, unit_id: str, units: tuple[str, ...], before: str, after: str, language: Language
) -> Picture:
    """The change of a unit as the exact sum of what its units below contributed."""
    indicator, names = session.indicators(view)[key], session.names(view, language)
    if not units:
        return Picture(None, NOTHING_BELOW.fill(name=names[unit_id]), None)
    cells = answers.cells(view, (key,), (unit_id, *units), (before, after))
    found = explain(cells, unit_id, names[unit_id], indicator, before, after)
    if found.parts is None:
        return Picture(None, found.sentence(names), None)
    sentence = joined(found.sentence(names), PLACE)
    figure = charts.waterfall(found.steps(language), indicator, charts.Words(sentence=say(sentence)), language)
    known = {**names, OWN: say(OWN_NAME.fill(name=names[unit_id]))}
    rows = found.units.assign(name=[known[str(unit)] for unit in found.units["org_unit_id"]])
    parts = (*((part, LABELS[part]) for part in PARTS), ("total", Text("In all", "合计")))
    shape = (columns.UNIT, columns.UNIT_CODE, *(_difference(indicator, part, heading, 2) for part, heading in parts))
    return Picture(figure, sentence, Sheet(WHY, shape, rows, (indicator,), language))


def _named(frame: pd.DataFrame, names: dict[str, str], language: Language) -> pd.DataFrame:
    return frame.assign(
        name=[names[str(unit)] for unit in frame["org_unit_id"]],
        change=[CHANGES[Verdict(str(code))].in_language(language) for code in frame["verdict"]],
    )


def _shape(indicator: Indicator, before: str, after: str) -> tuple[Column, ...]:
    limits = (("lower", Text("95% interval from", "95%区间下限")), ("upper", Text("to", "95%区间上限")))
    return (
        *(columns.UNIT, columns.UNIT_CODE, CHANGE),
        *(like_value(indicator, key, period_text(period)) for key, period in (("before", before), ("after", after))),
        _difference(indicator, "difference", Text("Difference", "差值")),
        *(_difference(indicator, key, heading) for key, heading in limits),
        ODDS,
    )


def _difference(indicator: Indicator, key: str, heading: Text, decimals: int | None = None) -> Column:
    """A difference of percentages is in points, and no percentage."""
    plain = like_value(indicator, key, heading)
    unit = POINTS if is_percent(indicator) else indicator.unit
    return Column(key, heading, "number", decimals or plain.decimals, unit)
