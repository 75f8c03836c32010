"""Where a unit runs among all the others: the deciles of the county over time as bands, and the unit's own line."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.labels import room_for
from analytics.charts.parts import GAP, End, add_key, key_of, number_axis, span_of
from analytics.charts.theme import COUNTY, Words, canvas
from analytics.charts.trend import courses_of, draw_course, draw_gaps, name_courses, period_axis
from analytics.words import Measured, format_value, number
from data.text import Language, Text

HEIGHT = 340
DECILES = tuple(f"d{tenth}" for tenth in range(1, 10))
BANDS = (("d1", "d9", 0.10), ("d2", "d8", 0.10), ("d3", "d7", 0.12), ("d4", "d6", 0.14))
MIDDLE = Text("middle {value}", "中位数 {value}")
EXPLAINED = Text("bands: the middle 80%, 60%, 40% and 20% of the units", "色带由外到内：居中的80%、60%、40%、20%单位")


def deciles(
    frame: pd.DataFrame, indicator: Measured, words: Words, language: Language, *, bands: pd.DataFrame
) -> go.Figure:
    """`frame`: the unit's rows (evaluate's columns, `name`); `bands`: `period_id` and `d1` … `d9` in the indicator's
    unit, empty where too few units have a value."""
    periods = sorted({str(period) for source in (frame, bands) for period in source["period_id"]})
    unit = str(frame["org_unit_id"].iloc[0]) if len(frame) else ""
    courses = courses_of(frame, periods, {unit: "focus"})
    lines = {name: _line(bands, name, periods) for name in DECILES}
    cells = [cell for course in courses for cell in course.cells if cell]
    span = span_of([*(cell.value for cell in cells), *lines["d1"], *lines["d9"]], indicator)
    names = [course.name + "        " for course in courses]
    figure = canvas(words, HEIGHT, left=64, right=room_for(names, 26, 120), bottom=76)
    for low, high, strength in BANDS:
        _draw_band(figure, lines[low], lines[high], strength)
    _draw_median(figure, lines["d5"])
    for course in courses:
        draw_course(figure, course, periods, indicator, language, band=False)
    draw_gaps(figure, courses, span[0])
    name_courses(figure, courses, span, HEIGHT, indicator, language, _middle(lines["d5"], indicator, language))
    figure.update_layout(xaxis=period_axis(periods, language), yaxis=number_axis(span, indicator))
    states, running = {cell.state for cell in cells}, any(cell.provisional for cell in cells)
    key = f'<span style="color:{COUNTY}">■</span> {EXPLAINED.in_language(language)}'
    add_key(figure, GAP.join(part for part in (key, key_of(language, (), states, running)) if part), below=46)
    return figure


def _line(bands: pd.DataFrame, name: str, periods: Sequence[str]) -> list[float | None]:
    known = dict(zip(bands["period_id"].astype(str), bands[name], strict=True))
    return [number(known.get(period)) for period in periods]


def _draw_band(figure: go.Figure, low: Sequence[float | None], high: Sequence[float | None], strength: float) -> None:
    known = [place for place, (a, b) in enumerate(zip(low, high, strict=True)) if a is not None and b is not None]
    for stretch in _runs(known):
        figure.add_trace(
            go.Scatter(
                x=[*stretch, *reversed(stretch)],
                y=[*(high[place] for place in stretch), *(low[place] for place in reversed(stretch))],
                mode="lines", line={"width": 0}, fill="toself", fillcolor=f"rgba(176, 138, 0, {strength})",
                hoverinfo="skip",
            )
        )  # fmt: skip


def _runs(places: Sequence[int]) -> list[list[int]]:
    """Consecutive places together."""
    found: list[list[int]] = []
    for place in places:
        if found and place == found[-1][-1] + 1:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _draw_median(figure: go.Figure, median: Sequence[float | None]) -> None:
    line = {"color": COUNTY, "width": 1.6}
    figure.add_trace(go.Scatter(x=list(range(len(median))), y=list(median), mode="lines", line=line, hoverinfo="skip"))


def _middle(median: Sequence[float | None], indicator: Measured, language: Language) -> list[End]:
    """The name of the middle line, where there is one."""
    last = next((value for value in reversed(median) if value is not None), None)
    if last is None:
        return []
    return [End(MIDDLE.fill(value=format_value(last, indicator, language)).in_language(language), last, COUNTY)]
