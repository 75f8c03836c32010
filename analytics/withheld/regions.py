"""Where a hiding can matter: below a unit whose total every column of a family shows, groups lie by themselves."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from analytics.withheld.columns import Column
from analytics.withheld.counts import Family, Slot
from analytics.withheld.tree import NONE, Flags, Indices


@dataclass(eq=False)
class Case:
    """A family, and how many of its columns' hidings it was looked at with; at first it was not looked at."""

    family: Family
    looked_at: list[int] | None = field(init=False, default=None)

    def touched(self) -> list[Column]:
        """The columns of which more is hidden than was looked at."""
        seen = self.looked_at or [0] * len(self.family.columns)
        return [c for c, number in zip(self.family.columns, seen, strict=True) if len(c.hidings) > number]

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
    """A family as it is now at and below some units, laid out by itself, and its `places` in the whole."""

    whole: Family
    family: Family
    places: Indices
    region: Indices
    """By place the one at or above it that confines it."""

    @classmethod
    def of(cls, whole: Family, roots: Indices) -> Part:
        tree = whole.columns[0].tree
        places, below = tree.stretches(roots), tree.part(roots)
        columns = {column: column.within(below, places) for column in whole.columns}
        confining = confines(list(columns.values()), np.arange(len(places)))
        return cls(whole, whole.of(columns), places, below.nearest(confining))

    def in_whole(self, slot: Slot) -> Slot:
        column = self.whole.columns[self.family.columns.index(slot.column)]
        return Slot(column, slot.side)


def confines(columns: list[Column], places: Indices) -> Flags:
    """Which places every column shows or has nothing under."""
    shown = [column.visible_at(places) | column.empty[places] for column in columns]
    return np.asarray(np.logical_and.reduce(shown))
