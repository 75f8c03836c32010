"""Who attended which training, for how many credited hours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.sample.draws import Array, Generator, chance, code, codes, expand, within
from data.sample.rows import Rows
from data.sample.training import BATCHES, Courses
from data.sample.world import World
from data.sample.yearly import working

CURRICULUM = {"members_class": 0.80, "workshop": 0.80, "evening": 0.52, "members_online": 0.66}
SECRETARIES = {"rotation": 0.94, "study_visit": 0.31, "online_policy": 0.62}
AFFAIRS = {"affairs_class": 0.76, "exchange": 0.36, "online_policy": 0.4}
FARMERS = {"farmers_spring": 0.10, "farmers_autumn": 0.10, "startup_town": 0.11, "field_day": 0.24}


@dataclass(frozen=True)
class Learners:
    """The people trained besides members: farmers (village x place) and talents' stays."""

    farmers: Array
    talents: Rows


class _Book:
    """Collects rows of attendance."""

    def __init__(self, rng: Generator, events: Rows) -> None:
        self._rng, self._events = rng, events
        self.parts: list[Rows] = []

    def enter(self, event: Array, person: Array, unit: Array, sure: bool = False) -> None:
        """One row for each person whose event was held; a few leave half-way."""
        held = event >= 0
        event, person, unit = event[held], person[held], unit[held]
        half = chance(self._rng, 0.0 if sure else 0.035, len(event))
        hours = self._events["hours"][event]
        columns = {"training_id": event, "person_id": person, "org_unit_id": unit}
        credited = np.where(half, hours // 2, hours)
        self.parts.append(Rows({**columns, "hours_credited": credited, "completed": (~half).astype(np.int64)}))


def make_attendance(world: World, courses: Courses, weak: Array, stays: Rows, terms: Rows, learners: Learners) -> Rows:
    """All attendance at the events held, one row per event and person."""
    rng = world.lots("attendance")
    book = _Book(rng, courses.events)
    for year in world.timeline.all_years:
        level = working(world, weak, year)
        _members(world, rng, book, courses, year, level, stays)
        _post_holders(world, rng, book, courses, year, level, terms)
        _farmers(world, rng, book, courses, year, learners.farmers)
        _talents(world, rng, book, courses, year, learners.talents)
    _inductions(world, book, courses, terms)
    every = Rows.joined(*book.parts)
    first = np.unique(every["training_id"] * (1 << 32) + every["person_id"], return_index=True)[1]
    return every.take(np.sort(first))


def _members(world: World, rng: Generator, book: _Book, courses: Courses, year: int, level: Array, stays: Rows) -> None:
    units, village = world.units, stays["org_unit_id"]
    township = units.township[village]
    for name, share in CURRICULUM.items():
        place = courses.position[name, year]
        if name == "members_class":
            event = place[township, village % BATCHES]
        else:
            event = place[township, 0] if name == "members_online" else place[village, 0]
        distance = np.where(stays["mobile"], -0.25, 0.0) if name != "members_online" else 0.1 * stays["mobile"]
        p = share + 0.07 * level[village] - 0.03 * units.remote[village] + distance
        comes = chance(rng, np.clip(p, 0.03, 0.99), len(stays)) & _in_stock(courses, event, stays)
        book.enter(event[comes], stays["person_id"][comes], village[comes])


def _in_stock(courses: Courses, event: Array, stays: Rows) -> Array:
    """Members of the village from the first to the last day of the event."""
    events = courses.events
    if len(events) == 0:
        return np.zeros(len(stays), bool)
    start, end = events["start_date"][event], events["end_date"][event]
    return np.asarray((event >= 0) & (stays["enter_date"] <= start) & (stays["exit_date"] > end))


def _post_holders(
    world: World, rng: Generator, book: _Book, courses: Courses, year: int, level: Array, terms: Rows
) -> None:
    """County courses for secretaries, affairs workers and dispatched cadres in post at the time."""
    village = np.minimum(terms["org_unit_id"], world.units.villages - 1)
    plans = (
        (terms["post_type"] == code("post_type", "party_secretary"), SECRETARIES),
        (terms["post_type"] == code("post_type", "party_affairs_worker"), AFFAIRS),
        (terms["dispatched"], {"assistance": 0.8}),
    )
    for posts, plan in plans:
        for name, share in plan.items():
            batches = courses.position[name, year][0]
            event = batches[village % len(batches)]
            events = courses.events
            now = (terms["start_date"] <= events["start_date"][event]) & (terms["end_date"] > events["end_date"][event])
            p = np.clip(share + 0.05 * level[village], 0.02, 0.99)
            comes = posts & now & (event >= 0) & chance(rng, p, len(terms))
            book.enter(event[comes], terms["person_id"][comes], terms["org_unit_id"][comes])


def _farmers(world: World, rng: Generator, book: _Book, courses: Courses, year: int, farmers: Array) -> None:
    village, place = expand(np.full(len(farmers), farmers.shape[1]))
    closed = world.units.valid_to[village]
    for name, share in FARMERS.items():
        events = courses.position[name, year]
        event = events[village, 0] if name == "field_day" else events[world.units.township[village], 0]
        start = courses.events["start_date"][event]
        still = (start >= world.units.valid_from[village]) & (start < closed - 30)
        comes = chance(rng, share, len(village)) & still
        book.enter(event[comes], farmers[village, place][comes], village[comes])


def _talents(world: World, rng: Generator, book: _Book, courses: Courses, year: int, talents: Rows) -> None:
    event = np.full(len(talents), courses.position["startup_school", year][0, 0])
    start = courses.events["start_date"][event]
    comes = (talents["entry_date"] <= start) & (talents["exit_date"] > start + 5) & chance(rng, 0.08, len(talents))
    book.enter(event[comes], talents["person_id"][comes], talents["org_unit_id"][comes])


def new_secretaries(terms: Rows) -> Array:
    """Positions of the first term of each secretary in each village."""
    secretary = np.flatnonzero(terms["post_type"] == code("post_type", "party_secretary"))
    order = secretary[np.argsort(terms["start_date"][secretary], kind="stable")]
    who = terms["person_id"][order] * (1 << 20) + terms["org_unit_id"][order]
    return np.asarray(order[np.unique(who, return_index=True)[1]])


def _inductions(world: World, book: _Book, courses: Courses, terms: Rows) -> None:
    """The first induction after a secretary's or an affairs worker's first day, unless the term says it was missed."""
    events = np.concatenate([courses.position["induction", year][0] for year in world.timeline.all_years])
    events = events[events >= 0]
    affairs = np.flatnonzero(terms["post_type"] == codes("post_type", "party_affairs_worker")[0])
    new = np.concatenate([new_secretaries(terms), affairs[affairs % 3 == 0]])
    new = new[~terms["without_induction"][new] & (terms["start_date"][new] >= world.timeline.start)]
    next_one = np.searchsorted(courses.events["start_date"][events], terms["start_date"][new])
    new, next_one = new[next_one < len(events)], next_one[next_one < len(events)]
    event = events[next_one]
    there = terms["end_date"][new] > courses.events["end_date"][event]
    book.enter(event[there], terms["person_id"][new[there]], terms["org_unit_id"][new[there]], sure=True)


def draw_farmers(world: World, rng: Generator, per_village: int) -> Array:
    """Birth years of farmers, village by village."""
    return world.timeline.first_year - within(rng, 22, 55, world.units.villages * per_village)
