"""Which cells carry the same count, so that showing one says another.

Indicators share numerators and denominators; a stock of the year is that of its last quarter; a flow of the year is
the sum of its quarters. Whether a count is a stock or a flow is read off the figures: what is equal at every unit may
be taken for the same by a reader too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from typing import TypeVar

import numpy as np

from analytics.catalogue.kinds import Indicator, Kind
from analytics.facts import Measure
from analytics.withheld.columns import NOTHING, PUBLIC, Column, Floats, Side
from analytics.withheld.tree import Flags

Shared = TypeVar("Shared")


@dataclass(frozen=True)
class Slot:
    """Where a count stands: in a column, as its numerator or its denominator."""

    column: Column
    side: Side

    @property
    def values(self) -> Floats:
        return self.column.values(self.side)

    @property
    def own(self) -> Floats:
        return self.column.own(self.side)

    def wanted(self, place: int, room: bool) -> float:
        """What a place has of the count; of the room that is left for it."""
        value = float(self.values[place])
        return float(self.column.denominator[place]) - value if room else value

    @property
    def is_part_of_whole(self) -> bool:
        return self.side == "numerator" and self.column.indicator.kind is Kind.PROPORTION

    @property
    def own_base(self) -> Floats:
        return self.column.own("denominator")

    def has_somebody(self, base: Floats) -> Flags:
        """Where a part of a whole can be more than nothing; anywhere for other counts."""
        return np.asarray(np.nan_to_num(base) > NOTHING) if self.is_part_of_whole else np.ones(len(base), dtype=bool)


@dataclass(frozen=True, eq=False)
class Count:
    """One count at every place: the slots that carry it, and those of the year that carry its sum over the quarters."""

    slots: list[Slot]
    year: list[Slot] = field(default_factory=list)

    @property
    def observed(self) -> list[Slot]:
        return [*self.slots, *self.year]

    @cached_property
    def own(self) -> Floats:
        """What each place adds; NaN where nobody is there who could be counted."""
        return first_known([np.where(slot.has_somebody(slot.own_base), slot.own, np.nan) for slot in self.slots])


@dataclass(frozen=True, eq=False)
class Family:
    """The counts of one measure that belong together: one, or those of the quarters with the year that sums them."""

    counts: list[Count]
    year: list[Slot]

    @property
    def slots(self) -> list[Slot]:
        return [*(slot for count in self.counts for slot in count.slots), *self.year]

    @cached_property
    def columns(self) -> list[Column]:
        return list(dict.fromkeys(slot.column for slot in self.slots))

    @property
    def made_of(self) -> tuple[object, ...]:
        """The same for families of the same indicators, periods and sides."""

        def named(slots: Sequence[Slot]) -> tuple[object, ...]:
            return tuple((slot.column.indicator.id, slot.column.period_id, slot.side) for slot in slots)

        return (*((named(count.slots), named(count.year)) for count in self.counts), named(self.year))

    def of(self, columns: Mapping[Column, Column]) -> Family:
        """The same counts in other columns."""

        def moved(slots: Sequence[Slot]) -> list[Slot]:
            return [Slot(columns[slot.column], slot.side) for slot in slots]

        return Family([Count(moved(count.slots), moved(count.year)) for count in self.counts], moved(self.year))


def families(columns: Sequence[Column]) -> list[Family]:
    """Every count of one year's columns (the year's and its quarters') of which something may be hidden."""
    found = [family for slots in _by_measure(columns).values() for family in _split(slots)]
    return [family for family in found if any(slot.column.may_be_hidden for slot in family.slots)]


def related(indicators: Sequence[Indicator]) -> list[list[Indicator]]:
    """The indicators in sets: those of different sets share no count, so that none tells anything of the others."""
    secret = [{found.numerator, found.denominator} - PUBLIC for found in indicators]
    return [[indicators[number] for number in group] for group in joined(secret)]


def linked(families: Sequence[Family]) -> list[list[Family]]:
    """The families in sets: those of different sets have no column in common."""
    return [[families[number] for number in group] for group in joined([set(f.columns) for f in families])]


def joined(sets: Sequence[set[Shared]]) -> list[list[int]]:
    """The numbers of the sets that hang together by what they hold in common, in order."""
    groups: list[tuple[list[int], set[Shared]]] = []
    for number, held in enumerate(sets):
        joining = [group for group in groups if group[1] & held]
        groups = [group for group in groups if group not in joining]
        numbers = [one for group in joining for one in group[0]]
        groups.append(([*numbers, number], held.union(*(group[1] for group in joining))))
    return [sorted(numbers) for numbers, _ in groups]


def _by_measure(columns: Iterable[Column]) -> dict[Measure, list[Slot]]:
    found: dict[Measure, list[Slot]] = {}
    sides: tuple[Side, ...] = ("numerator", "denominator")
    for column in columns:
        for side in sides:
            measure: Measure = getattr(column.indicator, side)
            if measure not in PUBLIC:
                found.setdefault(measure, []).append(Slot(column, side))
    return found


def _split(slots: list[Slot]) -> list[Family]:
    """One measure's slots by period: a count of each quarter's own, the year's where it belongs.

    Quarters that are alike at every unit stand together once more: a reader may take them for the same, but must not
    have to. What is proven of each alone does not lean on it.
    """
    by_period: dict[str, list[Slot]] = {}
    for slot in slots:
        by_period.setdefault(slot.column.period_id, []).append(slot)
    quarters = [by_period[period] for period in sorted(by_period) if "Q" in period]
    year = [slot for period, own in by_period.items() if "Q" not in period for slot in own]
    return [*_with_year(quarters, year), *(Family([Count(group)], []) for group in _alike(quarters))]


def _with_year(quarters: list[list[Slot]], year: list[Slot]) -> list[Family]:
    """A flow of the year beside the quarters it sums, a stock with the last one, anything else by itself."""
    alone = [Family([Count(group)], []) for group in quarters]
    if not quarters or not year:
        return [*alone, *([Family([Count(year)], [])] if year else [])]
    if _same(_leaves(year), reduce(np.add, map(_leaves, quarters))):
        return [Family([Count(group, year) for group in quarters], year)]
    if _same(_leaves(year), _leaves(quarters[-1])):
        return [*alone[:-1], Family([Count([*quarters[-1], *year])], [])]
    return [*alone, Family([Count(year)], [])]


def _alike(quarters: list[list[Slot]]) -> list[list[Slot]]:
    """The slots of quarters that carry the same at every unit, two quarters at least."""
    groups: list[list[Slot]] = []
    for own in quarters:
        alike = [group for group in groups if _same(_leaves(group), _leaves(own))]
        groups = [group for group in groups if group not in alike]
        groups.append([slot for group in [*alike, own] for slot in group])
    return [group for group in groups if len({slot.column.period_id for slot in group}) > 1]


def _leaves(slots: Sequence[Slot]) -> Floats:
    return first_known([np.where(slot.column.leaf, slot.own, np.nan) for slot in slots])


def _same(one: Floats, other: Floats) -> bool:
    both = ~np.isnan(one) & ~np.isnan(other)
    return bool(both.any() and np.allclose(one[both], other[both], rtol=0, atol=NOTHING))


def first_known(arrays: Sequence[Floats]) -> Floats:
    """At each place the first that is not NaN."""
    return reduce(lambda known, more: np.where(np.isnan(known), more, known), arrays)
