"""Townships and months: how much of what was due has been received; a month without anything due stays blank."""

from __future__ import annotations

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for
from analytics.charts.theme import COVERED, FAINT, PAPER, Words, canvas
from analytics.months import format_month
from data.text import Language, Text

ROW_HEIGHT, LEAST_HEIGHT = 24, 120
HOVER = Text("{name}, {month}<br>{came} of {due} sheets received", "{name}，{month}<br>应报 {due} 张，已报 {came} 张")
SHARE = Text("received, % of due", "已报占应报的比例（%）")


def reporting_map(frame: pd.DataFrame, words: Words, language: Language) -> go.Figure:
    """`frame`: `org_unit_id`, `name`, `period_end`, `due`, `came`, `share`, one row a unit and month."""
    ordered = frame.sort_values(["org_unit_id", "period_end"])
    named = dict(zip(ordered["org_unit_id"], ordered["name"].map(plain), strict=True))
    months = {month: format_month(month, language) for month in sorted(ordered["period_end"].unique())}
    share = ordered.pivot(index="org_unit_id", columns="period_end", values="share")
    hover, cells = HOVER.in_language(language), ("org_unit_id", "period_end", "due", "came")
    told = {
        (unit, month): hover.format(name=named[unit], month=months[month], due=due, came=came)
        for unit, month, due, came in zip(*(ordered[cell].tolist() for cell in cells), strict=True)
    }
    names, texts = list(named.values()), [[told.get((unit, month), "") for month in months] for unit in named]
    gaps = [["" if pd.isna(x) or x >= 100 else "✕" if x == 0 else "◐" for x in row] for row in share.to_numpy()]
    height = max(LEAST_HEIGHT, ROW_HEIGHT * len(names))
    figure = canvas(words, height, left=room_for(names), right=20, bottom=88)
    figure.add_trace(
        go.Heatmap(
            z=share.to_numpy(float).tolist(),
            x=list(months.values()),
            y=list(range(len(names))),
            text=gaps,
            texttemplate="%{text}",
            hovertext=texts,
            hovertemplate="%{hovertext}<extra></extra>",
            zmin=0,
            zmax=100,
            colorscale=[[0, FAINT], [0.5, PAPER], [1, COVERED]],
            xgap=1,
            ygap=1,
            colorbar={"title": {"text": SHARE.in_language(language), "side": "right"}, "thickness": 10},
        )
    )
    figure.update_layout(
        xaxis={"type": "category", "showgrid": False, "fixedrange": True, "tickangle": -45},
        yaxis={
            "tickvals": list(range(len(names))), "ticktext": names, "autorange": "reversed", "showgrid": False,
            "fixedrange": True,
        },
    )  # fmt: skip
    return figure
