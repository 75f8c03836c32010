"""What the page of trends shows of courses: one unit's control chart, the units side by side, the bands of all."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics import charts
from analytics.catalogue.kinds import Indicator, Kind
from analytics.exports import Column
from analytics.findings.beside import tenths_beside
from analytics.findings.deciles import DECILES, deciles, standing_sentence
from analytics.findings.sentences_of_time import bands_sentence, multiples_sentence
from analytics.findings.trends import control as control_of
from analytics.findings.trends import trend_verdicts
from analytics.words import format_period, readings
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet, beside
from pages.parts.session import View
from pages.parts.units import TOWNSHIP, VILLAGE, Unit, Units
from pages.parts.words import _, say

CONTROL, BESIDE, BANDS = Text("Control chart", "控制图"), Text("Side by side", "历期对照"), Text("Deciles", "十分位")
MOST_PANELS = 36
NOT_TOLD = Text(
    "How the units outside {name} lie is told where at least five of them have a value.",
    "{name}以外有数值的单位满5个时，才显示其分布情况。",
)
SIGNAL = Column("signal", Text("Signal", "信号"))
TREND = Column("trend", Text("Trend", "趋势"))
LIMITS = (
    ("centre", Text("Mean", "均值")),
    ("lower_limit", Text("Lower limit", "下控制限")),
    ("upper_limit", Text("Upper limit", "上控制限")),
)


@keep(MOST_KEPT)
def control(view: View, key: str, unit_id: str, kind: str, language: Language) -> Picture:
    """One unit's course between the limits of its usual variation, with its signals."""
    indicator, names = session.indicators(view)[key], session.names(view, language)
    cells = answers.cells(view, (key,), (unit_id,), periods_of(view, kind))
    target = indicator.target.value if indicator.target else None
    found = control_of(cells, indicator, target)
    sentence = found.sentence(names[unit_id])
    if not (found.frame["state"] == "value").any():
        return Picture(None, sentence, None)
    lines = [charts.target_line(_("Target"), target)] if target is not None else []
    drawn = found.drawn(language).assign(name=names[unit_id])
    words = charts.Words(sentence=say(sentence))
    figure = charts.control_chart(drawn, indicator, words, language, limits=found.limits, lines=lines)
    limits = (found.limits.centre, found.limits.lower, found.limits.upper)
    known = {name: pd.array(list(line), "Float64") for (name, _heading), line in zip(LIMITS, limits, strict=True)}
    rows = with_period(drawn, language).assign(**known)
    shape = (
        *(columns.PERIOD, *columns.values(indicator), columns.STATE, columns.PROVISIONAL),
        *(*(like_value(indicator, name, heading) for name, heading in LIMITS), SIGNAL, *columns.SUMS),
    )
    return Picture(figure, sentence, Sheet(CONTROL, shape, rows, (indicator,), language))


@keep(MOST_KEPT)
def side_by_side(view: View, key: str, unit_id: str, period_id: str, language: Language) -> Picture:
    """The units right below, a small panel each, the unit itself behind all of them."""
    indicator, directory, names = session.indicators(view)[key], session.units(view), session.names(view, language)
    period = session.periods(view)[period_id]
    around = family_of(directory, directory[unit_id])
    shown = directory.children(around.id, period.end)
    ids = tuple(unit.id for unit in shown)
    cells = answers.cells(view, (key,), (*ids, around.id), periods_of(view, period.kind))
    own = cells[cells["org_unit_id"].isin(ids)]
    verdicts = trend_verdicts(own, indicator)
    tested = verdicts if indicator.kind is Kind.PROPORTION else {}
    last = periods_of(view, period.kind)[-1]
    newest = readings(own[own["period_id"] == last])
    level = shown[0].level if shown else VILLAGE
    drawn_units = min(len(shown), MOST_PANELS)
    sentence = multiples_sentence(indicator, verdicts, names, newest, level, drawn_units, period=last)
    if not (own["state"] == "value").any():
        return Picture(None, sentence, None)
    named = answers.named(cells, [directory[around.id], *shown], names)
    drawn = named[named["org_unit_id"].isin([around.id, *ids[:MOST_PANELS]])]
    words = charts.Words(sentence=say(sentence))
    figure = charts.small_multiples(drawn, indicator, words, language, reference=around.id, verdicts=tested)
    said = {unit: charts.TRENDS[verdict].in_language(language) for unit, verdict in tested.items()}
    rows = with_period(named, language).assign(trend=named["org_unit_id"].astype("object").map(said))
    shape = (
        *(columns.UNIT, columns.UNIT_CODE, columns.PERIOD, *columns.values(indicator), columns.STATE),
        *(columns.PROVISIONAL, TREND, *columns.SUMS, *columns.REPORTED),
    )
    return Picture(figure, sentence, Sheet(BESIDE, shape, rows, (indicator,), language))


@keep(MOST_KEPT)
def bands(view: View, key: str, unit_id: str, period_id: str, language: Language) -> Picture:
    """The deciles of all villages over the periods of its kind with the unit's own line: of a village, among those of
    its county."""
    kind = session.periods(view)[period_id].kind
    indicator, directory, names = session.indicators(view)[key], session.units(view), session.names(view, language)
    unit = directory[unit_id]
    region = directory.at_level(unit_id, "county") or unit if unit.level == VILLAGE else unit
    listed = villages_over_time(view, region.id, kind)
    level = directory[listed[0]].level if listed else VILLAGE
    cells = answers.cells(view, (key,), listed, periods_of(view, kind))
    outside = None
    if view.scope.unit is not None and region in directory.above(view.scope.unit):
        outside = beside.lying(view, (key,), periods_of(view, kind), level, unit_id)
    own = cells if unit_id in listed else answers.cells(view, (key,), (unit_id,), periods_of(view, kind))
    line = own[own["org_unit_id"] == unit_id].assign(name=names[unit_id])
    if outside is not None:
        sentence = _beside_sentence(view, key, unit_id, period_id, level, language)
    elif unit_id in listed:
        sentence = standing_sentence(cells, unit_id, names[unit_id], indicator, period_id, level)
    else:
        sentence = bands_sentence(indicator, cells, level, period_id)
    found = deciles(cells) if outside is None else tenths_beside(outside, periods_of(view, kind))
    if found["d5"].isna().all() and not (line["state"] == "value").any():
        return Picture(None, sentence, None)
    figure = charts.deciles(line, indicator, charts.Words(sentence=say(sentence)), language, bands=found)
    values = line[["period_id", "value", "state"]].astype({"period_id": "object"})
    rows = with_period(found.merge(values, on="period_id", how="left"), language)
    counted = Column("units", Text("Units with a value", "有数值单位数"), "integer")
    tenths = (like_value(indicator, name, Text(f"{n}0%", f"{n}0%分位")) for n, name in enumerate(DECILES, 1))
    shape = (
        columns.PERIOD,
        like_value(indicator, "value", named_text(directory, unit)),
        columns.STATE,
        *tenths,
        counted,
    )
    return Picture(figure, sentence, Sheet(BANDS, shape, rows, (indicator,), language))


def _beside_sentence(view: View, key: str, unit_id: str, period_id: str, level: str, language: Language) -> Text:
    said = beside.said(view, (key,), key, unit_id, period_id, level, language)
    return said or NOT_TOLD.fill(name=session.names(view, language)[str(view.scope.unit)])


def periods_of(view: View, kind: str) -> tuple[str, ...]:
    """The periods of a kind, the oldest first."""
    return tuple(sorted(found.period_id for found in session.periods(view).values() if found.kind == kind))


def family_of(directory: Units, unit: Unit) -> Unit:
    """The unit whose units are shown side by side: a village is shown among those of its township."""
    return directory.at_level(unit.id, TOWNSHIP) or unit if unit.level == VILLAGE else unit


@keep(64)
def villages_over_time(view: View, unit_id: str, kind: str) -> tuple[str, ...]:
    """Every village below the unit that was valid at the end of any period of the kind; of a large store, townships."""
    directory, periods = session.units(view), session.periods(view)
    ends = [periods[period].end for period in periods_of(view, kind)]
    level = VILLAGE if directory.count(unit_id, VILLAGE, ends[-1]) <= answers.MOST_VILLAGES else TOWNSHIP
    return tuple(sorted({unit.id for end in ends for unit in directory.descendants(unit_id, level, end)}))


def with_period(frame: pd.DataFrame, language: Language) -> pd.DataFrame:
    """The frame with `period`, its name in the reader's language."""
    return frame.assign(period=[format_period(str(found), language) for found in frame["period_id"]])


def like_value(indicator: Indicator, key: str, heading: Text) -> Column:
    """A column that is written as the indicator's values are."""
    return replace(columns.values(indicator)[0], key=key, heading=heading)


def named_text(directory: Units, unit: Unit) -> Text:
    return Text(unit.name("en"), unit.name("zh"))
