"""What the page of the secretaries shows of the posts themselves: vacancies, systems, pay; nothing here is a person."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analytics import charts
from analytics.charts import figures as go
from analytics.charts.grouped_dots import grouped_dots
from analytics.charts.labels import plain, wrap
from analytics.charts.spells import DAYS, Spell, spells
from analytics.charts.state_grid import (
    ABSENT,
    DONE,
    LACKING,
    NOT_DUE,
    STRIPES,
    GridColumns,
    GridRow,
    state_grid,
    striped,
)
from analytics.charts.theme import FAINT, SURELY_WORSE, WORSE, Words
from analytics.exports import Column
from analytics.findings import secretaries as findings
from analytics.findings import vacancies as gaps_of
from analytics.findings.compare import against
from analytics.findings.sentences import distribution_sentence, joined
from analytics.periods import add_months
from analytics.words import period_text
from data.queries.secretary_terms import secretary_terms
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.pictures.persons import asked
from pages.parts.session import View
from pages.parts.units import TOWNSHIP, VILLAGE
from pages.parts.words import _, say

VACANT, SYSTEMS, PAY = Text("Vacancies", "书记空缺"), Text("Systems checklist", "制度清单"), Text("Pay", "书记报酬")
IN_POST, PAY_RATIO = "sec_in_post_rate", "sec_pay_income_ratio"
SORTS = (
    (Text("up to 31 days: a re-election", "31天以内：换届间隔"), FAINT),
    (Text("32 to 90 days", "32—90天"), "#F3BF98"),
    (Text("more than 90 days", "超过90天"), WORSE),
    (Text("still vacant", "期末仍空缺"), SURELY_WORSE),
)
MONTHS = 36
MOST_ROWS, MOST_CHECKED = 40, 300
VACANCY_COLUMNS = (
    *(columns.UNIT, columns.UNIT_CODE),
    *(Column("start", Text("Vacant from", "空缺起"), "date"), Column("end", Text("until", "空缺止"), "date")),
    *(Column("days", Text("Days", "天数"), "integer"), Column("open", Text("Still vacant", "期末仍空缺"), "yes_no")),
)
WHOLE = Text("At the right: villages with all eight systems.", "右侧为八项制度齐全的村数。")


@keep(MOST_KEPT)
def vacancies(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Every gap between two secretaries in the three years to the period's end, the villages vacant now first."""
    period, names = session.periods(view)[period_id], session.names(view, language)
    villages = tuple(unit.id for unit in session.units(view).descendants(unit_id, VILLAGE, period.end))
    cells = answers.cells(view, (IN_POST,), villages, (period_id,))
    told = set(cells.loc[cells["state"] == "value", "org_unit_id"])
    if not told:
        return Picture(None, findings.NO_RECORDS, None)
    first = min(known.start for known in session.periods(view).values())
    with session.reader(view) as reader:
        terms = secretary_terms(reader, unit_id, period.end).to_pandas()
    since = add_months(period.end, -MONTHS)
    found = gaps_of.vacancies(terms[terms["org_unit_id"].isin(told)], first, period.end)
    found = gaps_of.recent(found, since)
    sentence = gaps_of.vacancies_sentence(found, len(told), len(villages) - len(told), period_text(period_id))
    if found.empty:
        return Picture(None, sentence, None)
    figure = _spells(found, names, since, period.end, Words(sentence=say(sentence)), language)
    table = found.assign(name=found["org_unit_id"].map(names.get)).sort_values(["open", "days"], ascending=False)
    return Picture(figure, sentence, Sheet(VACANT, VACANCY_COLUMNS, table, (), language))


def _spells(
    found: pd.DataFrame, names: dict[str, str], since: date, day: date, words: Words, language: Language
) -> go.Figure:
    longest = found.groupby("org_unit_id").agg(open=("open", "max"), days=("days", "max"), all=("days", "sum"))
    shown = longest.sort_values(["open", "days"], ascending=False).head(MOST_ROWS)
    rows = {unit: place for place, unit in enumerate(shown.index)}
    drawn = [
        Spell(rows[unit], max(start, since), end or day, _sort(days, still))
        for unit, start, end, days, still in found.itertuples(index=False)
        if unit in rows
    ]
    figures = [DAYS.fill(n=int(days)).in_language(language) for days in shown["all"]]
    sorts = [(say(name), colour) for name, colour in SORTS]
    return spells([names[unit] for unit in rows], figures, drawn, sorts, words, language, span=(since, day))


def _sort(days: int, still: bool) -> int:
    return 3 if still else 2 if days > gaps_of.LONG else 1 if days > gaps_of.ELECTION else 0


@keep(MOST_KEPT)
def systems(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Villages by the eight required systems: in force or not, the least complete on top in each township."""
    frame = asked(view, "systems", unit_id, (period_id,))
    if frame.empty:
        return Picture(None, findings.NO_RECORDS, None)
    names, directory = session.names(view, language), session.units(view)
    codes = list(findings.SYSTEMS)
    units = list(dict.fromkeys(frame["org_unit_id"]))
    known = frame.drop_duplicates("org_unit_id").set_index("org_unit_id")["reported"].reindex(units).to_numpy() == 1
    there = set(zip(frame["org_unit_id"], frame["system_type"], strict=True))
    lacking = np.array([[(unit, code) not in there for code in codes] for unit in units])
    states = np.where(known[:, None], lacking, 2).astype(np.int8)
    townships = [directory.at_level(unit, TOWNSHIP) for unit in units]
    table = pd.DataFrame(
        {
            "org_unit_id": units,
            "name": [names[unit] for unit in units],
            "township": [names[found.id] if found else "" for found in townships],
            "in_force": (states == 0).sum(axis=1),
        }
    )
    worst = table.groupby("township")["in_force"].transform("mean")
    order = np.lexsort((table["in_force"], table["township"], worst))
    sentence = findings.systems_sentence(states[known], codes)
    shown = order[:MOST_CHECKED]
    figures = np.where(known, [f"{count} / 8" for count in table["in_force"]], "")
    of_township = pd.Series(known & (table["in_force"] == len(codes))).groupby(table["township"])
    whole = [
        f"{all_} / {n}" for all_, n in zip(of_township.transform("sum"), of_township.transform("size"), strict=True)
    ]
    called, above = table["name"].tolist(), table["township"].tolist()
    rows = [GridRow(called[place], figures[place], above[place], whole[place]) for place in shown]
    if striped(rows):
        sentence = joined(sentence, STRIPES, WHOLE)
    titles = [findings.SYSTEMS[code].in_language(language) for code in codes]
    axis = {
        "tickvals": list(range(8)),
        "ticktext": ["<br>".join(plain(line) for line in wrap(title, 14)) for title in titles],
        "tickangle": 0,
    }
    part = (GridColumns([place - 0.5 for place in range(9)], axis), states[shown])
    figure = state_grid([part], rows, (DONE, LACKING, ABSENT, NOT_DUE), Words(sentence=say(sentence)), language, top=96)
    marks = [mark.name.in_language(language) for mark in (DONE, LACKING, ABSENT)]
    words = pd.DataFrame(np.array(marks, dtype=object)[states], columns=codes)
    fields = (
        columns.UNIT,
        columns.UNIT_CODE,
        Column("township", Text("Township", "乡镇")),
        *(Column(code, findings.SYSTEMS[code]) for code in codes),
    )
    return Picture(figure, sentence, Sheet(SYSTEMS, fields, table.join(words).iloc[order], (), language))


@keep(MOST_KEPT)
def pay(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """The pay standard of the post against rural income, a row a township, each village behind it."""
    indicator, directory = session.indicators(view)[PAY_RATIO], session.units(view)
    day = session.periods(view)[period_id].end
    townships = directory.descendants(unit_id, TOWNSHIP, day) or [directory[unit_id]]
    villages = [found for found in directory.descendants(unit_id, VILLAGE, day) if found.id != unit_id]
    cells = answers.cells(view, (PAY_RATIO,), tuple(unit.id for unit in (*townships, *villages)), (period_id,))
    if not (cells["state"] == "value").any():
        return Picture(None, distribution_sentence(indicator, cells, TOWNSHIP), None)
    names = session.names(view, language)
    target = {PAY_RATIO: indicator.target.value} if indicator.target else {}
    own = cells["org_unit_id"].isin([unit.id for unit in townships])
    rows = answers.named(against(cells[own], {PAY_RATIO: indicator}, target), townships, names)
    small = answers.named(cells[~own], villages, names)
    sentence = distribution_sentence(indicator, small if len(small) else rows, VILLAGE)
    lines = [charts.target_line(_("Target"), indicator.target.value)] if indicator.target else []
    belongs = {unit.id: above.id for unit in villages if (above := directory.at_level(unit.id, TOWNSHIP))}
    figure = grouped_dots(rows, small, indicator, Words(sentence=say(sentence)), language, belongs=belongs, lines=lines)
    fields = (
        columns.UNIT,
        columns.UNIT_CODE,
        *columns.values(indicator),
        columns.STATE,
        *columns.SUMS,
        *columns.REPORTED,
    )
    table = pd.concat([rows, small], ignore_index=True)
    return Picture(figure, sentence, Sheet(PAY, fields, table, (indicator,), language))
