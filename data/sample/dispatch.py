"""Dispatched cadres: first secretaries and resident teams, relieved after two years or more, and their months."""

from __future__ import annotations

import numpy as np

from data.sample.draws import BLANK, NEVER, Array, Generator, chance, choose, code, codes, expand, within
from data.sample.members import stay_rows
from data.sample.people import OFFICIALS, Register
from data.sample.rows import Rows
from data.sample.timeline import month_starts, months_of
from data.sample.world import World

LEVELS = {"central": 1, "province": 8, "prefecture": 26, "county": 65}
TEAM_POSTS = ("first_secretary", "resident_team_leader", "resident_team_member")
SHORTEST_TERM, LONGEST_TERM = 24, 34  # months


def make_dispatched(world: World, register: Register, weak: Array) -> Rows:
    """Terms of dispatched cadres in key villages, and in villages in the years they are `weak` (village x year)."""
    rng = world.lots("dispatch")
    unit, post, begin, end = _seats(world, rng, weak)
    longest = (world.timeline.months + 24) // SHORTEST_TERM + 2
    start, parts = begin, []
    for _ in range(longest):
        following = start + within(rng, SHORTEST_TERM, LONGEST_TERM, len(start))
        day = month_starts(following)
        known = (day <= world.last_quarter[unit]) & (following + SHORTEST_TERM <= end)
        stop = np.where(known, following, np.maximum(end, start + SHORTEST_TERM))
        live = start < end
        parts.append(_term(unit[live], post[live], start[live], stop[live]))
        start = np.where(live, stop, end)
    terms = Rows.joined(*parts)
    gone = world.last_quarter[terms["org_unit_id"]]
    open_still = terms["end_date"] > gone
    terms = terms.having(end_date=np.where(open_still, NEVER, terms["end_date"]))
    terms = terms.take((terms["end_date"] > world.timeline.start) & (terms["start_date"] <= gone))
    return _described(world, register, rng, terms)


def _seats(world: World, rng: Generator, weak: Array) -> tuple[Array, Array, Array, Array]:
    """Unit, post, first month and month after the last of every seat; months count from January 1970."""
    units = world.units
    first = (world.timeline.first_year - 1970) * 12
    key = np.flatnonzero(units.key & units.lasting)
    again = np.cumsum(weak, axis=1) > 1  # a village is sent cadres once: two of them must not serve side by side
    listed, year = np.nonzero(weak & ~again & (units.lasting & ~units.key)[:, None])
    sent = chance(rng, 0.85, len(listed))
    listed, year = listed[sent], year[sent]
    unit = np.concatenate([key, listed])
    begin = np.concatenate([first - within(rng, 1, 22, len(key)), first + 12 * year + within(rng, 1, 3, len(listed))])
    end = np.concatenate([np.full(len(key), months_of(np.array([NEVER]))[0]), first + 12 * year + 12 + 24])
    members = np.where(np.arange(len(unit)) < len(key), within(rng, 1, 3, len(unit)), 1)
    counts = np.column_stack([chance(rng, 0.95, len(unit)), np.ones(len(unit)), members]).astype(np.int64)
    seat, _ = expand(counts.ravel())
    post = codes("post_type", *TEAM_POSTS)[seat % 3]
    return unit[seat // 3], post, begin[seat // 3], end[seat // 3]


def _term(unit: Array, post: Array, start: Array, stop: Array) -> Rows:
    last = months_of(np.array([NEVER]))[0]
    end = np.where(stop >= last, NEVER, month_starts(np.minimum(stop, last)))
    return Rows({"org_unit_id": unit, "post_type": post, "start_date": month_starts(start), "end_date": end})


def _described(world: World, register: Register, rng: Generator, terms: Rows) -> Rows:
    n, year = len(terms), world.timeline.until.year
    youngest = 24 + year - world.timeline.first_year + 2
    birth = year - within(rng, youngest, max(54, youngest + 5), n)
    empty, never = np.full(n, BLANK), np.full(n, NEVER)
    ended = terms["end_date"] < NEVER
    return terms.having(
        person_id=register.enter(birth, 0.2, OFFICIALS),
        end_reason=np.where(ended, code("post_end_reason", "rotation"), BLANK),
        selection_channel=empty,
        review_passed_date=never,
        county_record_date=never,
        duty_list_date=np.where(chance(rng, 0.87, n), terms["start_date"] + within(rng, 3, 60, n), NEVER),
        full_time=empty,
        dispatch_level=choose(rng, LEVELS, "dispatch_level", n),
        dispatched=np.ones(n, bool),
        without_induction=np.zeros(n, bool),
    )


def first_secretaries_stays(world: World, terms: Rows, birth_years: Array) -> Rows:
    """The membership of first secretaries in the village for their term: their relation comes and goes with them."""
    rng = world.lots("first secretaries")
    first = terms.take(terms["post_type"] == code("post_type", "first_secretary"))
    n, birth = len(first), birth_years[first["person_id"]]
    full = np.minimum((birth + 20 - 1970) * 365 + 700 + within(rng, 0, 1500, n), first["start_date"] - 500)
    transferred = code("member_exit_reason", "transferred")
    return stay_rows(
        n,
        person_id=first["person_id"],
        org_unit_id=first["org_unit_id"],
        birth_year=birth,
        probationary_date=full - 365 - within(rng, 0, 10, n),
        full_date=full,
        enter_date=first["start_date"],
        exit_date=first["end_date"],
        exit_reason=np.where(first["end_date"] < NEVER, transferred, BLANK),
        background=np.full(n, code("background", "other")),
        duty_capable=np.ones(n, bool),
        kept=np.ones(n, bool),
    )


def make_post_months(world: World, terms: Rows) -> Rows:
    """Days in the village of each dispatched post in each month it was held, with heaps at 20 and 22."""
    rng = world.lots("post months")
    ends = np.minimum(terms["end_date"] - 1, world.last_month[terms["org_unit_id"]])
    low = np.maximum(months_of(terms["start_date"]), (world.timeline.first_year - 1970) * 12)
    counts = np.maximum(months_of(ends) - low + 1, 0) * terms["dispatched"]
    term, number = expand(counts)
    n, month = len(term), low[term] + number
    unit = terms["org_unit_id"][term]
    drawn = np.round(rng.normal(21.7 + 0.35 * world.units.quality[unit], 2.3, n)).astype(np.int64)
    heap = rng.random(n)
    days = np.where(heap < 0.16, 20, np.where(heap < 0.30, 22, np.clip(drawn, 8, 26)))
    leave = np.where(days < 20, within(rng, 0, 2, n), np.minimum(within(rng, 0, 2, n), np.maximum(27 - days, 0)))
    return Rows(
        {
            "post_term_id": terms["post_term_id"][term],
            "month": month_starts(month),
            "days_in_village": days,
            "leave_days": leave,
            "org_unit_id": unit,
        }
    )
