"""A page of the ranks of very many units, which were worked out when the snapshot was built."""

from __future__ import annotations

import pandas as pd

from analytics.disclosure import disclosed
from analytics.words import format_number
from data.queries.unit_ranks import ranked_below, ranked_page
from data.text import Language, Text
from pages.parts import columns, session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT, Sheet
from pages.parts.pictures.league import LEAGUE, RANKS, Asked
from pages.parts.session import View
from pages.parts.units import Units

PAGE = 100
AMONG_ALL = Text(
    "Units {first} to {last} of {below}, each with its rank among all {ranked} units of the level in this store that "
    "have a value every reader may see. Ranks and their 95% intervals were worked out when the snapshot was built.",
    "第 {first} 至 {last} 个单位（共 {below} 个），位次为其在本库该层级全部 {ranked} 个有公开数值的单位中的位次。"
    "位次及其 95% 区间在快照生成时算定。",
)


@keep(MOST_KEPT)
def number(view: View, asked: Asked) -> int:
    """How many units of the level below the unit around have a rank."""
    with session.reader(view) as reader:
        return ranked_below(reader, asked.indicator, asked.period, asked.level, _within(view, asked))


@keep(MOST_KEPT)
def page(view: View, asked: Asked, first: int, language: Language) -> tuple[Sheet, Text]:
    """The units from the `first` on (0 is the best) with rank, interval and value, and what the page says of them."""
    with session.reader(view) as reader:
        within = _within(view, asked)
        ranks = ranked_page(reader, asked.indicator, asked.period, asked.level, within, first, PAGE).to_pandas()
        frame = disclosed(reader, [asked.indicator], ranks["org_unit_id"].tolist(), [asked.period])
    rows = ranks.merge(frame, on="org_unit_id", how="left", sort=False)
    directory = session.units(view)
    names = [_where(directory, unit, language) for unit in rows["org_unit_id"]]
    numbers = {key: pd.array(rows[key], dtype="Int64") for key in ("rank", "rank_lower", "rank_upper")}
    rows = rows.assign(name=names, tenth=100 * rows["bottom_tenth"].astype("Float64"), **numbers)
    indicator = session.indicators(view)[asked.indicator]
    shape = (columns.UNIT, columns.UNIT_CODE, *RANKS[:-1], *columns.values(indicator), columns.STATE, *columns.SUMS)
    said = {"first": first + 1, "last": first + len(rows), "below": number(view, asked), "ranked": rows["ranked"].max()}
    numbers_said = {key: format_number(float(value), language, 0) for key, value in said.items()}
    return Sheet(LEAGUE, shape, rows, (indicator,), language), AMONG_ALL.fill(**numbers_said)


def _where(directory: Units, unit_id: str, language: Language) -> str:
    """The unit with those above it up to its province: a name alone says little among so many."""
    above = [unit for unit in directory.above(unit_id) if unit.parent_id]
    return " · ".join(unit.name(language) for unit in (directory[unit_id], *above))


def _within(view: View, asked: Asked) -> str | None:
    return asked.around if session.units(view)[asked.around].parent_id else None
