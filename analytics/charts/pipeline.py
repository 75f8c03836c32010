"""Steps one after another: how many stand on each and took it, and how long the way from the one before was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for
from analytics.charts.parts import GAP, add_key
from analytics.charts.rows import places_of
from analytics.charts.theme import INK, PRIMARY, SOFT_INK, WHISKER, Words, canvas
from analytics.words import format_number
from data.text import Language, Text

ROW, FEW = 62, 6
STANDING_FILL, TAKEN_FILL = "#B5CEDA", PRIMARY
STANDING, TAKEN = (
    Text("stand here at the period's end", "期末处于该阶段"),
    Text("took the step in the period", "本期进入该阶段"),
)
DAYS = Text("days since the step before: middle half and median", "距上一步天数：中间一半与中位数")
SHOWN = Text("{median} days ({lower}–{upper}), {n} persons", "{median}天（{lower}—{upper}天），{n}人")


@dataclass(frozen=True, slots=True)
class Step:
    """A step with its counts; the quartiles of the days since the one before, None where nobody is timed."""

    name: str
    standing: float | None
    taken: float
    timed: float = 0
    quartiles: tuple[float, float, float] | None = None


def pipeline(steps: Sequence[Step], words: Words, language: Language) -> go.Figure:
    """Counts at the left, days at the right, a row a step from the first on."""
    names = [step.name for step in steps]
    figure = canvas(words, max(len(steps), 1) * ROW, left=room_for(names), right=24, bottom=62, top=24)
    places = places_of(len(steps))
    for shift, fill, values, label in (
        (0.19, STANDING_FILL, [step.standing for step in steps], STANDING),
        (-0.19, TAKEN_FILL, [step.taken for step in steps], TAKEN),
    ):
        figure.add_trace(
            go.Bar(
                x=values, y=[place + shift for place in places], orientation="h", width=0.34, marker={"color": fill},
                text=["" if value is None else format_number(value, language, 0) for value in values],
                textposition="outside", cliponaxis=False, hoverinfo="text",
                hovertext=[f"<b>{plain(name)}</b><br>{label.in_language(language)}" for name in names],
            )
        )  # fmt: skip
    _draw_days(figure, steps, places, language)
    longest = max([1.0, *(step.quartiles[2] for step in steps if step.quartiles)])
    most = max([1.0, *(step.standing or 0 for step in steps), *(step.taken for step in steps)])
    figure.update_layout(
        barmode="overlay",
        xaxis={"domain": [0, 0.42], "fixedrange": True, "range": [0, most * 1.18], "nticks": 5,
               **({"dtick": 1} if most <= FEW else {})},
        xaxis2={"domain": [0.5, 1], "anchor": "y", "fixedrange": True, "range": [0, longest * 1.75], "nticks": 7,
                "visible": any(step.quartiles for step in steps)},
        yaxis={"tickvals": places, "ticktext": [plain(name) for name in names], "showgrid": False, "fixedrange": True,
               "range": [-len(steps) + 0.4, 0.6]},
    )  # fmt: skip
    timed = any(step.quartiles for step in steps)
    key = [(STANDING_FILL, "■", STANDING), (TAKEN_FILL, "■", TAKEN), *([(INK, "◆", DAYS)] if timed else [])]
    add_key(
        figure,
        GAP.join(
            f'<span style="color:{colour}">{glyph}</span> {text.in_language(language)}' for colour, glyph, text in key
        ),
        below=34,
    )
    return figure


def _draw_days(figure: go.Figure, steps: Sequence[Step], places: Sequence[float], language: Language) -> None:
    timed = [(step, place, step.quartiles) for step, place in zip(steps, places, strict=True) if step.quartiles]
    along: list[float | None] = []
    across: list[float | None] = []
    for _, place, (lower, _median, upper) in timed:
        along += [lower, upper, None]
        across += [place, place, None]
    figure.add_trace(
        go.Scatter(x=along, y=across, xaxis="x2", mode="lines", line={"color": WHISKER, "width": 9}, hoverinfo="skip")
    )
    figure.add_trace(
        go.Scatter(
            x=[quartiles[1] for *_, quartiles in timed], y=[place for _, place, _ in timed], xaxis="x2",
            mode="markers+text", marker={"symbol": "diamond", "size": 11, "color": INK}, hoverinfo="skip",
            text=[_days(step, quartiles, language) for step, _, quartiles in timed], textposition="top right",
            textfont={"size": 12, "color": SOFT_INK},
        )
    )  # fmt: skip


def _days(step: Step, quartiles: tuple[float, float, float], language: Language) -> str:
    lower, median, upper = (format_number(value, language, 0) for value in quartiles)
    said = SHOWN.fill(median=median, lower=lower, upper=upper, n=format_number(step.timed, language, 0))
    return plain(said.in_language(language))
