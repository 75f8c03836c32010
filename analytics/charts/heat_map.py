"""Units against indicators: colour is the distance from the target (or the county's value) on the good or bad side.

An indicator nobody judges and one without a reference stay white; a cell without a value is hatched and has its glyph.
Where cells are judged, one that chance may explain stays pale, however far away: one secretary is no rate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analytics.charts import figures as go
from analytics.charts.hover import hover
from analytics.charts.labels import plain, room_for, short, two_lines, width_of
from analytics.charts.parts import GAP, Benchmark, add_key, key_of, verdict_in
from analytics.charts.theme import (
    BETTER,
    FAINT,
    GOODNESS,
    GRID,
    INK,
    PAPER,
    SOFT_INK,
    STATE_FILL,
    STATE_HATCH,
    WORSE,
    Words,
    canvas,
)
from analytics.words import (
    STATES,
    VERDICTS,
    Measured,
    Reading,
    Verdict,
    format_period,
    format_value,
    is_percent,
    rows_of,
)
from data.text import Language, Text

FULL_COLOUR = 0.4
"""Two fifths away from the reference a cell has its full colour."""
FULL_POINTS = 20.0
"""Percentage points of full colour where the reference is 0."""
PALE = 0.2
"""What is left of the colour where the difference is within chance, or too few to judge."""
CELL = 36
ROOMY = 10
"""Columns up to which a value and its sign fit beside each other."""
CROWDED = 26
"""Columns from which on no value fits: colours, and words where one points."""
SCALE = (
    Text("on the bad side of the reference", "差于参照值"),
    Text("at it", "持平"),
    Text("on the good side", "优于参照值"),
)
MOST_UPRIGHT = 84
"""Narrow characters of all headings together that fit beside one another."""
AGAINST = Text("{name}: {value}", "{name}：{value}")


@dataclass(frozen=True, slots=True)
class Cell:
    across: int
    down: int
    reading: Reading
    indicator: Measured
    verdict: str | None
    text: str
    hover: str
    goodness: float | None


def heat_map(
    frame: pd.DataFrame,
    indicators: Mapping[str, Measured],
    words: Words,
    language: Language,
    *,
    references: Mapping[str, Benchmark],
    across: Literal["units", "indicators"] = "units",
) -> go.Figure:
    """`frame` is long (`org_unit_id`, `name`, evaluate's columns, optional `verdict`); rows and columns keep its order
    of units and the order of `indicators`. `references` holds an indicator's target or benchmark by id."""
    names = dict(zip(frame["org_unit_id"].astype(str), frame["name"].astype(str), strict=True))
    units = {unit: place for place, unit in enumerate(names)}
    order = {indicator: place for place, indicator in enumerate(indicators)}
    cells = [
        _cell(row, units[str(row["org_unit_id"])], order[row["indicator"]], indicators, references, language, across)
        for row in rows_of(frame)
        if row["indicator"] in order
    ]
    titles = [indicator.title.in_language(language) for indicator in indicators.values()]
    columns, rows = (list(names.values()), titles) if across == "units" else (titles, list(names.values()))
    return _figure(cells, columns, rows, words, language)


def goodness(value: float, reference: float, indicator: Measured) -> float | None:
    """How far on the good (+1) or bad (−1) side of the reference; None where nobody judges."""
    if indicator.better == "neutral":
        return None
    full = abs(reference) * FULL_COLOUR or (FULL_POINTS if is_percent(indicator) else max(abs(value), 1.0))
    side = -1.0 if indicator.better == "lower" else 1.0
    return max(-1.0, min(1.0, side * (value - reference) / full))


def _cell(
    row: dict[str, object],
    unit: int,
    place: int,
    indicators: Mapping[str, Measured],
    references: Mapping[str, Benchmark],
    language: Language,
    across: str,
) -> Cell:
    indicator, reading = indicators[str(row["indicator"])], Reading.of(row)
    verdict = verdict_in(row)
    reference = references.get(str(row["indicator"]))
    known = reading.value is not None and reference is not None
    return Cell(
        *((unit, place) if across == "units" else (place, unit)),
        reading,
        indicator,
        verdict,
        _text(reading, indicator, language),
        _hover(row, reading, indicator, verdict, reference, language),
        _faded(goodness(reading.value, reference.value, indicator), verdict)
        if known and reading.value is not None and reference
        else None,
    )


def _faded(shade: float | None, verdict: str | None) -> float | None:
    within_chance = verdict in (Verdict.SIMILAR, Verdict.TOO_FEW)
    return shade * PALE if shade is not None and within_chance else shade


def _text(reading: Reading, indicator: Measured, language: Language) -> str:
    if reading.value is None:
        return STATES[reading.state].glyph
    return format_value(reading.value, indicator, language).removesuffix("%")


def _sign(verdict: str | None) -> str:
    """The glyph of a verdict that points somewhere, twice where it is sure; nothing for the others."""
    pointing = verdict not in (None, Verdict.SIMILAR, Verdict.TOO_FEW, Verdict.NOT_COMPARED)
    return VERDICTS[Verdict(verdict)].glyph if pointing and verdict else ""


def _hover(
    row: dict[str, object],
    reading: Reading,
    indicator: Measured,
    verdict: str | None,
    reference: Benchmark | None,
    language: Language,
) -> str:
    text = hover(
        str(row["name"]), reading, indicator, language, format_period(str(row["period_id"]), language), verdict
    )
    if reference is None:
        return text
    against = AGAINST.fill(name=reference.name, value=format_value(reference.value, indicator, language))
    return f"{text}<br>{plain(against.in_language(language))}"


def _figure(
    cells: Sequence[Cell], columns: Sequence[str], rows: Sequence[str], words: Words, language: Language
) -> go.Figure:
    heads = min(max((width_of(name) for name in columns), default=4), 22)
    turned, upended = heads * len(columns) > MOST_UPRIGHT, len(columns) >= CROWDED
    figure = canvas(
        words,
        max(len(rows), 1) * CELL,
        left=room_for(rows, 38),
        right=16 + (heads * 5 if turned and not upended else 0),
        bottom=40,
        top=round(heads * (6.6 if upended else 4.6)) + 8 if turned else 22,
    )
    figure.update_layout(bargap=0, barmode="overlay")
    figure.add_trace(_colours(cells, len(columns), len(rows)))
    for state in STATE_FILL:
        _add_hatched(figure, [cell for cell in cells if cell.reading.state == state], state)
    figure.update_layout(
        xaxis={
            "side": "top", "tickvals": list(range(len(columns))), "ticktext": [short(name, 22) for name in columns],
            "tickangle": -90 if upended else -35 if turned else 0, "range": [-0.5, len(columns) - 0.5],
            "showgrid": False, "fixedrange": True,
        },
        yaxis={
            "tickvals": [-place for place in range(len(rows))], "ticktext": [two_lines(name) for name in rows],
            "tickfont": {"size": 12},
            "range": [-len(rows) + 0.5, 0.5], "showgrid": False, "fixedrange": True,
        },
    )  # fmt: skip
    states = {cell.reading.state for cell in cells}
    key = key_of(language, (cell.verdict for cell in cells if _sign(cell.verdict)), states)
    add_key(figure, GAP.join(part for part in (_scale_key(cells, language), key) if part), below=10)
    return figure


def _scale_key(cells: Sequence[Cell], language: Language) -> str:
    """What the colours say; empty where no cell is coloured."""
    if all(cell.goodness is None for cell in cells):
        return ""
    colours = (WORSE, FAINT, BETTER)
    parts = zip(colours, SCALE, strict=True)
    return GAP.join(f'<span style="color:{colour}">■</span> {text.in_language(language)}' for colour, text in parts)


def _colours(cells: Sequence[Cell], across: int, down: int) -> go.Heatmap:
    grid: list[list[float | None]] = [[None] * across for _ in range(down)]
    texts = [[""] * across for _ in range(down)]
    hovers = [[""] * across for _ in range(down)]
    for cell in cells:
        has_value = cell.reading.value is not None
        grid[cell.down][cell.across] = (cell.goodness or 0.0) if has_value else None
        sign = _sign(cell.verdict) if has_value else ""
        if across < CROWDED:
            texts[cell.down][cell.across] = cell.text + (f"<br>{sign}" if sign and across > ROOMY else sign)
        hovers[cell.down][cell.across] = cell.hover
    return go.Heatmap(
        z=grid, x=list(range(across)), y=[-place for place in range(down)], text=texts, texttemplate="%{text}",
        textfont={"size": 12 if across <= ROOMY else 11, "color": INK}, hovertext=hovers, hoverinfo="text",
        hoverongaps=False,
        zmin=-1, zmax=1, colorscale=[list(stop) for stop in GOODNESS], showscale=False, xgap=2, ygap=2,
    )  # fmt: skip


def _add_hatched(figure: go.Figure, cells: Sequence[Cell], state: str) -> None:
    """Cells of one state as hatched tiles with its glyph."""
    if not cells:
        return
    figure.add_trace(
        go.Bar(
            x=[cell.across for cell in cells], base=[-cell.down - 0.47 for cell in cells], y=[0.94] * len(cells),
            width=0.96,
            marker={
                "color": STATE_FILL[state], "line": {"color": PAPER, "width": 1},
                "pattern": {"shape": STATE_HATCH[state], "fgcolor": GRID, "size": 6, "solidity": 0.3},
            },
            text=[cell.text for cell in cells], textposition="inside", insidetextanchor="middle",
            textfont={"color": SOFT_INK, "size": 13}, hovertext=[cell.hover for cell in cells], hoverinfo="text",
        )
    )  # fmt: skip
