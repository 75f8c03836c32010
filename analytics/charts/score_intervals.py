"""Units by rank, or by score, each with the interval that the choices made and chance leave open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Literal

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.bands import Grade, Scored, colours_of, glyph, hover, key_of_bands, scored
from analytics.charts.labels import room_for
from analytics.charts.parts import add_key
from analytics.charts.rows import MANY, draw_right_column, highlight, places_of, plot_height, ranks_axis, row_axes
from analytics.charts.theme import SIMILAR, SOFT_INK, WHISKER, Words, canvas
from analytics.words import format_number
from data.text import Language, Text

By = Literal["rank", "score"]
TITLES = {
    "rank": Text("Rank, 1 is best", "位次（1为最好）"),
    "score": Text("Score", "得分"),
}


def score_intervals(
    frame: pd.DataFrame,
    grades: Sequence[Grade],
    words: Words,
    language: Language,
    *,
    by: By = "rank",
    focus: Collection[str] = (),
) -> go.Figure:
    """`frame` as in `bands.scored`, drawn in its order; the score and the band's glyph stand at the right."""
    units = scored(frame)
    names, rows = [unit.name for unit in units], places_of(len(units))
    shown = [_figures(unit, grades, language) for unit in units]
    figure = canvas(words, plot_height(len(units)), left=room_for(names), right=room_for(shown, least=20), bottom=88)
    highlight(figure, [unit.unit for unit in units], focus)
    _draw(figure, units, rows, grades, by, language)
    figure.update_layout(
        xaxis=_axis(units, by, language), **row_axes(names, shown, [unit.unit in focus for unit in units])
    )
    draw_right_column(figure)
    add_key(figure, key_of_bands({unit.grade for unit in units}, grades), below=58)
    return figure


def _figures(unit: Scored, grades: Sequence[Grade], language: Language) -> str:
    mark = "" if unit.grade is None else f"  {glyph(unit.grade, len(grades))}"
    return format_number(unit.score, language) + mark


def ends_of(unit: Scored, by: By) -> tuple[float, float, float]:
    """Where the unit's mark lies, and its interval."""
    if by == "score":
        return unit.score, unit.score_lower, unit.score_upper
    assert unit.rank is not None, "a unit that is ranked has a rank"
    return float(unit.rank), float(unit.rank_lower or unit.rank), float(unit.rank_upper or unit.rank)


def _draw(
    figure: go.Figure, units: Sequence[Scored], rows: Sequence[float], grades: Sequence[Grade], by: By,
    language: Language,
) -> None:  # fmt: skip
    ends = [ends_of(unit, by) for unit in units]
    along: list[float | None] = []
    across: list[float | None] = []
    for (_, lower, upper), row in zip(ends, rows, strict=True):
        along += [lower, upper, None]
        across += [row, row, None]
    figure.add_trace(go.Scatter(x=along, y=across, mode="lines", line={"color": WHISKER, "width": 2}, hoverinfo="skip"))
    figure.add_trace(
        go.Scatter(
            x=[at for at, _, _ in ends], y=rows, mode="markers",
            marker={
                "color": colours_of(units, grades, SIMILAR), "size": 11 if len(units) <= MANY else 8, "opacity": 1,
                "line": {"width": 1, "color": SOFT_INK},
            },
            hovertext=[hover(unit, grades, language) for unit in units], hoverinfo="text",
        )
    )  # fmt: skip


def _axis(units: Sequence[Scored], by: By, language: Language) -> dict[str, Any]:
    ends = [end for unit in units for end in ends_of(unit, by)]
    title = {"text": TITLES[by].in_language(language)}
    if by == "rank":
        return {"title": title, **ranks_axis(max(ends, default=1))}
    low, high = min(ends, default=0), max(ends, default=1)
    air = (high - low or 1.0) * 0.03
    return {"range": [low - air, high + air], "title": title, "fixedrange": True, "nticks": 10}
