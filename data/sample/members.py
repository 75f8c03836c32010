"""Members: who is in the branch at the beginning, who is recruited, dies, moves, or comes from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.sample.draws import BLANK, NEVER, Array, Generator, chance, choose, code, expand, within
from data.sample.mergers import follow_mergers
from data.sample.people import SECRETARIES, YOUNG, Register
from data.sample.rows import Rows
from data.sample.timeline import day, year_starts, years_of
from data.sample.world import AFFAIRS_POOL, POOL, World

YEAR = 365.25
AGES = {(22, 30): 0.08, (31, 40): 0.16, (41, 50): 0.18, (51, 60): 0.25, (61, 70): 0.20, (71, 92): 0.13}
BACKGROUNDS = {
    "ordinary_farmer": 0.22,
    "typical_entrepreneur": 0.11,
    "wealth_leader": 0.14,
    "returnee": 0.20,
    "graduate": 0.13,
    "veteran": 0.09,
    "village_cadre": 0.08,
    "other": 0.03,
}
RECRUITS_PER_MEMBER = 0.0155  # a year
STAY_DATES = (
    *("application_date", "activist_date", "target_date", "political_review_date"),
    *("probationary_date", "full_date", "enter_date", "exit_date"),
)
STAY_NUMBERS = ("target_training_hours", "background", "exit_reason", "birth_year", "category")
SECRETARY_PLACES = 4  # the first members of a village's pool become its secretaries
CAPABLE_UNTIL = 70


@dataclass(frozen=True)
class Membership:
    """Stays of members and applicants in villages, and the pools from which offices are filled."""

    stays: Rows
    pool: Array  # village x POOL: persons, BLANK where a village has fewer
    affairs_pool: Array


def make_members(world: World, register: Register) -> Membership:
    """All stays that touch the sample's years, mergers followed."""
    rng = world.lots("members")
    founders, pool, affairs_pool = _founders(world, register, rng)
    stays = [founders, _recruits(world, register, rng), _applicants(world, register, rng)]
    stays.append(_from_elsewhere(world, register, rng))
    settled = follow_mergers(world.units, Rows.joined(*stays), "enter_date", "member_exit_reason")
    moved = _moves(world, rng, settled)
    heirs = np.flatnonzero(world.units.valid_from > world.units.valid_from.min())
    for heir in heirs:  # a new village is led by people of the first village that went into it
        source = np.flatnonzero(world.units.successor == heir)[0]
        pool[heir], affairs_pool[heir] = pool[source], affairs_pool[source]
    return Membership(Rows.joined(settled, moved), pool, affairs_pool)


def stay_rows(n: int, **columns: Array) -> Rows:
    """`n` rows of stays: what is not given is empty."""
    empty = {name: np.full(n, NEVER) for name in STAY_DATES}
    empty |= {name: np.full(n, BLANK) for name in STAY_NUMBERS}
    empty |= {name: np.zeros(n, bool) for name in ("duty_capable", "mobile", "kept")}
    return Rows({"person_id": columns["person_id"], "org_unit_id": columns["org_unit_id"], **empty, **columns})


def _founders(world: World, register: Register, rng: Generator) -> tuple[Rows, Array, Array]:
    """Members since before the first day: pool members stay for good, the others leave by chance."""
    units, start = world.units, world.timeline.start
    sizes = np.where(units.valid_from <= start, units.size, 0)
    village, place = expand(sizes)
    n = len(village)
    office = place < world.offices[village]
    affairs = ~office & (place < (world.offices + world.affairs_members)[village])
    birth = _birth_years(world, rng, village, place, office, affairs)
    leader = office & (place < SECRETARY_PLACES)
    person = np.empty(n, np.int64)
    groups = ((leader, SECRETARIES, 0.08), (affairs, YOUNG, 0.35), (~leader & ~affairs, None, 0.2))
    for mask, education, women in groups:
        person[mask] = register.enter(birth[mask], women, education)
    probationary, full = _joined(world, rng, birth, office | affairs)
    exit_date, reason = _leaving(world, rng, birth, np.full(n, start), office | affairs)
    moved_in = chance(rng, 0.12, n) & (start - full > 800) & ~office & ~affairs
    stays = stay_rows(
        n,
        person_id=person,
        org_unit_id=village,
        birth_year=birth,
        probationary_date=probationary,
        full_date=full,
        enter_date=np.where(moved_in, full + ((start - full) * rng.random(n)).astype(np.int64), probationary),
        exit_date=exit_date,
        exit_reason=reason,
        background=choose(rng, BACKGROUNDS, "background", n),
        kept=office | affairs,
        **_abilities(world, rng, birth, office | affairs),
    )
    pools = np.full((units.villages, POOL + AFFAIRS_POOL), BLANK)
    pools[village[office], place[office]] = person[office]
    pools[village[affairs], POOL + (place - world.offices[village])[affairs]] = person[affairs]
    return stays, pools[:, :POOL], pools[:, POOL:]


def _birth_years(world: World, rng: Generator, village: Array, place: Array, office: Array, affairs: Array) -> Array:
    n, first, last = len(village), world.timeline.first_year, world.timeline.until.year
    bands = np.searchsorted(np.cumsum(list(AGES.values())), rng.random(n) * sum(AGES.values()) * 0.999999)
    low, high = np.array(list(AGES))[bands].T
    age = low + ((high - low + 1) * rng.random(n)).astype(np.int64)
    age = np.clip(age + np.round(1.5 * world.units.remote[village]).astype(np.int64), 22, 92)
    youngest = 26 + last - first
    of_office = np.clip(np.round(rng.normal(47.5, 6.5, n)), youngest + 8 * (place == 0), 59).astype(np.int64)
    of_affairs = np.clip(np.round(rng.normal(36, 6, n)), youngest, 50).astype(np.int64)
    return np.select([office, affairs], [last - of_office, last - of_affairs], first - age)


def _joined(world: World, rng: Generator, birth: Array, early: Array) -> tuple[Array, Array]:
    """Intake at 18 or later (office holders `early`) and full membership a year after, before the first year begins."""
    n, latest = len(birth), world.timeline.first_year - 2
    age = np.where(early, within(rng, 19, 21, n), np.clip(np.round(rng.normal(29, 6, n)), 18, 50).astype(np.int64))
    year = np.clip(birth + age, 1950, latest)
    year = np.maximum(year, birth + 18)
    probationary = year_starts(year) + within(rng, 0, 364, n)
    return probationary, probationary + 365 + within(rng, 0, 12, n)


def _leaving(world: World, rng: Generator, birth: Array, since: Array, stays: Array) -> tuple[Array, Array]:
    """The day and the reason of leaving, by age; `NEVER` for those who stay."""
    n, age = len(birth), world.timeline.first_year + 2 - birth
    band = np.digitize(age, [45, 60, 70, 80])
    rates = {
        "deceased": np.array([0.0015, 0.004, 0.012, 0.032, 0.085])[band],
        "transferred": np.array([0.016, 0.007, 0.002, 0.001, 0.0005])[band],
        "removed": np.full(n, 0.0005),
        "lost_contact": np.full(n, 0.0004),
        "withdrew": np.full(n, 0.0002),
    }
    rate = sum(rates.values(), np.zeros(n))
    exit_date = since + 30 + (rng.exponential(size=n) / rate * YEAR).astype(np.int64)
    share = np.cumsum([r / rate for r in rates.values()], axis=0)
    which = (rng.random(n) * 0.999999 > share).sum(axis=0)
    reason = np.array([code("member_exit_reason", name) for name in rates])[which]
    ends = ~stays & (exit_date <= world.timeline.as_of)
    return np.where(ends, exit_date, NEVER), np.where(ends, reason, BLANK)


def _abilities(world: World, rng: Generator, birth: Array, kept: Array) -> dict[str, Array]:
    """Who can take a duty, and who is mostly away."""
    n, age = len(birth), world.timeline.until.year - birth
    capable = kept | chance(rng, np.where(age < CAPABLE_UNTIL, 0.97, 0.25), n)
    away = capable & ~kept & (age < 60) & chance(rng, np.clip(0.40 - 0.006 * (age - 25), 0.05, 0.45), n)
    return {"duty_capable": capable, "mobile": away}


def _recruits(world: World, register: Register, rng: Generator) -> Rows:
    """The pipeline from application to full membership; what lies beyond the last report is cut when reporting."""
    units, timeline = world.units, world.timeline
    first, last = day(timeline.first_year - 1, 1, 1), timeline.as_of + 700
    weight = np.minimum(0.4 * units.size + 0.6 * units.size.mean(), 1.3 * units.size)
    rate = RECRUITS_PER_MEMBER * weight * np.exp(0.25 * units.quality - 0.15 * units.remote)
    rate *= (units.valid_from <= first) & (units.size > 3)
    village, _ = expand(rng.poisson(rate * (last - first) / YEAR))
    n = len(village)
    intake = within(rng, first, last, n)
    review = intake - within(rng, 5, 40, n)
    target = review - within(rng, 15, 100, n)
    activist = target - within(rng, 370, 700, n)
    young = chance(rng, 0.70, n)
    age = np.where(young, within(rng, 21, 35, n), within(rng, 36, 50, n))
    birth = years_of(intake) - age
    late = chance(rng, 0.04, n)
    exit_date, reason = _leaving(world, rng, birth, np.maximum(intake, timeline.start) + 400, np.zeros(n, bool))
    return stay_rows(
        n,
        person_id=register.enter(birth, 0.30, YOUNG),
        org_unit_id=village,
        birth_year=birth,
        application_date=activist - within(rng, 60, 400, n),
        activist_date=activist,
        target_date=target,
        target_training_hours=np.where(chance(rng, 0.06, n), within(rng, 32, 46, n), within(rng, 48, 80, n)) * 5,
        political_review_date=np.where(chance(rng, 0.02, n), NEVER, review),
        probationary_date=intake,
        full_date=intake + np.where(late, within(rng, 500, 600, n), within(rng, 365, 380, n)),
        enter_date=intake,
        exit_date=exit_date,
        exit_reason=reason,
        background=choose(rng, BACKGROUNDS, "background", n),
        **_abilities(world, rng, birth, np.zeros(n, bool)),
    )


def _applicants(world: World, register: Register, rng: Generator) -> Rows:
    """People who applied and were not admitted within the sample: activists, some of them development targets."""
    units, timeline = world.units, world.timeline
    village, _ = expand(rng.poisson(1.0, units.villages) * (units.lasting & (units.size > 3)))
    n = len(village)
    applied = within(rng, timeline.start - 500, timeline.as_of, n)
    activist = np.where(chance(rng, 0.7, n), applied + within(rng, 60, 400, n), NEVER)
    target = np.where(chance(rng, 0.45, n) & (activist < NEVER), activist + within(rng, 370, 700, n), NEVER)
    birth = timeline.first_year - within(rng, 20, 42, n)
    return stay_rows(
        n,
        person_id=register.enter(birth, 0.30),
        org_unit_id=village,
        birth_year=birth,
        application_date=applied,
        activist_date=activist,
        target_date=target,
        target_training_hours=np.where(target < NEVER, within(rng, 40, 70, n) * 5, BLANK),
        background=choose(rng, BACKGROUNDS, "background", n),
    )


def _from_elsewhere(world: World, register: Register, rng: Generator) -> Rows:
    """Full members whose relation comes from outside the county."""
    units, timeline = world.units, world.timeline
    span = timeline.as_of - timeline.start
    village, _ = expand(rng.poisson(0.006 * units.size * span / YEAR) * (units.lasting & (units.size > 3)))
    n = len(village)
    enter = within(rng, timeline.start, timeline.as_of, n)
    birth = years_of(enter) - within(rng, 26, 58, n)
    full = np.minimum(year_starts(birth + 23) + 400 + within(rng, 0, 3000, n), enter - 30)
    exit_date, reason = _leaving(world, rng, birth, enter, np.zeros(n, bool))
    return stay_rows(
        n,
        person_id=register.enter(birth, 0.25),
        org_unit_id=village,
        birth_year=birth,
        probationary_date=full - 365 - within(rng, 0, 10, n),
        full_date=full,
        enter_date=enter,
        exit_date=exit_date,
        exit_reason=reason,
        background=choose(rng, BACKGROUNDS, "background", n),
        **_abilities(world, rng, birth, np.zeros(n, bool)),
    )


def _moves(world: World, rng: Generator, stays: Rows) -> Rows:
    """The second stay of those who moved to another village of the county."""
    units = world.units
    both = world.last_quarter[:-1].min()
    left = np.flatnonzero(stays["exit_reason"] == code("member_exit_reason", "transferred"))
    left = left[(stays["exit_date"][left] < both - 20) & (stays["full_date"][left] < stays["exit_date"][left])]
    left = left[chance(rng, 0.5, len(left))]
    there = stays["org_unit_id"]
    targets = there[units.lasting[there] & (units.size[there] > 3)]  # the larger a village, the more move there
    if len(np.unique(targets)) < 2:
        return stays.take(left[:0])
    into = targets[within(rng, 0, len(targets) - 1, len(left))]
    left, into = left[into != stays["org_unit_id"][left]], into[into != stays["org_unit_id"][left]]
    n = len(left)
    enter = stays["exit_date"][left] + within(rng, 0, 10, n)
    never, none = np.full(n, NEVER), np.full(n, BLANK)
    return stays.take(left).having(org_unit_id=into, enter_date=enter, exit_date=never, exit_reason=none)
