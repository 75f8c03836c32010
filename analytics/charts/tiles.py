"""Units against questions of yes and no: a tile each, its answer in colour and glyph; silence is hatched, never no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for, short, wrap
from analytics.charts.parts import GAP
from analytics.charts.theme import (
    BETTER,
    GRID,
    INK,
    PALE_BETTER,
    PALE_WORSE,
    PAPER,
    SOFT_INK,
    STATE_FILL,
    STATE_HATCH,
    WORSE,
    Words,
)
from analytics.charts.whole import whole
from analytics.words import STATES
from data.text import Language, Text

ROW, TIGHT, MANY = 26, 21, 40
HEAD_LINE, HEAD_WIDTH = 17, 15
YES, PART, NO, EMPTY = "yes", "part", "no", "empty"
FILLS: Mapping[str, tuple[str, str, str]] = {
    YES: (PALE_BETTER, BETTER, "✓"),
    PART: ("#EDF1F3", SOFT_INK, "◐"),
    NO: (PALE_WORSE, WORSE, "✕"),
    EMPTY: (PAPER, SOFT_INK, ""),
}
"""Of each answer: its ground, its colour in the key, its glyph."""


@dataclass(frozen=True, slots=True)
class Tile:
    """An answer (`yes`, `part`, `no`, `empty`, or the code of a state), what stands in it, what it says."""

    row: str
    column: str
    answer: str
    text: str = ""
    hover: str = ""


def tiles(
    found: Sequence[Tile],
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    answers: Mapping[str, Text],
    words: Words,
    language: Language,
) -> go.Figure:
    """`rows` and `columns` name those that are shown, in their order; `answers` says what each answer means here. One
    row alone is a picture too."""
    across = {key: place for place, key in enumerate(columns)}
    down = {key: place for place, key in enumerate(rows)}
    heads = [wrap(name, HEAD_WIDTH)[:3] for name in columns.values()]
    height = ROW if len(rows) <= MANY else TIGHT
    shown = [tile for tile in found if tile.row in down and tile.column in across]
    return whole(
        words, max(len(rows), 1) * height, [_ground(shown, down, across), *_hatched(shown, down, across)],
        _key({tile.answer for tile in shown}, answers, language), left=room_for(list(rows.values()), 30), right=16,
        bottom=40, below=14, top=HEAD_LINE * max((len(head) for head in heads), default=1) + 12,
        bargap=0, barmode="overlay",
        xaxis={"side": "top", "range": [-0.5, len(columns) - 0.5], "tickvals": list(across.values()),
               "ticktext": ["<br>".join(map(plain, head)) for head in heads], "tickangle": 0, "showgrid": False,
               "fixedrange": True, "tickfont": {"size": 12}},
        yaxis={"range": [-len(rows) + 0.5, 0.5], "tickvals": [-place for place in down.values()],
               "ticktext": [short(name, 30) for name in rows.values()], "showgrid": False, "fixedrange": True,
               "tickfont": {"size": 13 if len(rows) <= MANY else 12}},
    )  # fmt: skip


def _ground(shown: Sequence[Tile], down: Mapping[str, int], across: Mapping[str, int]) -> go.Heatmap:
    """The answers as one heat map of as many colours as there are answers."""
    kinds = list(FILLS)
    grid: list[list[float | None]] = [[None] * len(across) for _ in down]
    texts = [[""] * len(across) for _ in down]
    hovers = [[""] * len(across) for _ in down]
    for tile in shown:
        if tile.answer in FILLS:
            place = down[tile.row], across[tile.column]
            grid[place[0]][place[1]] = kinds.index(tile.answer)
            texts[place[0]][place[1]] = plain(tile.text) or FILLS[tile.answer][2]
            hovers[place[0]][place[1]] = tile.hover
    scale: list[list[Any]] = []
    for number, kind in enumerate(kinds):
        scale += [[number / len(kinds), FILLS[kind][0]], [(number + 1) / len(kinds), FILLS[kind][0]]]
    return go.Heatmap(
        z=grid, x=list(across.values()), y=[-place for place in down.values()], text=texts, texttemplate="%{text}",
        textfont={"size": 12, "color": INK}, hovertext=hovers, hoverinfo="text", hoverongaps=False, zmin=-0.5,
        zmax=len(kinds) - 0.5, colorscale=scale, showscale=False, xgap=2, ygap=2,
    )  # fmt: skip


def _hatched(shown: Sequence[Tile], down: Mapping[str, int], across: Mapping[str, int]) -> list[go.Bar]:
    """Tiles without an answer: hatched, with their state's glyph."""
    bars = []
    for state in STATE_FILL:
        mine = [tile for tile in shown if tile.answer == state]
        if mine:
            pattern = {"shape": STATE_HATCH[state], "fgcolor": GRID, "size": 6, "solidity": 0.3}
            bars.append(
                go.Bar(
                    x=[across[tile.column] for tile in mine], base=[-down[tile.row] - 0.45 for tile in mine],
                    y=[0.9] * len(mine), width=0.97, text=[STATES[state].glyph] * len(mine), textposition="inside",
                    marker={"color": STATE_FILL[state], "line": {"color": PAPER, "width": 1}, "pattern": pattern},
                    insidetextanchor="middle", textfont={"color": SOFT_INK, "size": 13}, textangle=0,
                    hovertext=[tile.hover for tile in mine], hoverinfo="text",
                )
            )  # fmt: skip
    return bars


def _key(present: set[str], answers: Mapping[str, Text], language: Language) -> str:
    parts = [
        f'<span style="color:{FILLS[kind][1]}">{FILLS[kind][2] or "□"}</span> {plain(said.in_language(language))}'
        for kind, said in answers.items()
        if kind in present
    ]
    parts += [f"{mark.glyph} {mark.name.in_language(language)}" for state, mark in STATES.items() if state in present]
    return GAP.join(parts)
