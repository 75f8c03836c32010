"""The parts of a count that nobody can tell apart by their totals, and how far they reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analytics.withheld.bundles import NOWHERE, Bundles, Deep, first_of, reaching
from analytics.withheld.columns import NOTHING, Floats
from analytics.withheld.counts import Count, Slot
from analytics.withheld.regions import Part
from analytics.withheld.tree import NONE, Flags, Indices


@dataclass(frozen=True, eq=False)
class Groups:
    """The hidden bundles of a count within a part: their numbers, the group of each, and under which shown total each
    stands by slot."""

    bundles: Bundles
    part: Part
    some: Indices
    group: Indices
    under: list[Indices]

    @classmethod
    def of(cls, bundles: Bundles, part: Part) -> Groups:
        some = np.flatnonzero(part.holds(bundles.at))
        some = some[~_known(bundles, some)]
        at = part.number(bundles.at[some])
        slots = zip(bundles.count.observed, bundles.counted, strict=True)
        under = [np.where(counted[some], part.nearest(slot.column)[at], NONE) for slot, counted in slots]
        return cls(bundles, part, some, _alike(under, len(bundles.count.own)), under)

    @property
    def count(self) -> Count:
        return self.bundles.count

    @property
    def number(self) -> int:
        return len(self.first)

    @cached_property
    def first(self) -> Indices:
        """One bundle of each group, by its number: all of a group stand under the same totals."""
        return first_of(self.group)

    @cached_property
    def constrained(self) -> Flags:
        """By group, whether any shown total includes it."""
        return np.asarray(np.logical_or.reduce([totals[self.first] != NONE for totals in self.under]))

    @cached_property
    def size(self) -> Indices:
        """By group, how many parts it is."""
        return np.bincount(self.group, self.bundles.size[self.some], minlength=self.number).astype(np.int64)

    def lack(self, amount: Floats) -> Flags:
        """By group, whether its bundles have nothing of it together."""
        return np.bincount(self.group, amount[self.some], minlength=self.number) <= NOTHING

    @cached_property
    def reach(self) -> tuple[Indices, Indices]:
        """By bundle, the first and the last place its group reaches; an unconstrained group reaches beyond any unit,
        and what is in no group reaches nowhere."""
        low, high = np.full(self.number, NOWHERE), np.full(self.number, NONE)
        np.minimum.at(low, self.group, self.bundles.low[self.some])
        np.maximum.at(high, self.group, self.bundles.high[self.some])
        low[~self.constrained] = NONE
        first, last = np.full(len(self.bundles), NOWHERE), np.full(len(self.bundles), NONE)
        first[self.some], last[self.some] = low[self.group], high[self.group]
        return first, last


def enclosed(deep: Deep, groups: Sequence[Groups], beside: Sequence[Slot]) -> Indices:
    """The places of a slot's hidden cells, in order, within which all groups end that they touch: what is shown adds up
    to them. Not where another column shows the very count: then it is no secret."""
    slot, part = deep.slot, groups[0].part
    places, column = part.places, deep.slot.column
    ends = column.tree.end
    cells = (column.there & column.hidden)[places] & slot.has_somebody(column.denominator[places])
    below = part.holds(part.kernel.above[deep.places])
    for one, (number, bundle) in zip(groups, deep.inside, strict=True):
        counted = one.some[one.bundles.counts(slot)[one.some]]
        low, high = one.reach
        at = part.number(one.bundles.at[counted])
        cells &= ~reaching(part.tree, places, ends[places], at, low[counted], high[counted])
        beyond = (low[bundle] < deep.places[number]) | (high[bundle] >= ends[deep.places[number]])
        below[number[beyond]] = False
    cells &= ~_said_by(slot, beside, places)
    return np.sort(np.concatenate((places[cells], deep.places[below])))


def _said_by(slot: Slot, others: Sequence[Slot], places: Indices) -> Flags:
    """Where another column shows the very count."""
    values = slot.values[places]
    shown = [one.column.visible_at(places) & (np.abs(one.values[places] - values) <= NOTHING) for one in others]
    return np.asarray(np.logical_or.reduce(shown))


def _known(bundles: Bundles, some: Indices) -> Flags:
    """Parts that a viewer reads as they are: leaves that some column shows."""
    at, slots = bundles.at[some], bundles.count.slots
    shown = [slot.column.leaf[at] & slot.column.visible_at(at) for slot in slots]
    return np.asarray(bundles.own[some] & np.logical_or.reduce(shown))


def _alike(under: Sequence[Indices], places: int) -> Indices:
    """The number of each bundle's group: one for every series of totals that occurs, in the order of the series."""
    group = np.zeros(len(under[0]), dtype=np.int64)
    for totals in under:
        group = pd.factorize(group * (places + 1) + totals + 1)[0]
    first = first_of(group)
    order = np.lexsort([totals[first] for totals in reversed(under)])
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    return number[group]
