"""How often each number of days occurs: bars for all, and below them a row for each month and unit, so that a heap at
one number is a dark column. A line stands where the rule asks for so many days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for, short
from analytics.charts.parts import GAP
from analytics.charts.theme import INK, PAPER, PRIMARY, SOFT_INK, WORSE, Words
from analytics.charts.whole import whole
from analytics.words import STATES, format_number, number
from data.text import Language, Text

BARS, ROW, APART = 170, 21, 26
DARK = 60.0
"""Per cent of a row's cadre-months on one day that have the full colour."""
DAYS = Text("Days in the village in a month", "当月在村天数")
HOVER = Text("{name}<br>{days} days: {share}% ({n} of {total})", "{name}<br>{days}天：{share}%（{n}/{total}）")
GLYPH = STATES["suppressed"].glyph
WITHHELD = Text("{name}<br>{days} days: withheld", "{name}<br>{days}天：不予显示")
LEGEND = Text(
    "rows: share of each month and unit on that day, the darker the more", "下方各行：各月、各单位的占比，越深越多"
)
SHORT_OF, KEEPS = Text("short of the rule", "未达标"), Text("keeps the rule", "达标")


def day_heaps(
    every: pd.DataFrame,
    rows: Mapping[str, pd.DataFrame],
    rule: int,
    rule_name: str,
    words: Words,
    language: Language,
) -> go.Figure:
    """`every` and the frame of each row (by its name) have `days` and `cadre_months`; a row's may have its `total`,
    where that is not the sum of what is shown. Where a count is withheld (`<NA>`) the glyph stands in its place."""
    numbers = [int(day) for frame in (every, *rows.values()) for day in frame["days"]]
    days = list(range(min([*numbers, rule - 4]), max([*numbers, rule + 4]) + 1))
    height = BARS + APART + ROW * len(rows)
    below = ROW * len(rows) / height
    counts = _counts(every, days)
    traces: list[go.Bar | go.Heatmap] = [_bars(days, counts, rule, language)]
    if rows:
        traces.append(_heat(days, rows, language))
    key = [f'<span style="color:{WORSE}">▨</span> {SHORT_OF.in_language(language)}',
           f'<span style="color:{PRIMARY}">■</span> {KEEPS.in_language(language)}']  # fmt: skip
    if any(frame["cadre_months"].isna().any() for frame in (every, *rows.values())):
        key.append(f"{GLYPH} {STATES['suppressed'].name.in_language(language)}")
    most = max([1.0, *(n or 0.0 for n in counts)])
    line, name = _rule(rule, rule_name)
    return whole(
        words, height, traces, GAP.join([*key, LEGEND.in_language(language)] if rows else key),
        left=room_for(list(rows), 24), right=20, bottom=70, below=46, top=18, notes=[name], shapes=[line], bargap=0.12,
        xaxis={"range": [days[0] - 0.6, days[-1] + 0.6], "tick0": days[0], "dtick": 1, "fixedrange": True,
               "showgrid": False, "title": {"text": DAYS.in_language(language)}, "anchor": "y2" if rows else "y"},
        yaxis={"domain": [below + APART / height if rows else 0, 1], "range": [0, most * 1.18],
               "showticklabels": False, "showgrid": False, "fixedrange": True},
        yaxis2={"domain": [0, below or 0.01], "range": [-len(rows) + 0.5, 0.5], "showgrid": False, "fixedrange": True,
                "tickvals": [-place for place in range(len(rows))], "ticktext": [short(name, 24) for name in rows],
                "tickfont": {"size": 12}, "anchor": "x"},
    )  # fmt: skip


def _counts(frame: pd.DataFrame, days: Sequence[int]) -> list[float | None]:
    found = {int(day): number(n) for day, n in zip(frame["days"], frame["cadre_months"], strict=True)}
    return [found.get(day, 0.0) for day in days]


def _figure(n: float | None, language: Language) -> str:
    return GLYPH if n is None else format_number(n, language, 0)


def _bars(days: Sequence[int], counts: Sequence[float | None], rule: int, language: Language) -> go.Bar:
    short_of = [day < rule for day in days]
    shown = ["" if n == 0 else _figure(n, language) for n in counts]
    return go.Bar(
        x=list(days), y=[n or 0.0 for n in counts], text=shown, textposition="outside", cliponaxis=False,
        textfont={"size": 12, "color": SOFT_INK}, hoverinfo="skip",
        marker={"color": [WORSE if less else PRIMARY for less in short_of],
                "pattern": {"shape": ["/" if less else "" for less in short_of], "fgcolor": PAPER, "size": 6,
                            "solidity": 0.25}},
    )  # fmt: skip


def _heat(days: Sequence[int], rows: Mapping[str, pd.DataFrame], language: Language) -> go.Heatmap:
    grid, texts, marks = [], [], []
    for name, frame in rows.items():
        counts = _counts(frame, days)
        total = float(frame["total"].iloc[0]) if "total" in frame else sum(n or 0.0 for n in counts) or 1.0
        shares = [0.0 if n is None else 100.0 * n / total for n in counts]
        marks.append([GLYPH if n is None else "" for n in counts])
        grid.append([0.0 if n is None else share or None for share, n in zip(shares, counts, strict=True)])
        texts.append(
            [
                (WITHHELD if n is None else HOVER)
                .fill(
                    name=plain(name),
                    days=day,
                    share=format_number(share, "en"),
                    n=_figure(n, "en"),
                    total=_figure(total, "en"),
                )
                .in_language(language)
                if n != 0
                else ""
                for day, share, n in zip(days, shares, counts, strict=True)
            ]
        )
    return go.Heatmap(
        z=grid, x=list(days), y=[-place for place in range(len(rows))], yaxis="y2", zmin=0, zmax=DARK, xgap=1, ygap=2,
        colorscale=[[0, "#EEF3F5"], [0.5, "#7FA3B3"], [1, "#173F52"]], showscale=False, hovertext=texts,
        text=marks, texttemplate="%{text}", textfont={"size": 11, "color": SOFT_INK}, hoverinfo="text",
        hoverongaps=False,
    )  # fmt: skip


def _rule(rule: int, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The line before the bar of the rule's day, over bars and rows, with its name."""
    line = {"type": "line", "x0": rule - 0.5, "x1": rule - 0.5, "yref": "paper", "y0": 0, "y1": 1,
            "line": {"color": INK, "width": 1.4, "dash": "dot"}}  # fmt: skip
    said = {"x": rule - 0.5, "y": 1, "yref": "paper", "yanchor": "bottom", "text": plain(name), "showarrow": False,
            "font": {"size": 12, "color": INK}}  # fmt: skip
    return line, said
