"""Drawing lots: the same seed gives the same county, on any machine, in any order of asking."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from data.schema import ENUMERATIONS

Array = npt.NDArray[Any]
Generator = np.random.Generator

NEVER = 1 << 20  # a day that never comes: an empty date
BLANK = -1  # an empty count, code or reference


def generator(seed: int, county: int, subject: str) -> Generator:
    """The lots of one subject of one county, independent of every other subject's."""
    return np.random.default_rng(np.random.SeedSequence([seed, county, zlib.crc32(subject.encode())]))


def code(enumeration: str, label: str) -> int:
    """The position of a code in its enumeration: how columns hold it until they are written."""
    return list(ENUMERATIONS[enumeration].labels).index(label)


def codes(enumeration: str, *labels: str) -> Array:
    return np.array([code(enumeration, label) for label in labels])


def choose(rng: Generator, weights: Mapping[str, float], enumeration: str, n: int) -> Array:
    """`n` codes of an enumeration, drawn by weight."""
    edges = np.cumsum(list(weights.values()))
    drawn = np.searchsorted(edges / edges[-1], rng.random(n), side="right")
    return codes(enumeration, *weights)[drawn]


def chance(rng: Generator, p: Array | float, n: int) -> Array:
    """`n` yes-or-no, each with its own probability."""
    return np.asarray(rng.random(n) < p)


def within(rng: Generator, low: float, high: float, n: int) -> Array:
    """`n` whole numbers from `low` to `high`, both included."""
    return rng.integers(int(low), int(high) + 1, n)


def logistic(x: Array | float) -> Array:
    return np.asarray(1.0 / (1.0 + np.exp(-np.asarray(x))))


def expand(counts: Array) -> tuple[Array, Array]:
    """For `counts` rows of each owner: the owner of every row, and its number (from 0) within the owner."""
    owner = np.repeat(np.arange(len(counts)), counts)
    first = np.cumsum(counts) - counts
    return owner, np.arange(len(owner)) - np.repeat(first, counts)


@dataclass(frozen=True)
class Picker:
    """Picks one row of a group at random."""

    order: Array
    first: Array
    count: Array

    @classmethod
    def of(cls, group: Array, mask: Array, groups: int) -> Picker:
        rows = np.flatnonzero(mask)
        order = rows[np.argsort(group[rows], kind="stable")]
        count = np.bincount(group[rows], minlength=groups)
        return cls(order, np.cumsum(count) - count, count)

    def pick(self, rng: Generator, group: Array) -> Array:
        """A row for each of `group`; -1 where the group is empty."""
        place = self.first[group] + (rng.random(len(group)) * self.count[group]).astype(np.int64)
        empty = self.count[group] == 0
        return np.where(empty, BLANK, self.order[np.where(empty, 0, place)] if len(self.order) else BLANK)
