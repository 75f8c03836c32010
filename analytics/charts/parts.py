"""Pieces that several pictures share: benchmark lines, the key of marks, ranges, the column of values at the right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.charts import figures as go
from analytics.charts.labels import short, width_of
from analytics.charts.theme import COUNTY, LOOKS, SOFT_INK
from analytics.round_figures import format_target
from analytics.words import PROVISIONAL, STATES, VERDICTS, Measured, Reading, Verdict, format_value, is_percent
from data.text import Language, Text


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A value to hold others against, and its name in the reader's language ("County", "Target")."""

    name: str
    value: float
    colour: str = COUNTY
    dash: str = "solid"

    def figure(self, indicator: Measured, language: Language) -> str:
        """Its value; a target's as declared."""
        shown = format_target if self.dash == TARGET_DASH else format_value
        return shown(self.value, indicator, language)


TARGET_DASH = "dot"
GAP = "\u2003"
"""Between the entries of a key."""
KEY_WIDTH, KEY_LINE = 124, 17
"""Columns on a line of a key, so that it fits a page beside its sidebar; pixels of a line."""
TAG = re.compile("<[^>]*>")
VERDICT_NAMES: Mapping[Verdict, Text] = {
    verdict: mark.name for verdict, mark in VERDICTS.items() if verdict is not Verdict.NOT_COMPARED
}


def verdict_in(row: Mapping[str, Any]) -> str | None:
    """The row's verdict; None where the frame has no such column or the cell is empty."""
    code = row.get("verdict")
    return code if isinstance(code, str) and code else None


def target_line(name: str, value: float) -> Benchmark:
    """A target: dotted, in ink."""
    return Benchmark(name, value, SOFT_INK, TARGET_DASH)


LINE_NAME = 18
"""Pixels that the names above upright lines take, each level."""


def upright(
    figure: go.Figure, lines: Sequence[Benchmark], span: tuple[float, float], indicator: Measured, language: Language
) -> None:
    """Benchmarks as vertical lines, named at their top; names of near neighbours a level apart."""
    for level, line in zip(_levels(lines, span), lines, strict=True):
        figure.add_shape(
            type="line", xref="x", yref="paper", x0=line.value, x1=line.value, y0=0, y1=1,
            line={"color": line.colour, "width": 1.6, "dash": line.dash}, layer="below",
        )  # fmt: skip
        figure.add_annotation(
            x=line.value, xref="x", y=1, yref="paper", yanchor="bottom", yshift=LINE_NAME * level - 1, showarrow=False,
            text=f"{short(line.name, 24)} {line.figure(indicator, language)}",
            font={"color": line.colour, "size": 12},
        )  # fmt: skip


def room_above(lines: Sequence[Benchmark], span: tuple[float, float]) -> int:
    """Pixels above the plot that the names of upright lines need."""
    return LINE_NAME * (1 + max(_levels(lines, span), default=-1))


def _levels(lines: Sequence[Benchmark], span: tuple[float, float]) -> list[int]:
    """0 for names with room beside them, one more for each nearer than a fifth of the axis to one already placed."""
    levels: list[int] = []
    for place, line in enumerate(lines):
        near = [abs(line.value - other.value) < 0.2 * (span[1] - span[0]) for other in lines[:place]]
        levels.append(max((level + 1 for level, close in zip(levels, near, strict=True) if close), default=0))
    return levels


@dataclass(frozen=True, slots=True)
class End:
    """What stands at the right end of a line, ready to draw: its name with its last value."""

    name: str
    value: float
    colour: str


def name_ends(figure: go.Figure, ends: Sequence[End], least: float, most: float = float("inf")) -> None:
    """The names right of the plot at the height of their values, moved so that they lie `least` apart, none above
    `most`."""
    for end, place in zip(ends, apart([end.value for end in ends], least, most), strict=True):
        figure.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=6, y=place, yanchor="middle", showarrow=False, align="left",
            text=end.name, font={"size": 12, "color": end.colour},
        )  # fmt: skip


def apart(values: Sequence[float], least: float, most: float = float("inf")) -> list[float]:
    """The values moved as little upward as keeps them `least` apart, in their order, and down from `most`."""
    places = [0.0] * len(values)
    order, floor, ceiling = sorted(range(len(values)), key=lambda index: values[index]), float("-inf"), most
    for place in order:
        places[place] = floor = max(values[place], floor)
        floor += least
    for place in reversed(order):
        places[place] = ceiling = min(places[place], ceiling)
        ceiling -= least
    return places


def key_of(
    language: Language,
    verdicts: Iterable[str | None] = (),
    states: Iterable[str] = (),
    provisional: bool = False,
    said: Mapping[Verdict, Text] = VERDICT_NAMES,
) -> str:
    """The marks that occur and what they mean, as one line of Plotly's markup; empty when there are none. `said` are
    the verdicts' words on this picture; one without words is left out."""
    present = {Verdict(code) for code in verdicts if code}
    parts = [
        _coloured(verdict, said[verdict], language) for verdict in Verdict if verdict in present and verdict in said
    ]
    absent = set(states) - {"value"}
    parts += [f"{mark.glyph} {mark.name.in_language(language)}" for code, mark in STATES.items() if code in absent]
    if provisional:
        parts.append(f"{PROVISIONAL.glyph} {PROVISIONAL.name.in_language(language)}")
    return GAP.join(parts)


def _coloured(verdict: Verdict, name: Text, language: Language) -> str:
    return f'<span style="color:{LOOKS[verdict].colour}">{VERDICTS[verdict].glyph}</span> {name.in_language(language)}'


def add_key(figure: go.Figure, key: str, below: int = 38, width: int = KEY_WIDTH) -> None:
    """The key under the plot, from the picture's left edge, on as many lines of `width` columns as it needs; nothing
    when it is empty."""
    if not key:
        return
    note, more = key_note(key, figure.left, below, width)
    figure.grow(more)
    figure.add_annotation(**note)


def key_note(key: str, left: int, below: int = 38, width: int = KEY_WIDTH) -> tuple[dict[str, Any], int]:
    """The key as an annotation of a layout whose left margin is known, and the pixels its further lines take."""
    lines = _key_lines(key.split(GAP), width)
    note = {
        "x": 0, "xref": "paper", "xanchor": "left", "xshift": 14 - left, "y": 0, "yref": "paper", "yanchor": "top",
        "yshift": -below, "text": "<br>".join(lines), "showarrow": False, "align": "left",
        "font": {"size": 12, "color": SOFT_INK},
    }  # fmt: skip
    return note, KEY_LINE * (len(lines) - 1)


def _key_lines(entries: Sequence[str], full: int) -> list[str]:
    lines: list[str] = []
    room = 0
    for entry in entries:
        width = width_of(TAG.sub("", entry)) + 2
        if lines and width <= room:
            lines[-1] += GAP + entry
            room -= width
        else:
            lines.append(entry)
            room = full - width
    return lines


def span_of(numbers: Iterable[float | None], indicator: Measured) -> tuple[float, float]:
    """Ends of an axis that shows all the numbers with some air; from 0 unless they lie far from it; a percentage that
    ends near 100 ends there."""
    known = [number for number in numbers if number is not None]
    low, high = min(known, default=0.0), max(known, default=100.0 if is_percent(indicator) else 1.0)
    low = min(low, 0.0) if low < 0.5 * high or low < 0 else low
    air = (high - low or abs(high) or 1.0) * 0.04
    top = min(high + air, 101.0) if is_percent(indicator) and high <= 100 else high + air
    return (low - air * 0.5, top)


def numbers_of(cells: Iterable[Reading], lines: Iterable[Benchmark] = ()) -> list[float | None]:
    """Every number an axis must reach: values, intervals, benchmarks."""
    found: list[float | None] = [line.value for line in lines]
    for cell in cells:
        found += [cell.value, cell.lower, cell.upper]
    return found


def whiskers(cells: Sequence[Reading], places: Sequence[float]) -> tuple[list[Any], list[Any]]:
    """Intervals as one broken line: along the axis, across it; a cell without an interval has none."""
    along: list[Any] = []
    across: list[Any] = []
    for cell, place in zip(cells, places, strict=True):
        if cell.lower is not None and cell.upper is not None:
            along += [cell.lower, cell.upper, None]
            across += [place, place, None]
    return along, across


def number_axis(span: tuple[float, float], indicator: Measured, **more: Any) -> dict[str, Any]:
    """An axis of the indicator's values over the span."""
    return {
        "range": list(span),
        "ticksuffix": "%" if is_percent(indicator) else "",
        "nticks": 7,
        "fixedrange": True,
        **more,
    }
