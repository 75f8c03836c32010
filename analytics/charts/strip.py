"""All the indicators of a building block at once: value, interval and target of one unit, one row each.

Percentages lie between 0 and 100; other measures have each a scale of its own, so their figures stand at the right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.catalogue.kinds import Indicator, Sense
from analytics.charts import figures as go
from analytics.charts.hover import hover
from analytics.charts.labels import plain, room_for, two_lines
from analytics.charts.parts import GAP, add_key, key_of, verdict_in
from analytics.charts.rows import draw_right_column, labelled_axes, places_of
from analytics.charts.theme import (
    BETTER,
    COUNTY,
    FAINT,
    GRID,
    SOFT_INK,
    WHISKER,
    WORSE,
    Look,
    Words,
    canvas,
    look_of,
    marker_of,
)
from analytics.round_figures import format_target
from analytics.words import (
    STATES,
    Reading,
    Verdict,
    format_interval,
    format_period,
    format_value,
    is_percent,
    number,
    rows_of,
)
from data.text import Language, Text

ROW = 36
ENDS = (-0.03, 1.06)
SAID: Mapping[Verdict, Text] = {
    Verdict.SURELY_BETTER: Text("beyond the target, surely", "优于目标，差异极显著"),
    Verdict.BETTER: Text("beyond the target", "优于目标，差异显著"),
    Verdict.SIMILAR: Text("no clear difference from the target", "与目标无明显差异"),
    Verdict.WORSE: Text("short of the target, beyond 95%", "未达目标，差异显著"),
    Verdict.SURELY_WORSE: Text("short of the target, beyond 99.8%", "未达目标，差异极显著"),
    Verdict.SURELY_HIGHER: Text("higher than the target", "高于目标"),
    Verdict.HIGHER: Text("higher than the target", "高于目标"),
    Verdict.LOWER: Text("lower than the target", "低于目标"),
    Verdict.SURELY_LOWER: Text("lower than the target", "低于目标"),
    Verdict.TOO_FEW: Text("too few to judge", "基数过小，不作评判"),
    Verdict.NOT_COMPARED: Text("no target", "未设目标"),
}
MET, MISSED = Look(BETTER, "circle"), Look(WORSE, "triangle-down-open", 1.15)
"""Of a target that is all or none: it is met, or it is not, and chance has no say."""
BARE: Mapping[bool, tuple[str, Text]] = {
    True: ("●", Text("all or none: target met", "目标为100%或0%：已达标")),
    False: ("▽", Text("all or none: target not met", "目标为100%或0%：未达标")),
}
SHORT_BY = Text("{by} short", "差{by}")
TARGET, OWN_SCALE = Text("target", "目标"), Text("not a percentage: a scale of its own", "非百分比指标各用其刻度")


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator: its cell (None where there is none, then `why` says why), target and the reference beside it."""

    indicator: Indicator
    cell: Reading | None
    verdict: str | None
    met: bool | None
    reference: float | None
    why: Text
    period: str

    @property
    def bare(self) -> bool | None:
        """Whether a target that is all or none is met; None where there is no such target or no value."""
        return self.met if self.indicator.all_or_nothing else None

    @property
    def look(self) -> Look:
        provisional = bool(self.cell and self.cell.provisional)
        if self.bare is None:
            return look_of(self.verdict, provisional)
        return MET if self.bare else MISSED

    @property
    def full(self) -> float:
        """The value at the right end of the row."""
        if is_percent(self.indicator):
            return 100.0
        target = self.indicator.target.value if self.indicator.target else None
        known = [self.cell.value if self.cell else None, target, self.reference]
        return 1.25 * max((value for value in known if value is not None), default=1.0) or 1.0

    def place(self, value: float | None) -> float | None:
        """Where a value lies, at most just beyond the ends."""
        return None if value is None else max(ENDS[0] + 0.01, min(ENDS[1] - 0.01, value / self.full))


def strip(
    frame: pd.DataFrame,
    indicators: Mapping[str, Indicator],
    words: Words,
    language: Language,
    *,
    name: str,
    references: Mapping[str, float],
    reference_name: str,
    why: Mapping[str, Text],
) -> go.Figure:
    """`frame` is `findings.standing`'s; `references` are the values of the unit `reference_name` by indicator, `why`
    says of an indicator without a cell why there is none."""
    rows = [_row(row, indicators, references, why) for row in rows_of(frame)]
    titles = [f"{row.indicator.code} {row.indicator.title.in_language(language)}" for row in rows]
    figures = [_figures(row, language) for row in rows]
    widest = [_plain_figures(row, language) for row in rows]
    figure = canvas(words, max(len(rows), 1) * ROW, left=room_for(titles, 37), right=room_for(widest, 40), bottom=60)
    _draw_tracks(figure, rows)
    _draw_references(figure, rows)
    _draw_cells(figure, rows, name, language)
    figure.update_layout(
        xaxis={
            "range": list(ENDS), "tickvals": [0, 0.5, 1], "ticktext": ["0", "50%", "100%"], "fixedrange": True,
            "gridcolor": GRID,
        },
        **labelled_axes([two_lines(title) for title in titles], figures, {"size": 12}),
    )  # fmt: skip
    figure.update_yaxes(showgrid=False)
    draw_right_column(figure)
    add_key(figure, _key(rows, reference_name if references else "", language), below=34)
    return figure


def _row(
    row: Mapping[str, object],
    indicators: Mapping[str, Indicator],
    references: Mapping[str, float],
    why: Mapping[str, Text],
) -> Row:
    key = str(row["indicator"])
    there = isinstance(row["state"], str)
    cell = Reading.of(row) if there else None
    return Row(
        indicators[key],
        cell,
        verdict_in(row),
        None if (met := number(row["met"])) is None else bool(met),
        references.get(key),
        why.get(key, Text("", "")),
        str(row["period_id"]) if there else "",
    )


def _draw_tracks(figure: go.Figure, rows: Sequence[Row]) -> None:
    """A pale track a row that has a value, and the interval on it; where there is none words stand in its place."""
    along: list[float | None] = []
    across: list[float | None] = []
    for place, row in zip(places_of(len(rows)), rows, strict=True):
        if row.cell and row.cell.lower is not None and row.cell.upper is not None:
            along += [row.place(row.cell.lower), row.place(row.cell.upper), None]
            across += [place, place, None]
    valued = [
        place for place, row in zip(places_of(len(rows)), rows, strict=True) if row.cell and row.cell.value is not None
    ]
    tracks = [end for _ in valued for end in (0.0, 1.0, None)]
    heights = [end for place in valued for end in (place, place, None)]
    for x, y, line in (
        (tracks, heights, {"color": GRID, "width": 6}),
        (along, across, {"color": WHISKER, "width": 2.5}),
    ):
        figure.add_trace(go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip"))


def _draw_references(figure: go.Figure, rows: Sequence[Row]) -> None:
    """The unit above as a coloured tick, the target as an ink bracket."""
    places = places_of(len(rows))
    targets = [row.place(row.indicator.target.value) if row.indicator.target else None for row in rows]
    for values, colour, size in (
        ([row.place(row.reference) for row in rows], COUNTY, 16),
        (targets, SOFT_INK, 22),
    ):
        marks = {"symbol": "line-ns", "size": size, "color": colour, "line": {"color": colour, "width": 2.5}}
        figure.add_trace(go.Scatter(x=values, y=places, mode="markers", marker=marks, hoverinfo="skip"))


def _draw_cells(figure: go.Figure, rows: Sequence[Row], name: str, language: Language) -> None:
    looks = [row.look for row in rows]
    known = [row.cell is not None and row.cell.value is not None for row in rows]
    marker = marker_of(looks, 12)
    marker["size"] = [size if yes else 0 for size, yes in zip(marker["size"], known, strict=True)]
    figure.add_trace(
        go.Scatter(
            x=[row.place(row.cell.value) if row.cell and yes else 0.0 for row, yes in zip(rows, known, strict=True)],
            y=places_of(len(rows)), mode="markers+text", marker=marker,
            text=["" if yes else _absent(row, language) for row, yes in zip(rows, known, strict=True)],
            textposition="middle right", textfont={"color": SOFT_INK, "size": 12},
            hovertext=[_hover(row, name, language) for row in rows], hoverinfo="text", cliponaxis=False,
        )
    )  # fmt: skip


def _absent(row: Row, language: Language) -> str:
    if row.cell is None:
        return row.why.in_language(language)
    mark = STATES[row.cell.state]
    return f"{mark.glyph} {mark.name.in_language(language)}"


def _hover(row: Row, name: str, language: Language) -> str:
    if row.cell is None:
        return f"{plain(row.indicator.title.in_language(language))}<br>{row.why.in_language(language)}"
    text = hover(name, row.cell, row.indicator, language, format_period(row.period, language))
    if row.bare is not None:
        text += f"<br>{BARE[row.bare][1].in_language(language)}"
    elif row.verdict and row.cell.value is not None:
        text += f"<br>{SAID[Verdict(row.verdict)].in_language(language)}"
    return text


def _figures(row: Row, language: Language) -> str:
    """The value in ink, its interval in grey, the target at the end."""
    value, interval, target = _parts(row, language)
    return f'<b>{value}</b>  <span style="color:{SOFT_INK}">{interval}</span>  {target}'


def _plain_figures(row: Row, language: Language) -> str:
    return "   ".join(_parts(row, language))


def _parts(row: Row, language: Language) -> tuple[str, str, str]:
    indicator, cell, value, interval = row.indicator, row.cell, "", ""
    if cell and cell.value is not None:
        value = format_value(cell.value, indicator, language, unit=True)
        if cell.lower is not None and cell.upper is not None:
            interval = format_interval(cell.lower, cell.upper, indicator, language)
    aim = ""
    if indicator.target:
        sign = "≥" if indicator.target.sense is Sense.AT_LEAST else "≤"
        aim = f"{sign} {format_target(indicator.target.value, indicator, language)}"
        if row.met is False and cell and cell.value is not None:
            gap = format_value(abs(indicator.target.value - cell.value), indicator, language)
            aim += f" · {SHORT_BY.fill(by=gap.removesuffix('%')).in_language(language)}"
    return value, interval, aim


def _key(rows: Sequence[Row], reference: str, language: Language) -> str:
    cells = [row.cell for row in rows if row.cell]
    states = {cell.state for cell in cells}
    valued = [
        row.verdict or Verdict.NOT_COMPARED
        for row in rows
        if row.cell and row.cell.value is not None and row.bare is None
    ]
    parts = [f'<span style="color:{SOFT_INK}"><b>|</b></span> {TARGET.in_language(language)}']
    if reference:
        parts.append(f'<span style="color:{COUNTY}"><b>|</b></span> {plain(reference)}')
    parts.append(key_of(language, valued, states, any(cell.provisional for cell in cells), SAID))
    parts += [
        f'<span style="color:{look.colour}">{BARE[met][0]}</span> {BARE[met][1].in_language(language)}'
        for met, look in ((True, MET), (False, MISSED))
        if any(row.bare is met for row in rows)
    ]
    if any(not is_percent(row.indicator) for row in rows):
        parts.append(f'<span style="color:{FAINT}">—</span> {OWN_SCALE.in_language(language)}')
    return GAP.join(part for part in parts if part)
