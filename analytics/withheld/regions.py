"""Where a hiding can matter: below a unit whose total every column of a family shows, groups lie by themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from analytics.withheld.bundles import Bundles, Deep, Kernel
from analytics.withheld.columns import Column
from analytics.withheld.counts import Family
from analytics.withheld.tree import NONE, Flags, Indices, Tree


@dataclass(eq=False)
class Case:
    """A family, and how many of its columns' hidings it was looked at with; at first it was not looked at."""

    family: Family
    looked_at: list[int] | None = field(init=False, default=None)

    @cached_property
    def kernel(self) -> Kernel:
        return Kernel.of(self.family)

    @cached_property
    def bundles(self) -> list[Bundles]:
        return [Bundles.of(count, self.kernel) for count in self.family.counts]

    @cached_property
    def deep(self) -> list[list[Deep]]:
        """Of the slots of each count, and of those of the year, which all counts tell of."""
        counts = zip(self.family.counts, self.bundles, strict=True)
        own = [[Deep.of(slot, self.kernel, [one]) for slot in count.slots] for count, one in counts]
        return [*own, [Deep.of(slot, self.kernel, self.bundles) for slot in self.family.year]]

    def regions(self) -> Indices:
        """The units under which something must be looked at, lying apart; from now on it is taken as looked at."""
        columns, seen = self.family.columns, self.looked_at
        self.looked_at = [len(column.hidings) for column in columns]
        tree = columns[0].tree
        if seen is None:
            return tree.tops
        places = {place for column, number in zip(columns, seen, strict=True) for place in column.hidings[number:]}
        at = np.unique(np.array(sorted(places), dtype=np.int64))
        while len(climbing := np.flatnonzero(~confines(columns, at) & (tree.parent[at] != NONE))):
            at[climbing] = tree.parent[at[climbing]]
            at = np.unique(at)
        return tree.apart(at)


@dataclass(frozen=True, eq=False)
class Part:
    """The units of a kernel at and below some of them, as they are now: their `places`, and the tree they are by
    themselves."""

    kernel: Kernel
    places: Indices
    tree: Tree
    region: Indices
    """Of each the number of the one at or above it that confines it."""
    _nearest: dict[Column, Indices] = field(init=False, default_factory=dict)

    @classmethod
    def of(cls, case: Case, roots: Indices) -> Part:
        kernel = case.kernel
        numbers = np.searchsorted(kernel.places, roots)
        places, below = kernel.places[kernel.tree.stretches(numbers)], kernel.tree.part(numbers)
        return cls(kernel, places, below, below.nearest(confines(case.family.columns, places)))

    def number(self, places: Indices) -> Indices:
        """Of places of the part, which units of it they are."""
        return np.searchsorted(self.places, places)

    def holds(self, places: Indices) -> Flags:
        """Which places of the kernel lie in the part."""
        return np.asarray(np.append(self.places, NONE)[self.number(places)] == places)

    def nearest(self, column: Column) -> Indices:
        """Of each unit the place of itself or the nearest above it that the column shows; `NONE` if there is none."""
        if column not in self._nearest:
            found = self.tree.nearest(column.visible_at(self.places))
            self._nearest[column] = np.where(found == NONE, NONE, self.places[found])
        return self._nearest[column]

    def region_of(self, place: int) -> int:
        return int(self.region[self.number(self.kernel.above[place])])


def confines(columns: list[Column], places: Indices) -> Flags:
    """Which places every column shows or has nothing under."""
    shown = [column.visible_at(places) | column.empty[places] for column in columns]
    return np.asarray(np.logical_and.reduce(shown))
