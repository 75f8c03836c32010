"""The spine: one row an indicator, the county from worst to best, and where one unit stands in it.

Every row is stretched so that the median lies in the middle and better is to the right, whichever way the indicator
counts; where nobody judges, higher is to the right and the bar says so by being hollow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.hover import hover
from analytics.charts.labels import plain, room_for, short, two_lines
from analytics.charts.parts import GAP, add_key, key_of, verdict_in
from analytics.charts.rows import draw_right_column, labelled_axes, places_of
from analytics.charts.theme import COUNTY, FAINT, PAPER, SOFT_INK, Look, Words, canvas, look_of, marker_of
from analytics.words import STATES, Measured, Reading, format_period, format_value, number, rows_of
from data.text import Language, Text

ROW, TIGHT = 38, 23
WIDE = 56
"""Columns of a title on one line, where rows are tight."""
NAME = 14
EDGE = 1.06
"""Where a mark stands that lies beyond the county's own worst or best."""
QUANTILES = ("lowest", "lower_quartile", "median", "upper_quartile", "highest")
WORSE_SIDE, BETTER_SIDE = Text("← worse", "← 较差"), Text("better →", "较好 →")
SPREAD = Text("worst {worst} · middle {median} · best {best}", "最差{worst} · 中位{median} · 最好{best}")
PLAIN_SPREAD = Text("lowest {worst} · middle {median} · highest {best}", "最低{worst} · 中位{median} · 最高{best}")
TENTHS = Text("10% {worst} · middle {median} · 90% {best}", "10%分位{worst} · 中位{median} · 90%分位{best}")
AGAINST = Text("{name}: {value}", "{name}：{value}")


@dataclass(frozen=True, slots=True)
class Vertebra:
    """One indicator's row: where things lie between −1 (worst) and 1 (best); None for what is not known."""

    indicator: Measured
    cell: Reading
    verdict: str | None
    quantiles: tuple[float, ...] | None
    benchmark: float | None
    name: str
    period: str

    def place(self, value: float | None) -> float | None:
        """Where a value lies in the row, at most just beyond its ends."""
        if value is None or self.quantiles is None:
            return None
        low, median, high = self.quantiles[0], self.quantiles[2], self.quantiles[4]
        reach = max(high - median, median - low)
        side = -1.0 if self.indicator.better == "lower" else 1.0
        gap = value - median
        share = gap / reach if reach else (gap > 0) - (gap < 0)
        return max(-EDGE, min(EDGE, side * share))


def spine(
    frame: pd.DataFrame,
    indicators: Mapping[str, Measured],
    words: Words,
    language: Language,
    *,
    benchmark: str,
    tight: bool = False,
    ends: bool = True,
) -> go.Figure:
    """`frame`: one row an indicator of one unit, with evaluate's columns, `name`, `verdict`, the benchmark's value as
    `benchmark`, and the county's `lowest`, `lower_quartile`, `median`, `upper_quartile`, `highest` (empty where nobody
    has a value). Rows keep the order of `indicators`; `benchmark` names what the tick is; `tight` rows are for
    a page to print. Without `ends` the lowest and the highest are the first and the last tenth."""
    rows = vertebrae(frame, indicators)
    titles = [row.indicator.title.in_language(language) for row in rows]
    figures = [_figures(row, language) for row in rows]
    heads = "  ".join([*(row.name for row in rows[:1]), benchmark])
    widest = [heads, *(_bare_figures(row, language) for row in rows)]
    # given to the figure at once: laid on one by one, Plotly takes many times as long
    said = [*_absences(rows, language), *_heads(rows, benchmark, language)]
    room = {"left": room_for(titles, WIDE if tight else 37), "right": room_for(widest, 34), "bottom": 44, "top": 24}
    figure = canvas(words, max(len(rows), 1) * (TIGHT if tight else ROW), **room, annotations=said)
    _draw_bars(figure, rows)
    _draw_benchmark(figure, rows)
    _draw_dots(figure, rows, benchmark, language, ends)
    figure.update_layout(
        xaxis={"range": [-1.2, 1.2], "visible": False, "fixedrange": True},
        **labelled_axes([short(title, WIDE) if tight else two_lines(title) for title in titles], figures, {"size": 12}),
    )
    figure.update_yaxes(showgrid=False)
    draw_right_column(figure)
    add_key(figure, _key(rows, benchmark, language, ends), below=12)
    return figure


def vertebrae(frame: pd.DataFrame, indicators: Mapping[str, Measured]) -> list[Vertebra]:
    """The rows of the spine in the order of `indicators`; an indicator without a row in the frame is left out."""
    found = {str(row["indicator"]): row for row in rows_of(frame)}
    return [_vertebra(found[code], indicator) for code, indicator in indicators.items() if code in found]


def _vertebra(row: Mapping[str, object], indicator: Measured) -> Vertebra:
    known = [number(row[name]) for name in QUANTILES]
    quantiles = tuple(value for value in known if value is not None)
    return Vertebra(
        indicator,
        Reading.of(row),
        verdict_in(row),
        quantiles if len(quantiles) == len(QUANTILES) else None,
        number(row.get("benchmark")),
        str(row["name"]),
        str(row["period_id"]),
    )


def _draw_bars(figure: go.Figure, rows: Sequence[Vertebra]) -> None:
    """The county's range pale, its middle half darker, the median as a cut."""
    spread = [(place, row) for place, row in zip(places_of(len(rows)), rows, strict=True) if row.quantiles]
    for first, last, colour, height in ((0, 4, "#EDF0F2", 0.46), (1, 3, "#D3DAE0", 0.46)):
        starts = [row.place(row.quantiles[first]) or 0.0 for _, row in spread if row.quantiles]
        ends = [row.place(row.quantiles[last]) or 0.0 for _, row in spread if row.quantiles]
        lengths = [end - start for start, end in zip(starts, ends, strict=True)]
        judged = [row.indicator.better != "neutral" for _, row in spread]
        figure.add_trace(
            go.Bar(
                y=[place for place, _ in spread], x=lengths, base=starts, width=height, orientation="h",
                marker={"color": [colour if yes else PAPER for yes in judged], "line": {"color": colour, "width": 1.5}},
                hoverinfo="skip",
            )
        )  # fmt: skip
    figure.update_layout(barmode="overlay")
    cut = {"x": [0, 0], "y": [0.5, 0.5 - max(len(rows), 1)], "line": {"color": PAPER, "width": 2}}
    figure.add_trace(go.Scatter(**cut, mode="lines", hoverinfo="skip"))


def _draw_benchmark(figure: go.Figure, rows: Sequence[Vertebra]) -> None:
    marks = {
        "symbol": "line-ns", "size": 20, "line": {"color": COUNTY, "width": 3}, "color": COUNTY,
    }  # fmt: skip
    places = [row.place(row.benchmark) for row in rows]
    figure.add_trace(go.Scatter(x=places, y=places_of(len(rows)), mode="markers", marker=marks, hoverinfo="skip"))


def _draw_dots(figure: go.Figure, rows: Sequence[Vertebra], benchmark: str, language: Language, ends: bool) -> None:
    looks = [look_of(row.verdict, row.cell.provisional) for row in rows]
    shown = [place is not None for place in (row.place(row.cell.value) for row in rows)]
    figure.add_trace(
        go.Scatter(
            x=[row.place(row.cell.value) if yes else -1.12 for row, yes in zip(rows, shown, strict=True)],
            y=places_of(len(rows)),
            mode="markers",
            marker=marker_of(looks, 12) | _sizes(looks, shown),
            hovertext=[_hover(row, benchmark, language, ends) for row in rows],
            hoverinfo="text",
        )
    )


def _absences(rows: Sequence[Vertebra], language: Language) -> list[dict[str, Any]]:
    """What stands where there is no value."""
    look = {"xanchor": "left", "showarrow": False, "bgcolor": PAPER, "borderpad": 1}
    return [
        {"x": -1.16, "y": place, "text": _absent(row, language), "font": {"color": SOFT_INK, "size": 12}, **look}
        for row, place in zip(rows, places_of(len(rows)), strict=True)
        if row.place(row.cell.value) is None
    ]


def _sizes(looks: Sequence[Look], shown: Sequence[bool]) -> dict[str, object]:
    """Nothing where there is no value; a white edge, so that a mark is seen on its bar."""
    edges = [look.colour if "open" in look.symbol else PAPER for look in looks]
    sizes = [13 * look.size if yes else 0 for look, yes in zip(looks, shown, strict=True)]
    return {"size": sizes, "line": {"color": edges, "width": 1.5}}


def _absent(row: Vertebra, language: Language) -> str:
    mark = STATES[row.cell.state]
    return "" if row.cell.value is not None else f"{mark.glyph} {mark.name.in_language(language)}"


def _hover(row: Vertebra, benchmark: str, language: Language, ends: bool) -> str:
    period = format_period(row.period, language)
    lines = [hover(row.name, row.cell, row.indicator, language, period, row.verdict)]
    if row.benchmark is not None:
        shown = AGAINST.fill(name=benchmark, value=format_value(row.benchmark, row.indicator, language))
        lines.append(plain(shown.in_language(language)))
    if row.quantiles:
        turned = ends and row.indicator.better == "lower"
        known = row.quantiles[::-1] if turned else row.quantiles
        worst, median, best = (format_value(known[place], row.indicator, language) for place in (0, 2, 4))
        text = TENTHS if not ends else PLAIN_SPREAD if row.indicator.better == "neutral" else SPREAD
        lines.append(plain(text.fill(worst=worst, median=median, best=best).in_language(language)))
    return "<br>".join(lines)


def _bare_figures(row: Vertebra, language: Language) -> str:
    known = [value for value in (row.cell.value, row.benchmark) if value is not None]
    return "    ".join(format_value(value, row.indicator, language) for value in known)


def _figures(row: Vertebra, language: Language) -> str:
    """The unit's value in ink and the benchmark's in its colour."""
    own, other = (
        format_value(value, row.indicator, language) if value is not None else "—"
        for value in (row.cell.value, row.benchmark)
    )
    own = own if row.cell.value is not None else STATES[row.cell.state].glyph
    return f'<b>{own}</b>  <span style="color:{COUNTY}">{other}</span>'


def _heads(rows: Sequence[Vertebra], benchmark: str, language: Language) -> list[dict[str, Any]]:
    """Which side is which, and whose figures stand at the right."""
    ends = ((-1.0, "left", WORSE_SIDE), (1.0, "right", BETTER_SIDE))
    above = {"y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}
    heads: list[dict[str, Any]] = [
        {"x": place, "xanchor": anchor, "text": text.in_language(language), "font": {"size": 12, "color": SOFT_INK}}
        for place, anchor, text in ends
    ]
    own = f"<b>{short(rows[0].name, NAME)}</b>  " if rows else ""
    named = f'{own}<span style="color:{COUNTY}">{short(benchmark, NAME)}</span>'
    heads.append({"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6, "text": named, "font": {"size": 12}})
    return [{**above, **head} for head in heads]


def _key(rows: Sequence[Vertebra], benchmark: str, language: Language, ends: bool) -> str:
    states = {row.cell.state for row in rows}
    marks = key_of(language, [row.verdict for row in rows], states, any(row.cell.provisional for row in rows))
    range_ = Text("range", "全距") if ends else Text("middle 80%", "居中八成")
    half = Text("middle half", "中间一半")
    own = (
        f'<span style="color:{FAINT}">■</span> {range_.in_language(language)}{GAP}'
        f'<span style="color:#A9B4BD">■</span> {half.in_language(language)}{GAP}'
        f'<span style="color:{COUNTY}"><b>|</b></span> {plain(benchmark)}'
    )
    return GAP.join(part for part in (own, marks) if part)
