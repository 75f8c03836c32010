"""How long people stay: a step curve a group with its interval, and under it how many are still observed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for, short
from analytics.charts.parts import apart
from analytics.charts.theme import GRID, SERIES, SOFT_INK, Words
from analytics.charts.whole import whole
from analytics.statistics.arguments import Floats
from analytics.words import STATES, format_number, number
from data.text import Language, Text

HEIGHT, ROW = 330, 22
HALF_YEAR, YEAR = 6, 12
AT_RISK = Text("Still observed", "仍在观察人次")
MONTHS = Text("Months since arrival", "到村后月数")
HOVER = Text(
    "{months} months: {share}% still there<br>95% interval {lower}–{upper}%",
    "满{months}个月：留存{share}%<br>95%区间{lower}–{upper}%",
)
FAINT_BAND = 0.13


class Curve(Protocol):
    """What is drawn of a group; `findings.retention.StayCurve` is one."""

    @property
    def label(self) -> Text: ...
    @property
    def months(self) -> Floats: ...
    @property
    def survival(self) -> Floats: ...
    @property
    def lower(self) -> Floats: ...
    @property
    def upper(self) -> Floats: ...


def stay_curves(
    curves: Sequence[Curve], at_risk: Sequence[Sequence[int | None]], words: Words, language: Language
) -> go.Figure:
    """`at_risk` has for each curve the numbers to write under every half-year, as they may be shown."""
    names = [curve.label.in_language(language) for curve in curves]
    rows = len(curves) + 1
    last = max((float(curve.months[-1]) for curve in curves), default=float(YEAR))
    height = HEIGHT + ROW * rows + 34
    table = (ROW * rows) / height
    traces = [trace for place, curve in enumerate(curves) for trace in _curve(place, curve, language)]
    traces += [_numbers(place, counts, language) for place, counts in enumerate(at_risk)]
    return whole(
        words, height, traces, left=room_for([*names, AT_RISK.in_language(language)], 22), right=178, bottom=16,
        notes=_names(curves, names, height - ROW * rows), xaxis=_months(last, language),
        yaxis={"domain": [table + 70 / height, 1], "range": [0, 101], "ticksuffix": "%", "fixedrange": True,
               "tick0": 0, "dtick": 25},
        yaxis2={"domain": [0, table], "range": [-rows + 0.5, 0.5], "showgrid": False, "fixedrange": True,
                "tickvals": [-place for place in range(rows)],
                "ticktext": [f"<b>{AT_RISK.in_language(language)}</b>", *map(short, names)], "anchor": "x"},
    )  # fmt: skip


def _months(last: float, language: Language) -> dict[str, Any]:
    return {
        "range": [-0.6, last + 0.4], "tick0": 0, "dtick": HALF_YEAR if last <= 6 * YEAR else YEAR, "fixedrange": True,
        "anchor": "y", "position": 0, "title": {"text": MONTHS.in_language(language)}, "gridcolor": GRID,
    }  # fmt: skip


def _curve(place: int, curve: Curve, language: Language) -> list[go.Scatter]:
    colour, dash = SERIES[place % len(SERIES)]
    months = curve.months.tolist()
    upper, lower = (100 * curve.upper).tolist(), (100 * curve.lower).tolist()
    edges = {"mode": "lines", "line": {"width": 0, "shape": "hv"}, "hoverinfo": "skip", "connectgaps": True}
    texts = [_hover(curve, row, language) for row in range(len(months))]
    return [
        go.Scatter(x=months, y=upper, **edges),
        go.Scatter(x=months, y=lower, fill="tonexty", fillcolor=_faint(colour), **edges),
        go.Scatter(
            x=months, y=(100 * curve.survival).tolist(), mode="lines",
            line={"color": colour, "width": 2.4, "dash": dash, "shape": "hv"}, hovertext=texts, hoverinfo="text",
            connectgaps=True,
        ),
    ]  # fmt: skip


def _hover(curve: Curve, row: int, language: Language) -> str:
    share, lower, upper = (
        format_number(100 * float(values[row]), language) for values in (curve.survival, curve.lower, curve.upper)
    )
    said = HOVER.fill(months=int(curve.months[row]), share=share, lower=lower, upper=upper)
    return f"<b>{plain(curve.label.in_language(language))}</b><br>{said.in_language(language)}"


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {FAINT_BAND})"


def _names(curves: Sequence[Curve], names: Sequence[str], height: int) -> list[dict[str, Any]]:
    """The group's name where its curve ends, moved apart where names would touch."""
    ends = [100 * float(curve.survival[~np.isnan(curve.survival)][-1]) for curve in curves]
    return [
        {"x": float(curve.months[-1]), "y": level, "text": f"<b>{short(name, 24)}</b>", "showarrow": False,
         "xanchor": "left", "xshift": 6, "yanchor": "middle",
         "font": {"color": SERIES[place % len(SERIES)][0], "size": 13}}
        for place, (curve, name, level) in enumerate(zip(curves, names, apart(ends, 1800 / height), strict=True))
    ]  # fmt: skip


def _numbers(place: int, counts: Sequence[int | None], language: Language) -> go.Scatter:
    return go.Scatter(
        x=[HALF_YEAR * step for step in range(len(counts))], y=[-place - 1] * len(counts), yaxis="y2", mode="text",
        cliponaxis=False,
        text=[_figure(number(count), language) for count in counts], textfont={"size": 12, "color": SOFT_INK},
        hoverinfo="skip",
    )  # fmt: skip


def _figure(count: float | None, language: Language) -> str:
    return STATES["suppressed"].glyph if count is None else format_number(count, language, 0)
