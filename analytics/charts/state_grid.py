"""Rows against columns, each cell one of a few states: a checklist, a calendar. Colour and glyph say the state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for, short
from analytics.charts.parts import GAP, add_key, apart
from analytics.charts.rows import draw_right_column, labelled_axes
from analytics.charts.theme import FAINT, GROUND, NOT_REPORTED, PAPER, SOFT_INK, WORSE, Words, canvas
from analytics.words import STATES
from data.text import Language, Text

DONE_FILL = "#B5CEDA"
ROOMY = 40
"""Rows up to which a row is generous; of more, in several groups, the groups are named and a row is a stripe."""
ROOMY_ROW, TIGHT_ROW, STRIPE = 22, 14, 6
GROUP_NAME, GROUP_LINE = 18, 15
STRIPES = Text(
    "Each stripe is a village: point at it for its name, or choose a township.",
    "每条横纹为一个村：指向横纹可看村名，也可选择乡镇查看。",
)
NO_BREAK = "\u00a0"


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
    of_group: str = ""
    """The figure of all the group."""


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
    groups = _groups(rows)
    stripes = striped(rows)
    height = STRIPE if stripes else ROOMY_ROW if len(rows) <= ROOMY else TIGHT_ROW
    left = groups if stripes else [row.name for row in rows]
    right = [row.of_group if stripes else row.figure for row in rows]
    beside = room_for(groups, GROUP_NAME) if any(groups) and not stripes else 0
    figure = canvas(
        words, max(len(rows), 1) * height, left=room_for(left, 28), right=room_for(right, least=30) + beside,
        bottom=48, top=top,
    )  # fmt: skip
    first, shown = 0, set()
    for columns, states in parts:
        for place in np.unique(states):
            figure.add_trace(_layer(columns, states == place, first, marks[place], language, height))
            shown.add(int(place))
        first += len(states)
    font = {"size": 12 if height > TIGHT_ROW else 10}
    figure.update_layout(
        xaxis={"side": "top", "showgrid": False, "fixedrange": True, "tickfont": {"size": 12}, **parts[0][0].axis},
        **labelled_axes([short(row.name, 28) for row in rows], _right(rows), font),
    )
    figure.update_yaxes(showgrid=False, showticklabels=not stripes)
    if stripes:
        _name_groups(figure, rows)
    _draw_group_lines(figure, rows, parts[0][0])
    draw_right_column(figure)
    key = [
        f'<span style="color:{_seen(marks[place].fill)}">■</span> {_named(marks[place], language)}'
        for place in sorted(shown)
    ]
    add_key(figure, GAP.join(key), below=14)
    return figure


def striped(rows: Sequence[GridRow]) -> bool:
    """Whether there are so many rows, in several groups, that each is a stripe without a name."""
    return len(rows) > ROOMY and len(_groups(rows)) > 1


def _layer(
    columns: GridColumns, here: NDArray[np.bool_], first: int, mark: CellMark, language: Language, height: int
) -> go.Heatmap:
    """The cells of one state."""
    glyphs = mark.glyph and height > STRIPE
    return go.Heatmap(
        z=[[1 if yes else None for yes in row] for row in here.tolist()], x=list(columns.edges),
        y=[-float(first + place) for place in range(len(here))],
        colorscale=[[0, mark.fill], [1, mark.fill]], showscale=False, xgap=1, ygap=1 if height > STRIPE else 0.5,
        hoverongaps=False,
        **({"text": [[mark.glyph if yes else "" for yes in row] for row in here.tolist()]} if glyphs else {}),
        texttemplate="%{text}" if glyphs else None,
        textfont={"size": 9 if height <= TIGHT_ROW else 11, "color": SOFT_INK},
        hovertemplate=f"<b>%{{y}}</b><br>{columns.hover}<br>{_named(mark, language)}<extra></extra>",
    )  # fmt: skip


def _named(mark: CellMark, language: Language) -> str:
    return f"{mark.glyph} {mark.name.in_language(language)}".strip()


def _seen(fill: str) -> str:
    """A key's colour that can be seen on paper."""
    return FAINT if fill in (GROUND, PAPER) else fill


def _groups(rows: Sequence[GridRow]) -> list[str]:
    return list(dict.fromkeys(row.group for row in rows))


def _starts(rows: Sequence[GridRow]) -> list[int]:
    """The first row of each group."""
    return [place for place, row in enumerate(rows) if row.group and (place == 0 or rows[place - 1].group != row.group)]


def _name_groups(figure: go.Figure, rows: Sequence[GridRow]) -> None:
    """Each group's name and figure at its middle, as far apart as a line of letters needs."""
    starts = [*_starts(rows), len(rows)]
    middles = [(first + last - 1) / 2 for first, last in pairwise(starts)]
    for first, place in zip(starts, apart(middles, GROUP_LINE / STRIPE), strict=False):
        row, line = rows[first], {"xref": "paper", "y": -place, "yanchor": "middle", "showarrow": False}
        font = {"size": 12, "color": SOFT_INK}
        figure.add_annotation(x=0, xanchor="right", xshift=-6, text=short(row.group, 28), font=font, **line)
        figure.add_annotation(x=1, xanchor="left", xshift=6, text=plain(row.of_group), font=font, **line)


def _right(rows: Sequence[GridRow]) -> list[str]:
    """What stands at the right of each row: its figure, and behind that of a group's first row the group's name."""
    widest = max((len(row.figure) for row in rows), default=0)
    first = set(_starts(rows))
    return [
        f"{plain(row.figure.ljust(widest, NO_BREAK))}{NO_BREAK * 4}<b>{short(row.group, GROUP_NAME)}</b>"
        if place in first
        else plain(row.figure)
        for place, row in enumerate(rows)
    ]


def _draw_group_lines(figure: go.Figure, rows: Sequence[GridRow], columns: GridColumns) -> None:
    """A thin line above each group."""
    starts = _starts(rows)
    along = [end for _ in starts for end in (columns.edges[0], columns.edges[-1], None)]
    across = [end for place in starts for end in (0.5 - place, 0.5 - place, None)]
    line = {"color": SOFT_INK, "width": 1}
    figure.add_trace(go.Scatter(x=along, y=across, mode="lines", line=line, hoverinfo="skip"))
