"""What every subject of one sample county knows: its seed, its calendar, its units, and how far they have reported."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from data.sample.draws import Array, Generator, generator
from data.sample.timeline import Silence, Timeline
from data.sample.units import VILLAGES_PER_TOWNSHIP, Units, make_units

FIRST_COUNTY = 990121
COUNTIES_PER_PREFECTURE = 40
POOL = 12  # members of a village from whom its offices are filled
AFFAIRS_POOL = 3


@dataclass(frozen=True)
class World:
    """One county to be invented."""

    seed: int
    number: int
    timeline: Timeline
    silence: Silence
    units: Units

    @classmethod
    def of(cls, seed: int, number: int, villages: int, timeline: Timeline) -> World:
        townships = max(1, round(villages / VILLAGES_PER_TOWNSHIP))
        silence = Silence.of(timeline, townships)
        units = make_units(generator(seed, number, "units"), timeline, silence, villages, townships)
        return cls(seed, number, timeline, silence, units)

    def lots(self, subject: str) -> Generator:
        return generator(self.seed, self.number, subject)

    @property
    def prefecture_number(self) -> int:
        return self.number // COUNTIES_PER_PREFECTURE

    @property
    def county_code(self) -> str:
        return str(FIRST_COUNTY + 100 * self.prefecture_number + self.number % COUNTIES_PER_PREFECTURE)

    @cached_property
    def unit_codes(self) -> list[str]:
        """The codes of villages, then townships, then the county."""
        county = self.county_code
        townships: list[str] = []
        villages: list[str] = []
        for township in range(self.units.townships):
            townships.append(f"{county}{101 + township:03d}")
            count = int((self.units.township == township).sum())
            villages += [f"{townships[-1]}{201 + number:03d}" for number in range(count)]
        return [*villages, *townships, county]

    @cached_property
    def last_quarter(self) -> Array:
        """The last day reported quarterly for each unit."""
        return np.asarray(self.silence.last_quarter(self.timeline)[self.units.reporter])

    @cached_property
    def last_month(self) -> Array:
        """The last day reported monthly for each unit."""
        return np.asarray(self.silence.last_month(self.timeline)[self.units.reporter])

    @cached_property
    def offices(self) -> Array:
        """How many of its members fill each village's offices."""
        return np.asarray(np.clip(self.units.size // 2, np.minimum(self.units.size, 5), POOL))

    @cached_property
    def affairs_members(self) -> Array:
        """How many of its members are kept for party affairs."""
        return np.asarray(np.minimum((self.units.size - self.offices) // 2, AFFAIRS_POOL))
