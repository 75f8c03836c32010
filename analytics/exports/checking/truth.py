"""What a snapshot says to the cells of a file: every part of the figures, in the file's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from analytics.catalogue import INDICATORS
from analytics.catalogue.breakdowns import BREAKDOWNS
from analytics.catalogue.kinds import Indicator
from analytics.catalogue.splits import split_of
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
OF_CLASS = ("class_name",)


def key_of(field: str, unit: str, code: str, period: str, kind: str = "") -> Key | None:
    """Whose figure or name a cell is; None where the file does not say enough. `kind` is the class of a split, which
    follows the code."""
    if field in OF_UNIT:
        return (unit, "", "") if unit else None
    if field in OF_INDICATOR:
        return ("", code, "") if code else None
    if field in OF_PERIOD:
        return ("", "", period) if period else None
    if field in OF_CLASS:
        return ("", kind, "") if kind else None
    return (unit, code + kind, period) if unit and code and period else None


def class_key(by: str, code: str) -> str:
    """A class with its breakdown's name, nothing where there is none."""
    return f"{SPLIT}{by}{SPLIT}{code}" if code else ""


@dataclass(frozen=True)
class Asked:
    """Whose figures the file holds: unit codes, indicators, periods; the unit they are held against; whether ranks;
    the breakdowns by whose classes they are split, the empty one for those that are not."""

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    periods: tuple[str, ...]
    against: str
    ranks: bool
    language: Language
    splits: tuple[str, ...] = ("",)


class Truth:
    """What one snapshot says, asked chunk by chunk: made as the tables to take away are made, so that both agree."""

    def __init__(self, reader: Reader, indicators: Mapping[str, Indicator]) -> None:
        self._reader = reader
        self._indicators = indicators
        self._units: dict[tuple[str, ...], Units] = {}

    def of(self, asked: Asked) -> dict[Key, dict[str, Any]]:
        """The parts of every figure by unit, code and period (and the names by unit and by code alone), states and
        verdicts in words; what is not there is missing. Ranks are among all units of the levels in the file."""
        found: dict[Key, dict[str, Any]] = {}
        for by in asked.splits:
            found |= self._split_by(by, asked)
        return found

    def _split_by(self, by: str, asked: Asked) -> dict[Key, dict[str, Any]]:
        choice = _choice(self._reader, asked, by)
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


def _choice(reader: Reader, asked: Asked, by: str) -> Choice | None:
    levels = levels_of_units(reader, asked.units)
    known = tuple(key for key in asked.indicators if not by or split_of(INDICATORS[key], BREAKDOWNS[by]))
    if not (levels and known and asked.periods):
        return None
    unit = asked.against if asked.against and unit_itself(reader, asked.against).num_rows else _root(reader)
    ranks = asked.ranks and bool(asked.against)
    choice = Choice(unit, tuple(levels), known, asked.periods, Layout.LONG, ranks, by)
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
            kind = class_key(table.choice.by, figure.get("class", ""))
            yield (unit, code + kind, period), figure
            yield ("", kind, ""), figure
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
