"""Who came and who left: arrivals upward, departures downward, period by period, one colour a group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.labels import plain
from analytics.charts.parts import GAP
from analytics.charts.theme import INK, SERIES, SOFT_INK, Words
from analytics.charts.trend import period_axis
from analytics.charts.whole import whole
from analytics.words import STATES, format_number, format_period, number, rows_of
from data.text import Language, Text

HEIGHT = 280
CAME, LEFT = Text("came", "到村"), Text("left", "离开")
LEGEND = Text("above the line: came; below: left", "横线以上为到村，以下为离开")
SUM = Text("{name} {n}", "{name}{n}人")
SIDES = ("came", "left")
GLYPH = STATES["suppressed"].glyph


def flow(
    frame: pd.DataFrame,
    groups: Mapping[str, Text],
    words: Words,
    language: Language,
    totals: pd.DataFrame | None = None,
) -> go.Figure:
    """`frame`: `period_id`, `group`, `came`, `left`; `groups` names the groups in their order; `totals`: `period_id`,
    `came`, `left` of all groups, where they are not the sums of what is shown.

    A count that is withheld (`<NA>`) has no bar: the glyph stands at the period's total.
    """
    rows = rows_of(frame[["period_id", "group", *SIDES]])
    periods = sorted({row["period_id"] for row in rows})
    hidden = {side: {row["period_id"] for row in rows if number(row[side]) is None} for side in SIDES}
    said = _said(rows if totals is None else rows_of(totals), hidden, periods, language)
    counts = {(side, row["group"], row["period_id"]): number(row[side]) or 0.0 for row in rows for side in SIDES}
    there = {row["group"] for row in rows}
    sums = {side: [sum(counts.get((side, group, period), 0.0) for group in there) for period in periods]
            for side in SIDES}  # fmt: skip
    most, least = max(sums["came"], default=0.0), max(sums["left"], default=0.0)
    air = 0.16 * max(most + least, 1.0)
    traces: list[go.Trace] = [bar for side in SIDES for bar in _bars(counts, groups, periods, side, language)]
    traces += [_totals(sums[side], said[side], side, air / 8, language) for side in SIDES]
    names = [
        f'<span style="color:{SERIES[place % len(SERIES)][0]}">■</span> {plain(name.in_language(language))}'
        for place, name in enumerate(groups.values())
    ]
    if any(hidden.values()):
        names.append(f"{GLYPH} {STATES['suppressed'].name.in_language(language)}")
    return whole(
        words, HEIGHT, traces, GAP.join([*names, LEGEND.in_language(language)]), left=56, right=20, bottom=78, below=46,
        barmode="relative", bargap=0.35, xaxis=period_axis(periods, language),
        yaxis={"range": [-least - air, most + air], "fixedrange": True, "zeroline": True, "zerolinecolor": INK,
               "zerolinewidth": 1.5, "showticklabels": False, "showgrid": False},
    )  # fmt: skip


def _said(
    counts: list[dict[str, Any]], hidden: Mapping[str, set[str]], periods: list[str], language: Language
) -> dict[str, list[str]]:
    """What stands at each bar of either side: the sum, the glyph where it is withheld, both where a part is."""
    found = {}
    for side in SIDES:
        parts = {period: [number(row[side]) for row in counts if row["period_id"] == period] for period in periods}
        known = {period: [part for part in of if part is not None] for period, of in parts.items()}
        found[side] = [
            GLYPH if len(known[period]) < len(parts[period])
            else format_number(sum(known[period]), language, 0) + (f" {GLYPH}" if period in hidden[side] else "")
            for period in periods
        ]  # fmt: skip
    return found


def _bars(
    counts: Mapping[tuple[str, str, str], float],
    groups: Mapping[str, Text],
    periods: list[str],
    side: str,
    language: Language,
) -> list[go.Bar]:
    sign = 1 if side == "came" else -1
    said = (CAME if side == "came" else LEFT).in_language(language)
    bars = []
    for place, (group, name) in enumerate(groups.items()):
        own = [counts.get((side, group, period), 0.0) for period in periods]
        head = plain(name.in_language(language))
        texts = [
            f"<b>{head}</b><br>{format_period(period, language)}<br>{said} {format_number(count, language, 0)}"
            for period, count in zip(periods, own, strict=True)
        ]
        bars.append(
            go.Bar(
                x=list(range(len(periods))), y=[sign * count for count in own], hovertext=texts, hoverinfo="text",
                marker={"color": SERIES[place % len(SERIES)][0], "opacity": 1 if side == "came" else 0.6},
            )
        )  # fmt: skip
    return bars


def _totals(sums: list[float], figures: list[str], side: str, beyond: float, language: Language) -> go.Scatter:
    """The sum so far beyond the end of each bar."""
    sign = 1 if side == "came" else -1
    said = CAME if side == "came" else LEFT
    texts = [SUM.fill(name=said, n=n).in_language(language) for n in figures]
    few = len(sums) <= 8
    return go.Scatter(
        x=list(range(len(sums))), y=[sign * (total + beyond) for total in sums], mode="text",
        text=texts if few else figures,
        textposition="top center" if side == "came" else "bottom center",
        textfont={"size": 12, "color": SOFT_INK}, hoverinfo="skip", cliponaxis=False,
    )  # fmt: skip
