"""Money planned against spent: the plan a pale bar, what was spent a dark one within it, the share at the end."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for
from analytics.charts.parts import GAP
from analytics.charts.rows import places_of, row_axes
from analytics.charts.theme import FAINT, PRIMARY, Words
from analytics.charts.whole import RIGHT_COLUMN, whole
from analytics.words import format_number, number, rows_of
from data.text import Language, Text

ROW = 30
PLANNED, SPENT = Text("planned", "安排"), Text("spent", "支出")
UNIT = Text("ten thousand yuan", "万元")
YEAR = Text("{year}: {purpose}", "{year}年{purpose}")


def planned(frame: pd.DataFrame, purposes: Mapping[str, Text], words: Words, language: Language) -> go.Figure:
    """`frame`: `year`, `purpose`, `allocated`, `spent`, `share` (%), a row each in the order of the picture."""
    rows = rows_of(frame)
    names = [YEAR.fill(year=row["year"], purpose=purposes[row["purpose"]]).in_language(language) for row in rows]
    shares = [number(row["share"]) for row in rows]
    shown = ["—" if share is None else f"{format_number(share, language)}%" for share in shares]
    places = places_of(len(rows))
    texts = [_hover(name, row, language) for name, row in zip(names, rows, strict=True)]
    bars = [
        go.Bar(
            x=[row[key] for row in rows], y=places, orientation="h", width=width, marker={"color": colour},
            hovertext=texts, hoverinfo="text",
        )
        for key, width, colour in (("allocated", 0.7, FAINT), ("spent", 0.34, PRIMARY))
    ]  # fmt: skip
    most = max((max(row["allocated"], row["spent"]) for row in rows), default=1.0)
    marks = ((FAINT, PLANNED), (PRIMARY, SPENT))
    said = [f'<span style="color:{colour}">■</span> {name.in_language(language)}' for colour, name in marks]
    axes = row_axes(names, shown)
    axes["yaxis"]["ticktext"] = [plain(name) for name in names]
    return whole(
        words, len(rows) * ROW + 10, [*bars, RIGHT_COLUMN], GAP.join([*said, UNIT.in_language(language)]),
        left=room_for(names, 46), right=room_for(shown), bottom=66, below=36, barmode="overlay",
        xaxis={"range": [0, most * 1.03], "fixedrange": True}, **axes,
    )  # fmt: skip


def _hover(name: str, row: Mapping[str, float], language: Language) -> str:
    unit = UNIT.in_language(language)
    lines = [
        f"{said.in_language(language)} {format_number(row[key], language)} {unit}"
        for key, said in (("allocated", PLANNED), ("spent", SPENT))
    ]
    return "<br>".join([f"<b>{plain(name)}</b>", *lines])
