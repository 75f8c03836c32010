"""The first rows of an indicator table as the file will have them, and what is said of it; kept by view and choice."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pyarrow as pa

from analytics.exports.batches import batches
from analytics.exports.choice import Choice, Layout, count_rows, demand_split, is_internal
from analytics.exports.stream import spoken
from analytics.exports.table import Column
from analytics.exports.take_away import table_of
from data.queries.export_rows import levels_at_or_below
from data.text import Language
from pages.parts import session
from pages.parts.keeping import keep
from pages.parts.pictures import MOST_KEPT
from pages.parts.session import View

SHOWN = 20


@dataclass(frozen=True)
class Glimpse:
    """How many rows there are, the first of them in words, their columns, and whether the file is internal."""

    rows: int
    columns: tuple[Column, ...]
    first: pa.Table
    internal: bool


@keep(MOST_KEPT)
def levels(view: View, unit_id: str) -> dict[str, int]:
    """The levels at or below a unit, with the number of units."""
    with session.reader(view) as reader:
        return levels_at_or_below(reader, unit_id)


@keep(MOST_KEPT)
def glimpse(view: View, choice: Choice, language: Language) -> Glimpse:
    """Counted over everything; of the rows only the first are made. `DataError` where the choice cannot be split."""
    with session.reader(view) as reader:
        demand_split(reader, choice)
        rows = count_rows(reader, choice)
        table = table_of(reader, choice, language, session.indicators(view))
        begin = replace(table, choice=_beginning(choice))
        names = [column.key for column in table.columns]
        first = next(batches(reader, begin), None) if rows else None
        internal = rows > 0 and is_internal(reader, choice)
    if first is None:
        return Glimpse(rows, table.columns, pa.table({}), internal)
    return Glimpse(
        rows, table.columns, pa.table(spoken(first.slice(0, SHOWN), table.columns, language), names), internal
    )


def _beginning(choice: Choice) -> Choice:
    """The part of the choice in which the first rows lie."""
    if choice.layout is Layout.INDICATORS:
        return replace(choice, periods=choice.periods[:1])
    if choice.layout is Layout.PERIODS:
        return replace(choice, indicators=choice.indicators[:1])
    return replace(choice, indicators=choice.indicators[:1], periods=choice.periods[:1])
