"""Ranks before and after: a line for each unit, those brought out that move most or change band."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for, short
from analytics.charts.theme import BETTER, FAINT, FOCUS, INK, SOFT_INK, WORSE, Words, canvas
from analytics.words import number, rows_of
from data.text import Language, Text

HEIGHT = 520
MOST_NAMED = 12
NEAR = 15
"""Pixels that two names beside each other need."""
SHIFT = Text("rank {before} → {after}", "位次{before} → {after}")


@dataclass(frozen=True, slots=True)
class Move:
    """A unit's rank before and after, and its band's name."""

    unit: str
    name: str
    before: float
    after: float
    bands: tuple[str, str]

    @property
    def rise(self) -> float:
        return self.before - self.after


def slope(
    frame: pd.DataFrame, heads: tuple[str, str], words: Words, language: Language, *, focus: Collection[str] = ()
) -> go.Figure:
    """`frame`: `org_unit_id`, `name`, `rank_before`, `rank_after` and the names `band_before`, `band_after`; units
    without both ranks are not drawn. `heads` name the two sides."""
    found = moves(frame)
    last = max((end for move in found for end in (move.before, move.after)), default=1.0)
    named = named_moves(found, focus)
    left = room_for([f"{move.name} 999" for move in named], 30)
    figure = canvas(words, HEIGHT, left=left, right=left, bottom=20, top=30)
    _draw(figure, [move for move in found if move not in named], FAINT, 1.0, language)
    for move in named:
        _draw(figure, [move], _colour(move, focus), 3.0 if move.unit in focus else 2.0, language)
    _draw_names(figure, named, last, focus)
    for place, head in enumerate(heads):
        figure.add_annotation(
            x=place, y=1, yref="paper", yanchor="bottom", yshift=8, text=f"<b>{plain(head)}</b>", showarrow=False,
            font={"size": 13, "color": SOFT_INK},
        )  # fmt: skip
    figure.update_layout(
        xaxis={"range": [0, 1], "visible": False, "fixedrange": True},
        yaxis={"range": [last + 0.5, 0.5], "visible": False, "fixedrange": True},
    )
    return figure


def moves(frame: pd.DataFrame) -> list[Move]:
    return [
        Move(
            str(row["org_unit_id"]), str(row["name"]), float(row["rank_before"]), float(row["rank_after"]),
            (str(row["band_before"]), str(row["band_after"])),
        )
        for row in rows_of(frame)
        if number(row["rank_before"]) is not None and number(row["rank_after"]) is not None
    ]  # fmt: skip


def named_moves(found: Sequence[Move], focus: Collection[str]) -> list[Move]:
    """The units in focus and those that move furthest, if they move at all."""
    moved = sorted((move for move in found if move.rise), key=lambda move: (-abs(move.rise), move.unit))
    chosen = [move for move in found if move.unit in focus]
    return chosen + [move for move in moved if move not in chosen][: MOST_NAMED - len(chosen)]


def _colour(move: Move, focus: Collection[str]) -> str:
    if not move.rise:
        return FOCUS if move.unit in focus else SOFT_INK
    return BETTER if move.rise > 0 else WORSE


def _draw(figure: go.Figure, some: Sequence[Move], colour: str, width: float, language: Language) -> None:
    """The lines as one trace, and marks that can be pointed at, at both ends."""
    along: list[float | None] = []
    across: list[float | None] = []
    for move in some:
        along += [0, 1, None]
        across += [move.before, move.after, None]
    texts = [_hover(move, language) for move in some for _ in range(3)]
    figure.add_trace(
        go.Scatter(
            x=along, y=across, mode="lines+markers", line={"color": colour, "width": width}, cliponaxis=False,
            marker={"size": 5 if width > 1 else 3, "color": colour}, hovertext=texts, hoverinfo="text",
        )
    )  # fmt: skip


def _hover(move: Move, language: Language) -> str:
    shift = SHIFT.fill(before=f"{move.before:.0f}", after=f"{move.after:.0f}").in_language(language)
    before, after = move.bands
    band = plain(before) if before == after else plain(f"{before} → {after}")
    return f"<b>{plain(move.name)}</b><br>{shift}<br>{band}"


def _draw_names(figure: go.Figure, named: Sequence[Move], last: float, focus: Collection[str]) -> None:
    """Names at both ends, moved apart where they would lie on each other."""
    for side, ends in enumerate(([move.before for move in named], [move.after for move in named])):
        for move, end, at in zip(named, ends, apart(ends, last), strict=True):
            mark = "" if not move.rise or side == 0 else "▲ " if move.rise > 0 else "▼ "
            text = f"{mark}{short(move.name, 24)} {end:.0f}"
            figure.add_annotation(
                x=side, y=at, text=f"<b>{text}</b>" if move.unit in focus else text, showarrow=False,
                xanchor="left" if side else "right", xshift=8 if side else -8, font={"size": 12, "color": INK},
            )  # fmt: skip


def apart(ends: Sequence[float], last: float) -> list[float]:
    """The places with room between them, in the same order, pushed down where crowded and back up at the foot."""
    room = NEAR * last / HEIGHT
    order = sorted(range(len(ends)), key=lambda place: ends[place])
    placed = list(ends)
    for before, place in pairwise(order):
        placed[place] = max(placed[place], placed[before] + room)
    foot = last + 0.5
    for place in reversed(order):
        placed[place] = min(placed[place], foot)
        foot = placed[place] - room
    return placed
