"""The calendar of organizational life: of many villages for one kind of meeting, of one village for all kinds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from analytics import charts
from analytics.charts.state_grid import ABSENT, DONE_FILL, STRIPES, striped
from analytics.charts.theme import GROUND, WORSE
from analytics.exports import Column
from analytics.findings import calendar as findings
from analytics.findings.sentences import joined
from analytics.months import MONTH_TICKS
from analytics.words import PROVISIONAL
from data.text import Language, Text
from pages.parts import columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.session import View
from pages.parts.units import TOWNSHIP
from pages.parts.words import say

TITLE = Text("Calendar of organizational life", "组织生活日历")
MARKS = (
    charts.CellMark(Text("required and missed", "应开未开"), WORSE, "✕"),
    charts.CellMark(Text("held", "已开"), DONE_FILL),
    ABSENT,
    charts.CellMark(Text("not required", "不要求"), GROUND),
    charts.CellMark(Text("still to come", "尚在期内"), "#FFFFFF", PROVISIONAL.glyph),
)
"""In the order of the states of `findings.calendar`."""
MOST_ROWS = 300
NOBODY = Text("There is no village here in this period.", "本期没有所辖行政村。")
TOO_MANY = Text(
    "Shown are the {n} villages with the fewest meetings held; the table has all {all}.",
    "图中为落实率最低的{n}个村，全部{all}个村见表。",
)
COUNTS = (
    *(columns.UNIT, columns.UNIT_CODE, Column("township", Text("Township", "乡镇"))),
    *(Column("held", Text("Held", "已开"), "integer"), Column("missed", Text("Missed", "未开"), "integer")),
    Column("unknown", Text("Not reported", "未报送"), "integer"),
)
KIND = Column("kind", Text("Meeting", "会议类别"))
HOVERS = {3: "%{x|%Y Q%q}", 12: "%{x|%Y}"}


@keep(32)
def _months(view: View, unit_id: str, period_id: str) -> findings.Months:
    periods = session.periods(view)
    with session.reader(session.narrowed(view, unit_id)) as reader:
        return findings.months_of(reader, list(periods.values()), periods[period_id], unit_id)


@keep(MOST_KEPT)
def villages(view: View, unit_id: str, period_id: str, kind: str, language: Language) -> Picture:
    """One kind of meeting over up to three years, a row a village, the fewest held first within the townships."""
    months = _months(view, unit_id, period_id)
    if not months.units:
        return Picture(None, NOBODY, None)
    found = findings.calendar(months, kind)
    frame = _counted(view, found, language)
    order = _in_order(frame)
    sentence = findings.calendar_sentence(kind, found)
    fewest = set(np.argsort(frame["share"].to_numpy(float), kind="stable")[:MOST_ROWS].tolist())
    shown = [place for place in order if place in fewest]
    if len(shown) < len(order):
        sentence = joined(sentence, TOO_MANY.fill(n=len(shown), all=len(order)))
    rows = _rows(frame.iloc[shown], "name", "township")
    if striped(rows):
        sentence = joined(sentence, STRIPES)
    part = (_columns(found, findings.MEETINGS[kind].every, language), found.states[shown])
    figure = charts.state_grid([part], rows, MARKS, charts.Words(sentence=say(sentence)), language)
    table = frame.iloc[order].join(_states(found, language).iloc[order])
    slots = tuple(Column(key, Text(key, key)) for key in table.columns if key[:1].isdigit())
    return Picture(figure, sentence, Sheet(TITLE, (*COUNTS, *slots), table, (), language))


@keep(MOST_KEPT)
def village(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """All kinds of meetings of one village over up to three years, a row a kind."""
    months = _months(view, unit_id, period_id)
    if not months.units:
        return Picture(None, NOBODY, None)
    found = {kind: findings.calendar(months, kind) for kind in findings.MEETINGS}
    parts = [(_columns(one, findings.MEETINGS[kind].every, language), one.states) for kind, one in found.items()]
    titles = {kind: meeting.title.in_language(language) for kind, meeting in findings.MEETINGS.items()}
    frames = [_counted(view, one, language).assign(kind=titles[kind]) for kind, one in found.items()]
    table = pd.concat(frames, ignore_index=True)
    rows = _rows(table.assign(group=""), "kind", "group")
    sentence = findings.calendars_sentence(found)
    figure = charts.state_grid(parts, rows, MARKS, charts.Words(sentence=say(sentence)), language)
    return Picture(figure, sentence, Sheet(TITLE, (KIND, *COUNTS[:2], *COUNTS[3:]), table, (), language))


def _counted(view: View, found: findings.Calendar, language: Language) -> pd.DataFrame:
    """A row a village: names, how many slots were held, missed, not reported, the share held."""
    directory, names = session.units(view), session.names(view, language)
    townships = [directory.at_level(unit, TOWNSHIP) for unit in found.units]
    held, missed = found.count(findings.HELD), found.count(findings.MISSED)
    judged = held + missed
    frame = pd.DataFrame(
        {
            "org_unit_id": list(found.units),
            "name": [names[unit] for unit in found.units],
            "township": [names[above.id] if above else "" for above in townships],
            "held": held,
            "missed": missed,
            "unknown": found.count(findings.NOT_REPORTED),
            "share": np.where(judged > 0, held / np.maximum(judged, 1), 1.0),
            "figure": _figures(held, judged),
        }
    )
    sums = pd.DataFrame({"held": held, "judged": judged}).groupby(frame["township"]).transform("sum")
    return frame.assign(of_township=_figures(sums["held"], sums["judged"]))


def _figures(held: Iterable[int], judged: Iterable[int]) -> list[str]:
    return [f"{one} / {all_}" if all_ else "" for one, all_ in zip(held, judged, strict=True)]


def _in_order(frame: pd.DataFrame) -> list[int]:
    """Townships with the fewest held first, and so the villages in each."""
    above = frame.groupby("township")["share"].transform("mean")
    order: list[int] = np.lexsort((frame["share"], frame["township"], above)).tolist()
    return order


def _rows(frame: pd.DataFrame, name: str, group: str) -> list[charts.GridRow]:
    cells = (frame[name], frame["figure"], frame[group], frame["of_township"])
    return [charts.GridRow(*row) for row in zip(*cells, strict=True)]


def _columns(found: findings.Calendar, every: int, language: Language) -> charts.GridColumns:
    """Slots on an axis of dates, a label a half-year."""
    edges = [_first_of(month) for month in found.edges]
    axis = {"type": "date", "dtick": "M6" if len(edges) <= 40 else "M12", "tickformat": MONTH_TICKS[language]}
    hover = HOVERS.get(every, f"%{{x|{MONTH_TICKS[language]}}}")
    return charts.GridColumns([day.isoformat() for day in edges], axis, hover)


def _states(found: findings.Calendar, language: Language) -> pd.DataFrame:
    """The states in words, a column a slot, named by the month in which it begins."""
    words = np.array([mark.name.in_language(language) for mark in MARKS], dtype=object)
    names = [_first_of(month).isoformat()[:7] for month in found.edges[:-1]]
    return pd.DataFrame(words[found.states], columns=names)


def _first_of(month: int) -> date:
    """The first day of a month counted through."""
    year, before = divmod(month - 1, 12)
    return date(year, before + 1, 1)
