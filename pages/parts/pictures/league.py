"""What the league table shows, made once for a view and a choice, and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics import charts
from analytics.exports import Column
from analytics.findings.ranking import League, league
from analytics.findings.sentences import Level, joined
from analytics.words import format_number, rows_of
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.session import View
from pages.parts.words import say

LEAGUE = Text("League table", "排名")
MOST_DRAWN, ENDS = 400, 60
"""With more units than this only so many of either end are drawn; the table has them all."""
ALL_TOGETHER = Text("All together", "总体水平")
ONLY_ENDS = Text(
    "Only the first {n} and the last {n} of {total} are drawn; the table has them all.",
    "图中仅显示前{n}位和后{n}位，全部{total}个单位见数据表。",
)
LISTS = {
    "certain": Text("certainly", "确定"),
    "possible": Text("possibly", "可能"),
    "": Text("no", "否"),
}
NOT_LISTED = Text("not judged", "不作判断")
RANKS = (
    Column("rank", Text("Rank", "位次"), "integer"),
    Column("rank_lower", Text("Could be from", "位次区间（最好）"), "integer"),
    Column("rank_upper", Text("to", "位次区间（最差）"), "integer"),
    Column("tenth", Text("Probability of the worst tenth", "处于末位十分之一的概率"), "percent"),
    Column("listed", Text("In the worst tenth", "末位十分之一")),
)
FLAG = Column("flag", Text("Differs from all together beyond chance", "与总体水平差异显著"), "yes_no")
VALUES = ("ranks", "values")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which units on which indicator; `counts`: rank activity counts all the same; `bh`: fewer false flags."""

    indicator: str
    around: str
    level: Level
    period: str
    counts: bool = False
    bh: bool = False


@keep(MOST_KEPT)
def ranked(view: View, asked: Asked) -> League:
    """The league table; never changed by those who share it."""
    shown = session.units(view).descendants(asked.around, asked.level, session.periods(view)[asked.period].end)
    cells = answers.cells(view, (asked.indicator,), tuple(unit.id for unit in shown), (asked.period,))
    return league(cells, session.indicators(view)[asked.indicator], counts_asked=asked.counts)


@keep(MOST_KEPT)
def picture(view: View, asked: Asked, values: bool, focus: str, language: Language) -> Picture:
    """Ranks with their intervals or, where `values`, values with theirs; where nothing is ranked the table alone."""
    found, names = ranked(view, asked), session.names(view, language)
    sentence = found.sentence(names, asked.level, asked.bh)
    rows = _named(found, asked, names, language)
    if not (rows["state"] == "value").any():
        return Picture(None, sentence, None)
    drawn, total = _ends(rows), int(rows["rank"].notna().sum())
    if len(drawn) < len(rows) and total:
        sentence = joined(sentence, ONLY_ENDS.fill(n=ENDS, total=len(rows)))
    words = charts.Words(sentence=say(sentence))
    if found.refused or found.alike is not None:
        figure = None
    elif values:
        lines = [charts.Benchmark(say(ALL_TOGETHER), found.level)]
        figure = charts.dot_plot(drawn, found.indicator, words, language, lines=lines, focus={focus})
    elif total == 1:
        figure = None
    else:
        figure = charts.caterpillar(drawn, found.indicator, words, language, focus={focus}, total=total)
    return Picture(figure, sentence, Sheet(LEAGUE, _shape(found), rows, (found.indicator,), language))


def lists(view: View, asked: Asked, language: Language) -> dict[str, list[str]]:
    """By `certain` and `possible` the names on that list, the worst first, each with the ranks it could have."""
    found, names = ranked(view, asked), session.names(view, language)
    rows = {str(row["org_unit_id"]): row for row in rows_of(found.frame)}
    return {which: [_could_be(rows[unit], names[unit], language) for unit in found.listed(which)]
            for which in ("certain", "possible")}  # fmt: skip


COULD_BE = Text("{name} ({lower}–{upper})", "{name}（{lower}–{upper}）")


def _could_be(row: Mapping[str, Any], name: str, language: Language) -> str:
    lower, upper = (format_number(float(row[key]), language, 0) for key in ("rank_lower", "rank_upper"))
    return COULD_BE.fill(name=name, lower=lower, upper=upper).in_language(language)


def _named(found: League, asked: Asked, names: dict[str, str], language: Language) -> pd.DataFrame:
    frame = found.coloured(asked.bh)
    words = {code: text.in_language(language) for code, text in LISTS.items()}
    unjudged = frame["rank"].isna() | found.exact | (found.indicator.better == "neutral")
    listed = frame["list"].map(words).mask(unjudged, NOT_LISTED.in_language(language))
    return frame.assign(
        name=frame["org_unit_id"].astype("object").map(names.get),
        tenth=100 * frame["bottom_tenth"],
        listed=listed,
        flag=frame["flagged_bh" if asked.bh else "flagged"],
    )


def _ends(rows: pd.DataFrame) -> pd.DataFrame:
    if len(rows) <= MOST_DRAWN:
        return rows
    placed = rows[rows["rank"].notna()]
    return pd.concat([placed.head(ENDS), placed.tail(ENDS)])


def _shape(found: League) -> tuple[Column, ...]:
    shrunken = columns.values(found.indicator)[0]
    return (
        *(columns.UNIT, columns.UNIT_CODE, *RANKS, *columns.values(found.indicator)),
        Column("shrunken", Text("Drawn to the mean", "收缩后的值"), shrunken.kind, shrunken.decimals, shrunken.unit),
        *(columns.STATE, FLAG, columns.PROVISIONAL, *columns.SUMS, *columns.REPORTED),
    )
