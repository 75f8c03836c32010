"""In which band a unit lies, draw by draw: one bar of shares."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.charts import figures as go
from analytics.charts.bands import Grade, glyph, key_of_bands, ramp
from analytics.charts.labels import plain
from analytics.charts.parts import add_key
from analytics.charts.theme import INK, PAPER, SOFT_INK, Words, canvas
from analytics.words import format_number
from data.text import Language

HEIGHT, LEAST_NAMED = 34, 6.0


def band_bar(shares: Sequence[float], grades: Sequence[Grade], words: Words, language: Language) -> go.Figure:
    """`shares`: percent of the draws by band, from the lowest; bands without a draw are not drawn."""
    figure = canvas(words, HEIGHT, left=14, right=14, bottom=36)
    colours = ramp(len(grades))
    for place, (share, grade) in enumerate(zip(shares, grades, strict=True)):
        if share > 0:
            said = f"{format_number(share, language, 0)}%"
            figure.add_trace(
                go.Bar(
                    x=[share], y=[0], orientation="h", width=0.9,
                    marker={"color": colours[place], "line": {"width": 1, "color": SOFT_INK}},
                    text=[f"{glyph(place, len(grades))} {said}" if share >= LEAST_NAMED else ""],
                    textposition="inside", insidetextanchor="middle", textangle=0,
                    textfont={"size": 13, "color": PAPER if place > 0.55 * (len(grades) - 1) else INK},
                    hovertext=[f"{plain(grade.name)}<br>{said}"], hoverinfo="text",
                )
            )  # fmt: skip
    figure.update_layout(
        barmode="stack",
        xaxis={"range": [0, 100], "visible": False, "fixedrange": True},
        yaxis={"range": [-0.5, 0.5], "visible": False, "fixedrange": True},
    )
    add_key(figure, key_of_bands({place for place, share in enumerate(shares) if share > 0}, grades), below=8)
    return figure
