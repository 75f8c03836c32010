"""What the page of the four teams of assistance work shows of them; made once for a view and a choice, and kept.

`presence` serves a single village as well: one row with its teams, its plan and its joint meetings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from analytics import charts
from analytics.catalogue.kinds import Indicator
from analytics.charts.labels import plain
from analytics.charts.tiles import EMPTY, NO, PART, YES, Tile
from analytics.exports import Column
from analytics.findings.sentences import joined, value_sentence
from analytics.findings.team_days import RULE, days_sentence, suspect_units, team_days
from analytics.findings.team_presence import TEAMS, presence_sentence
from analytics.findings.team_presence import presence as presence_of
from analytics.findings.weak_lax import LISTED, OFF, RECTIFIED, weak_sentence, weak_years
from analytics.months import format_month
from analytics.small_counts import protected_table, sees_persons_of, sees_small_cells
from analytics.words import STATES, Reading, format_period, rows_of
from data.queries.team_days import team_days as ask_days
from data.queries.team_posts import team_posts
from data.queries.weak_lax import weak_lax
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.pictures.records import DAYS, Records, with_hidden
from pages.parts.session import View
from pages.parts.words import say

MEETINGS, PLAN = "four_team_joint_meeting_rate", "integration_plan_rate"
QUARTERS, MOST_ROWS = 4, 80
FEWEST_IN_ROW = 10
"""A row of fewer cadre-months would show nearly one cadre."""

TWO_MEANINGS = Text(
    "On this page “four teams” means those of assistance work in key villages: resident team, first secretary, "
    "town-assigned cadres, villagers' committee. The other four teams of the article (secretaries, members, affairs "
    "workers, talent) are the four building blocks before this one.",
    "本页“四支队伍”指重点村的驻村帮扶四支队伍：驻村工作队、第一书记、镇包村干部、村委会班子。"
    "原文另一“四支队伍”（书记、党员、党务工作者、人才队伍）见前四个板块。",
)
PRESENCE = Text("Key villages: teams in place, plan, joint meetings", "重点村：帮扶四支队伍到位、整合方案与联席会议")
IN_VILLAGE = Text("Days in the village each month", "每月驻村天数")
WEAK = Text("Weak and lax organizations, year by year", "软弱涣散村党组织历年整顿情况")
PLAN_OF = Text("Plan of {year}", "{year}年整合方案")
MEETINGS_OF = Text("Joint meetings {quarter}", "{quarter}联席会议")
VILLAGE_COLUMN = Column("village", Text("Village", "村"))
DUTY = Column("duty", Text("Duty lists signed / posts", "已签职责清单/岗位"))
ANSWERS = {
    YES: Text("in place, or held every month (number of posts; months held)", "到位；按月召开（岗位数；召开月数）"),
    PART: Text("some months", "部分月份召开"),
    NO: Text("missing, or none", "缺、无"),
}
YEARLY = {
    NO: Text("on the list", "在册"),
    YES: Text("no longer on the list", "已转化出册"),
    EMPTY: Text("not on the list", "不在册"),
}
LIST_ANSWERS = {LISTED: NO, RECTIFIED: YES, OFF: EMPTY}
SHOWN = Text(
    "The picture shows the {n} with the most gaps; the table has all.", "图中仅列缺口最多的{n}个村，全部见表。"
)
RULE_NAME = Text("at least {days} days: local rule", "不少于{days}天（地方规定）")
EVERY = Text("All", "合计")
DAYS_SHAPE = (
    Column("row_name", Text("Month or unit", "月份或单位")),
    Column("days", Text("Days in the village", "在村天数"), "integer"),
    Column("cadre_months", Text("Cadre-months", "人月数"), "integer"),
)


@keep(MOST_KEPT)
def presence(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Key villages at or below a unit against the four teams, the year's plan and the last quarters' joint meetings."""
    names, indicators = session.names(view, language), session.indicators(view)
    found = presence_of(answers.of_records(view, team_posts, unit_id, period_id))
    sentence = presence_sentence(found, names)
    if found.empty:
        return Picture(None, sentence, None)
    year, quarters = session.periods(view)[period_id].year, _quarters(view, period_id)
    villages = [str(village) for village in found["org_unit_id"]]
    head = {
        **{team: say(label) for team, label in TEAMS.items()},
        str(year): say(PLAN_OF.fill(year=year)),
        **{quarter: say(MEETINGS_OF.fill(quarter=format_period(quarter, language))) for quarter in quarters},
    }
    exact = sees_small_cells(view.scope)
    periods = tuple(dict.fromkeys((str(year), period_id, *quarters)))
    cells = answers.cells(view, (PLAN, MEETINGS), tuple(dict.fromkeys((unit_id, *villages))), periods)
    planned = cells[(cells["indicator"] == PLAN) & cells["org_unit_id"].isin(villages)]
    met = cells[(cells["indicator"] == MEETINGS) & cells["org_unit_id"].isin(villages)]
    shown = [
        *_team_tiles(found, names, exact),
        *_plan_tiles(planned[planned["period_id"] == str(year)], names),
        *_meeting_tiles(met[met["period_id"].isin(quarters)], names),
    ]
    of_unit = cells[cells["org_unit_id"] == unit_id]
    sentence = joined(sentence, *_values(of_unit, indicators, names[unit_id], str(year), period_id))
    if len(villages) > MOST_ROWS:
        sentence = joined(sentence, SHOWN.fill(n=MOST_ROWS))
    rows = {village: names[village] for village in villages}
    few = dict(list(rows.items())[:MOST_ROWS])
    figure = charts.tiles(shown, few, head, ANSWERS, charts.Words(sentence=say(sentence)), language)
    duty = {row["org_unit_id"]: f"{row['duty_lists']}/{row['duty_posts']}" for row in rows_of(found)} if exact else {}
    return Picture(figure, sentence, _sheet(PRESENCE, shown, rows, head, language, duty))


@keep(MOST_KEPT)
def days(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """How many days a month dispatched cadres were in the village: all, by month, by the units right below."""
    records = Records.behind(DAYS, view, unit_id, period_id, language)
    if closed := records.closed():
        return closed
    names, directory = session.names(view, language), session.units(view)
    found = team_days(answers.of_records(view, ask_days, unit_id, period_id))
    below = directory.children(unit_id, session.periods(view)[period_id].end)
    open_ = [unit for unit in below if sees_persons_of(view.scope, unit.level, records.indicator.least_level)]
    suspects = [names[unit] for unit in suspect_units(found) if unit in {known.id for known in open_}]
    total, met = records.total(found.total), records.part(found.met, found.total)
    every = records.counts_within(found.all, found.all["days"] >= RULE, "cadre_months")
    sentence = records.with_coverage(days_sentence(found, [*suspects], met, total))
    sentence = with_hidden(sentence, every) if found.total else sentence
    if not total:
        return Picture(None, sentence, None)
    by_month, by_unit = (_rows(records, frame, key, every) for frame, key in (
        (found.months, "month"), (found.units, "org_unit_id")))  # fmt: skip
    rows = {_month(month, language): frame for month, frame in by_month.items()}
    rows |= {names[unit.id]: by_unit[unit.id] for unit in open_ if unit.id in by_unit}
    figure = charts.day_heaps(
        every, rows, RULE, say(RULE_NAME.fill(days=RULE)), charts.Words(sentence=say(sentence)), language
    )
    whole = {say(EVERY): every, **rows}
    table = pd.concat(list(whole.values()), ignore_index=True)
    table["row_name"] = np.repeat(list(whole), [len(frame) for frame in whole.values()])
    return Picture(figure, sentence, Sheet(IN_VILLAGE, DAYS_SHAPE, table, (records.indicator,), language))


def _rows(records: Records, frame: pd.DataFrame, key: str, every: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The days of each month or unit that has enough, as this person may see them beside those of `every`: `days`,
    `cadre_months`, and `total`, those of the row."""
    if frame.empty:
        return {}
    wide = frame.groupby([key, "days"])["cadre_months"].sum().unstack(fill_value=0)
    sums = wide.sum(axis=1)
    wide = wide[sums >= FEWEST_IN_ROW]
    if wide.empty:
        return {}
    known = every.set_index("days")["cadre_months"].reindex(wide.columns)
    shown = protected_table(records.view.scope, wide, session.thresholds(records.view), columns=known)
    found, days = {}, wide.columns.to_numpy()
    for name, cells, total in zip(wide.index, shown.to_numpy(dtype=object), wide.sum(axis=1), strict=True):
        some = np.array([cell is pd.NA or cell != 0 for cell in cells])
        counts = pd.array(cells[some], dtype="Int64")
        found[str(name)] = pd.DataFrame({"days": days[some], "cadre_months": counts, "total": total})
    return found


@keep(MOST_KEPT)
def weak(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Villages that were ever on the list of weak and lax organizations, year by year."""
    year = session.periods(view)[period_id].year
    first = min(period.year for period in session.periods(view).values())
    rows = answers.of_records(view, weak_lax, unit_id, period_id)
    newest = max(rows["year"].to_pylist(), default=year)
    found = weak_years(rows, range(first, min(year, newest) + 1))
    sentence = weak_sentence(found, min(year, newest))
    if found.empty:
        return Picture(None, sentence, None)
    names = session.names(view, language)
    now = found[found["year"] == min(year, newest)]
    order = sorted(rows_of(now), key=lambda row: ([LISTED, RECTIFIED].index(row["what"]) if row["what"] in (
        LISTED, RECTIFIED) else 2, row["org_unit_id"]))  # fmt: skip
    villages = {row["org_unit_id"]: names[row["org_unit_id"]] for row in order}
    head = {str(number): str(number) for number in range(first, min(year, newest) + 1)}
    shown = [
        _tile(row["org_unit_id"], str(row["year"]), LIST_ANSWERS.get(row["what"], row["what"]), "", names, YEARLY)
        for row in rows_of(found)
    ]
    few = dict(list(villages.items())[:MOST_ROWS])
    figure = charts.tiles(shown, few, head, YEARLY, charts.Words(sentence=say(sentence)), language)
    return Picture(figure, sentence, _sheet(WEAK, shown, villages, head, language, {}, YEARLY))


def _quarters(view: View, period_id: str) -> list[str]:
    """The last quarters that end by the period's end."""
    end = session.periods(view)[period_id].end
    known = [period for period in session.periods(view).values() if period.kind == "quarter" and period.end <= end]
    return sorted(period.period_id for period in known)[-QUARTERS:]


def _team_tiles(found: pd.DataFrame, names: Mapping[str, str], exact: bool) -> list[Tile]:
    tiles = []
    for row in rows_of(found):
        for team, label in TEAMS.items():
            answer = (YES if row[team] else NO) if row["reported"] else "not_reported"
            text = str(row[team]) if exact and answer == YES else ""
            tiles.append(_tile(row["org_unit_id"], team, answer, text, names, ANSWERS, say(label)))
    return tiles


def _plan_tiles(cells: pd.DataFrame, names: Mapping[str, str]) -> list[Tile]:
    return [
        _tile(str(row["org_unit_id"]), str(row["period_id"]), _met(Reading.of(row)), "", names, ANSWERS)
        for row in rows_of(cells)
    ]


def _meeting_tiles(cells: pd.DataFrame, names: Mapping[str, str]) -> list[Tile]:
    """Months with a joint meeting of the months due in the quarter."""
    tiles = []
    for row in rows_of(cells):
        reading = Reading.of(row)
        known = reading.numerator is not None and reading.denominator is not None and reading.state == "value"
        text = f"{reading.numerator:.0f}/{reading.denominator:.0f}" if known else ""
        tiles.append(_tile(str(row["org_unit_id"]), str(row["period_id"]), _met(reading), text, names, ANSWERS))
    return tiles


def _met(reading: Reading) -> str:
    if reading.state != "value" or reading.numerator is None:
        return reading.state
    return NO if not reading.numerator else YES if reading.numerator == reading.denominator else PART


def _tile(
    village: str,
    column: str,
    answer: str,
    text: str,
    names: Mapping[str, str],
    said: Mapping[str, Text],
    head: str = "",
) -> Tile:
    word = STATES[answer].name if answer in STATES else said[answer]
    lines = [f"<b>{plain(names[village])}</b>", plain(head or column), plain(say(word))]
    return Tile(village, column, answer, text, "<br>".join(lines))


def _values(cells: pd.DataFrame, known: Mapping[str, Indicator], name: str, year: str, period_id: str) -> list[Text]:
    """What the two indicators are for the unit as a whole."""
    asked = {PLAN: year, MEETINGS: period_id}
    return [
        value_sentence(name, known[row["indicator"]], Reading.of(row))
        for row in rows_of(cells)
        if asked[row["indicator"]] == row["period_id"]
    ]


def _sheet(
    title: Text, tiles: Sequence[Tile], rows: Mapping[str, str], head: Mapping[str, str], language: Language,
    duty: Mapping[str, str], said: Mapping[str, Text] = ANSWERS,
) -> Sheet:  # fmt: skip
    """A row a village, a column a question; answers in words, or the numbers that stand in the picture."""
    cells: dict[str, dict[str, str]] = {village: {} for village in rows}
    for tile in tiles:
        word = STATES[tile.answer].name if tile.answer in STATES else said[tile.answer]
        cells[tile.row][tile.column] = tile.text or say(word)
    frame = pd.DataFrame(
        [{"village": rows[village], "org_unit_id": village, **answers, "duty": duty.get(village, "")}
         for village, answers in cells.items()]
    )  # fmt: skip
    shape = [VILLAGE_COLUMN, columns.UNIT_CODE, *(Column(key, Text(name, name)) for key, name in head.items())]
    return Sheet(title, (*shape, DUTY) if duty else tuple(shape), frame, (), language)


def _month(day: str, language: Language) -> str:
    return format_month(date.fromisoformat(day[:10]), language)
