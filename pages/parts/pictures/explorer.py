"""What the page of two indicators shows, made once for a view and a choice, and kept."""

from __future__ import annotations

from dataclasses import replace

from analytics import charts
from analytics.catalogue.kinds import Indicator
from analytics.exports import Column
from analytics.findings.explorer import linked
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.session import View
from pages.parts.units import Unit
from pages.parts.words import say

PAIRS = Text("Two indicators", "两项指标")


@keep(MOST_KEPT)
def pairs(
    view: View, keys: tuple[str, str], unit_id: str, units: tuple[str, ...], period_id: str, language: Language
) -> Picture:
    """The units as points with both intervals, and whether the two indicators go together."""
    known, directory = session.indicators(view), session.units(view)
    both = (known[keys[0]], known[keys[1]])
    cells = answers.cells(view, keys, units, (period_id,))
    across, up = (cells[cells["indicator"] == key].reset_index(drop=True) for key in keys)
    found = linked(across, up, both, directory[units[0]].level)
    sentence = found.sentence()
    if found.correlation.pairs == 0:
        return Picture(None, sentence, None)
    names = session.names(view, language)
    shown: list[Unit] = [directory[unit] for unit in units]
    first, second = (answers.named(side, shown, names) for side in (across, up))
    figure = charts.scatter(first, second, both, charts.Words(sentence=say(sentence)), language, focus={unit_id})
    rows = found.frame.assign(name=[names[str(unit)] for unit in found.frame["org_unit_id"]])
    shape = (columns.UNIT, columns.UNIT_CODE, *_side(both[0], "x"), *_side(both[1], "y"), columns.PROVISIONAL)
    return Picture(figure, sentence, Sheet(PAIRS, shape, rows, both, language))


def _side(indicator: Indicator, side: str) -> tuple[Column, ...]:
    """Value, interval, state and sums of one of the two, each headed by the indicator's code."""
    shape = (*columns.values(indicator), columns.STATE, *columns.SUMS)
    return tuple(
        replace(column, key=f"{side}_{column.key}", heading=Text(f"{code} {head.en}", f"{code} {head.zh}"))
        for column, head, code in ((column, column.heading, indicator.code) for column in shape)
    )
