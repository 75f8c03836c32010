"""The robustness card of one village: where it stands, what drives it, what would lift it, the county's stars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics import charts
from analytics.catalogue.kinds import Indicator
from analytics.charts import figures as go
from analytics.exports import Column
from analytics.findings import lift as lifting
from analytics.findings.sentences_of_strength import band_note, card_sentence, drivers_sentence, lift_sentence
from analytics.strength import Standing, Structure, drivers
from analytics.words import format_value, rows_of
from data.text import Language, Text
from pages.parts import columns, session, strength
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.pictures.strength import grades, stars
from pages.parts.session import View
from pages.parts.words import say

BLOCK = Column("block_title", Text("Building block", "队伍板块"))
PULLS = Text("What drives the index", "指数的影响因素")
LIFTS = Text("What would lift it", "提升路径")
NO_REASON = Text("", "")
PULL_SHAPE = (
    *(columns.CODE, columns.INDICATOR, BLOCK),
    columns.MEASURE,
    Column("real", Text("Its value", "本村值"), "number", 2),
    Column("usual", Text("Median of its track", "同组中位数"), "number", 2),
    Column("score", Text("Score", "得分"), "number"),
    Column("typical", Text("Usual score", "一般得分"), "number"),
    Column("share", Text("Share of the index's weight", "占指数权重"), "percent"),
    Column("pull", Text("Points of the index", "对指数的影响（分）"), "number", 2),
)
LIFT_SHAPE = (
    *(columns.CODE, columns.INDICATOR, columns.MEASURE),
    Column("value", Text("Now", "现值"), "number", 2),
    Column("needed", Text("Needed", "需达到"), "number", 2),
    Column("steps", Text("That is", "即")),
)
AGAINST = Text("{real} (median {usual})", "{real}（中位数{usual}）")
NOT_THERE = Text("no value", "无数值")
MOST_DRAWN = 6
"""So many indicators that hold back, and as many that lift."""


@dataclass(frozen=True)
class Card:
    """One village's card. `band`: what stands below the declared band; `bands`: the share of draws in each band;
    `pulls`: what drives it, with the table of all; `lift`: what would lift it, with a table where there is a way."""

    standing: Standing
    sentence: Text
    band: Text
    bands: go.Figure | None
    pulls: Picture
    lift: Picture
    stars: int | None


@keep(MOST_KEPT)
def card(
    view: View, county: str, village: str, period_id: str, structure: Structure, language: Language
) -> Card | None:
    """None where the village was not there in the period."""
    measured = strength.strength(view, county, period_id, structure)
    of = measured.standing(village) if measured else None
    if measured is None or of is None:
        return None
    name, narrowed = session.names(view, language)[village], measured.structure
    sentence, given = card_sentence(name, of, narrowed), stars(view, county, period_id).get(village)
    rating = None if given is None or pd.isna(given) else int(given)
    if of.reason is not None or of.band_shares is None:
        nothing = Picture(None, NO_REASON, None)
        return Card(of, sentence, NO_REASON, None, nothing, nothing, rating)
    shares = [100 * share for share in of.band_shares.values()]
    bar = charts.band_bar(shares, grades(narrowed, of.track, language), charts.Words(sentence=say(sentence)), language)
    pulls = _pulls(view, measured, village, language)
    return Card(of, sentence, band_note(of, narrowed), bar, pulls, _lift(view, measured, village, language), rating)


def _pulls(view: View, measured: strength.Measured, village: str, language: Language) -> Picture:
    known, table = session.indicators(view), drivers(measured.strength, village)
    titles = {block.id: block.title.in_language(language) for block in measured.structure.blocks}
    sentence = drivers_sentence(table, known)
    rows = columns.with_indicator(table, known, language).assign(share=100 * table["weight"])
    rows = rows.assign(block_title=rows["block"].map(titles), name=rows["title"], **_real(measured, village, rows))
    rows["shown"] = [_against(row, known[row["indicator"]], language) for row in rows_of(rows)]
    moved = rows[rows["pull"] != 0]
    drawn = moved if len(moved) <= 2 * MOST_DRAWN else pd.concat([moved.head(MOST_DRAWN), moved.tail(MOST_DRAWN)])
    figure = charts.pulls(drawn, charts.Words(sentence=say(sentence)), language) if len(drawn) else None
    return Picture(figure, sentence, Sheet(PULLS, PULL_SHAPE, rows, _of(known, list(rows["indicator"])), language))


def _real(measured: strength.Measured, village: str, rows: pd.DataFrame) -> dict[str, list[float]]:
    """By row the village's own value and the median of its track, in the indicator's unit; NaN where there is none."""
    values, tracks = measured.field.inputs.values, measured.strength.tracks
    usual = values[tracks.eq(tracks[village]).to_numpy(bool)].median()
    names = list(rows["indicator"])
    own = values.loc[[village], names].iloc[0]
    return {"real": own.to_numpy(float).tolist(), "usual": usual[names].to_numpy(float).tolist()}


def _against(row: Mapping[str, Any], indicator: Indicator, language: Language) -> str:
    """`30.00 hours (median 16.00)`: the unit's words once."""
    real = NOT_THERE if pd.isna(row["real"]) else lifting.shown(float(row["real"]), indicator)
    usual = NOT_THERE if pd.isna(row["usual"]) else format_value(float(row["usual"]), indicator, language)
    return AGAINST.fill(real=real, usual=usual).in_language(language)


def _lift(view: View, measured: strength.Measured, village: str, language: Language) -> Picture:
    known, structure = session.indicators(view), measured.structure
    figures = measured.field.cells
    cells = figures[(figures["org_unit_id"] == village) & figures["indicator"].isin(structure.indicators)]
    steps = lifting.steps_of(cells, structure, known)
    sought = lifting.seek(measured.field.inputs, structure, village, steps, measured.field.attributes)
    if sought.refused is not None:
        return Picture(None, sought.refused, None)
    found = sought.lift
    if found is None or not found.reachable:
        return Picture(None, lift_sentence(found, structure, {}), None)
    changes, bases = rows_of(found.changes), cells.set_index("indicator")["denominator"]
    shown = {
        row["indicator"]: (
            known[row["indicator"]].title,
            lifting.shown(row["value"], known[row["indicator"]]),
            lifting.shown(row["needed"], known[row["indicator"]]),
        )
        for row in changes
    }
    rows = columns.with_indicator(found.changes, known, language).assign(
        steps=[
            lifting.in_steps(
                row["needed"] - row["value"], known[row["indicator"]], float(bases[row["indicator"]]), language
            )
            for row in changes
        ]
    )
    sheet = Sheet(LIFTS, LIFT_SHAPE, rows, _of(known, list(shown)), language)
    return Picture(None, lift_sentence(found, structure, shown), sheet)


def _of(known: Mapping[str, Indicator], names: Sequence[str]) -> tuple[Indicator, ...]:
    return tuple(known[name] for name in names)
