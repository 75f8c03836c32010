"""What is to be judged: one indicator in one period over all units, with what a viewer may not see."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analytics.catalogue import INDICATORS
from analytics.catalogue.kinds import Indicator, Kind
from analytics.facts import member, secretary, village, yearly
from analytics.withheld.thresholds import Thresholds
from analytics.withheld.tree import LEVELS, Flags, Indices, Tree

Floats = NDArray[np.float64]
Side = Literal["numerator", "denominator"]
ColumnKey = tuple[str, str]
"""Indicator and period."""
NOTHING = 1e-6  # sums are exact to the cent and the tenth of an hour

PUBLIC = frozenset({village.villages, village.key_villages, secretary.in_post, member.in_stock, yearly.residents})
"""Counts that are no secret at any village: the list of units says how many villages there are, A01 where a secretary
is in post, B08 how many members a village has, the yearbook how many residents."""

PAY = frozenset({yearly.secretary_pay, yearly.secretary_pay_growth})
"""Not counts of people, but of a village's one secretary."""


def is_secret(indicator: Indicator) -> bool:
    """Whether its hidden figures are about people. Of the others a viewer only does not read the lowest levels, where
    they mean little: what can be worked out of them harms nobody."""
    return indicator.person_based or indicator.numerator in PAY


def judged_indicators() -> list[Indicator]:
    """The secret ones, and those that show a count of theirs."""
    secret = [found for found in INDICATORS.values() if is_secret(found)]
    measures = {measure for found in secret for measure in (found.numerator, found.denominator)} - PUBLIC
    return [
        found
        for found in INDICATORS.values()
        if is_secret(found) or found.numerator in measures or found.denominator in measures
    ]


def hidden_levels(indicator: Indicator) -> tuple[str, ...]:
    """The levels below the least one at which a viewer reads the indicator."""
    return LEVELS[: LEVELS.index(indicator.least_level)]


@dataclass(eq=False)
class Column:
    """One indicator in one period: its sums by place (NaN where nothing was reported or nothing is due), and what is
    hidden so far."""

    indicator: Indicator
    period_id: str
    tree: Tree
    numerator: Floats
    denominator: Floats
    contributions: Floats
    hidden: Flags = field(init=False)
    hidings: list[int] = field(init=False, default_factory=list)
    """The places that were hidden besides, one after the other."""

    @property
    def key(self) -> ColumnKey:
        return self.indicator.id, self.period_id

    def judge(self, thresholds: Thresholds) -> None:
        """Hide by the rules for a single cell: the least level, and what is too small."""
        self.hidden = self.there & (~self.read | self._too_small(thresholds))

    @property
    def read(self) -> Flags:
        """Where the indicator is read at all, unless the cell is hidden."""
        return np.asarray(self.tree.rank >= LEVELS.index(self.indicator.least_level))

    def _too_small(self, thresholds: Thresholds) -> Flags:
        if not self.indicator.person_based:
            return np.zeros(len(self.tree), dtype=bool)
        small = (self.denominator < thresholds.least_denominator) | np.isin(self.numerator, thresholds.small_counts)
        if self.indicator.kind is Kind.PROPORTION:
            small |= np.isin(self.denominator - self.numerator, thresholds.small_counts)
        if self.indicator.kind is Kind.RATIO:  # of hours: the people behind them are at most one a contribution
            small |= self.contributions < thresholds.least_denominator
        return np.asarray(small, dtype=bool)

    @property
    def may_be_hidden(self) -> bool:
        return is_secret(self.indicator)

    @cached_property
    def there(self) -> Flags:
        return np.asarray(~np.isnan(self.denominator))

    @property
    def visible(self) -> Flags:
        return self.there & ~self.hidden

    def visible_at(self, places: Indices) -> Flags:
        return np.asarray(self.there[places] & ~self.hidden[places])

    def shows(self, place: int) -> bool:
        return bool(self.there[place] and not self.hidden[place])

    @cached_property
    def empty(self) -> Flags:
        """Where nothing was counted, nor below."""
        return ~self.tree.reached(self.there)

    def hide(self, place: int) -> None:
        self.hidden[place] = True
        self.hidings.append(place)

    def within(self, tree: Tree, places: Indices) -> Column:
        """The column as it is now at some of its places, which are a tree of their own."""
        sums = (self.numerator[places], self.denominator[places], self.contributions[places])
        part = Column(self.indicator, self.period_id, tree, *sums)
        part.hidden = self.hidden[places]
        return part

    @cached_property
    def leaf(self) -> Flags:
        """Where there is nothing below that was counted."""
        return np.asarray(self.there & (self.tree.summed_below(self.there.astype(float)) == 0))

    def values(self, side: Side) -> Floats:
        return self.numerator if side == "numerator" else self.denominator

    @cached_property
    def _own(self) -> dict[Side, Floats]:
        sides: tuple[Side, ...] = ("numerator", "denominator")
        return {side: self._own_part(self.values(side)) for side in sides}

    def own(self, side: Side) -> Floats:
        """What a place adds itself: all of it at a leaf, above that what is not the sum of those below; else NaN."""
        own: Floats = self._own[side]
        return own

    def _own_part(self, values: Floats) -> Floats:
        part = values - self.tree.summed_below(values)
        return np.where(self.leaf | (self.there & (np.abs(part) > NOTHING)), part, np.nan)
