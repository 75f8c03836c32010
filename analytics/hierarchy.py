"""Who lies below whom, as arrays over all units: a stretch holds a unit with everything below it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Days = NDArray[np.datetime64]
NOBODY = -1


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """By row of the table of units: the row of the unit above (`NOBODY` at the top), how deep it lies, its level, when
    it was there. `order` has the rows so that each stands before those below it, which are the next `size` - 1."""

    parent: Rows
    depth: Rows
    level: NDArray[np.str_]
    since: Days
    until: Days
    order: Rows
    place: Rows
    size: Rows
    _missing: dict[date, Rows] = field(default_factory=dict)

    @classmethod
    def of(cls, table: pa.Table) -> Hierarchy:
        """From a table with `id`, `parent_id`, `level`, `valid_from` and `valid_to`."""
        above = pc.fill_null(pc.index_in(table["parent_id"], table["id"].combine_chunks()), NOBODY)
        parent = above.to_numpy().astype(np.int64)
        parent[table["parent_id"].is_null().to_numpy()] = NOBODY
        depth, path = _paths(parent)
        order = np.lexsort(path[::-1])
        place, size = np.empty_like(order), np.ones_like(order)
        place[order] = np.arange(len(order))
        for tier in range(len(path) - 1, 0, -1):
            rows = np.flatnonzero(depth == tier)
            size += np.bincount(parent[rows], size[rows], minlength=len(size)).astype(np.int64)
        days = [table[name].to_numpy().astype("datetime64[D]") for name in ("valid_from", "valid_to")]
        level = np.array(table["level"].to_pylist(), dtype=np.str_)
        return cls(parent, depth, level, days[0], days[1], order, place, size)

    def children(self, row: int, at: date) -> Rows:
        """The rows right below that are valid on the day."""
        inside = self.inside(row)[1:]
        inside = inside[self.parent[inside] == row]
        return np.asarray(inside[self._there(inside, at)])

    def below(self, row: int, level: str, at: date) -> Rows:
        """The rows of a level below one (or itself) that are valid on the day, as is all between."""
        if self.level[row] == level:
            itself = np.array([row])
            return np.asarray(itself[self._there(itself, at)])
        inside = self._valid_inside(row, at)
        return np.asarray(inside[self.level[inside] == level])

    def above(self, row: int) -> list[int]:
        """The rows above, the nearest first."""
        found: list[int] = []
        while (row := int(self.parent[row])) != NOBODY:
            found.append(row)
        return found

    def levels_below(self, row: int, at: date) -> list[str]:
        """The levels that occur below, from the top."""
        inside = self._valid_inside(row, at)
        depths, levels = self.depth[inside], self.level[inside]
        found = [levels[depths == depth] for depth in np.flatnonzero(np.bincount(depths))]
        return list(dict.fromkeys(str(one) for tier in found for one in tier[np.sort(_firsts(tier))]))

    def first_that_branches(self) -> int | None:
        """The highest row that has more than one right below it, else the lowest there is."""
        row, tier = None, np.flatnonzero(self.parent == NOBODY)
        while len(tier) == 1:
            row = int(tier[0])
            tier = np.flatnonzero(self.parent == row)
        return int(tier[0]) if row is None and len(tier) else row

    def inside(self, row: int) -> Rows:
        """The row and all below it, valid or not."""
        return self.order[self.place[row] : self.place[row] + self.size[row]]

    def _valid_inside(self, row: int, at: date) -> Rows:
        """Everything below that is valid on the day, as is all between."""
        missing, inside = self._missing_above(at), self.inside(row)[1:]
        return np.asarray(inside[missing[inside] == missing[row]])

    def _there(self, rows: Rows, at: date) -> NDArray[np.bool_]:
        day = np.datetime64(at, "D")
        until = self.until[rows]
        return np.asarray((self.since[rows] <= day) & (np.isnat(until) | (day < until)))

    def _missing_above(self, at: date) -> Rows:
        """How many of a row and those above it are not valid on the day."""
        if at not in self._missing:
            missing = (~self._there(np.arange(len(self.parent)), at)).astype(np.int64)
            for tier in range(1, int(self.depth.max(initial=0)) + 1):
                rows = np.flatnonzero(self.depth == tier)
                missing[rows] += missing[self.parent[rows]]
            self._missing[at] = missing
        return self._missing[at]


def _paths(parent: Rows) -> tuple[Rows, Rows]:
    """How deep each row lies, and by depth the row above it (or itself) there; `NOBODY` further down."""
    depth, known = np.zeros_like(parent), parent == NOBODY
    tiers = [np.flatnonzero(known)]
    while not known.all():
        next_tier = np.flatnonzero(~known & np.where(parent == NOBODY, False, known[parent]))
        depth[next_tier] = len(tiers)
        known[next_tier] = True
        tiers.append(next_tier)
    path = np.full((len(tiers), len(parent)), NOBODY)
    for number, rows in enumerate(tiers):
        path[:number, rows] = path[:number, parent[rows]] if number else path[:0, rows]
        path[number, rows] = rows
    return depth, path


def _firsts(levels: NDArray[np.str_]) -> Rows:
    return np.unique(levels, return_index=True)[1]
