"""What a snapshot says to the cells of a file: every part of the figures, in the file's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from analytics.catalogue.kinds import Indicator
from analytics.exports.asked import asked_unit
from analytics.exports.batches import Table, Units, batches
from analytics.exports.choice import Choice, Layout, demand_split, has_ranks
from analytics.exports.shape import columns_of
from analytics.exports.stream import spoken
from data.errors import DataError
from data.queries.export_rows import levels_of_units, unit_itself
from data.queries.units import units as ask_units
from data.store import Reader
from data.text import Language

Key = tuple[str, str, str]


SPLIT = " / "
OF_UNIT, OF_INDICATOR, OF_PERIOD = ("name", "level", "above"), ("code", "title", "measure"), ("provisional",)


def key_of(field: str, unit: str, code: str, period: str, category: str = "") -> Key | None:
    """Whose figure or name a cell is; None where the file does not say enough. Of a split the code has the category."""
    if field in OF_UNIT:
        return (unit, "", "") if unit else None
    if field in OF_INDICATOR:
        return ("", code, "") if code else None
    if field in OF_PERIOD:
        return ("", "", period) if period else None
    return (unit, split(code, category), period) if unit and code and period else None


def split(code: str, category: str) -> str:
    """An indicator's code with the category in the file's words, where there is one."""
    return f"{code}{SPLIT}{category}" if category else code


@dataclass(frozen=True)
class Asked:
    """Whose figures the file holds: unit codes, indicators, periods; the unit they are held against; whether ranks;
    whether split by category of village."""

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    periods: tuple[str, ...]
    against: str
    ranks: bool
    language: Language
    by_category: bool = False


class Truth:
    """What one snapshot says, asked chunk by chunk: made as the tables to take away are made, so that both agree."""

    def __init__(self, reader: Reader, indicators: Mapping[str, Indicator]) -> None:
        self._reader = reader
        self._indicators = indicators
        self._units: dict[tuple[str, ...], Units] = {}

    def of(self, asked: Asked) -> dict[Key, dict[str, Any]]:
        """The parts of every figure by unit, code and period (and the names by unit and by code alone), states and
        verdicts in words; what is not there is missing. Ranks are among all units of the levels in the file."""
        choice = _choice(self._reader, asked)
        if choice is None:
            return {}
        ranks = has_ranks(self._reader, choice)
        table = Table(choice, columns_of(choice, self._indicators, ranks, {}), self._indicators, asked.language, ranks)
        place = (choice.unit, asked.language, *choice.levels)
        if place not in self._units:
            self._units[place] = Units.asked(self._reader, choice, asked.language)
        wanted = set(asked.units)
        made = batches(self._reader, table, self._units[place], None if ranks else wanted)
        return dict(_figures(made, table, pa.array(wanted, pa.string())))


def _choice(reader: Reader, asked: Asked) -> Choice | None:
    levels = levels_of_units(reader, asked.units)
    if not (levels and asked.indicators and asked.periods):
        return None
    unit = asked.against if asked.against and unit_itself(reader, asked.against).num_rows else _root(reader)
    layout = Layout.CATEGORIES if asked.by_category else Layout.LONG
    choice = Choice(unit, tuple(levels), asked.indicators, asked.periods, layout, asked.ranks and bool(asked.against))
    if asked.by_category:
        demand_split(reader, choice)
    return choice


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


def _figures(made: Iterator[pa.Table], table: Table, wanted: pa.Array) -> Iterator[tuple[Key, dict[str, Any]]]:
    names = [column.key for column in table.columns]
    for batch in made:
        asked = batch.filter(pc.is_in(batch["org_unit_id"], value_set=wanted))
        lists = [cells.to_pylist() for cells in spoken(asked, table.columns, table.language)]
        for row in zip(*lists, strict=True):
            figure = dict(zip(names, row, strict=True))
            unit, code, period = figure["org_unit_id"], figure["code"], figure["period_id"]
            yield (unit, split(code, figure.get("category", "")), period), figure
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
