"""Ages and sexes back to back: bars for those who are there, a stepped outline for a reference of the same size."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for
from analytics.charts.parts import GAP, add_key
from analytics.charts.rows import places_of
from analytics.charts.theme import COUNTY, PRIMARY, Words, canvas
from analytics.words import format_number
from data.text import Language, Text

ROW = 42
MEN, WOMEN = Text("men", "男"), Text("women", "女")
MEN_FILL, WOMEN_FILL = PRIMARY, "#A78FB8"


def pyramid(
    ages: Sequence[str],
    men: Sequence[float],
    women: Sequence[float],
    words: Words,
    language: Language,
    *,
    reference: tuple[Sequence[float], Sequence[float]],
    reference_name: str,
) -> go.Figure:
    """`ages` from the youngest; the youngest is drawn at the bottom. `reference` holds men and women by age."""
    order = list(reversed(range(len(ages))))
    figure = canvas(words, len(ages) * ROW, left=room_for(ages), right=30, bottom=66, top=24)
    places = places_of(len(ages))
    for side, fill, values, sign in ((MEN, MEN_FILL, men, -1), (WOMEN, WOMEN_FILL, women, 1)):
        shown = [values[place] for place in order]
        figure.add_trace(
            go.Bar(
                x=[sign * value for value in shown], y=places, orientation="h", width=0.86, marker={"color": fill},
                text=[format_number(value, language, 0) for value in shown], textposition="auto",
                hovertext=[_hover(ages[place], side, values[place], language) for place in order], hoverinfo="text",
            )
        )  # fmt: skip
    for values, sign in ((reference[0], -1), (reference[1], 1)):
        along, across = _outline([sign * values[place] for place in order], places)
        line = {"color": COUNTY, "width": 2}
        figure.add_trace(go.Scatter(x=along, y=across, mode="lines", line=line, hoverinfo="skip"))
    left, right = (1.08 * max(1.0, *bars, *outline) for bars, outline in ((men, reference[0]), (women, reference[1])))
    figure.update_layout(
        barmode="overlay",
        xaxis={"range": [-left, right], "showticklabels": False, "fixedrange": True, "showgrid": False},
        yaxis={"tickvals": places, "ticktext": [plain(ages[place]) for place in order], "showgrid": False,
               "fixedrange": True, "range": [-len(ages) + 0.4, 0.6]},
    )  # fmt: skip
    key = ((MEN_FILL, "■", say(MEN, language)), (WOMEN_FILL, "■", say(WOMEN, language)), (COUNTY, "▬", reference_name))
    add_key(
        figure,
        GAP.join(f'<span style="color:{colour}">{glyph}</span> {plain(name)}' for colour, glyph, name in key),
        below=14,
    )
    return figure


def say(text: Text, language: Language) -> str:
    return text.in_language(language)


def _hover(age: str, side: Text, value: float, language: Language) -> str:
    return f"<b>{plain(age)}</b><br>{side.in_language(language)}<br>{format_number(value, language, 0)}"


def _outline(values: Sequence[float], places: Sequence[float]) -> tuple[list[float], list[float]]:
    """A line down the ends of the bars, in steps."""
    along: list[float] = []
    across: list[float] = []
    for value, place in zip(values, places, strict=True):
        along += [value, value]
        across += [place + 0.5, place - 0.5]
    return along, across
