"""Units: a made-up county, its townships and villages, what they are like, and which of them merge."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.sample.draws import BLANK, NEVER, Array, Generator, choose, codes, expand, within
from data.sample.timeline import Silence, Timeline, day

VILLAGES_PER_TOWNSHIP = 12
FOUNDED = day(1949, 10, 1)
CENTRE = (108.5, 33.3)
KM_PER_DEGREE = 111.0
CATEGORIES = {
    "poverty_alleviated": 0.20,
    "relocation": 0.05,
    "revitalization_key": 0.10,
    "demonstration": 0.10,
    "ordinary": 0.55,
}
KEY_CATEGORIES = ("poverty_alleviated", "relocation", "revitalization_key")


@dataclass(frozen=True)
class Units:
    """Villages by position; in other columns townships follow them, then the county."""

    villages: int
    townships: int
    township: Array  # of each village
    size: Array  # members at the beginning
    category: Array
    valid_from: Array
    valid_to: Array
    successor: Array
    longitude: Array
    latitude: Array
    distance_km: Array
    terrain: Array
    remote: Array
    quality: Array
    tiny: int  # the village with two members, -1 for none

    @property
    def county(self) -> int:
        return self.villages + self.townships

    @property
    def key(self) -> Array:
        """Villages where the four teams are expected by their category."""
        return np.isin(self.category, codes("village_category", *KEY_CATEGORIES))

    @property
    def lasting(self) -> Array:
        """Villages that exist through the whole sample."""
        return np.asarray((self.valid_from == FOUNDED) & (self.valid_to == NEVER))

    @property
    def reporter(self) -> Array:
        """The reporter of each unit's own rows: its township; the county is the last."""
        return np.concatenate([self.township, np.arange(self.townships + 1)])


@dataclass(frozen=True)
class Merger:
    """Villages of one township that close into another on a day; `new` if that one begins on this day."""

    township: int
    closing: int
    new: bool
    on: int


def plan_mergers(timeline: Timeline, silence: Silence, townships: int, villages: int) -> list[Merger]:
    """One village into its neighbour, then two into a new one; none in a small county or a township that is silent."""
    quiet = {silence.silent_township, silence.without_meetings[0]}
    hosts = [t for t in range(townships) if t not in quiet]
    middle = timeline.first_year + len(timeline.full_years) // 2
    mergers = []
    if villages >= 24:
        mergers.append(Merger(hosts[2 % len(hosts)], 1, False, day(middle, 7, 1)))
    if villages >= 60:
        later = middle + 1 if middle < timeline.last_full_year else middle
        mergers.append(Merger(hosts[-2], 2, True, day(later, 4, 1)))
    return mergers


def make_units(rng: Generator, timeline: Timeline, silence: Silence, villages: int, townships: int) -> Units:
    """`villages` valid ones at the end, and those that closed on the way."""
    counts = _village_counts(rng, villages, townships)
    mergers = plan_mergers(timeline, silence, townships, villages)
    extra = np.zeros(townships, np.int64)
    for merger in mergers:
        extra[merger.township] += merger.closing
    township, number = expand(counts + extra)
    n = len(township)
    valid_from, valid_to, successor = np.full(n, FOUNDED), np.full(n, NEVER), np.full(n, BLANK)
    for merger in mergers:
        _merge(merger, counts, township, number, (valid_from, valid_to, successor))
    east, north, height = _places(rng, township, townships)
    distance = np.hypot(east, north) * 1.35 + 2.0
    remote = _standard(distance + 12 * height)
    category = choose(rng, CATEGORIES, "village_category", n)
    lasting = (valid_to == NEVER) & (valid_from == FOUNDED)
    tiny = int(np.flatnonzero(lasting & (township == 0))[1]) if villages >= 20 else BLANK
    category[~lasting | (np.arange(n) == tiny)] = codes("village_category", "ordinary")[0]
    sizes = np.where(np.arange(n) == tiny, 2, _sizes(rng, n))
    return Units(
        villages=n,
        townships=townships,
        township=township,
        size=sizes,
        category=category,
        valid_from=valid_from,
        valid_to=valid_to,
        successor=successor,
        longitude=np.round(CENTRE[0] + east / (KM_PER_DEGREE * np.cos(np.radians(CENTRE[1]))), 5),
        latitude=np.round(CENTRE[1] + north / KM_PER_DEGREE, 5),
        distance_km=np.round(distance * 10).astype(np.int64),
        terrain=np.digitize(height, [0.35, 0.65]),
        remote=remote,
        quality=_quality(rng, township, townships, remote),
        tiny=tiny,
    )


def _village_counts(rng: Generator, villages: int, townships: int) -> Array:
    """Villages of each township: unequal, at least two thirds of an equal share."""
    floor = np.full(townships, villages * 2 // (3 * townships))
    return np.asarray(floor + rng.multinomial(villages - floor.sum(), np.full(townships, 1 / townships)))


def _merge(merger: Merger, counts: Array, township: Array, number: Array, dates: tuple[Array, Array, Array]) -> None:
    valid_from, valid_to, successor = dates
    own = np.flatnonzero(township == merger.township)
    last = counts[merger.township] - 1
    heir = own[number[own] == (last if merger.new else 0)][0]
    closing = own[number[own] > last]
    valid_to[closing], successor[closing] = merger.on, heir
    if merger.new:
        valid_from[heir] = merger.on


def _places(rng: Generator, township: Array, townships: int) -> tuple[Array, Array, Array]:
    """Kilometres east and north of the county seat and height (0 plain, 1 mountain) of each village."""
    turn = np.arange(townships) * 2.39996 + rng.uniform(0, 0.4, townships)  # the golden angle fills a disc evenly
    reach = 14.0 * np.sqrt(np.arange(townships) + 0.15)
    east, north = reach * np.cos(turn), 0.8 * reach * np.sin(turn)
    angle, radius = rng.uniform(0, 2 * np.pi, len(township)), 9.0 * np.sqrt(rng.random(len(township)))
    slope = reach / (reach.max() + 1.0) + 0.15 * rng.normal(size=townships)
    height = np.clip(slope[township] * 0.75 + 0.12 * rng.normal(size=len(township)), 0, 1)
    return east[township] + radius * np.cos(angle), north[township] + radius * np.sin(angle), height


def _sizes(rng: Generator, n: int) -> Array:
    """Members of a village: lognormal, median 45, between 8 and 250."""
    return np.clip(np.round(45 * np.exp(0.5 * rng.normal(size=n))), 8, 250).astype(np.int64)


def _quality(rng: Generator, township: Array, townships: int, remote: Array) -> Array:
    """How well a village's organization works: about three tenths of the variance lies between townships."""
    own = 0.55 * rng.normal(size=townships)[township] + 0.80 * rng.normal(size=len(township))
    return np.asarray(own - 0.25 * remote)


def _standard(values: Array) -> Array:
    spread = values.std()
    return np.asarray((values - values.mean()) / spread if spread > 0 else np.zeros(len(values)))


def party_groups(rng: Generator, size: Array) -> Array:
    """Party groups of a branch: none in the smallest, up to five in the largest."""
    return np.where(size < 15, 0, np.clip(size // 18 + within(rng, 0, 1, len(size)), 2, 5))
