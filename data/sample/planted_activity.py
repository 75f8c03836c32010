"""Faults and gaming signs in days in the village, trainings and talents."""

from __future__ import annotations

import numpy as np

from data.sample.draws import NEVER, code
from data.sample.planted import Garden
from data.sample.rows import Rows
from data.sample.timeline import day, years_of
from data.sample.training import Courses
from data.sample.world import World


def plant_in_post_months(world: World, garden: Garden, months: Rows, terms: Rows) -> Rows:
    """The months with their faults: heaps at exactly 20 days, months missing, months of posts that owe none."""
    units = world.units
    silent = world.silence.missing.sum(axis=1) > 0
    year = years_of(months["month"]) == world.timeline.last_full_year
    township = units.township[months["org_unit_id"]]
    counts = np.bincount(township[year], minlength=units.townships) * ~silent[:-1]
    if garden.quota(1) and counts.max(initial=0) >= 12:
        heaped = int(np.argmax(counts))
        rows = np.flatnonzero(year & (township == heaped))
        rows = rows[garden.rng.random(len(rows)) < 0.92]
        months = months.setting(rows, days_in_village=20, leave_days=1)
        counted = "township and full year (12 or more cadre-months) with exactly 20 days in more than 80 % of them"
        garden.record("V-58", "", 1, counted, [garden.unit_code(units.villages + heaped)])
    quiet = np.isin(township, np.flatnonzero(silent))
    gone = garden.some(year & ~quiet, 6)
    counted = (
        "months, of those for which the township sent post_month, in which a first secretary or a member of a resident "
        "team was in post and has no row"
    )
    garden.record("V-51", "missing months", len(gone), counted, months["org_unit_id"][gone])
    november = day(world.timeline.last_full_year, 11, 1)
    other = (terms["start_date"] < november - 60) & (terms["end_date"] > november + 60)
    other &= terms["post_type"] == code("post_type", "village_committee_member")
    rows = garden.some(other & ~np.isin(units.reporter[terms["org_unit_id"]], np.flatnonzero(silent)), 3)
    counted = "post_month rows of posts other than first secretary and resident team"
    garden.record("V-51", "other posts", len(rows), counted, terms["org_unit_id"][rows])
    more = months.take(np.arange(len(rows))).having(
        post_term_id=terms["post_term_id"][rows],
        org_unit_id=terms["org_unit_id"][rows],
        month=np.full(len(rows), november),
    )
    keep = np.ones(len(months), bool)
    keep[gone] = False
    return Rows.joined(months.take(keep), more)


def plant_in_talents(world: World, garden: Garden, talents: Rows) -> Rows:
    """A township strikes two of five talents off its list in one quarter."""
    units, silence = world.units, world.silence
    quarters = world.timeline.month_ends[world.timeline.quarters]
    middle = len(quarters) // 2
    township = units.township[talents["org_unit_id"]]
    there = (talents["entry_date"] <= quarters[middle - 1]) & (talents["exit_date"] > quarters[middle])
    there &= units.lasting[talents["org_unit_id"]]
    counts = np.bincount(township[there], minlength=units.townships)
    counts[[t for t in (silence.silent_township, silence.without_meetings[0]) if t >= 0]] = 0
    if not garden.quota(1) or counts.max(initial=0) < 40:
        return talents
    struck = int(np.argmax(counts))
    rows = np.flatnonzero(there & (township == struck))
    rows = np.sort(garden.rng.permutation(rows)[: round(0.45 * len(rows))])
    counted = (
        "township and quarter in which the talents in stock (20 or more), the members in stock or the open posts that "
        "the township reports change by more than 30 % against the quarter before"
    )
    garden.record("V-06", "talent", 1, counted, [garden.unit_code(units.villages + struck)])
    when = quarters[middle] - 20 - np.arange(len(rows)) % 60
    return talents.setting(
        rows,
        exit_date=when,
        exit_reason=code("talent_exit_reason", "other"),
    ).having(
        **{
            name: np.where((talents[name] < NEVER) & np.isin(np.arange(len(talents)), rows), NEVER, talents[name])
            for name in ("platform_enrolled_date", "startup_date", "startup_end_date")
        }
    )


def plant_in_attendance(world: World, garden: Garden, courses: Courses, attendance: Rows) -> tuple[Rows, Rows]:
    """Events and attendance with their faults: too many hours, and two places at once."""
    events, year = courses.events, world.timeline.last_full_year
    county = world.units.county
    extra = [_event(county, "online", "online_course", "other", day(year, 1, 10), day(year, 11, 20), 4200)]
    hosts = courses.position["workshop", year][:, 0]
    hosts = np.flatnonzero((hosts >= 0) & world.units.lasting)
    learners = np.flatnonzero(attendance["training_id"] == courses.position["rotation", year][0, 0])
    eager = garden.some(learners, 2)
    more = [
        attendance.take(eager).having(
            training_id=np.full(len(eager), len(events)), hours_credited=np.full(2, 4100)[: len(eager)]
        )
    ]
    garden.record(
        "V-45",
        "hours",
        len(eager),
        "person and year (of the events' end_date) with more than 400 credited hours",
        attendance["org_unit_id"][eager],
    )
    if garden.quota(1):
        village = int(garden.rng.choice(hosts))
        event = int(courses.position["workshop", year][village, 0])
        start, end = int(events["start_date"][event]), int(events["end_date"][event])
        host = world.units.villages + int(world.units.township[village])
        extra.append(_event(host, "field_base", "practical", "agri_tech", start, end, 80))
        there = garden.some(attendance["training_id"] == event, 4)
        more.append(
            attendance.take(there).having(
                training_id=np.full(len(there), len(events) + 1), hours_credited=np.full(len(there), 80)
            )
        )
        counted = "pairs of on-site trainings of one person whose dates overlap"
        garden.record("V-45", "two places at once", len(there), counted, attendance["org_unit_id"][there])
    if not garden.quota(1):
        return events, attendance
    return Rows.joined(events, *extra), Rows.joined(attendance, *more)


def _event(unit: int, venue: str, form: str, topic: str, start: int, end: int, hours: int) -> Rows:
    values = {
        "org_unit_id": unit,
        "venue_type": code("venue_type", venue),
        "form": code("training_form", form),
        "topic": code("training_topic", topic),
        "needs_based": 0,
        "start_date": start,
        "end_date": end,
        "hours": hours,
    }
    return Rows({name: np.array([value]) for name, value in values.items()})
