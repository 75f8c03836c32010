"""The units of a snapshot as arrays, each before those below it, so that all below one lie in one stretch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]
NONE = -1
LEVELS = ("village", "township", "county", "prefecture", "province", "nation")


@dataclass(frozen=True)
class Tree:
    """`parent` of each place (`NONE` at the top), its `depth`, its level's `rank` (a village's is 0), and `end`: the
    place after the last one below it."""

    ids: list[str]
    parent: Indices
    depth: Indices
    rank: Indices
    end: Indices
    tiers: list[Indices] = field(init=False)

    def __post_init__(self) -> None:
        tiers = [np.flatnonzero(self.depth == depth) for depth in range(int(self.depth.max(initial=0)) + 1)]
        object.__setattr__(self, "tiers", tiers)

    @classmethod
    def of(cls, rows: list[tuple[str, str | None, str]]) -> Tree:
        """From (id, parent's id, level) of every unit."""
        known = {unit for unit, _, _ in rows}
        below: dict[str | None, list[str]] = {}
        for unit, above, _ in rows:
            below.setdefault(above if above in known else None, []).append(unit)
        ids: list[str] = []
        waiting = list(reversed(below.get(None, [])))
        while waiting:
            ids.append(waiting.pop())
            waiting.extend(reversed(below.get(ids[-1], [])))
        return cls._arranged(ids, rows)

    @classmethod
    def _arranged(cls, ids: list[str], rows: list[tuple[str, str | None, str]]) -> Tree:
        place = {unit: number for number, unit in enumerate(ids)}
        above = {unit: place.get(parent or "", NONE) for unit, parent, _ in rows}
        levels = {unit: LEVELS.index(level) for unit, _, level in rows}
        parent = np.array([above[unit] for unit in ids], dtype=np.int64)
        depth, end = np.zeros(len(ids), dtype=np.int64), np.arange(1, len(ids) + 1)
        at, ancestor = np.flatnonzero(parent != NONE), parent[parent != NONE]
        while len(at):
            depth[at] += 1
            np.maximum.at(end, ancestor, at + 1)
            below_others = parent[ancestor] != NONE
            at, ancestor = at[below_others], parent[ancestor[below_others]]
        return cls(ids, parent, depth, np.array([levels[unit] for unit in ids], dtype=np.int64), end)

    def __len__(self) -> int:
        return len(self.parent)

    @property
    def tops(self) -> Indices:
        return np.flatnonzero(self.parent == NONE)

    def stretches(self, roots: Indices) -> Indices:
        """The places at and below the roots, which lie apart and in order."""
        sizes = self.end[roots] - roots
        begins = np.repeat(roots - np.cumsum(sizes) + sizes, sizes)
        return begins + np.arange(int(sizes.sum()))

    def part(self, roots: Indices) -> Tree:
        """What lies at and below the roots as a tree of its own, in the order of `stretches`."""
        places, sizes = self.stretches(roots), self.end[roots] - roots
        moved = np.arange(len(places)) - places
        parent = self.parent[places] + moved
        parent[np.cumsum(sizes) - sizes] = NONE
        depth = self.depth[places] - np.repeat(self.depth[roots], sizes)
        return Tree([], parent, depth, self.rank[places], self.end[places] + moved)

    def among(self, places: Indices) -> Tree:
        """Some places, in order and each with all above it, as a tree of their own."""
        parent = self.parent[places]
        moved = np.where(parent == NONE, NONE, np.searchsorted(places, parent))
        end = np.searchsorted(places, self.end[places])
        return Tree([], moved, self.depth[places], self.rank[places], end)

    def from_above(self, marked: Flags, among: Flags) -> Flags:
        """The marked places and those of `among`, as far as all above are taken in too."""
        found = marked | (among & (self.parent == NONE))
        for tier in self.tiers[1:]:
            found[tier] |= among[tier] & found[self.parent[tier]]
        return np.asarray(found)

    def apart(self, places: Indices) -> Indices:
        """Those of the places that lie below no other of them, in order."""
        found = np.unique(places)
        ends = np.maximum.accumulate(self.end[found])
        return found[np.concatenate(([True], found[1:] >= ends[:-1]))] if len(found) else found

    def reached(self, marked: Flags) -> Flags:
        """For each place whether itself or anything below it is marked."""
        before = np.concatenate(([0], np.cumsum(marked)))
        return np.asarray(before[self.end] > before[:-1])

    def children(self, place: int) -> Iterator[int]:
        """The places right below one."""
        child = place + 1
        while child < self.end[place]:
            yield child
            child = int(self.end[child])

    def nearest(self, marked: Flags) -> Indices:
        """For each place itself or the nearest above it that is marked; `NONE` if there is none."""
        found = np.where(marked, np.arange(len(self)), NONE)
        for tier in self.tiers[1:]:
            found[tier] = np.where(marked[tier], tier, found[self.parent[tier]])
        return found

    def summed_below(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each place the sum over the places right below it; NaN adds nothing."""
        has_parent = self.parent != NONE
        below = np.nan_to_num(values[has_parent])
        return np.bincount(self.parent[has_parent], below, minlength=len(self)).astype(float)

    def spread_below(self, low: Indices, high: Indices) -> tuple[Indices, Indices]:
        """The least of `low` and the greatest of `high` over each place and all below it."""
        low, high = low.copy(), high.copy()
        for tier in reversed(self.tiers[1:]):
            np.minimum.at(low, self.parent[tier], low[tier])
            np.maximum.at(high, self.parent[tier], high[tier])
        return low, high
