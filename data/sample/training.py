"""Trainings of the county, the townships and the villages, laid out so that nobody is due in two places at once.

County trainings lie between the 8th and the 14th of a month, those of townships between the 15th and the 21st, those
of villages in the first and the last week.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.sample.draws import Array, chance, code, codes, within
from data.sample.rows import Rows
from data.sample.timeline import day
from data.sample.world import World

BATCHES = 3  # in which a township trains its members


@dataclass(frozen=True)
class Course:
    """A training that is held every year: what it is, and when."""

    name: str
    venue: str
    form: str
    topic: str
    hours: float
    months: tuple[int, ...]
    first_day: int
    length: int = 1
    needs: float = 0.6  # how often it is held on inquired need


COUNTY = (
    Course("rotation", "county_party_school", "class", "rural_revitalization", 20, (5, 10), 8, 3),
    Course("study_visit", "advanced_area", "study_visit", "rural_revitalization", 16, (6,), 8, 2),
    Course("affairs_class", "county_party_school", "class", "party_affairs", 16, (4, 9), 8, 2),
    Course("exchange", "other", "experience_exchange", "party_affairs", 8, (11,), 12),
    Course("induction", "county_party_school", "induction", "party_affairs", 16, (2, 5, 8, 11), 13, 2),
    Course("online_policy", "online", "online_course", "policy_law", 12, (12,), 1, 20, 0.2),
    Course("assistance", "county_party_school", "class", "assistance", 16, (3,), 8, 2),
    Course("startup_school", "college", "practical", "startup_employment", 24, (7,), 8, 3),
)
TOWNSHIP = (
    Course("members_class", "township_party_school", "class", "political_theory", 20, (3, 6, 9), 15, 3),
    Course("members_online", "online", "online_course", "policy_law", 12, (11,), 1, 30, 0.2),
    Course("farmers_spring", "field_base", "practical", "agri_tech", 16, (4,), 18, 2),
    Course("farmers_autumn", "field_base", "practical", "agri_tech", 16, (8,), 18, 2),
    Course("startup_town", "township_party_school", "practical", "startup_employment", 16, (10,), 18, 2),
)
VILLAGE = (
    Course("workshop", "village_workshop", "class", "rural_revitalization", 8, (3, 4, 5, 6), 2),
    Course("evening", "village_workshop", "class", "party_affairs", 6, (7, 8, 9, 10), 24),
    Course("field_day", "field_base", "practical", "agri_tech", 8, (11,), 3),
)


@dataclass(frozen=True)
class Courses:
    """All events, and which event each course is: (course, year) -> unit or batch -> position."""

    events: Rows
    position: dict[tuple[str, int], Array]


def make_courses(world: World) -> Courses:
    """The events that their organisers have reported; a position of -1: not held, or not reported yet."""
    rng = world.lots("courses")
    units, parts, position = world.units, [], {}
    count = 0
    organisers = (
        (COUNTY, np.array([units.county])),
        (TOWNSHIP, units.villages + np.arange(units.townships)),
        (VILLAGE, np.arange(units.villages)),
    )
    for year in world.timeline.all_years:
        for courses, unit in organisers:
            for course in courses:
                rows = _events(world, rng, course, unit, year)
                held = rows["end_date"] <= world.last_quarter[rows["org_unit_id"]]
                if courses is VILLAGE:
                    held &= _village_open(world, rows) & chance(rng, 0.93, len(rows))
                place = np.where(held, count + np.cumsum(held) - 1, -1)
                position[course.name, year] = place.reshape(len(unit), -1)
                parts.append(rows.take(held))
                count += int(held.sum())
    return Courses(Rows.joined(*parts), position)


def _events(world: World, rng: np.random.Generator, course: Course, unit: Array, year: int) -> Rows:
    """One event for each unit and batch; a village's course has one batch, in one of the months."""
    starts = np.array([day(year, month, course.first_day) for month in course.months])
    village = len(unit) > 0 and unit[0] < world.units.villages
    batches = 1 if village else len(starts)
    owner = np.repeat(unit, batches)
    n = len(owner)
    start = starts[within(rng, 0, len(starts) - 1, n)] + within(rng, 0, 3, n) if village else np.tile(starts, len(unit))
    return Rows(
        {
            "org_unit_id": owner,
            "venue_type": np.full(n, code("venue_type", course.venue)),
            "form": np.full(n, code("training_form", course.form)),
            "topic": np.full(n, code("training_topic", course.topic)),
            "needs_based": chance(rng, course.needs, n).astype(np.int64),
            "start_date": start,
            "end_date": start + course.length - 1,
            "hours": np.full(n, round(course.hours * 10)),
        }
    )


def _village_open(world: World, rows: Rows) -> Array:
    village = rows["org_unit_id"]
    units = world.units
    after, before = rows["start_date"] >= units.valid_from[village], rows["end_date"] < units.valid_to[village]
    return np.asarray(after & before & (units.size[village] > 3))


def onsite(events: Rows) -> Array:
    return np.asarray(events["venue_type"] != codes("venue_type", "online")[0])
