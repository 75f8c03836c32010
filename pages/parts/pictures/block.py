"""What every page of a building block begins with, made once for a view and a choice, and kept."""

from __future__ import annotations

import pandas as pd

from analytics import charts
from analytics.catalogue.kinds import Block
from analytics.exports import Column
from analytics.findings.compare import levels_of
from analytics.findings.furthest import furthest
from analytics.findings.standing import standing, standing_sentence, why_no_row
from data.text import Language, Text
from pages.parts import answers, columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Picture, Sheet
from pages.parts.session import View
from pages.parts.words import say

STRIP = Text("Indicators of the block", "本板块指标")
LISTED = 6
SHAPE = (
    *(columns.CODE, columns.INDICATOR, columns.MEASURE, *columns.values(), columns.STATE, columns.PROVISIONAL),
    *(Column("target", Text("Target", "目标值"), "number", 2), Column("met", Text("Met", "是否达标"), "yes_no")),
    *(Column("remark", Text("Remark", "备注")), *columns.SUMS, *columns.REPORTED),
)


@keep(MOST_KEPT)
def strip(view: View, block: Block, unit_id: str, period_id: str, language: Language) -> Picture:
    """All the block's indicators of one unit against their targets, with the county's values beside a part of it."""
    directory, names = session.units(view), session.names(view, language)
    indicators = {key: found for key, found in session.indicators(view).items() if found.block is block}
    county = directory.at_level(unit_id, "county")
    reference = county.id if county is not None and county.id != unit_id else ""
    cells = _cells(view, block, unit_id, period_id)
    rows = standing(cells[cells["org_unit_id"] == unit_id], indicators)
    why = {key: why_no_row(found) for key, found in indicators.items()}
    sentence = standing_sentence(names[unit_id], rows)
    figure = charts.strip(
        rows, indicators, charts.Words(sentence=say(sentence)), language,
        name=names[unit_id], references=levels_of(cells, reference), reference_name=names.get(reference, ""), why=why,
    )  # fmt: skip
    absent = rows["state"].isna()
    remarks = [say(why[key]) if gone else "" for key, gone in zip(rows["indicator"], absent, strict=True)]
    table = columns.with_indicator(rows, indicators, language).assign(remark=remarks)
    return Picture(figure, sentence, Sheet(STRIP, SHAPE, table, tuple(indicators.values()), language))


@keep(MOST_KEPT)
def weakest(view: View, block: Block, unit_id: str, period_id: str) -> list[tuple[str, float, int]]:
    """The units right below that are furthest from the block's targets, the furthest first, each with its mean
    distance in per cent of the way and how many of them it misses; none where nobody misses any."""
    aimed = {key: found for key, found in session.indicators(view).items() if found.block is block and found.target}
    cells = _cells(view, block, unit_id, period_id)
    far = furthest(cells[cells["org_unit_id"].isin(_below(view, unit_id, period_id))], aimed)
    some = far[far["missed"] > 0].head(LISTED)
    columns = (some[name] for name in ("org_unit_id", "distance", "missed"))
    return [(str(unit), float(far), int(missed)) for unit, far, missed in zip(*columns, strict=True)]


def _cells(view: View, block: Block, unit_id: str, period_id: str) -> pd.DataFrame:
    """The block's indicators of the unit, its county and the units right below, asked for at once."""
    indicators = tuple(key for key, found in session.indicators(view).items() if found.block is block)
    county = session.units(view).at_level(unit_id, "county")
    shown = (unit_id, *([county.id] if county else []), *_below(view, unit_id, period_id))
    return answers.cells(view, indicators, tuple(dict.fromkeys(shown)), (period_id,))


def _below(view: View, unit_id: str, period_id: str) -> list[str]:
    return [unit.id for unit in session.units(view).children(unit_id, session.periods(view)[period_id].end)]
