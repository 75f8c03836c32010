"""Spells on a time axis, a row a unit: how long something lasted, and whether it still does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for
from analytics.charts.parts import GAP, add_key
from analytics.charts.rows import draw_right_column, places_of, plot_height, row_axes
from analytics.charts.theme import Words, canvas
from analytics.months import MONTH_TICKS
from data.text import Language, Text

DAY = 86_400_000  # Plotly's bars on a date axis are as long as so many milliseconds
DAYS = Text("{n} days", "{n}天")


@dataclass(frozen=True, slots=True)
class Spell:
    """From a day to a day (exclusive) in the row of that number, of a sort (a place in `sorts`)."""

    row: int
    start: date
    end: date
    sort: int


def spells(
    rows: Sequence[str],
    figures: Sequence[str],
    found: Sequence[Spell],
    sorts: Sequence[tuple[str, str]],
    words: Words,
    language: Language,
    *,
    span: tuple[date, date],
) -> go.Figure:
    """`sorts` are names and colours; `figures` stand at the right of their rows."""
    figure = canvas(words, plot_height(len(rows)), left=room_for(rows), right=room_for(figures, least=30), bottom=64)
    places = places_of(len(rows))
    for number, (name, colour) in enumerate(sorts):
        own = [spell for spell in found if spell.sort == number]
        if own:
            figure.add_trace(
                go.Bar(
                    y=[places[spell.row] for spell in own], base=[spell.start.isoformat() for spell in own],
                    x=[(spell.end - spell.start).days * DAY for spell in own], orientation="h", width=0.6,
                    marker={"color": colour}, hoverinfo="text",
                    hovertext=[_hover(rows[spell.row], spell, name, language) for spell in own],
                )
            )  # fmt: skip
    figure.update_layout(
        barmode="overlay",
        xaxis={
            "type": "date",
            "range": [day.isoformat() for day in span],
            "fixedrange": True,
            "tickformat": MONTH_TICKS[language],
        },
        **row_axes(rows, [plain(text) for text in figures]),
    )
    draw_right_column(figure)
    shown = [sort for number, sort in enumerate(sorts) if any(spell.sort == number for spell in found)]
    add_key(
        figure, GAP.join(f'<span style="color:{colour}">■</span> {plain(name)}' for name, colour in shown), below=34
    )
    return figure


def _hover(row: str, spell: Spell, name: str, language: Language) -> str:
    days = DAYS.fill(n=(spell.end - spell.start).days).in_language(language)
    return f"<b>{plain(row)}</b><br>{spell.start.isoformat()} → {spell.end.isoformat()}<br>{days}<br>{plain(name)}"
