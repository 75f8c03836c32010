"""The same indicator's course for many units, one small panel each on one scale, the county grey-gold behind all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.hover import hover
from analytics.charts.labels import short
from analytics.charts.parts import add_key, key_of, number_axis, span_of
from analytics.charts.theme import COUNTY, FOCUS, LOOKS, PAPER, Words, canvas
from analytics.charts.trend import Course, courses_of, period_axis
from analytics.words import VERDICTS, Measured, Reading, Verdict, format_period, format_value, rows_of
from data.text import Language

PANEL = 128
GAP = 0.035


def small_multiples(
    frame: pd.DataFrame,
    indicator: Measured,
    words: Words,
    language: Language,
    *,
    reference: str | None = None,
    verdicts: Mapping[str, str] | None = None,
    columns: int = 4,
) -> go.Figure:
    """`frame`: evaluate's columns and `name` of several units over periods of one kind, panels in the order of the
    frame; `reference` is the unit (the county) drawn in every panel; `verdicts` of the units' trends give each panel's
    title its glyph and colour (`findings.sentences.trend_verdict`)."""
    periods = sorted(frame["period_id"].astype(str).unique())
    order = dict.fromkeys(str(row["org_unit_id"]) for row in rows_of(frame[["org_unit_id"]]))
    courses = courses_of(frame, periods, {unit: "county" if unit == reference else "focus" for unit in order})
    panels = [course for course in courses if course.unit != reference]
    behind = next((course for course in courses if course.unit == reference), None)
    lines = max(-(-len(panels) // columns), 1)
    figure = canvas(words, lines * (PANEL + 34), left=56, right=16, bottom=56, top=14)
    span = span_of([cell.value for course in courses for cell in course.cells if cell], indicator)
    for place, course in enumerate(panels):
        axes = _axes(figure, place, columns, lines, span, periods, indicator, language, last=len(panels))
        _draw(figure, course, behind, axes, periods, indicator, language)
        _title(figure, course, axes, (verdicts or {}).get(course.unit), indicator, language)
    named = f'<span style="color:{COUNTY}"><b>—</b></span> {short(behind.name)}   ' if behind else ""
    cells = [cell for course in courses for cell in course.cells if cell]
    running = any(cell.provisional for cell in cells)
    add_key(figure, named + key_of(language, (verdicts or {}).values(), (), running), below=34)
    return figure


def _axes(
    figure: go.Figure, place: int, columns: int, lines: int, span: tuple[float, float], periods: Sequence[str],
    indicator: Measured, language: Language, last: int,
) -> tuple[str, str]:  # fmt: skip
    """Lays out the panel's pair of axes and names them; only outer panels bear numbers."""
    across, down = place % columns, place // columns
    width, height = 1 / columns, 1 / lines
    suffix = "" if place == 0 else str(place + 1)
    ends = [0, len(periods) - 1] if len(periods) > 1 else [0]
    names = [format_period(periods[end], language) for end in ends] if periods else []
    bottom = place + columns >= last
    figure.update_layout(
        {
            f"xaxis{suffix}": {
                **period_axis(periods, language), "domain": [across * width, (across + 1) * width - GAP],
                "anchor": f"y{suffix}", "tickvals": ends, "ticktext": names, "showticklabels": bottom,
                "tickfont": {"size": 11},
            },
            f"yaxis{suffix}": {
                **number_axis(span, indicator), "nticks": 4, "anchor": f"x{suffix}", "tickfont": {"size": 11},
                "domain": [1 - (down + 1) * height + 0.06 * height, 1 - down * height - 0.2 * height],
                "showticklabels": across == 0,
            },
        }
    )  # fmt: skip
    return f"x{suffix}", f"y{suffix}"


def _draw(
    figure: go.Figure, course: Course, behind: Course | None, axes: tuple[str, str], periods: Sequence[str],
    indicator: Measured, language: Language,
) -> None:  # fmt: skip
    placed: dict[str, Any] = {"x": list(range(len(periods))), "xaxis": axes[0], "yaxis": axes[1], "connectgaps": False}
    if behind:
        values = [cell.value if cell else None for cell in behind.cells]
        figure.add_trace(
            go.Scatter(y=values, mode="lines", line={"color": COUNTY, "width": 1.4}, hoverinfo="skip", **placed)
        )
    figure.add_trace(
        go.Scatter(
            y=[cell.value if cell else None for cell in course.cells], mode="lines+markers", cliponaxis=False,
            line={"color": FOCUS, "width": 1.8},
            marker={
                "size": 5, "line": {"color": FOCUS, "width": 1.2},
                "color": [PAPER if cell and cell.provisional else FOCUS for cell in course.cells],
            },
            hovertext=[
                hover(course.name, cell, indicator, language, format_period(period, language)) if cell else ""
                for cell, period in zip(course.cells, periods, strict=True)
            ],
            hoverinfo="text", **placed,
        )
    )  # fmt: skip


def _title(
    figure: go.Figure,
    course: Course,
    axes: tuple[str, str],
    verdict: str | None,
    indicator: Measured,
    language: Language,
) -> None:
    """The unit's name, its last value and the glyph of its trend above the panel."""
    last: Reading | None = next((cell for cell in reversed(course.cells) if cell and cell.value is not None), None)
    value = format_value(last.value, indicator, language) if last and last.value is not None else "—"
    glyph = ""
    if verdict:
        code = Verdict(verdict)
        glyph = f' <span style="color:{LOOKS[code].colour}">{VERDICTS[code].glyph}</span>'
    figure.add_annotation(
        x=0, xref=f"{axes[0]} domain", xanchor="left", y=1, yref=f"{axes[1]} domain", yanchor="bottom", yshift=3,
        text=f"<b>{short(course.name, 20)}</b> {value}{glyph}", showarrow=False, font={"size": 12},
    )  # fmt: skip
