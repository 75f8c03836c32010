"""Units against rules: a mark for each answer, so that one sees who meets what and of whom nothing is known."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.labels import plain, room_for, wrap
from analytics.charts.parts import GAP, add_key
from analytics.charts.rows import highlight, places_of, plot_height, row_axes
from analytics.charts.theme import FOCUS, PALE_WORSE, SIMILAR, SOFT_INK, WORSE, Words, canvas
from analytics.words import rows_of
from data.text import Language

HEAD, HEAD_WIDTH, HEAD_LINES = 66, 17, 3
"""Pixels above the plot for the rules' names, their width in columns, their lines at most."""


@dataclass(frozen=True, slots=True)
class Sign:
    """How an answer looks: its glyph and its name in the reader's language; `alarming` ones stand out."""

    glyph: str
    name: str
    alarming: bool = False
    strong: bool = False


def rule_matrix(
    frame: pd.DataFrame,
    rules: Mapping[str, str],
    signs: Mapping[str, Sign],
    words: Words,
    language: Language,
    *,
    focus: Collection[str] = (),
) -> go.Figure:
    """`frame`: a row a unit with `org_unit_id`, `name` and by rule the code of an answer (a key of `signs`) and its
    reason under `{rule} reason` (None: none). `rules`: by column what it is called. Drawn in the frame's order."""
    rows = rows_of(frame)
    names = [str(row["name"]) for row in rows]
    figure = canvas(words, plot_height(len(rows)), left=room_for(names), right=30, bottom=44, top=HEAD)
    highlight(figure, [str(row["org_unit_id"]) for row in rows], focus)
    places = places_of(len(rows))
    for code, sign in signs.items():
        found = [
            (place, at, row, rule)
            for place, rule in enumerate(rules)
            for row, at in zip(rows, places, strict=True)
            if row[rule] == code
        ]
        if found:
            _draw(figure, found, sign, rules)
    figure.update_layout(
        xaxis={
            "tickvals": list(range(len(rules))), "ticktext": [_head(name) for name in rules.values()],
            "range": [-0.5, max(len(rules), 1) - 0.5], "side": "top", "tickangle": 0, "fixedrange": True,
            "showgrid": False, "tickfont": {"size": 12, "color": SOFT_INK},
        },
        **{key: axis for key, axis in row_axes(names, [""] * len(names)).items() if key == "yaxis"},
    )  # fmt: skip
    present = {row[rule] for row in rows for rule in rules}
    add_key(figure, _key([sign for code, sign in signs.items() if code in present]), below=12)
    return figure


def _head(name: str) -> str:
    return "<br>".join(plain(line) for line in wrap(name, HEAD_WIDTH)[:HEAD_LINES])


Cell = tuple[int, float, Mapping[str, object], str]


def _draw(figure: go.Figure, found: Sequence[Cell], sign: Sign, rules: Mapping[str, str]) -> None:
    if sign.alarming:
        figure.add_trace(
            go.Scatter(
                x=[cell[0] for cell in found], y=[cell[1] for cell in found], mode="markers", hoverinfo="skip",
                marker={"symbol": "square", "size": 19, "color": PALE_WORSE, "opacity": 1},
            )
        )  # fmt: skip
    colour = WORSE if sign.alarming else FOCUS if sign.strong else SIMILAR
    figure.add_trace(
        go.Scatter(
            x=[cell[0] for cell in found], y=[cell[1] for cell in found], mode="text", text=[sign.glyph] * len(found),
            textfont={"size": 13, "color": colour}, hoverinfo="text",
            hovertext=[_hover(row, rule, sign, rules) for _, _, row, rule in found],
        )
    )  # fmt: skip


def _hover(row: Mapping[str, object], rule: str, sign: Sign, rules: Mapping[str, str]) -> str:
    reason = row.get(f"{rule} reason")
    said = str(reason) if isinstance(reason, str) else f"{rules[rule]}: {sign.name}"
    return f"<b>{plain(str(row['name']))}</b><br>{sign.glyph} {plain(said)}"


def _key(signs: Sequence[Sign]) -> str:
    colours = [WORSE if sign.alarming else FOCUS if sign.strong else SIMILAR for sign in signs]
    return GAP.join(
        f'<span style="color:{colour}">{sign.glyph}</span> {plain(sign.name)}'
        for sign, colour in zip(signs, colours, strict=True)
    )
