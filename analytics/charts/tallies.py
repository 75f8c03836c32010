"""Counts by category: bars lying down, one row a category, or upright along a scale; parts are stacked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for, two_lines
from analytics.charts.parts import GAP, add_key
from analytics.charts.rows import draw_right_column, labelled_axes, places_of
from analytics.charts.theme import FAINT, INK, PAPER, PRIMARY, SOFT_INK, Words, canvas
from analytics.words import format_number
from data.text import Language, Text

SHADES = (PRIMARY, "#7A9CAD", "#B5CEDA", "#D8C9A3", "#C9D0D6", "#A78FB8", "#8A949E")
"""Parts that nobody judges, the first the one that the page is about."""
REST = FAINT
ROW, UPRIGHT = 30, 300
NOT_KNOWN = Text("not known", "不详")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of every bar, with a value a category (None: nothing is known)."""

    name: str
    values: Sequence[float | None]
    colour: str = PRIMARY


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across upright bars, at a place between categories counted from 0 (2.5: between the third and fourth)."""

    place: float
    name: str


def bars(
    categories: Sequence[str],
    parts: Sequence[Part],
    words: Words,
    language: Language,
    *,
    figures: Sequence[str] | None = None,
    unit: str = "",
) -> go.Figure:
    """Lying bars in the order given; `figures` stand at their right, else the totals."""
    shown = list(figures) if figures is not None else _totals(parts, language)
    figure = canvas(
        words, max(len(categories), 1) * ROW, left=room_for(categories, 34), right=room_for(shown, 34, 40),
        bottom=62 if _key(parts) else 40,
    )  # fmt: skip
    for part in parts:
        figure.add_trace(
            go.Bar(
                x=list(part.values), y=places_of(len(categories)), orientation="h", width=0.62,
                marker={"color": part.colour, "line": {"color": PAPER, "width": 1}},
                hovertext=_hovers(categories, part, language, unit),
                hoverinfo="text",
            )
        )  # fmt: skip
    axes = labelled_axes([two_lines(name, 34) for name in categories], [plain(text) for text in shown], {"size": 12})
    figure.update_layout(
        barmode="stack",
        xaxis={"fixedrange": True, "rangemode": "tozero", "nticks": 7, **_whole_steps(parts)},
        **axes,
    )
    draw_right_column(figure)
    add_key(figure, _key(parts), below=32)
    return figure


def columns(
    categories: Sequence[str],
    parts: Sequence[Part],
    words: Words,
    language: Language,
    *,
    lines: Sequence[Mark] = (),
    unit: str = "",
    axis: str = "",
    upward: str = "",
) -> go.Figure:
    """Upright bars along a scale, touching, with what to hold them against; `axis` names the scale, `upward` what is
    counted."""
    figure = canvas(
        words, UPRIGHT, left=76 if upward else 60, right=30, bottom=84 if axis else 66, top=26 if lines else 8
    )
    places = list(range(len(categories)))
    for part in parts:
        figure.add_trace(
            go.Bar(
                x=places, y=list(part.values), width=0.9,
                marker={"color": part.colour, "line": {"color": PAPER, "width": 1}},
                hovertext=_hovers(categories, part, language, unit),
                hoverinfo="text",
            )
        )  # fmt: skip
    for line in lines:
        draw_mark(figure, line)
    figure.update_layout(
        barmode="stack",
        xaxis={
            "tickvals": places, "ticktext": [plain(name) for name in categories], "showgrid": False,
            "fixedrange": True, **({"title": {"text": plain(axis)}} if axis else {}),
        },
        yaxis={"fixedrange": True, "rangemode": "tozero", "nticks": 6, **_whole_steps(parts),
               **({"title": {"text": plain(upward)}} if upward else {})},
    )  # fmt: skip
    add_key(figure, _key(parts), below=54 if axis else 32)
    return figure


def draw_mark(figure: go.Figure, line: Mark) -> None:
    figure.add_shape(
        type="line", x0=line.place, x1=line.place, y0=0, y1=1, yref="paper",
        line={"color": INK, "width": 1.6, "dash": "dot"},
    )  # fmt: skip
    figure.add_annotation(
        x=line.place, y=1, yref="paper", yanchor="bottom", showarrow=False, text=plain(line.name),
        font={"size": 12, "color": SOFT_INK},
    )  # fmt: skip


def _totals(parts: Sequence[Part], language: Language) -> list[str]:
    sums = [sum(value or 0 for value in values) for values in zip(*(part.values for part in parts), strict=True)]
    return [_number(total, language) for total in sums]


FEW = 6


def _whole_steps(parts: Sequence[Part]) -> dict[str, Any]:
    """Of a few whole things an axis counts one by one; there is no half of a person."""
    values = [value for part in parts for value in part.values if value is not None]
    totals = [sum(value or 0 for value in at) for at in zip(*(part.values for part in parts), strict=True)]
    whole = all(float(value).is_integer() for value in values)
    return {"dtick": 1} if whole and max(totals, default=0) <= FEW else {}


def _number(value: float, language: Language) -> str:
    return format_number(value, language, 0 if float(value).is_integer() else 1)


def _hovers(categories: Sequence[str], part: Part, language: Language, unit: str) -> list[str]:
    found = []
    for name, value in zip(categories, part.values, strict=True):
        said = NOT_KNOWN.in_language(language) if value is None else _number(value, language) + unit
        found.append("<br>".join(plain(text) for text in (name, part.name, said) if text))
    return found


def _key(parts: Sequence[Part]) -> str:
    named: list[Any] = [part for part in parts if part.name]
    return GAP.join(f'<span style="color:{part.colour}">■</span> {plain(part.name)}' for part in named)
