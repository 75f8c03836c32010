"""The first rows of an indicator table as the file will have them, and what is said of it; kept by view and choice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyarrow as pa

from analytics.exports.batches import Table, Units, batches
from analytics.exports.choice import Choice, Layout, count_rows, demand_split, is_internal
from analytics.exports.stream import spoken
from analytics.exports.table import Column
from analytics.exports.take_away import table_of
from data.queries.export_rows import levels_at_or_below
from data.store import Reader
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
        table = table_of(reader, choice, language, session.indicators(view), levels(view, choice.unit))
        names = [column.key for column in table.columns]
        first = _first_rows(reader, table, rows) if rows else None
        internal = rows > 0 and is_internal(reader, choice)
    if first is None:
        return Glimpse(rows, table.columns, pa.table({}), internal)
    return Glimpse(rows, table.columns, pa.table(spoken(first, table.columns, language), names), internal)


def _first_rows(reader: Reader, table: Table, rows: int) -> pa.Table | None:
    """The first of a table's `rows`, of which no more is made than they need."""
    units, found = Units.asked(reader, table.choice, table.language), list[pa.Table]()
    for part in [table.choice] if rows <= SHOWN else _parts(table.choice):
        for made in batches(reader, replace(table, choice=part), units):
            found.append(made)
            if sum(batch.num_rows for batch in found) >= SHOWN:
                return pa.concat_tables(found).slice(0, SHOWN)
    return pa.concat_tables(found) if found else None


def _parts(choice: Choice) -> Iterator[Choice]:
    """The choice in the least parts whose rows follow each other."""
    indicators = [choice.indicators] if choice.layout is Layout.INDICATORS else [(key,) for key in choice.indicators]
    periods = [choice.periods] if choice.layout is Layout.PERIODS else [(key,) for key in choice.periods]
    return (replace(choice, indicators=some, periods=when) for some in indicators for when in periods)
