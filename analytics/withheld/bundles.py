"""The parts of a count, put together where no column will ever tell them apart.

Below the least level that any column of a family shows, none ever shows anything. Parts there that lie under the same
unit of that level, and that the same columns count, stand under the same totals whatever is hidden: they are one bundle
from the outset, and of a nation's villages some thousands of bundles are left to look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analytics.withheld.columns import Floats
from analytics.withheld.counts import Count, Family, Slot
from analytics.withheld.tree import NONE, Flags, Indices, Tree

NOWHERE = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Kernel:
    """The units that some column may show, with all above them: their places, and the tree they are by themselves."""

    whole: Tree
    places: Indices
    tree: Tree
    above: Indices
    """Of every place of the whole the nearest of them, itself included."""

    @classmethod
    def of(cls, family: Family) -> Kernel:
        tree = family.columns[0].tree
        shown = tree.reached(np.logical_or.reduce([column.read for column in family.columns]))
        places = np.flatnonzero(shown)
        return cls(tree, places, tree.among(places), tree.nearest(shown))

    @cached_property
    def deep(self) -> Flags:
        """The places that no column may show."""
        return np.asarray(self.above != np.arange(len(self.whole)))


@dataclass(frozen=True, eq=False)
class Bundles:
    """By bundle: the unit of the kernel `at` which it is; whether it is this unit's `own` part, or else lies below; how
    many parts it is, what they have, and for the slots that are parts of a whole, what they leave; the first and the
    last place; and by observed slot, whether it counts them."""

    count: Count
    at: Indices
    own: Flags
    size: Indices
    amount: Floats
    rest: dict[Slot, Floats]
    low: Indices
    high: Indices
    counted: list[Flags]
    parts: Indices
    of_part: Indices
    """The places of the parts, in order, and the bundle of each."""

    @classmethod
    def of(cls, count: Count, kernel: Kernel) -> Bundles:
        parts = np.flatnonzero(~np.isnan(count.own))
        at, counted = kernel.above[parts], [~np.isnan(slot.own[parts]) for slot in count.observed]
        code = at * 2 + (at != parts)
        for flags in counted:
            code = pd.factorize(code * 2 + flags)[0]
        first = first_of(code)
        order = np.argsort(at[first], kind="stable")
        number, first = np.argsort(order), first[order]
        bundle = number[code] if len(parts) else code

        def summed(values: Floats) -> Floats:
            return np.bincount(bundle, np.nan_to_num(values[parts]), minlength=len(first)).astype(float)

        low, high = np.full(len(first), NOWHERE), np.zeros(len(first), dtype=np.int64)
        np.minimum.at(low, bundle, parts)
        np.maximum.at(high, bundle, parts)
        return cls(
            count, at[first], at[first] == parts[first], np.bincount(bundle, minlength=len(first)), summed(count.own),
            {slot: summed(slot.own_base - slot.own) for slot in count.slots if slot.is_part_of_whole},
            low, high, [flags[first] for flags in counted], parts, bundle,
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.at)

    def counts(self, slot: Slot) -> Flags:
        """Which bundles a slot counts."""
        return self.counted[self.count.observed.index(slot)]

    def within(self, places: Indices, end: Indices, slot: Slot) -> tuple[Indices, Indices]:
        """The bundles that the slot counts of parts from each place on to its end: numbers of places, and bundles."""
        begins, ends = np.searchsorted(self.parts, places), np.searchsorted(self.parts, end)
        place = np.repeat(np.arange(len(places)), ends - begins)
        part = np.arange(len(place)) + np.repeat(begins - np.cumsum(ends - begins) + ends - begins, ends - begins)
        found = place * (len(self) + 1) + self.of_part[part]
        found = np.unique(found[self.counts(slot)[self.of_part[part]]])
        return found // (len(self) + 1), found % (len(self) + 1)


@dataclass(frozen=True, eq=False)
class Deep:
    """The hidden cells of a slot below the kernel that no bundle reaches beyond by itself: their places, and by set of
    bundles, the numbers of cells and the bundles in them."""

    slot: Slot
    places: Indices
    inside: list[tuple[Indices, Indices]]

    @classmethod
    def of(cls, slot: Slot, kernel: Kernel, bundles: Sequence[Bundles]) -> Deep:
        tree = kernel.whole
        cells = kernel.deep & slot.column.there & slot.has_somebody(slot.column.denominator)
        for one in bundles:
            counted = one.counts(slot)[one.of_part]
            parts, bundle = one.parts[counted], one.of_part[counted]
            cells &= ~reaching(tree, np.arange(len(tree)), tree.end, parts, one.low[bundle], one.high[bundle])
        places = np.flatnonzero(cells)
        return cls(slot, places, [one.within(places, tree.end[places], slot) for one in bundles])


def reaching(tree: Tree, places: Indices, end: Indices, at: Indices, low: Indices, high: Indices) -> Flags:
    """For each unit of a tree, which reaches from its place to its end, whether of what is `at` it or below it anything
    lies between a `low` and a `high` beyond it."""
    least, most = np.full(len(tree), NOWHERE), np.full(len(tree), NONE)
    np.minimum.at(least, at, low)
    np.maximum.at(most, at, high)
    least, most = tree.spread_below(least, most)
    return np.asarray((least < places) | (most >= end))


def first_of(group: Indices) -> Indices:
    """Where each number from 0 on occurs first."""
    first = np.zeros(int(group.max(initial=-1)) + 1, dtype=np.int64)
    first[group[::-1]] = np.arange(len(group))[::-1]
    return first
