"""What a snapshot says to the cells of a file: every part of the figures, in the file's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from analytics.catalogue.kinds import Indicator
from analytics.exports.asked import asked_unit
from analytics.exports.batches import Table, batches
from analytics.exports.choice import Choice, Layout, has_ranks
from analytics.exports.shape import columns_of
from analytics.exports.stream import spoken
from data.errors import DataError
from data.queries.export_rows import levels_of_units, unit_itself
from data.queries.units import units as ask_units
from data.store import Reader
from data.text import Language

Key = tuple[str, str, str]


OF_UNIT, OF_INDICATOR, OF_PERIOD = ("name", "level", "above"), ("code", "title", "measure"), ("provisional",)


def key_of(field: str, unit: str, code: str, period: str) -> Key | None:
    """Whose figure or name a cell is; None where the file does not say enough."""
    if field in OF_UNIT:
        return (unit, "", "") if unit else None
    if field in OF_INDICATOR:
        return ("", code, "") if code else None
    if field in OF_PERIOD:
        return ("", "", period) if period else None
    return (unit, code, period) if unit and code and period else None


@dataclass(frozen=True)
class Asked:
    """Whose figures the file holds: unit codes, indicators, periods; the unit they are held against; whether ranks."""

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    periods: tuple[str, ...]
    against: str
    ranks: bool
    language: Language


def truth(reader: Reader, asked: Asked, indicators: Mapping[str, Indicator]) -> dict[Key, dict[str, Any]]:
    """The parts of every figure by unit, code and period (and the names by unit and by code alone), states and verdicts
    in words; what is not there is missing.

    Made as the tables to take away are made, over all units of the levels in the file, so that ranks agree.
    """
    choice = _choice(reader, asked)
    if choice is None:
        return {}
    ranks = has_ranks(reader, choice)
    columns = columns_of(choice, indicators, ranks, {})
    table = Table(choice, columns, indicators, asked.language, ranks)
    wanted = set(asked.units)
    return dict(_figures(batches(reader, table), table, wanted))


def _choice(reader: Reader, asked: Asked) -> Choice | None:
    levels = levels_of_units(reader, asked.units)
    if not (levels and asked.indicators and asked.periods):
        return None
    unit = asked.against if asked.against and unit_itself(reader, asked.against).num_rows else _root(reader)
    return Choice(
        unit, tuple(levels), asked.indicators, asked.periods, Layout.LONG, asked.ranks and bool(asked.against)
    )


def _root(reader: Reader) -> str:
    """The unit above all others of the scope."""
    if reader.scope.unit is not None:
        return reader.scope.unit
    rows = ask_units(reader).select(["org_unit_id", "parent_id"]).to_pylist()
    top = [row["org_unit_id"] for row in rows if row["parent_id"] is None]
    try:
        return str(top[0]) if len(top) == 1 else asked_unit(reader, None)
    except DataError:
        return ""


def _figures(made: Iterator[pa.Table], table: Table, wanted: set[str]) -> Iterator[tuple[Key, dict[str, Any]]]:
    names = [column.key for column in table.columns]
    for batch in made:
        lists = [cells.to_pylist() for cells in spoken(batch, table.columns, table.language)]
        for row in zip(*lists, strict=True):
            figure = dict(zip(names, row, strict=True))
            if figure["org_unit_id"] in wanted:
                unit, code, period = figure["org_unit_id"], figure["code"], figure["period_id"]
                yield (unit, code, period), figure
                yield (unit, "", ""), figure
                yield ("", code, ""), figure
                yield ("", "", period), figure


def codes_of_names(reader: Reader) -> dict[str, str]:
    """Unit codes by name, in either language, for files without codes; names that occur twice are left out."""
    found: dict[str, set[str]] = {}
    for row in ask_units(reader).to_pylist():
        for name in {row["name_zh"], row["name_en"], (row["pinyin"] or "").capitalize()} - {None, ""}:
            found.setdefault(str(name), set()).add(str(row["org_unit_id"]))
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}
