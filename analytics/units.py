"""The units a person may choose: names, levels, who lies below whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pyarrow as pa

from data.text import Language

VILLAGE, TOWNSHIP = "village", "township"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit with the names by which it is found."""

    id: str
    level: str
    parent_id: str | None
    name_zh: str
    name_en: str | None
    pinyin: str
    initials: str
    valid_from: date
    valid_to: date | None

    def name(self, language: Language) -> str:
        """The name in the reader's language; where there is no English one, the pinyin."""
        if language == "zh":
            return self.name_zh
        return self.name_en or self.pinyin.capitalize() or self.name_zh

    def valid_at(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True)
class Units:
    """All units of a scope by id, in the order of their codes."""

    by_id: Mapping[str, Unit]

    @classmethod
    def of(cls, table: pa.Table) -> Units:
        """From the answer of `data.queries.units`."""
        rows = table.rename_columns(["id", *table.column_names[1:]]).to_pylist()
        return cls({row["id"]: Unit(**row) for row in rows})

    @cached_property
    def _below(self) -> Mapping[str | None, list[Unit]]:
        found: dict[str | None, list[Unit]] = {}
        for unit in self.by_id.values():
            found.setdefault(unit.parent_id if unit.parent_id in self.by_id else None, []).append(unit)
        return found

    def __getitem__(self, unit_id: str) -> Unit:
        return self.by_id[unit_id]

    def children(self, unit_id: str, at: date) -> list[Unit]:
        """The units right below that are valid on the day."""
        return [unit for unit in self._below.get(unit_id, ()) if unit.valid_at(at)]

    def descendants(self, unit_id: str, level: str, at: date) -> list[Unit]:
        """The units of a level below the unit (or itself) that are valid on the day."""
        unit = self.by_id[unit_id]
        if unit.level == level:
            return [unit] if unit.valid_at(at) else []
        return [found for child in self.children(unit_id, at) for found in self.descendants(child.id, level, at)]

    def above(self, unit_id: str) -> list[Unit]:
        """The units above, the nearest first."""
        found: list[Unit] = []
        parent = self.by_id[unit_id].parent_id
        while parent is not None and parent in self.by_id:
            found.append(self.by_id[parent])
            parent = found[-1].parent_id
        return found

    def at_level(self, unit_id: str, level: str) -> Unit | None:
        """The unit itself or the one above it that has the level."""
        return next((unit for unit in (self.by_id[unit_id], *self.above(unit_id)) if unit.level == level), None)

    def levels_below(self, unit_id: str, at: date) -> list[str]:
        """The levels that occur below the unit, from the top."""
        levels: list[str] = []
        tier: Iterable[Unit] = self.children(unit_id, at)
        while tier := list(tier):
            levels += [level for level in dict.fromkeys(unit.level for unit in tier) if level not in levels]
            tier = [child for unit in tier for child in self.children(unit.id, at)]
        return levels

    @cached_property
    def first(self) -> Unit | None:
        """Where a person begins: the highest unit that has more than one below it, else the lowest there is."""
        unit, tier = None, self._below.get(None, [])
        while len(tier) == 1:
            unit = tier[0]
            tier = self._below.get(unit.id, [])
        return unit or (tier[0] if tier else None)

    def names(self, language: Language) -> dict[str, str]:
        """Names by id; where one occurs twice, that of the unit above stands behind it."""
        plain = {unit.id: unit.name(language) for unit in self.by_id.values()}
        seen: dict[str, int] = {}
        for name in plain.values():
            seen[name] = seen.get(name, 0) + 1
        return {
            key: f"{name} ({plain[parent]})"
            if seen[name] > 1 and (parent := self.by_id[key].parent_id) in plain
            else name
            for key, name in plain.items()
        }
