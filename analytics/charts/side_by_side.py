"""Two measures of the same units beside each other, a row a unit, each on its own scale; a link, never a cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for, short
from analytics.charts.parts import add_key
from analytics.charts.rows import places_of, plot_height
from analytics.charts.theme import FAINT, PRIMARY, SOFT_INK, Words, canvas, look_of, marker_of
from analytics.words import STATES, Reading, format_number
from data.text import Language

OTHER_FILL = "#D8C9A3"


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit's reading (in per cent) with its verdict, and beside it a share in per cent (None: not known)."""

    name: str
    reading: Reading
    verdict: str | None
    share: float | None


def side_by_side(
    pairs: Sequence[Pair],
    titles: tuple[str, str],
    words: Words,
    language: Language,
    *,
    lines: Sequence[float | None],
    around: str,
) -> go.Figure:
    """Rows in the order given; `lines` are the values of the unit `around` them, for either side."""
    names = [pair.name for pair in pairs]
    figure = canvas(words, plot_height(len(pairs)), left=room_for(names), right=60, bottom=60, top=28)
    places = places_of(len(pairs))
    looks = [look_of(pair.verdict, pair.reading.provisional) for pair in pairs]
    known = [pair.reading.value is not None for pair in pairs]
    marker = marker_of(looks, 11)
    marker["size"] = [size if yes else 0 for size, yes in zip(marker["size"], known, strict=True)]
    figure.add_trace(
        go.Scatter(
            x=[pair.reading.value if yes else 0 for pair, yes in zip(pairs, known, strict=True)], y=places,
            mode="markers+text", marker=marker, textposition="middle right",
            text=[_said(pair, language) for pair in pairs], textfont={"size": 12, "color": SOFT_INK},
            hovertext=[f"<b>{plain(pair.name)}</b><br>{_said(pair, language)}" for pair in pairs], hoverinfo="text",
            cliponaxis=False,
        )
    )  # fmt: skip
    figure.add_trace(
        go.Bar(
            x=[pair.share for pair in pairs], y=places, xaxis="x2", orientation="h", width=0.6,
            marker={"color": OTHER_FILL}, textposition="outside", cliponaxis=False, hoverinfo="skip",
            text=["" if pair.share is None else _percent(pair.share, language) for pair in pairs],
        )
    )  # fmt: skip
    for axis, line in zip(("x", "x2"), lines, strict=True):
        if line is not None:
            figure.add_shape(
                type="line", xref=axis, x0=line, x1=line, yref="paper", y0=0, y1=1, layer="below",
                line={"color": PRIMARY, "width": 1.6, "dash": "dot"},
            )  # fmt: skip
    for place, title in zip((0.0, 0.58), titles, strict=True):
        figure.add_annotation(
            x=place, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", showarrow=False,
            text=f"<b>{plain(title)}</b>", font={"size": 13, "color": SOFT_INK},
        )  # fmt: skip
    lowest = min([pair.reading.value for pair in pairs if pair.reading.value is not None], default=0.0)
    figure.update_layout(
        xaxis={"domain": [0, 0.52], "range": [max(0.0, lowest - 10), 104], "ticksuffix": "%", "fixedrange": True},
        xaxis2={"domain": [0.58, 1], "anchor": "y", "rangemode": "tozero", "ticksuffix": "%", "fixedrange": True,
                "nticks": 6, "gridcolor": FAINT},
        yaxis={"tickvals": places, "ticktext": [short(name) for name in names], "fixedrange": True,
               "range": [-len(pairs) + 0.4, 0.6]},
    )  # fmt: skip
    if any(line is not None for line in lines):
        add_key(figure, f'<span style="color:{PRIMARY}">┊</span> {plain(around)}', below=32)
    return figure


def _said(pair: Pair, language: Language) -> str:
    if pair.reading.value is not None:
        return _percent(pair.reading.value, language)
    mark = STATES[pair.reading.state]
    return f"{mark.glyph} {mark.name.in_language(language)}"


def _percent(value: float, language: Language) -> str:
    return format_number(value, language) + "%"
