"""Offices of the village: who holds them from one re-election to the next, and who follows when somebody leaves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.sample.draws import BLANK, NEVER, Array, Generator, chance, choose, code, codes, within
from data.sample.members import Membership
from data.sample.people import OFFICIALS, Register
from data.sample.rows import Rows
from data.sample.timeline import year_starts
from data.sample.world import World

YEAR = 365.25
LONGEST_VACANCY = 80
SHORTEST_SERVICE = 300
SHORTEST_SUCCESSION = 120  # long enough for the next induction training
SHORTEST_TERM = 200  # nobody new is elected for less, before a merger
CHANNELS = {
    "rural_wealth_leader": 30,
    "incumbent_cadre": 25,
    "returning_entrepreneur": 18,
    "veteran": 10,
    "university_village_official": 6,
    "dispatched_official": 5,
    "professional": 4,
    "open_selection": 1,
    "other": 1,
}
ENDS = {
    "retired_deceased": 34,
    "resigned": 25,
    "removed": 9,
    "promoted_township": 9,
    "civil_servant": 9,
    "public_institution": 8,
    "other_advancement": 6,
}
SEAT_POOL = 4  # holders one after another that a seat can have


@dataclass(frozen=True)
class Seats:
    """Seats of one post: their units and the persons who can hold each, in their order (BLANK: no more)."""

    post_type: str
    unit: Array
    holders: Array  # seat x SEAT_POOL
    leaving: float  # a year
    kept_on: float  # the chance of being elected again

    @classmethod
    def of(cls, post_type: str, unit: Array, holders: Array, leaving: float, kept_on: float) -> Seats:
        wide = np.full((len(unit), SEAT_POOL), BLANK)
        wide[:, : holders.shape[1]] = holders
        filled = wide[:, 0] != BLANK
        return cls(post_type, unit[filled], wide[filled], leaving, kept_on)


def make_posts(world: World, register: Register, membership: Membership) -> Rows:
    """Every term that touches the sample's years, all fields filled; dispatched cadres are made elsewhere."""
    rng = world.lots("posts")
    seats = _village_seats(world, register, membership, rng)
    elections = _elections(world, rng)
    terms = [_terms(world, rng, seat, elections) for seat in seats]
    terms.append(_as_directors(terms[0], seats[1].unit))
    everyone = Rows.joined(*terms)
    return describe(world, rng, everyone.take(everyone["end_date"] > world.timeline.start))


def _village_seats(world: World, register: Register, membership: Membership, rng: Generator) -> list[Seats]:
    """The secretaries' seats first."""
    units, pool = world.units, membership.pool
    villages = np.arange(units.villages)
    cadres = register.enter(_working_ages(world, rng, units.villages * 6), 0.4).reshape(-1, 6)
    officials = register.enter(_working_ages(world, rng, units.villages * 3), 0.3, OFFICIALS).reshape(-1, 3)
    town = register.enter(_working_ages(world, rng, units.townships * 2), 0.4, OFFICIALS).reshape(-1, 2)
    several_posts = chance(rng, 0.27, units.villages) & (pool[:, 4] != BLANK)
    crossing = several_posts | chance(rng, 0.4, units.villages)
    covered = chance(rng, 0.94 + 0.02 * units.quality, units.villages)
    affairs = np.where(several_posts[:, None], np.column_stack([pool[:, 4]] * 3), membership.affairs_pool)
    affairs[several_posts, 1:] = BLANK
    assigned = (units.key & chance(rng, 0.97, units.villages)) | chance(rng, 0.5, units.villages)
    lone = np.where(chance(rng, 0.09, units.villages), pool[:, 9], BLANK)
    return [
        Seats.of("party_secretary", villages, pool[:, :4], 0.085, 0.68),
        Seats.of("village_director", villages, np.column_stack([lone]), 0.0, 1.0),
        Seats.of("party_committee_member", villages, pool[:, 4:5], 0.0, 1.0),
        Seats.of("party_committee_member", villages, pool[:, 5:7], 0.04, 0.75),
        Seats.of("party_committee_member", villages, pool[:, 10:12], 0.04, 0.75),
        Seats.of("deputy_secretary", villages, pool[:, 7:9], 0.04, 0.75),
        Seats.of("village_committee_member", villages[crossing], pool[crossing, 4:5], 0.0, 1.0),
        Seats.of("village_committee_member", villages, cadres[:, :2], 0.05, 0.75),
        Seats.of("village_committee_member", villages, cadres[:, 2:4], 0.05, 0.75),
        Seats.of("other_post", villages[crossing], cadres[crossing, 4:6], 0.08, 0.8),
        Seats.of("party_affairs_worker", villages[covered], affairs[covered], 0.13, 0.85),
        Seats.of("party_affairs_worker", units.villages + np.arange(units.townships), town, 0.10, 1.0),
        Seats.of("town_assigned_cadre", villages[assigned], officials[assigned], 0.22, 0.8),
    ]


def _working_ages(world: World, rng: Generator, n: int) -> Array:
    """Birth years of people who hold an office throughout the sample."""
    youngest = 25 + world.timeline.until.year - world.timeline.first_year
    return world.timeline.until.year - within(rng, youngest, max(56, youngest + 10), n)


def _elections(world: World, rng: Generator) -> Array:
    """The day of each re-election in each unit, early in its year, in one quarter for all; the next is never."""
    years = year_starts(np.array(world.timeline.election_years()))
    units = world.units.county + 1
    days = years[None, :] + within(rng, 8, 75, units)[:, None]
    return np.column_stack([days, np.full(units, NEVER)])


def _terms(world: World, rng: Generator, seats: Seats, elections: Array) -> Rows:
    """The terms of these seats: between two re-elections at most one person leaves, and another follows.

    Who leaves shortly before a re-election is not followed until then.
    """
    units, n = world.units, len(seats.unit)
    village = np.minimum(seats.unit, units.villages - 1)
    own = seats.unit < units.villages
    first = np.where(own, units.valid_from[village], elections[0, 0])
    last = np.where(own, units.valid_to[village], NEVER)
    places = (seats.holders != BLANK).sum(axis=1)
    holder, parts = np.zeros(n, np.int64), []
    for k in range(elections.shape[1] - 1):
        begin = np.clip(elections[seats.unit, k], first, last)
        until = np.clip(elections[seats.unit, k + 1], first, last)
        leave = begin + (rng.exponential(size=n) / max(seats.leaving, 1e-9) * YEAR).astype(np.int64)
        leave = np.maximum(leave, begin + SHORTEST_SERVICE)
        follows = _next_start(world, rng, seats, leave)
        successor = holder + 1 < places
        goes = successor & (follows < np.minimum(until - SHORTEST_SUCCESSION, world.last_quarter[seats.unit]))
        early = (
            successor
            & (until <= world.last_quarter[seats.unit])
            & (until < last)
            & (leave < until - 10)
            & (leave > until - LONGEST_VACANCY)
        )
        end = np.where(goes | early, leave, until)
        parts.append(_part(seats, holder, begin, end, _reasons(rng, goes | early, end, last)))
        holder = holder + goes
        parts.append(
            _part(seats, holder, np.where(goes, follows, until), until, _reasons(rng, goes & False, until, last))
        )
        again = chance(rng, seats.kept_on, n) & ~early | (holder + 1 >= places) | (last - until < SHORTEST_TERM)
        holder = np.where(again | (begin >= until), holder, holder + 1)
    every = Rows.joined(*parts)
    return every.take(every["start_date"] < every["end_date"])


def _next_start(world: World, rng: Generator, seats: Seats, leave: Array) -> Array:
    return np.minimum(leave, NEVER // 2) + within(rng, 5, LONGEST_VACANCY, len(leave))


def _part(seats: Seats, holder: Array, start: Array, end: Array, reason: Array) -> Rows:
    seat = np.arange(len(holder))
    return Rows(
        {
            "person_id": seats.holders[seat, holder],
            "org_unit_id": seats.unit,
            "post_type": np.full(len(seat), code("post_type", seats.post_type)),
            "start_date": start,
            "end_date": end,
            "end_reason": reason,
        }
    )


def _reasons(rng: Generator, left: Array, end: Array, closed: Array) -> Array:
    n = len(end)
    reason = np.where(left, choose(rng, ENDS, "post_end_reason", n), code("post_end_reason", "term_end"))
    reason = np.where(end == closed, code("post_end_reason", "unit_merged"), reason)
    return np.where(end == NEVER, BLANK, reason)


def _as_directors(secretaries: Rows, others: Array) -> Rows:
    """Secretaries' terms as village directors too, except in the units that have another director."""
    both = secretaries.take(~np.isin(secretaries["org_unit_id"], others))
    return both.having(post_type=np.full(len(both), code("post_type", "village_director")))


def describe(world: World, rng: Generator, terms: Rows) -> Rows:
    """The terms with channel, review, record, duty list and the rest filled in."""
    n, start, post = len(terms), terms["start_date"], terms["post_type"]
    secretary = post == code("post_type", "party_secretary")
    affairs = post == code("post_type", "party_affairs_worker")
    listed = ("village_director", "village_committee_member", "town_assigned_cadre")
    four_teams = np.isin(post, codes("post_type", *listed))
    reviewed = (secretary & chance(rng, 0.955, n)) | (affairs & chance(rng, 0.86, n))
    recorded = secretary & chance(rng, 0.955, n)
    town = post == code("post_type", "town_assigned_cadre")
    return terms.having(
        selection_channel=np.where(secretary, choose(rng, CHANNELS, "selection_channel", n), BLANK),
        review_passed_date=np.where(reviewed, start - within(rng, 3, 40, n), NEVER),
        county_record_date=np.where(recorded, start - within(rng, 0, 3, n), NEVER),
        duty_list_date=np.where(four_teams & chance(rng, 0.87, n), start + within(rng, 3, 60, n), NEVER),
        full_time=np.where(affairs, chance(rng, 0.55, n).astype(np.int64), BLANK),
        dispatch_level=np.where(
            town, code("dispatch_level", "township"), np.where(affairs, code("dispatch_level", "village"), BLANK)
        ),
        dispatched=np.zeros(n, bool),
        without_induction=np.zeros(n, bool),
    )
