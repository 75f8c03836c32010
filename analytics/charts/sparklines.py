"""A unit's leading indicators over some years: a small line each on one scale of time, with gaps where it is silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.hover import hover
from analytics.charts.labels import plain, short, wrap
from analytics.charts.theme import FAINT, FOCUS, INK, PAPER, SOFT_INK, Words, canvas, look_of
from analytics.words import STATES, Measured, Reading, format_period, format_value, is_percent, rows_of
from data.text import Language

PANEL = 128
TITLE = 24
ACROSS, TALL = 0.88, 0.36
"""Parts of a panel's width and height that the line takes."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One indicator's course: where its points lie between 0 and 1 in the window, what they are."""

    indicator: Measured
    cells: tuple[Reading, ...]
    times: tuple[float, ...]
    periods: tuple[str, ...]
    verdict: str | None


def sparklines(
    frame: pd.DataFrame,
    indicators: Mapping[str, Measured],
    words: Words,
    language: Language,
    *,
    ends: Mapping[str, date],
    name: str,
    verdicts: Mapping[str, str],
    columns: int = 5,
) -> go.Figure:
    """`frame`: evaluate's rows of one unit over periods, each indicator's of one kind; panels in the order of
    `indicators`, those without a row empty. `ends` are the periods' ends, `verdicts` those of the trends."""
    window = (min(ends.values()).toordinal(), max(ends.values()).toordinal()) if ends else (0, 1)
    rows: dict[str, list[dict[str, Any]]] = {key: [] for key in indicators}
    for row in rows_of(frame):
        rows[str(row["indicator"])].append(row)
    panels = [_panel(rows[key], found, ends, window, verdicts.get(key)) for key, found in indicators.items()]
    lines = max(-(-len(panels) // columns), 1)
    said = [note for place, panel in enumerate(panels) for note in _notes(panel, *divmod(place, columns), language)]
    figure = canvas(words, lines * PANEL, left=8, right=8, bottom=8, top=4, annotations=said)
    figure.update_layout(
        xaxis={"range": [0, columns], "visible": False, "fixedrange": True},
        yaxis={"range": [-lines, 0], "visible": False, "fixedrange": True},
    )
    places = [divmod(place, columns) for place in range(len(panels))]
    figure.add_traces([*_lines(panels, places), *_dots(panels, places, name, language)])
    return figure


def _panel(
    found: Sequence[dict[str, Any]],
    indicator: Measured,
    ends: Mapping[str, date],
    window: tuple[int, int],
    verdict: str | None,
) -> Panel:
    rows = sorted(found, key=lambda row: ends[str(row["period_id"])])
    periods = tuple(str(row["period_id"]) for row in rows)
    width = max(window[1] - window[0], 1)
    times = tuple((ends[period].toordinal() - window[0]) / width for period in periods)
    return Panel(indicator, tuple(Reading.of(row) for row in rows), times, periods, verdict)


def _height(panel: Panel, value: float) -> float:
    """From 0 at the foot: shares on a scale to 100, others to their own highest."""
    highest = max((cell.value for cell in panel.cells if cell.value is not None), default=1.0)
    top = 100.0 if is_percent(panel.indicator) and highest <= 100 else highest
    return value / top if top > 0 else 0.0


def _at(panel: Panel, place: tuple[int, int], point: int) -> tuple[float, float]:
    line, column = place
    value = panel.cells[point].value
    assert value is not None, "only what has a value is drawn"
    return column + 0.03 + ACROSS * panel.times[point], -line - 0.94 + TALL * _height(panel, value)


def _lines(panels: Sequence[Panel], places: Sequence[tuple[int, int]]) -> list[go.Scatter]:
    """The feet, the lines of the whole periods, and dotted the way to a running one."""
    along: list[float | None] = []
    across: list[float | None] = []
    toward: list[tuple[float | None, float | None]] = []
    feet: list[float | None] = []
    level: list[float | None] = []
    for panel, place in zip(panels, places, strict=True):
        for point, cell in enumerate(panel.cells):
            spot = _at(panel, place, point) if cell.value is not None else (None, None)
            along.append(None if cell.provisional else spot[0])
            across.append(None if cell.provisional else spot[1])
            if cell.provisional and point and cell.value is not None and panel.cells[point - 1].value is not None:
                toward += [_at(panel, place, point - 1), spot, (None, None)]
        along.append(None)
        across.append(None)
        feet += [place[1] + 0.03, place[1] + 0.03 + ACROSS, None]
        level += [-place[0] - 0.94, -place[0] - 0.94, None]
    foot = go.Scatter(x=feet, y=level, mode="lines", line={"color": FAINT, "width": 1}, hoverinfo="skip")
    line = {"color": FOCUS, "width": 1.8}
    whole = go.Scatter(x=along, y=across, mode="lines", line=line, connectgaps=False, hoverinfo="skip")
    if not toward:
        return [foot, whole]
    x, y = ([spot[side] for spot in toward] for side in (0, 1))
    return [foot, whole, go.Scatter(x=x, y=y, mode="lines", line={**line, "dash": "dot"}, hoverinfo="skip")]


def _dots(panels: Sequence[Panel], places: Sequence[tuple[int, int]], name: str, language: Language) -> list[Any]:
    spots, texts, colours, sizes = [], [], [], []
    for panel, place in zip(panels, places, strict=True):
        known = [point for point, cell in enumerate(panel.cells) if cell.value is not None]
        for point in known:
            spots.append(_at(panel, place, point))
            period = format_period(panel.periods[point], language)
            texts.append(hover(name, panel.cells[point], panel.indicator, language, period))
            last = point == known[-1]
            colours.append(look_of(panel.verdict).colour if last else FOCUS)
            sizes.append(9 if last else 4)
    marker = {"color": colours, "size": sizes, "line": {"width": 1, "color": PAPER}}
    x, y = [spot[0] for spot in spots], [spot[1] for spot in spots]
    return [go.Scatter(x=x, y=y, mode="markers", marker=marker, hovertext=texts, hoverinfo="text")]


def _notes(panel: Panel, line: int, column: int, language: Language) -> list[dict[str, Any]]:
    """The title on two lines at most, below it the newest value or the state, and of which period it is: an indicator
    that is counted by quarters ends with a quarter, which is not its value of the year."""
    lines = wrap(panel.indicator.title.in_language(language), TITLE)
    title = "<br>".join([plain(lines[0]), *([short(" ".join(lines[1:]), TITLE)] if lines[1:] else [])])
    newest = panel.cells[-1] if panel.cells else Reading("not_applicable")
    mark = STATES[newest.state]
    shown = (
        f"<b>{plain(format_value(newest.value, panel.indicator, language))}</b>"
        if newest.value is not None
        else f"{mark.glyph} {mark.name.in_language(language)}"
    )
    if panel.periods:
        period = plain(format_period(panel.periods[-1], language, newest.provisional))
        shown += f'<span style="font-size:13px;color:{SOFT_INK}"> · {period}</span>'
    look = {"x": column + 0.03, "xanchor": "left", "yanchor": "top", "align": "left", "showarrow": False}
    return [
        {**look, "y": -line - 0.02, "text": title, "font": {"size": 11.5, "color": SOFT_INK}},
        {**look, "y": -line - 0.32, "text": shown, "font": {"size": 15, "color": INK}},
    ]
