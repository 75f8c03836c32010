"""What members do: duty posts, paired households, leading others into business, service to the people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.sample.draws import BLANK, NEVER, Array, Generator, Picker, chance, choose, code, codes, expand, within
from data.sample.members import Membership
from data.sample.rows import Rows
from data.sample.timeline import year_starts
from data.sample.world import World
from data.schema import ENUMERATIONS

YEAR = 365.25
SERVICES_PER_QUARTER = 7.0  # of a village
POST_TYPES = dict.fromkeys(ENUMERATIONS["duty_post_type"].labels, 1.0)
SERVICE_POSTS = {"policy_publicity": 30, "mediation": 30, "care": 20, "sanitation": 10, "customs": 10}
PAIRING_ENDS = {"income_raised": 55, "risk_eliminated": 35, "no_change": 10}


@dataclass(frozen=True)
class Helpers:
    """The stays of members who can take a duty, and a sure substitute of each village who never leaves."""

    stays: Rows
    since: Array  # the first day on which a village has members
    at_hand: Picker
    substitute: Array  # village -> person

    @classmethod
    def of(cls, world: World, membership: Membership) -> Helpers:
        stays = membership.stays
        since = np.maximum(world.units.valid_from, world.timeline.start)
        there = (stays["enter_date"] <= since[stays["org_unit_id"]]) & (
            stays["exit_date"] > since[stays["org_unit_id"]]
        )
        ready = there & stays["duty_capable"] & ~stays["mobile"]
        at_hand = Picker.of(stays["org_unit_id"], ready, world.units.villages)
        return cls(stays, since, at_hand, membership.pool[:, 0])

    def pick(self, rng: Generator, village: Array) -> Rows:
        """A stay of each village, of somebody who was there from the first day."""
        stay = self.at_hand.pick(rng, village)
        assert (stay != BLANK).all(), "every village has members who stay"
        return self.stays.take(stay)


def make_duties(world: World, membership: Membership, hardship: Array) -> Rows:
    """All duties; `hardship` (village x year, from the year before the first) bounds the households on the list."""
    rng, helpers = world.lots("duties"), Helpers.of(world, membership)
    duties = Rows.joined(
        _posts(world, rng, membership.stays),
        _pairings(world, rng, helpers, hardship),
        _leads(world, rng, membership.stays),
        _services(world, rng, helpers),
    )
    village = duties["org_unit_id"]
    start = np.maximum(duties["start_date"], world.units.valid_from[village])
    end = np.minimum(duties["end_date"], world.units.valid_to[village])
    duties = duties.having(start_date=start, end_date=end)
    return duties.take((end > start) | (duties["duty_kind"] == code("duty_kind", "service_action")) & (end >= start))


def _duty(kind: str, person: Array, village: Array, start: Array, end: Array, **columns: Array) -> Rows:
    n = len(person)
    empty = np.full(n, BLANK)
    defaults = {"duty_post_type": empty, "household_key": empty, "household_hardship": empty, "actions_n": empty}
    base = {"person_id": person, "org_unit_id": village, "duty_kind": np.full(n, code("duty_kind", kind))}
    return Rows({**base, **defaults, "start_date": start, "end_date": end, "outcome": empty, **columns})


def _posts(world: World, rng: Generator, stays: Rows) -> Rows:
    """Duty posts of capable members who are not away; most are renewed after a while."""
    member = (stays["enter_date"] < NEVER) & stays["duty_capable"] & ~stays["mobile"]
    village = stays["org_unit_id"]
    has = member & chance(rng, np.clip(0.86 + 0.05 * world.units.quality[village], 0.5, 0.98), len(stays))
    holder = stays.take(has)
    n, unit, start = len(holder), holder["org_unit_id"], world.timeline.start
    early = start - within(rng, 0, 1200, n)
    late = start + within(rng, 0, int(5 * YEAR), n)
    begin = np.maximum(np.where(chance(rng, 0.72, n), early, late), holder["enter_date"] + within(rng, 0, 200, n))
    length = 400 + (rng.exponential(size=n) * 5 * YEAR).astype(np.int64)
    end = np.minimum(begin + length, holder["exit_date"])
    again = end + within(rng, 5, 90, n)
    renewed = (end < holder["exit_date"]) & (again < holder["exit_date"]) & chance(rng, 0.8, n)
    types = choose(rng, POST_TYPES, "duty_post_type", n)
    first = _duty("duty_post", holder["person_id"], unit, begin, end, duty_post_type=types)
    second = _duty("duty_post", holder["person_id"], unit, again, holder["exit_date"], duty_post_type=types)
    both = Rows.joined(first, second.take(renewed))
    closed = both["end_date"] < NEVER
    both = both.having(outcome=np.where(closed, code("duty_outcome", "resolved"), BLANK))
    return both.take((both["end_date"] > start) & (both["start_date"] <= world.timeline.as_of))


def _pairings(world: World, rng: Generator, helpers: Helpers, hardship: Array) -> Rows:
    """Households on the hardship list with their member, for as long as they are on it; and a few that never were."""
    villages = world.units.villages
    house, listed_from, listed_until = _on_the_list(world, hardship)
    cover = np.clip(0.85 + 0.06 * world.units.quality + 0.04 * rng.normal(size=villages), 0.45, 0.99)
    helped = chance(rng, cover[house], len(house))
    extra = expand(np.full(villages, 3))[0]
    unit = np.concatenate([house[helped], house[helped], extra])
    key = np.concatenate([np.flatnonzero(helped), np.flatnonzero(helped), len(house) + np.arange(len(extra))])
    n, first = len(unit), int(helped.sum())
    wanted = (np.arange(n) >= first) | chance(rng, 0.08, n)  # the first block: a second member, where there is one
    begin = np.concatenate([listed_from[helped], listed_from[helped], np.full(len(extra), world.timeline.start - 300)])
    end = np.concatenate([listed_until[helped], listed_until[helped], np.full(len(extra), NEVER)])
    begin = np.maximum(begin, helpers.since[unit]) + np.where(chance(rng, 0.3, n), within(rng, 0, 900, n), 0)
    begin -= np.where(begin <= world.timeline.start, within(rng, 20, 900, n), 0)
    helper = helpers.pick(rng, unit)
    person, leaves = helper["person_id"], helper["exit_date"]
    begin = np.maximum(begin, helper["enter_date"])
    wanted[:first] &= person[:first] != person[first : 2 * first]
    poor = (np.arange(n) < 2 * first).astype(np.int64)
    columns = {"household_key": key, "household_hardship": poor}
    one = _duty("pairing", person, unit, begin, np.minimum(end, leaves), **columns)
    then = np.maximum(leaves + within(rng, 3, 40, n), begin)
    other = _duty("pairing", helpers.substitute[unit], unit, then, end, **columns)
    followed = (leaves < NEVER) & (then < end) & (helpers.substitute[unit] != person)
    pairs = Rows.joined(one.take(wanted), other.take(wanted & followed))
    pairs = pairs.take((pairs["end_date"] > world.timeline.start) & (pairs["end_date"] > pairs["start_date"]))
    outcome = choose(rng, PAIRING_ENDS, "duty_outcome", len(pairs))
    return pairs.having(
        outcome=np.where(pairs["end_date"] < NEVER, outcome, BLANK), actions_n=within(rng, 2, 12, len(pairs))
    )


def _on_the_list(world: World, hardship: Array) -> tuple[Array, Array, Array]:
    """For every household ever on a village's list: the village, its first day on it, and the day it leaves it."""
    most = hardship.max(axis=1)
    village, number = expand(most)
    listed = hardship[village] > number[:, None]
    first = np.argmax(listed, axis=1)
    later = np.arange(hardship.shape[1])[None, :] > first[:, None]
    gone = np.where((~listed & later).any(axis=1), np.argmax(~listed & later, axis=1), hardship.shape[1])
    years = np.arange(world.timeline.first_year - 1, world.timeline.last_full_year + 2)
    starts = year_starts(years)
    taken_off = gone < hardship.shape[1]
    december = starts[gone] - 1 - number % 25  # it is taken off the list at the end of the year before
    return village, starts[first], np.where(taken_off, december, NEVER)


def _leads(world: World, rng: Generator, stays: Rows) -> Rows:
    """Members who lead others into business: entrepreneurs and wealth leaders first."""
    able = (stays["enter_date"] < NEVER) & stays["duty_capable"] & ~stays["mobile"]
    doers = np.isin(stays["background"], codes("background", "typical_entrepreneur", "wealth_leader"))
    leads = stays.take(able & chance(rng, np.where(doers, 0.16, 0.02), len(stays)))
    n = len(leads)
    low = np.maximum(leads["enter_date"], world.timeline.start - 600)
    begin = low + (rng.random(n) * np.maximum(world.timeline.as_of - low, 1)).astype(np.int64)
    end = np.minimum(begin + within(rng, 300, 1400, n), leads["exit_date"])
    outcome = np.where(chance(rng, 0.6, n), code("duty_outcome", "business_started"), code("duty_outcome", "no_change"))
    rows = _duty("startup_lead", leads["person_id"], leads["org_unit_id"], begin, end, outcome=outcome)
    return rows.take((end > world.timeline.start) & (end > begin))


def _services(world: World, rng: Generator, helpers: Helpers) -> Rows:
    """Service, publicity and mediation: each row the doings of one member within one quarter."""
    timeline, units = world.timeline, world.units
    ends = timeline.month_ends[timeline.quarters]
    starts = timeline.month_firsts[timeline.quarters - 2]
    active = np.exp(0.3 * units.quality) * np.sqrt(units.size / 53) * (units.size > 3)
    counts = rng.poisson(SERVICES_PER_QUARTER * active[:, None] * np.ones(len(ends)))
    cell, _ = expand(counts.ravel())
    village, quarter = cell // len(ends), cell % len(ends)
    n = len(cell)
    begin = starts[quarter] + (rng.random(n) * 88).astype(np.int64)
    end = np.minimum(begin + within(rng, 0, 9, n), ends[quarter])
    helper = helpers.pick(rng, village)
    person = np.where(helper["exit_date"] > end, helper["person_id"], helpers.substitute[village])
    rows = _duty(
        "service_action",
        person,
        village,
        begin,
        end,
        duty_post_type=choose(rng, SERVICE_POSTS, "duty_post_type", n),
        actions_n=1 + rng.poisson(1.3, n),
        outcome=np.full(n, code("duty_outcome", "resolved")),
    )
    return rows.take((begin >= helpers.since[village]) & (end < units.valid_to[village]))


def pairing_row(duties: Rows, row: int, persons: Array) -> Rows:
    """The pairing of `row` once more for each of these persons."""
    return duties.take(np.full(len(persons), row)).having(person_id=persons)
