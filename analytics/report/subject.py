"""Whom and when a pack is about, and the figures it asks for: everything through disclosure control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analytics.catalogue.kinds import Block, Indicator
from analytics.disclosure import disclosed
from analytics.periods import Period, known_periods
from analytics.units import TOWNSHIP, VILLAGE, Unit, Units
from data.home import Home
from data.queries.units import units as ask_units
from data.store import Reader
from data.text import Language

MOST_VILLAGES = 3000
LONGEST_NAME = 300
"""Letters of a name: a longer one would fill a page by itself, and a row is not set across pages."""


@dataclass(frozen=True)
class Subject:
    """A unit in a period, in a language, with the directory of units and the indicators with the county's targets."""

    reader: Reader
    home: Home
    unit: Unit
    period: Period
    language: Language
    units: Units
    periods: Mapping[str, Period]
    indicators: Mapping[str, Indicator]

    @cached_property
    def names(self) -> dict[str, str]:
        return {unit: _cut(name) for unit, name in self.units.names(self.language).items()}

    @property
    def name(self) -> str:
        return self.names[self.unit.id]

    @cached_property
    def below(self) -> list[Unit]:
        return self.units.children(self.unit.id, self.period.end)

    @cached_property
    def shown(self) -> list[Unit]:
        """The units side by side in pictures: the unit and those right below; of a village, those above it."""
        if self.below:
            return [self.unit, *self.below]
        above = [found for found in self.units.above(self.unit.id) if found.level in (TOWNSHIP, "county")]
        return [self.unit, *above]

    @cached_property
    def villages(self) -> list[Unit]:
        """The villages listed one by one; none where they are too many."""
        few = self.units.count(self.unit.id, VILLAGE, self.period.end) <= MOST_VILLAGES
        return self.units.descendants(self.unit.id, VILLAGE, self.period.end) if few else []

    @cached_property
    def around(self) -> Unit:
        """The unit among whose units this one stands: itself, of a village its township."""
        if self.unit.level != VILLAGE:
            return self.unit
        return self.units.at_level(self.unit.id, TOWNSHIP) or self.unit

    @cached_property
    def above(self) -> Unit | None:
        """The unit that this one is held against: the county, of a county the prefecture; none that has no other."""
        found = [unit for unit in self.units.above(self.unit.id) if unit.level in ("county", "prefecture")]
        return next((unit for unit in found if not self._is_all_of(unit)), None)

    def _is_all_of(self, above: Unit) -> bool:
        """Whether no village of a unit above lies outside this one: then there is nothing to be compared with."""
        counted = self.cells(list(self.measured(tier="core")), [self.unit, above])
        sums = counted.pivot(index="indicator", columns="org_unit_id", values="expected")
        return bool((sums.reindex(columns=[self.unit.id, above.id]).nunique(axis=1) <= 1).all())

    def measured(self, block: Block | None = None, tier: str | None = None) -> dict[str, Indicator]:
        """The indicators that are measured for such a period, of a block and a tier."""
        return {
            key: found
            for key, found in self.indicators.items()
            if self.period.kind in found.periods and block in (None, found.block) and tier in (None, found.tier)
        }

    def cells(self, indicators: Sequence[str], units: Sequence[Unit], periods: Sequence[str] = ()) -> pd.DataFrame:
        """Evaluate's frame as this person may see it, with `name`; of the pack's period unless others are named."""
        ids = [unit.id for unit in units]
        frame = disclosed(self.reader, list(indicators), ids, list(periods) or [self.period.period_id])
        return frame.assign(name=frame["org_unit_id"].astype("object").map(self.names))


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def subject(
    reader: Reader, home: Home, unit_id: str, period_id: str, language: Language, indicators: Mapping[str, Indicator]
) -> Subject:
    """The subject of a pack; `KeyError` for a unit or period that is not there."""
    units = Units.of(ask_units(reader))
    periods = known_periods(reader)
    return Subject(reader, home, units[unit_id], periods[period_id], language, units, periods, indicators)
