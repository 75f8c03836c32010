"""How a few sorts of people spread over steps: bands from column to column, those that are asked about set apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.charts import figures as go
from analytics.charts.labels import plain
from analytics.charts.parts import GAP, add_key
from analytics.charts.theme import PRIMARY, SIMILAR, SOFT_INK, Words, canvas
from analytics.words import format_number
from data.text import Language

HEIGHT = 430
SET_APART, OTHERS = "rgba(47, 93, 115, 0.55)", "rgba(138, 148, 158, 0.28)"
PAD = 0.02


@dataclass(frozen=True, slots=True)
class Band:
    """So many people from a node of one column to a node of the next."""

    column: int
    start: str
    end: str
    count: float
    apart: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column of nodes in their order, by code with their names."""

    title: str
    nodes: Sequence[tuple[str, str]]


def parallel_sets(
    bands: Sequence[Band], columns: Sequence[Column], words: Words, language: Language, *, apart: str, others: str
) -> go.Figure:
    """Columns from left to right; `apart` and `others` name the two colours."""
    keys = [(place, code) for place, column in enumerate(columns) for code, _ in column.nodes]
    index = {key: number for number, key in enumerate(keys)}
    names = {(place, code): name for place, column in enumerate(columns) for code, name in column.nodes}
    sizes = {key: _size(bands, *key) for key in keys}
    used = [key for key in keys if sizes[key] > 0]
    index = {key: number for number, key in enumerate(used)}
    figure = canvas(words, HEIGHT, left=16, right=16, bottom=46, top=36)
    figure.add_trace(
        go.Sankey(
            arrangement="fixed",
            textfont={"size": 13},
            node={
                "label": [f"{plain(names[key])} {format_number(sizes[key], language, 0)}" for key in used],
                "x": [_across(key[0], len(columns)) for key in used],
                "y": _down(used, sizes),
                "color": [PRIMARY if _wholly_apart(bands, key) else SIMILAR for key in used],
                "pad": 10, "thickness": 14, "line": {"width": 0},
                "hovertemplate": "%{label}<extra></extra>",
            },
            link={
                "source": [index[band.column, band.start] for band in bands],
                "target": [index[band.column + 1, band.end] for band in bands],
                "value": [band.count for band in bands],
                "color": [SET_APART if band.apart else OTHERS for band in bands],
                "hovertemplate": "%{source.label} → %{target.label}<br><b>%{value:.0f}</b><extra></extra>",
            },
        )
    )  # fmt: skip
    for place, column in enumerate(columns):
        figure.add_annotation(
            x=_across(place, len(columns)), xref="paper", y=1, yref="paper", yanchor="bottom", yshift=8,
            showarrow=False, xanchor=("left", "center", "right")[min(2, 2 * place // max(len(columns) - 1, 1))],
            text=f"<b>{plain(column.title)}</b>", font={"size": 13, "color": SOFT_INK},
        )  # fmt: skip
    key = [(PRIMARY, apart), (SIMILAR, others)]
    add_key(figure, GAP.join(f'<span style="color:{colour}">■</span> {plain(name)}' for colour, name in key), below=16)
    return figure


def _across(place: int, columns: int) -> float:
    return 0.001 + 0.998 * place / max(columns - 1, 1)


def _size(bands: Sequence[Band], place: int, code: str) -> float:
    """What leaves a node, or in the last column what comes in."""
    out = sum(band.count for band in bands if (band.column, band.start) == (place, code))
    return out or sum(band.count for band in bands if (band.column + 1, band.end) == (place, code))


def _wholly_apart(bands: Sequence[Band], key: tuple[int, str]) -> bool:
    own = [band.apart for band in bands if (band.column, band.start) == key or (band.column + 1, band.end) == key]
    return bool(own) and all(own)


def _down(used: Sequence[tuple[int, str]], sizes: dict[tuple[int, str], float]) -> list[float]:
    """The middles of the nodes, from the top, with a little room between them."""
    found: dict[tuple[int, str], float] = {}
    for place in {column for column, _ in used}:
        own = [key for key in used if key[0] == place]
        total = sum(sizes[key] for key in own)
        room, at = 1 - PAD * (len(own) - 1), 0.0
        for key in own:
            height = room * sizes[key] / total
            found[key] = min(max(at + height / 2, 0.001), 0.999)
            at += height + PAD
    return [found[key] for key in used]
