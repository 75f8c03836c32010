"""Rows against columns, each cell one of a few states: a checklist, a calendar. Colour and glyph say the state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from analytics.charts.labels import room_for, short
from analytics.charts.parts import GAP, add_key
from analytics.charts.rows import draw_right_column, labelled_axes, places_of
from analytics.charts.theme import FAINT, GROUND, NOT_REPORTED, PAPER, SOFT_INK, WORSE, Words, canvas
from analytics.words import STATES
from data.text import Language, Text

DONE_FILL = "#B5CEDA"
ROOMY = 40
"""Rows up to which a row is generous."""
GROUP_NAME = 18


@dataclass(frozen=True, slots=True)
class CellMark:
    """A state of a cell: its name, its colour, the glyph that says it without colour."""

    name: Text
    fill: str
    glyph: str = ""


DONE, LACKING = CellMark(Text("yes", "有"), DONE_FILL), CellMark(Text("no", "无"), WORSE, "✕")
ABSENT = CellMark(STATES["not_reported"].name, NOT_REPORTED, STATES["not_reported"].glyph)
NOT_DUE = CellMark(STATES["not_applicable"].name, GROUND)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row's name, the figure at its right end, and the group under which it stands (neighbours of one name)."""

    name: str
    figure: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class GridColumns:
    """Where columns begin and end (`edges`, one more than there are), how the axis shows them, and Plotly's template
    for a column in a hover box."""

    edges: Sequence[Any]
    axis: dict[str, Any]
    hover: str = "%{x}"


def state_grid(
    parts: Sequence[tuple[GridColumns, NDArray[np.int8]]],
    rows: Sequence[GridRow],
    marks: Sequence[CellMark],
    words: Words,
    language: Language,
    *,
    top: int = 26,
) -> go.Figure:
    """`parts` are blocks of rows below one another, each with columns of its own; a cell holds a place in `marks`.

    The rows of all parts together are `rows`; the axis is that of the first part."""
    height = 22 if len(rows) <= ROOMY else 14
    groups = _groups(rows)
    right = [row.figure for row in rows]
    figure = canvas(
        words, max(len(rows), 1) * height, left=room_for([row.name for row in rows], 28),
        right=room_for(right, least=30) + (room_for(groups, GROUP_NAME) if any(groups) else 0), bottom=48, top=top,
    )  # fmt: skip
    first, shown = 0, set()
    for columns, states in parts:
        for place in np.unique(states):
            figure.add_trace(_layer(columns, states == place, first, marks[place], language, height))
            shown.add(int(place))
        first += len(states)
    font = {"size": 12 if height > 14 else 10}
    figure.update_layout(
        xaxis={"side": "top", "showgrid": False, "fixedrange": True, "tickfont": {"size": 12}, **parts[0][0].axis},
        **labelled_axes([short(row.name, 28) for row in rows], [short(text) for text in right], font),
    )
    figure.update_yaxes(showgrid=False)
    draw_right_column(figure)
    _name_groups(figure, rows, room_for(right, least=30))
    key = [
        f'<span style="color:{_seen(marks[place].fill)}">■</span> {_named(marks[place], language)}'
        for place in sorted(shown)
    ]
    add_key(figure, GAP.join(key), below=14)
    return figure


def _layer(
    columns: GridColumns, here: NDArray[np.bool_], first: int, mark: CellMark, language: Language, height: int
) -> go.Heatmap:
    """The cells of one state."""
    return go.Heatmap(
        z=[[1 if yes else None for yes in row] for row in here.tolist()], x=list(columns.edges),
        y=[-float(first + place) for place in range(len(here))],
        colorscale=[[0, mark.fill], [1, mark.fill]], showscale=False, xgap=1, ygap=1, hoverongaps=False,
        **({"text": [[mark.glyph if yes else "" for yes in row] for row in here.tolist()]} if mark.glyph else {}),
        texttemplate="%{text}" if mark.glyph else None,
        textfont={"size": 9 if height <= 14 else 11, "color": SOFT_INK},
        hovertemplate=f"<b>%{{y}}</b><br>{columns.hover}<br>{_named(mark, language)}<extra></extra>",
    )  # fmt: skip


def _named(mark: CellMark, language: Language) -> str:
    return f"{mark.glyph} {mark.name.in_language(language)}".strip()


def _seen(fill: str) -> str:
    """A key's colour that can be seen on paper."""
    return FAINT if fill in (GROUND, PAPER) else fill


def _groups(rows: Sequence[GridRow]) -> list[str]:
    return list(dict.fromkeys(row.group for row in rows))


def _name_groups(figure: go.Figure, rows: Sequence[GridRow], shift: int) -> None:
    """A thin line above each group and its name at the right."""
    places = places_of(len(rows))
    starts = [
        place for place, row in enumerate(rows) if row.group and (place == 0 or rows[place - 1].group != row.group)
    ]
    for place in starts:
        figure.add_shape(
            type="line", xref="paper", x0=0, x1=1, y0=places[place] + 0.5, y1=places[place] + 0.5,
            line={"color": SOFT_INK, "width": 1},
        )  # fmt: skip
        figure.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=shift, y=places[place] + 0.5, yanchor="top", showarrow=False,
            text=short(rows[place].group, GROUP_NAME), font={"size": 12, "color": SOFT_INK},
        )  # fmt: skip
