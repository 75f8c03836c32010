"""Organizational life: which of the required meetings were held, on which day, and how many came."""

from __future__ import annotations

import numpy as np

from data.sample.draws import Array, Generator, chance, code, logistic, within
from data.sample.rows import Rows
from data.sample.timeline import months_of
from data.sample.world import World
from data.sample.yearly import working

LAST_DAY = 27  # no meeting after this day of the month: it exists in every month


def stock_by_month(world: World, stays: Rows) -> Array:
    """Village x month: members in stock at the end of each month."""
    first = months_of(world.timeline.month_ends[:1])[0]
    counts = np.zeros((world.units.villages, world.timeline.months + 1), np.int64)
    member = stays["enter_date"] <= world.timeline.as_of
    for column, step in (("enter_date", 1), ("exit_date", -1)):
        when = np.clip(months_of(stays[column]) - first, 0, world.timeline.months)
        np.add.at(counts, (stays["org_unit_id"][member], when[member]), step)
    return np.cumsum(counts, axis=1)[:, :-1]


def make_meetings(world: World, weak: Array, stock: Array, groups: Array, teams: Array) -> Rows:
    """All meetings held until the last month; `teams` (village x month) tells where a team is in the village."""
    rng = world.lots("meetings")
    timeline, units = world.timeline, world.units
    shape = (units.villages, timeline.months)
    standing = np.column_stack([working(world, weak, year) for year in timeline.all_years])
    drive = standing[:, np.arange(timeline.months) // 12] + 0.35 * rng.normal(size=shape)
    open_months = (units.valid_from[:, None] <= timeline.month_firsts) & (units.valid_to[:, None] > timeline.month_ends)
    open_months &= stock > 0
    base = np.clip(0.80 + 0.045 * units.quality - 0.015 * units.remote, 0.62, 0.93)
    hall = _Hall(world, rng, stock, base, drive, open_months)
    parts = [
        hall.hold("branch_congress", _quarterly(rng, shape, timeline.months), 2.6, hall.share(0.80, 0.97)),
        hall.hold("party_lecture", _quarterly(rng, shape, timeline.months), 2.1, hall.share(0.70, 0.97)),
        hall.committee(),
        hall.hold("theme_day", np.ones(shape, bool), 2.5, hall.share(0.75, 0.97), fixed=True),
        hall.hold("org_life", _yearly(rng, shape, timeline.months), 3.6, hall.share(0.80, 0.97)),
        hall.hold("democratic_evaluation", _yearly(rng, shape, timeline.months), 3.4, hall.share(0.80, 0.97)),
        hall.hold("four_team_joint", teams, 0.55, within(rng, 5, 9, stock.size).reshape(shape)),
    ]
    for group in range(int(groups.max(initial=0))):
        members = np.maximum(stock // np.maximum(groups, 1)[:, None] - 1, 1)
        slots = np.broadcast_to((groups > group)[:, None], shape)
        parts.append(hall.hold("party_group", slots, 2.0, members))
    rows = Rows.joined(*parts)
    order = np.lexsort((rows["meeting_type"], rows["meeting_date"], rows["org_unit_id"]))
    return rows.take(order)


def _quarterly(rng: Generator, shape: tuple[int, int], months: int) -> Array:
    """One month of each quarter, drawn for each village."""
    quarters = -(-months // 3)
    month = within(rng, 0, 2, shape[0] * quarters).reshape(-1, quarters)
    return np.asarray(np.repeat(month, 3, axis=1)[:, :months] == np.arange(months) % 3)


def _yearly(rng: Generator, shape: tuple[int, int], months: int) -> Array:
    """November or December of each year."""
    years = -(-months // 12)
    month = within(rng, 10, 11, shape[0] * years).reshape(-1, years)
    return np.asarray(np.repeat(month, 12, axis=1)[:, :months] == np.arange(months) % 12)


class _Hall:
    """Holds meetings of one type after another, with the same villages, months and attendance."""

    def __init__(
        self, world: World, rng: Generator, stock: Array, base: Array, drive: Array, open_months: Array
    ) -> None:
        self._world, self._rng, self._stock, self._base = world, rng, stock, base
        self._drive, self._open = drive, open_months
        self._fixed_day = within(rng, 3, LAST_DAY - 3, len(base))

    def share(self, low: float, high: float) -> Array:
        """Expected: this share of the members in stock, drawn for each meeting; never all, who is excused is not."""
        part = self._rng.uniform(low, high, self._stock.shape)
        return np.maximum(np.floor(self._stock * part), np.minimum(self._stock, 3)).astype(np.int64)

    def committee(self) -> Rows:
        """Monthly committee meetings; a village with a committee holds at least one a year."""
        rng, shape = self._rng, self._stock.shape
        months = np.arange(shape[1])
        january = np.broadcast_to(months % 12 == 0, shape) | (np.cumsum(self._open, axis=1) == 1)
        sure = self._held(np.broadcast_to(january & (self._stock >= 7), shape), 20.0)
        others = self._held((self._stock >= 7) & ~january, 2.2)
        expected = np.broadcast_to(within(rng, 3, 5, shape[0])[:, None], shape)
        return self._rows("branch_committee", sure | others, expected, fixed=False)

    def hold(self, meeting_type: str, slots: Array, ease: float, expected: Array, fixed: bool = False) -> Rows:
        """The meetings held of those due in `slots`; the higher `ease`, the more are held."""
        return self._rows(meeting_type, self._held(slots, ease), expected, fixed)

    def _held(self, slots: Array, ease: float) -> Array:
        p = logistic(ease + 0.75 * self._drive)
        return np.asarray(slots & self._open & (self._rng.random(slots.shape) < p))

    def _rows(self, meeting_type: str, held: Array, expected: Array, fixed: bool) -> Rows:
        rng = self._rng
        village, month = np.nonzero(held)
        n = len(village)
        usual = self._fixed_day[village] + within(rng, -1, 1, n) * chance(rng, 0.15, n)
        day = usual if fixed else within(rng, 2, LAST_DAY, n)
        due = expected[village, month]
        present = self._base[village] + 0.05 * rng.normal(size=n) + (0.10 if meeting_type == "branch_committee" else 0)
        attended = np.clip(np.round(due * np.clip(present, 0.52, 0.99)), 1, due)
        mode = np.searchsorted([0.90, 0.94], rng.random(n))
        return Rows(
            {
                "org_unit_id": village,
                "meeting_type": np.full(n, code("meeting_type", meeting_type)),
                "meeting_date": self._world.timeline.month_firsts[month] + day - 1,
                "expected_n": due,
                "attended_n": attended.astype(np.int64),
                "mode": mode,
                "minutes_filed": chance(rng, 0.95, n).astype(np.int64),
            }
        )
