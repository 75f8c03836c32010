"""Who came and who left: arrivals upward, departures downward, period by period, one colour a group."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.labels import plain
from analytics.charts.parts import GAP
from analytics.charts.theme import INK, SERIES, SOFT_INK, Words
from analytics.charts.trend import period_axis
from analytics.charts.whole import whole
from analytics.words import STATES, format_number, format_period
from data.text import Language, Text

HEIGHT = 280
CAME, LEFT = Text("came", "到村"), Text("left", "离开")
LEGEND = Text("above the line: came; below: left", "横线以上为到村，以下为离开")
SUM = Text("{name} {n}", "{name}{n}人")
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
    periods = sorted(frame["period_id"].unique())
    hidden = frame[["came", "left"]].isna().groupby(frame["period_id"]).any().reindex(periods)
    said = _said(frame if totals is None else totals, hidden, periods, language)
    frame = frame.assign(**{side: frame[side].astype("Float64").fillna(0).astype(float) for side in ("came", "left")})
    sums = frame.groupby("period_id")[["came", "left"]].sum().reindex(periods)
    most, least = float(sums["came"].max()), float(sums["left"].max())
    air = 0.16 * max(most + least, 1.0)
    traces: list[go.Trace] = [bar for side in ("came", "left") for bar in _bars(frame, groups, periods, side, language)]
    traces += [_totals(sums, said[side], side, air / 8, language) for side in ("came", "left")]
    names = [
        f'<span style="color:{SERIES[place % len(SERIES)][0]}">■</span> {plain(name.in_language(language))}'
        for place, name in enumerate(groups.values())
    ]
    if hidden.any(axis=None):
        names.append(f"{GLYPH} {STATES['suppressed'].name.in_language(language)}")
    return whole(
        words, HEIGHT, traces, GAP.join([*names, LEGEND.in_language(language)]), left=56, right=20, bottom=78, below=46,
        barmode="relative", bargap=0.35, xaxis=period_axis(periods, language),
        yaxis={"range": [-least - air, most + air], "fixedrange": True, "zeroline": True, "zerolinecolor": INK,
               "zerolinewidth": 1.5, "showticklabels": False, "showgrid": False},
    )  # fmt: skip


def _said(counts: pd.DataFrame, hidden: pd.DataFrame, periods: list[str], language: Language) -> dict[str, list[str]]:
    """What stands at each bar of either side: the sum, the glyph where it is withheld, both where a part is."""
    found = {}
    for side in ("came", "left"):
        groups = counts.groupby("period_id")[side]
        sums = {period: None if rows.isna().any() else format_number(float(rows.sum()), language, 0)
                for period, rows in groups}  # fmt: skip
        found[side] = [
            GLYPH if sums[period] is None else f"{sums[period]} {GLYPH}" if part else str(sums[period])
            for period, part in zip(periods, hidden[side], strict=True)
        ]
    return found


def _bars(
    frame: pd.DataFrame, groups: Mapping[str, Text], periods: list[str], side: str, language: Language
) -> list[go.Bar]:
    sign = 1 if side == "came" else -1
    said = (CAME if side == "came" else LEFT).in_language(language)
    bars = []
    for place, (group, name) in enumerate(groups.items()):
        counts = frame[frame["group"] == group].set_index("period_id")[side].reindex(periods).fillna(0)
        head = plain(name.in_language(language))
        texts = [
            f"<b>{head}</b><br>{format_period(period, language)}<br>{said} {format_number(count, language, 0)}"
            for period, count in zip(periods, counts, strict=True)
        ]
        bars.append(
            go.Bar(
                x=list(range(len(periods))), y=(sign * counts).tolist(), hovertext=texts, hoverinfo="text",
                marker={"color": SERIES[place % len(SERIES)][0], "opacity": 1 if side == "came" else 0.6},
            )
        )  # fmt: skip
    return bars


def _totals(sums: pd.DataFrame, figures: list[str], side: str, beyond: float, language: Language) -> go.Scatter:
    """The sum so far beyond the end of each bar."""
    sign = 1 if side == "came" else -1
    said = CAME if side == "came" else LEFT
    texts = [SUM.fill(name=said, n=n).in_language(language) for n in figures]
    few = len(sums) <= 8
    return go.Scatter(
        x=list(range(len(sums))), y=(sign * (sums[side] + beyond)).tolist(), mode="text",
        text=texts if few else figures,
        textposition="top center" if side == "came" else "bottom center",
        textfont={"size": 12, "color": SOFT_INK}, hoverinfo="skip", cliponaxis=False,
    )  # fmt: skip
