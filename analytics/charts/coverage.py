"""Who has reported: villages that did against villages that should have, unit by unit, the least covered on top."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for
from analytics.charts.parts import GAP, add_key
from analytics.charts.rows import draw_right_column, highlight, places_of, plot_height, row_axes
from analytics.charts.theme import COVERED, FAINT, NOT_REPORTED, SOFT_INK, Words, canvas
from analytics.words import STATES, format_number, rows_of
from data.text import Language, Text

REPORTED = Text("reported", "已报送")
COUNTS = Text(
    "{reported} of {expected} villages reported ({share}%)", "应报{expected}个村，已报{reported}个村（{share}%）"
)
NOTHING_DUE = Text("nothing was due", "无应报报表")


@dataclass(frozen=True, slots=True)
class Covered:
    """A unit with the villages that reported and that should have."""

    unit: str
    name: str
    reported: int
    expected: int

    @property
    def share(self) -> float:
        """Per cent; 100 where nothing was due."""
        return 100.0 * self.reported / self.expected if self.expected else 100.0


def coverage(frame: pd.DataFrame, words: Words, language: Language, *, focus: Collection[str] = ()) -> go.Figure:
    """`frame`: `org_unit_id`, `name`, `reported`, `expected`, one row a unit."""
    rows = covered(frame)
    names, places = [row.name for row in rows], places_of(len(rows))
    shown = [f"{row.reported:,} / {row.expected:,}" for row in rows]
    figure = canvas(words, plot_height(len(rows)), left=room_for(names), right=room_for(shown, least=20), bottom=66)
    highlight(figure, [row.unit for row in rows], focus)
    texts = [_hover(row, language) for row in rows]
    due = [row.share if row.expected else 0.0 for row in rows]
    figure.add_trace(_bars(due, [0.0] * len(rows), places, texts, {"color": COVERED}))
    missing = [100.0 - row.share for row in rows]
    figure.add_trace(_bars(missing, due, places, texts, _hatched()))
    figure.update_layout(
        barmode="overlay",
        xaxis={"range": [0, 100.5], "ticksuffix": "%", "fixedrange": True, "nticks": 6},
        **row_axes(names, shown, [row.unit in focus for row in rows]),
    )
    draw_right_column(figure)
    mark = STATES["not_reported"].name.in_language(language)
    own = f'<span style="color:{COVERED}">■</span> {REPORTED.in_language(language)}'
    add_key(figure, f'{own}{GAP}<span style="color:{FAINT}">▨</span> {mark}', below=36)
    return figure


def covered(frame: pd.DataFrame) -> list[Covered]:
    """The units, the least covered first; those with nothing due last."""
    rows = [
        Covered(str(row["org_unit_id"]), str(row["name"]), int(row["reported"]), int(row["expected"]))
        for row in rows_of(frame)
    ]
    return sorted(rows, key=lambda row: (row.expected == 0, row.share, row.name))


def _bars(
    lengths: Sequence[float],
    bases: Sequence[float],
    places: Sequence[float],
    texts: Sequence[str],
    marker: dict[str, object],
) -> go.Bar:
    return go.Bar(
        x=list(lengths), base=list(bases), y=list(places), width=0.62, orientation="h", marker=marker,
        hovertext=list(texts), hoverinfo="text",
    )  # fmt: skip


def _hatched() -> dict[str, object]:
    pattern = {"shape": "/", "fgcolor": SOFT_INK, "size": 6, "solidity": 0.12, "fgopacity": 0.6}
    return {"color": NOT_REPORTED, "pattern": pattern}


def _hover(row: Covered, language: Language) -> str:
    counts = COUNTS.fill(
        reported=f"{row.reported:,}", expected=f"{row.expected:,}", share=format_number(row.share, language)
    )
    said = counts if row.expected else NOTHING_DUE
    return f"<b>{plain(row.name)}</b><br>{said.in_language(language)}"
