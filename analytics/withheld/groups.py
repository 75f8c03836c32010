"""The parts of a count that nobody can tell apart by their totals, and how far they reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analytics.withheld.columns import NOTHING, Floats
from analytics.withheld.counts import Count, Slot
from analytics.withheld.tree import NONE, Flags, Indices

NOWHERE = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Groups:
    """The hidden parts of a count: their places, the group of each, and under which shown total each stands by slot."""

    count: Count
    places: Indices
    group: Indices
    under: list[Indices]

    @classmethod
    def of(cls, count: Count) -> Groups:
        places = np.flatnonzero(~np.isnan(count.own) & ~count.known())
        under = [_under(slot, places) for slot in count.observed]
        return cls(count, places, _alike(under, len(count.own)), under)

    @property
    def number(self) -> int:
        return len(self.first)

    @cached_property
    def first(self) -> Indices:
        """One part of each group, by its number: all of a group stand under the same totals."""
        return first_of(self.group)

    @cached_property
    def constrained(self) -> Flags:
        """By group, whether any shown total includes it."""
        return np.asarray(np.logical_or.reduce([totals[self.first] != NONE for totals in self.under]))

    @cached_property
    def size(self) -> Indices:
        return np.bincount(self.group, minlength=self.number)

    def lack(self, values: Floats) -> Flags:
        """By group, whether its parts have nothing of it together."""
        return np.bincount(self.group, np.nan_to_num(values[self.places]), minlength=self.number) <= NOTHING

    def low_and_high(self) -> tuple[Indices, Indices]:
        """By part, the first and the last place its group reaches; an unconstrained group reaches beyond any unit."""
        low, high = np.full(self.number, NOWHERE), np.full(self.number, NONE)
        np.minimum.at(low, self.group, self.places)
        np.maximum.at(high, self.group, self.places)
        low[~self.constrained] = NONE
        return low[self.group], high[self.group]


def enclosed(slot: Slot, groups: Sequence[Groups]) -> Flags:
    """Hidden cells of a slot within which all groups end that they touch: what is shown adds up to them."""
    tree, hidden = slot.column.tree, slot.column.there & slot.column.hidden
    reaches = np.zeros(len(tree), dtype=bool)
    for one in groups:
        low, high = np.full(len(tree), NOWHERE), np.full(len(tree), NONE)
        if len(one.places):
            counted = ~np.isnan(slot.own[one.places])
            first, last = one.low_and_high()
            low[one.places[counted]], high[one.places[counted]] = first[counted], last[counted]
        low, high = tree.spread_below(low, high)
        reaches |= (low < np.arange(len(tree))) | (high >= tree.end)
    return np.asarray(hidden & slot.has_somebody(slot.column.denominator) & ~reaches)


def first_of(group: Indices) -> Indices:
    """Where each number from 0 on occurs first."""
    first = np.zeros(int(group.max(initial=-1)) + 1, dtype=np.int64)
    first[group[::-1]] = np.arange(len(group))[::-1]
    return first


def _alike(under: Sequence[Indices], places: int) -> Indices:
    """The number of each part's group: a number for every series of totals that occurs, in the order of the series."""
    group = np.zeros(len(under[0]), dtype=np.int64)
    for totals in under:
        group = pd.factorize(group * (places + 1) + totals + 1)[0]
    first = first_of(group)
    order = np.lexsort([totals[first] for totals in reversed(under)])
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    return number[group]


def _under(slot: Slot, places: Indices) -> Indices:
    """The nearest shown total that includes each part; `NONE` where the column does not count it."""
    counted = ~np.isnan(slot.own[places])
    return np.where(counted, slot.column.nearest_visible[places], NONE)
