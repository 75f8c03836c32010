"""The course of an indicator: the unit in focus with its interval, township and county beside it.

A running period is hollow and joined by dots only, as its figure is not yet what it will be; a period without a value
is a gap with its glyph at the foot, never a straight line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.hover import hover
from analytics.charts.labels import room_for, short
from analytics.charts.parts import Benchmark, End, add_key, key_of, name_ends, number_axis, numbers_of, span_of
from analytics.charts.theme import BAND, PAPER, SOFT_INK, UNITS, Words, canvas
from analytics.words import STATES, Measured, Reading, format_period, format_value, rows_of
from data.text import Language, Text

Role = Literal["focus", "township", "county"]
HEIGHT = 300
QUARTER = Text("Q{quarter}", "{quarter}季度")
YEAR = Text("{year}", "{year}年")


@dataclass(frozen=True, slots=True)
class Course:
    """One unit's readings in the order of the periods; None where evaluate has no row."""

    unit: str
    name: str
    role: Role
    cells: tuple[Reading | None, ...]


def trend(
    frame: pd.DataFrame,
    indicator: Measured,
    words: Words,
    language: Language,
    *,
    roles: Mapping[str, Role],
    lines: Sequence[Benchmark] = (),
    height: int = HEIGHT,
) -> go.Figure:
    """`frame` has evaluate's columns and `name` for the units in `roles` over periods of one kind; the unit in focus
    has its interval as a band; `lines` are level benchmarks such as a target."""
    periods = sorted(frame["period_id"].astype(str).unique())
    courses = courses_of(frame, periods, roles)
    figure = canvas(
        words,
        height,
        left=64,
        right=room_for([course.name + "   " for course in courses], 24, 90),
        bottom=76,
        top=16 if lines else 0,
    )
    for course in sorted(courses, key=lambda course: course.role == "focus"):
        draw_course(figure, course, periods, indicator, language)
    cells = [cell for course in courses for cell in course.cells if cell]
    low, high = span_of(numbers_of(cells, lines), indicator)
    draw_gaps(figure, courses, low)
    level_lines(figure, lines, indicator, language)
    name_courses(figure, courses, (low, high), height, indicator, language)
    figure.update_layout(
        xaxis=period_axis(periods, language),
        yaxis=number_axis((low, high), indicator),
    )
    states = {cell.state for cell in cells}
    add_key(figure, key_of(language, (), states, any(cell.provisional for cell in cells)), below=46)
    return figure


def courses_of(frame: pd.DataFrame, periods: Sequence[str], roles: Mapping[str, Role]) -> list[Course]:
    """One course a unit, in the order of `roles`; units without a row are left out."""
    found: dict[str, dict[str, Reading]] = {}
    names: dict[str, str] = {}
    for row in rows_of(frame):
        unit = str(row["org_unit_id"])
        found.setdefault(unit, {})[str(row["period_id"])] = Reading.of(row)
        names[unit] = str(row["name"])
    return [
        Course(unit, names[unit], role, tuple(found[unit].get(period) for period in periods))
        for unit, role in roles.items()
        if unit in found
    ]


def period_axis(periods: Sequence[str], language: Language) -> dict[str, object]:
    """Quarters with the year written once under its first; years by themselves."""
    labels, last = [], ""
    for period in periods:
        year, _, quarter = period.partition("Q")
        if not quarter:
            labels.append(YEAR.fill(year=year).in_language(language))
            continue
        under = YEAR.fill(year=year).in_language(language) if year != last else ""
        labels.append(QUARTER.fill(quarter=quarter).in_language(language) + f"<br>{under}")
        last = year
    every = 1 if len(periods) <= 14 else 2 if len(periods) <= 26 else 4
    return {
        "tickvals": list(range(0, len(periods), every)),
        "ticktext": labels[::every],
        "range": [-0.4, max(len(periods) - 0.6, 0.4)],
        "showgrid": False,
        "fixedrange": True,
    }


def draw_course(
    figure: go.Figure,
    course: Course,
    periods: Sequence[str],
    indicator: Measured,
    language: Language,
    band: bool = True,
) -> None:
    """A unit's line in its role's colour, hollow and dotted where provisional; the one in focus with its interval as a
    band."""
    colour, focus = UNITS[course.role], course.role == "focus"
    if focus and band:
        _draw_band(figure, course)
    stops = stops_of(course)
    cells = [course.cells[place] if drawn else None for place, drawn in stops]
    hollow = [bool(cell and cell.provisional) for cell in cells]
    figure.add_trace(
        go.Scatter(
            x=[place for place, _ in stops],
            y=[cell.value if cell else None for cell in cells],
            mode="lines+markers",
            connectgaps=False,
            line={"color": colour, "width": 2.6 if focus else 1.6},
            marker={
                "size": 9 if focus else 6,
                "color": [PAPER if open_ else colour for open_ in hollow],
                "line": {"color": colour, "width": 2 if focus else 1.4},
            },
            hovertext=[
                hover(course.name, cell, indicator, language, format_period(periods[place], language)) if cell else ""
                for (place, _), cell in zip(stops, cells, strict=True)
            ],
            hoverinfo="text",
        )
    )
    for x, y in ways_to_running(course):
        line = {"color": colour, "width": 1.4, "dash": "dot"}
        figure.add_trace(go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip"))


def stops_of(course: Course) -> list[tuple[int, bool]]:
    """The places in order and whether their value is drawn; before a running period that has one before it, a stop
    without a value, which breaks the line."""
    found: list[tuple[int, bool]] = []
    for place, cell in enumerate(course.cells):
        before = course.cells[place - 1] if place else None
        if cell and cell.provisional and cell.value is not None and before and before.value is not None:
            found.append((place, False))
        found.append((place, True))
    return found


def ways_to_running(course: Course) -> list[tuple[list[int], list[float | None]]]:
    """From the period before to each running one: places and values, to be drawn as no whole period's is."""
    ends = [place for place, drawn in stops_of(course) if not drawn]
    return [
        ([place - 1, place], [cell.value for cell in course.cells[place - 1 : place + 1] if cell]) for place in ends
    ]


def _draw_band(figure: go.Figure, course: Course) -> None:
    """The interval of the unit in focus, one polygon for each unbroken stretch, a bar for a single period."""
    for stretch in stretches(course):
        cells = [course.cells[place] for place in stretch]
        upper = [cell.upper for cell in cells if cell]
        lower = [cell.lower for cell in cells if cell]
        figure.add_trace(
            go.Scatter(
                x=[*stretch, *reversed(stretch)],
                y=[*upper, *reversed(lower)],
                mode="lines",
                line={"width": 10 if len(stretch) == 1 else 0, "color": BAND},
                fill="toself",
                fillcolor=BAND,
                hoverinfo="skip",
            )
        )


def stretches(course: Course) -> list[list[int]]:
    """Places of consecutive periods that have an interval; a running one stands by itself."""
    found: list[list[int]] = [[]]
    for place, cell in enumerate(course.cells):
        if found[-1] and cell is not None and cell.provisional:
            found.append([])
        if cell is not None and cell.lower is not None and cell.upper is not None:
            found[-1].append(place)
        elif found[-1]:
            found.append([])
    return [stretch for stretch in found if stretch]


def draw_gaps(figure: go.Figure, courses: Sequence[Course], low: float) -> None:
    """The state's glyph at the foot of the picture where the unit in focus has no value."""
    gaps = [
        (place, STATES[cell.state].glyph)
        for course in courses
        if course.role == "focus"
        for place, cell in enumerate(course.cells)
        if cell and cell.value is None
    ]
    for place, glyph in gaps:
        figure.add_annotation(
            x=place, y=low, text=glyph, showarrow=False, yanchor="bottom", font={"size": 16, "color": SOFT_INK}
        )


def level_lines(figure: go.Figure, lines: Sequence[Benchmark], indicator: Measured, language: Language) -> None:
    for line in lines:
        figure.add_shape(
            type="line", xref="paper", x0=0, x1=1, y0=line.value, y1=line.value, layer="below",
            line={"color": line.colour, "width": 1.4, "dash": line.dash},
        )  # fmt: skip
        figure.add_annotation(
            x=0, xref="paper", xanchor="left", y=line.value, yanchor="bottom", showarrow=False,
            text=f"{short(line.name, 24)} {line.figure(indicator, language)}",
            font={"size": 12, "color": line.colour},
        )  # fmt: skip


def name_courses(
    figure: go.Figure,
    courses: Sequence[Course],
    span: tuple[float, float],
    height: int,
    indicator: Measured,
    language: Language,
    more: Sequence[End] = (),
) -> None:
    """Name and last whole value at the right end of each line, apart where they would touch, and of `more` lines."""
    ends = [
        End(_end_of(course, value, indicator, language), value, UNITS[course.role])
        for course in courses
        if (value := _last(course)) is not None
    ]
    line = 17 * (span[1] - span[0]) / height
    name_ends(figure, [*ends, *more], line, span[1] + line)


def _end_of(course: Course, value: float, indicator: Measured, language: Language) -> str:
    """The course's name with a value; bold where it is in focus."""
    name = f"{short(course.name, 20)} {format_value(value, indicator, language)}"
    return f"<b>{name}</b>" if course.role == "focus" else name


def _last(course: Course) -> float | None:
    """The last value of a whole period; of a running one where there is no other."""
    known = [cell for cell in course.cells if cell and cell.value is not None]
    whole = [cell for cell in known if not cell.provisional]
    return (whole or known)[-1].value if known else None
