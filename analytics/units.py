"""The units a person may choose: names, levels, who lies below whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analytics.hierarchy import Hierarchy, Rows
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


class Units(Mapping[str, Unit]):
    """All units of a scope by id, in the order of their codes. A unit is made when it is asked for: of a nation's half
    a million a page needs a few hundred."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table.rename_columns(["id", *table.column_names[1:]]).combine_chunks()
        ids = self._table["id"].to_pylist()
        self._rows = dict(zip(ids, range(len(ids)), strict=True))
        self._made: list[Unit | None] = [None] * len(ids)

    @classmethod
    def of(cls, table: pa.Table) -> Units:
        """From the answer of `data.queries.units`."""
        return cls(table)

    @property
    def by_id(self) -> Mapping[str, Unit]:
        return self

    def __getitem__(self, unit_id: str) -> Unit:
        return self._units([self._rows[unit_id]])[0]

    def all(self) -> list[Unit]:
        """Every unit, made at once: of use where there are few."""
        return self._units(range(len(self)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, unit_id: object) -> bool:
        return unit_id in self._rows

    def _units(self, rows: Rows | Sequence[int]) -> list[Unit]:
        new = [row for row in rows if self._made[row] is None]
        for row, said in zip(new, self._table.take(new).to_pylist() if new else [], strict=True):
            self._made[row] = Unit(**said)
        return [unit for row in rows if (unit := self._made[row]) is not None]

    @cached_property
    def _hierarchy(self) -> Hierarchy:
        return Hierarchy.of(self._table)

    def children(self, unit_id: str, at: date) -> list[Unit]:
        """The units right below that are valid on the day."""
        return self._units(self._hierarchy.children(self._rows[unit_id], at))

    def descendants(self, unit_id: str, level: str, at: date) -> list[Unit]:
        """The units of a level below the unit (or itself) that are valid on the day."""
        return self._units(self._hierarchy.below(self._rows[unit_id], level, at))

    def count(self, unit_id: str, level: str, at: date) -> int:
        """How many `descendants` there are."""
        return len(self._hierarchy.below(self._rows[unit_id], level, at))

    def at_or_below(self, unit_id: str) -> list[str]:
        """The ids of the unit and of every unit below it, closed ones too."""
        ids: list[str] = self._table["id"].take(self._hierarchy.inside(self._rows[unit_id])).to_pylist()
        return ids

    def above(self, unit_id: str) -> list[Unit]:
        """The units above, the nearest first."""
        return self._units(self._hierarchy.above(self._rows[unit_id]))

    def at_level(self, unit_id: str, level: str) -> Unit | None:
        """The unit itself or the one above it that has the level."""
        return next((unit for unit in (self[unit_id], *self.above(unit_id)) if unit.level == level), None)

    def levels_below(self, unit_id: str, at: date) -> list[str]:
        """The levels that occur below the unit, from the top."""
        return self._hierarchy.levels_below(self._rows[unit_id], at)

    @cached_property
    def first(self) -> Unit | None:
        """Where a person begins: the highest unit that has more than one below it, else the lowest there is."""
        row = self._hierarchy.first_that_branches()
        return None if row is None else self._units([row])[0]

    def names(self, language: Language) -> dict[str, str]:
        """Names by id; where one occurs twice, that of the unit above stands behind it."""
        plain = self._plain_names(language)
        above = plain.take(pa.array(self._hierarchy.parent, from_pandas=False, mask=self._hierarchy.parent < 0))
        twice = pd.Series(plain.to_pandas()).duplicated(keep=False).to_numpy()
        longer = pc.binary_join_element_wise(plain, " (", above, ")", "")
        named = pc.if_else(pa.array(twice), pc.coalesce(longer, plain), plain)
        return dict(zip(self._rows, named.to_pylist(), strict=True))

    def _plain_names(self, language: Language) -> pa.Array:
        """As `Unit.name` has it, of all units."""
        columns = {name: self._table[name].combine_chunks() for name in ("name_zh", "name_en", "pinyin")}
        if language == "zh":
            return columns["name_zh"]
        offered = (columns["name_en"], pc.utf8_capitalize(columns["pinyin"]))
        return pc.coalesce(*(pc.replace_with_mask(one, pc.fill_null(pc.equal(one, ""), True), pa.scalar(None, one.type))
                             for one in offered), columns["name_zh"])  # fmt: skip
