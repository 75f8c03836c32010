"""Faults planted on purpose: what was planted where, how many there are, and how they are counted."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from data.sample.draws import Array
from data.sample.world import World

VILLAGES_PER_FAULT = 20  # a small county has fewer faults of a kind


@dataclass(frozen=True)
class Planted:
    """One kind of fault: the rule that finds it, how many the records hold, how they are counted, where they are."""

    rule: str
    variant: str
    count: int
    counted: str
    where: tuple[str, ...]


@dataclass
class Garden:
    """Hands out villages, each to one fault, and keeps the list of what was planted."""

    world: World
    beds: list[Planted] = field(default_factory=list)
    with_teams: Array = field(default_factory=lambda: np.zeros(0, bool))  # villages that ever had a dispatched cadre

    def __post_init__(self) -> None:
        units, silence = self.world.units, self.world.silence
        self.rng = self.world.lots("planted")
        quiet = [silence.silent_township, silence.without_meetings[0]]
        fit = units.lasting & ~np.isin(units.township, quiet) & (units.size >= 24)
        fit &= ~np.isin(np.arange(units.villages), units.successor)
        self._free = self.rng.permutation(np.flatnonzero(fit))

    def quota(self, n: int) -> int:
        """`n`, or fewer in a county of fewer than 20 times as many villages."""
        return min(n, int(self.world.units.villages // VILLAGES_PER_FAULT))

    def villages(self, n: int, suited: Array | None = None) -> Array:
        """Up to `n` villages that no other fault has, of those that are `suited` (a mask of villages)."""
        free = self._free if suited is None else self._free[suited[self._free]]
        taken: Array = free[: self.quota(n)]
        self._free = self._free[~np.isin(self._free, taken)]
        return taken

    def township_group(self, n: int, suited: Array) -> Array:
        """`n` free suited villages of one township, or none."""
        free = self._free[suited[self._free]]
        township = self.world.units.township[free]
        crowded = np.flatnonzero(np.bincount(township, minlength=1) >= n)
        if len(crowded) == 0 or self.quota(1) == 0:
            return np.asarray(free[:0])
        taken = np.asarray(free[township == crowded[-1]][:n])
        self._free = self._free[~np.isin(self._free, taken)]
        return taken

    def some(self, rows: Array, n: int) -> Array:
        """Up to `n` of these rows (a mask or positions), drawn at random, in order."""
        rows = np.flatnonzero(rows) if rows.dtype == bool else rows
        return np.sort(self.rng.permutation(rows)[: self.quota(n)])

    def record(self, rule: str, variant: str, count: int, counted: str, where: Array | list[str]) -> None:
        """Enter a kind of fault into the list; `where` are villages by position, or words."""
        places = [self.unit_code(int(w)) if not isinstance(w, str) else w for w in where]
        if count:
            self.beds.append(Planted(rule, variant, int(count), counted, tuple(places)))

    def unit_code(self, unit: int) -> str:
        return self.world.unit_codes[unit]


def one_for_each(keys: Array, wanted: Array, rows: Array) -> Array:
    """Of the `rows` (a mask), the last one of each wanted key, in the order of `wanted`; some keys may have none."""
    places = np.flatnonzero(rows & np.isin(keys, wanted))
    last = {int(keys[place]): int(place) for place in places}
    return np.array([last[int(key)] for key in wanted if int(key) in last], np.int64)
