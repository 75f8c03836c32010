"""Days from a beginning to the steps that follow: of each row the middle half as a bar, the median as a mark."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for
from analytics.charts.parts import GAP
from analytics.charts.rows import row_axes
from analytics.charts.theme import SERIES, Words
from analytics.charts.whole import RIGHT_COLUMN, whole
from analytics.words import format_number, rows_of
from data.text import Language, Text

ROW = 52
SYMBOLS = ("diamond", "circle")
MIDDLE = Text("bar: the middle half; mark: the median", "横条为中间半数，标记为中位数")
HOVER = Text(
    "{step}: median {median} days, half between {low} and {high} ({n})",
    "{step}：中位数{median}天，中间半数{low}—{high}天（{n}项）",
)


def spans(
    frame: pd.DataFrame,
    rows: Mapping[str, Text],
    steps: Mapping[str, Text],
    axis: Text,
    words: Words,
    language: Language,
) -> go.Figure:
    """`frame`: `row`, `step`, `n`, `q25`, `median`, `q75` in days; the steps of a row lie one below the other."""
    names = [name.in_language(language) for name in rows.values()]
    known = [row for row in rows_of(frame) if row["n"]]
    medians = {(row["row"], row["step"]): format_number(row["median"], language, 0) for row in known}
    shown = [" / ".join(medians.get((key, step), "—") for step in steps) for key in rows]
    place = {key: -float(number) for number, key in enumerate(rows)}
    traces = [
        trace
        for number, (step, name) in enumerate(steps.items())
        for trace in _step([row for row in known if row["step"] == step], place, number, name, language)
    ]
    most = max((max(row["q75"], row["median"]) for row in known), default=1.0)
    marks = [
        f'<span style="color:{SERIES[number][0]}">{"◆" if number == 0 else "●"}</span> '
        f"{plain(name.in_language(language))}"
        for number, name in enumerate(steps.values())
    ]
    return whole(
        words, ROW * len(rows) + 10, [*traces, RIGHT_COLUMN], GAP.join([*marks, MIDDLE.in_language(language)]),
        left=room_for(names), right=room_for(shown), bottom=78, below=54,
        xaxis={"range": [0, most * 1.06], "fixedrange": True, "title": {"text": axis.in_language(language)}},
        **row_axes(names, shown),
    )  # fmt: skip


def _step(
    rows: list[dict[str, float]], place: Mapping[str, float], number: int, name: Text, language: Language
) -> list[go.Bar | go.Scatter]:
    """The middle halves and the medians of one step, a little above or below the row's line."""
    colour = SERIES[number][0]
    down = [place[str(row["row"])] + 0.17 - 0.34 * number for row in rows]
    texts = [
        HOVER.fill(
            step=name, n=int(row["n"]), median=format_number(row["median"], "en", 0),
            low=format_number(row["q25"], "en", 0), high=format_number(row["q75"], "en", 0),
        ).in_language(language)
        for row in rows
    ]  # fmt: skip
    bars = go.Bar(
        x=[row["q75"] - row["q25"] for row in rows], base=[row["q25"] for row in rows], y=down, orientation="h",
        width=0.2, marker={"color": colour, "opacity": 0.35}, hovertext=texts, hoverinfo="text",
    )  # fmt: skip
    marks = go.Scatter(
        x=[row["median"] for row in rows], y=down, mode="markers", hovertext=texts, hoverinfo="text",
        marker={"symbol": SYMBOLS[number], "size": 12, "color": colour},
    )  # fmt: skip
    return [bars, marks]
