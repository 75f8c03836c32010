"""What the page of the party affairs workers shows, made once for a view and a choice, and kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.charts.tallies import REST, SHADES, Part, bars
from analytics.charts.theme import NOT_REPORTED, WORSE, Words
from analytics.exports import Column
from analytics.findings import affairs_workers as findings
from analytics.findings.secretaries import AGES, EDUCATION, NOT_STATED, counted
from analytics.findings.sentences import distribution_sentence
from analytics.periods import Period
from analytics.small_counts import protected_counts
from analytics.words import STATES, Reading, number, rows_of
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.pictures.persons import all_shown, asked, one_way, too_few, withheld
from pages.parts.session import View
from pages.parts.words import say

COVERED, POSTS = (
    Text("Villages with a party affairs worker", "党务工作者配备"),
    Text("Posts held at once", "兼任岗位数"),
)
QUALIFIED, VENUES = Text("Education and age", "学历与年龄"), Text("Training by venue", "各阵地培训情况")
COVERAGE = "affairs_worker_coverage"
MANY = 3  # this post and two others
PERSONS = Column("persons", Text("Party affairs workers", "党务工作者人数"), "integer")


@keep(MOST_KEPT)
def coverage(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Villages with and without a worker, and those that did not report, by the units below."""
    directory, names = session.units(view), session.names(view, language)
    indicator, day = session.indicators(view)[COVERAGE], session.periods(view)[period_id].end
    shown = directory.children(unit_id, day) or [directory[unit_id]]
    cells = answers.cells(view, (COVERAGE,), tuple(unit.id for unit in shown), (period_id,))
    rows = answers.named(cells, shown, names)
    sentence = distribution_sentence(indicator, rows, shown[0].level)
    if not (rows["state"] == "value").any():
        return Picture(None, sentence, None)
    found = [(str(row["name"]), Reading.of(row)) for row in rows_of(rows)]
    found.sort(key=lambda one: (one[1].value is None, one[1].value or 0.0))
    having = [cell.numerator for _, cell in found]
    lacking = [None if cell.denominator is None else cell.denominator - (cell.numerator or 0) for _, cell in found]
    silent = [float((cell.expected or 0) - (cell.reported or 0)) for _, cell in found]
    parts = [
        Part(say(Text("with a worker", "已配备")), having, SHADES[0]),
        Part(say(Text("without one", "未配备")), lacking, WORSE),
        Part(say(STATES["not_reported"].name), silent, NOT_REPORTED),
    ]
    figures = [_figure(cell) for _, cell in found]
    figure = bars([name for name, _ in found], parts, Words(sentence=say(sentence)), language, figures=figures)
    fields = (
        columns.UNIT,
        columns.UNIT_CODE,
        *columns.values(indicator),
        columns.STATE,
        *columns.SUMS,
        *columns.REPORTED,
    )
    return Picture(figure, sentence, Sheet(COVERED, fields, rows, (indicator,), language))


def _figure(cell: Reading) -> str:
    if cell.value is None or cell.numerator is None or cell.denominator is None:
        return STATES[cell.state].glyph
    return f"{cell.numerator:.0f} / {cell.denominator:.0f}"


@keep(MOST_KEPT)
def posts(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """How many posts each worker holds at once, full-time posts apart: the source's complaint as a distribution."""
    if (kept := withheld(view, unit_id, "county")) is not None:
        return kept
    frame = asked(view, "affairs_workers", unit_id, (period_id,))
    if frame.empty:
        return Picture(None, findings.NOBODY, None)
    grid = _grid(frame, "posts", list(findings.POSTS), "full_time", [True, False, "not_stated"])
    if not all_shown(view, grid):
        return one_way(view, grid.sum(axis=1), findings.POSTS, POSTS, findings.HELD, language)
    by_posts = dict(zip(findings.POSTS, grid.sum(axis=1).tolist(), strict=True))
    many = sum(count for number, count in by_posts.items() if number >= MANY)
    sentence = findings.POSTS_SAID.fill(all=sum(by_posts.values()), one=by_posts[1], many=many)
    names = [say(text) for text in findings.POSTS.values()]
    full_time = {True: findings.FULL_TIME, False: findings.PART_TIME, "not_stated": NOT_STATED}
    return _stacked(grid, names, full_time, (SHADES[0], SHADES[1], REST), POSTS, findings.HELD, sentence, language)


@keep(MOST_KEPT)
def qualified(view: View, unit_id: str, period_id: str, language: Language) -> Picture:
    """Schooling by age."""
    if (kept := withheld(view, unit_id, "county")) is not None:
        return kept
    frame = asked(view, "affairs_workers", unit_id, (period_id,))
    if frame.empty:
        return Picture(None, findings.NOBODY, None)
    labels = {**EDUCATION, "not_stated": NOT_STATED}
    grid = _grid(frame, "education", list(reversed(labels)), "age", list(AGES))
    if not all_shown(view, grid):
        return one_way(view, grid.sum(axis=1), labels, QUALIFIED, Text("Education", "学历"), language)
    young = frame.loc[frame["young_and_educated"] == 1, "persons"].sum()
    sentence = findings.QUALIFIED.fill(all=int(grid.to_numpy().sum()), young=int(young))
    names = [say(labels[str(code)]) for code in grid.index]
    return _stacked(grid, names, AGES, (*SHADES[:3], REST), QUALIFIED, Text("Education", "学历"), sentence, language)


def _grid(frame: pd.DataFrame, down: str, rows: list[Any], across: str, parts: list[Any]) -> pd.DataFrame:
    """Persons by two fields."""
    counts = counted(frame, down, across).pivot_table(index=down, columns=across, values="persons", aggfunc="sum")
    return counts.reindex(index=rows, columns=parts).fillna(0).astype(int)


def _stacked(
    grid: pd.DataFrame,
    names: list[str],
    labels: Mapping[Any, Text],
    colours: tuple[str, ...],
    title: Text,
    sort: Text,
    sentence: Text,
    language: Language,
) -> Picture:
    parts = [
        Part(say(labels[code]), grid[code].tolist(), colour) for code, colour in zip(grid.columns, colours, strict=True)
    ]
    figure = bars(names, parts, Words(sentence=say(sentence)), language)
    fields = (Column("name", sort), *(Column(str(code), labels[code], "integer") for code in grid.columns))
    table = pd.DataFrame({"name": names, **{str(code): grid[code].to_numpy() for code in grid.columns}})
    return Picture(figure, sentence, Sheet(title, fields, table, (), language))


@keep(MOST_KEPT)
def venues(view: View, unit_id: str, year: Period, language: Language) -> Picture:
    """Where workers completed a training in the year, and the hours credited there; both empty where this reader may
    not see how many they were."""
    if (kept := withheld(view, unit_id, "county")) is not None:
        return kept
    frame = asked(view, "affairs_venues", unit_id, (year.period_id,))
    whole = frame[frame["venue"].isna()]
    everybody = int(whole["reached"].max()) if len(whole) else 0
    rows = frame[frame["venue"].notna()].set_index("venue")
    if not everybody:
        return Picture(None, findings.NOBODY, None)
    if rows.empty:
        return Picture(None, findings.NO_TRAINING.fill(year=year.year), None)
    rows = rows.reindex(list(findings.VENUES)).fillna({"persons": 0, "hours": 0.0})
    persons = rows["persons"].astype(int)
    seen = protected_counts(view.scope, persons, session.thresholds(view))
    if seen.isna().all():
        return too_few(view)
    order = seen.sort_values(ascending=False, kind="stable", na_position="last").index
    hours = (rows["hours"] / everybody).astype("Float64").mask(seen.isna())
    names = [say(findings.VENUES[str(code)]) for code in order]
    sentence = findings.venues_sentence(everybody, year.year, seen[order])
    figures = [
        findings.reached(None if pd.isna(seen[code]) else int(seen[code]), number(hours[code])).in_language(language)
        for code in order
    ]
    values = [None if pd.isna(value) else int(value) for value in seen[order]]
    figure = bars(names, [Part("", values)], Words(sentence=say(sentence)), language, figures=figures)
    fields = (Column("name", Text("Venue", "培训阵地")), PERSONS,
              Column("hours", Text("Hours per worker", "人均学时"), "number"))  # fmt: skip
    table = pd.DataFrame({"name": names, "persons": seen[order].to_numpy(), "hours": hours[order].to_numpy()})
    return Picture(figure, sentence, Sheet(VENUES, fields, table, (), language))
