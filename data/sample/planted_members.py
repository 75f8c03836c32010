"""Faults in the register of members and in the register of duties."""

from __future__ import annotations

import numpy as np

from data.sample.draws import NEVER, Array, code, within
from data.sample.duties import pairing_row
from data.sample.people import Register
from data.sample.planted import Garden, one_for_each
from data.sample.rows import Rows
from data.sample.world import World


def plant_in_members(world: World, garden: Garden, register: Register, stays: Rows) -> Rows:
    """The stays with their faults."""
    stays = _hurried_recruits(world, garden, stays)
    stays = _new_first_secretaries(world, garden, stays)
    stays = _too_old(world, garden, register, stays)
    return _wrong_categories(world, garden, stays)


def open_members(world: World, stays: Rows) -> Array:
    """Mask of the members in stock on the last day."""
    return np.asarray((stays["enter_date"] <= world.timeline.as_of) & (stays["exit_date"] == NEVER))


def _hurried_recruits(world: World, garden: Garden, stays: Rows) -> Rows:
    reported = world.last_quarter[stays["org_unit_id"]]
    recruited = (stays["application_date"] < NEVER) & (stays["enter_date"] <= stays["probationary_date"])
    recruited &= (stays["probationary_date"] >= world.timeline.start) & (stays["exit_date"] == NEVER)
    done = recruited & (stays["probationary_date"] + 820 < reported)
    rows = garden.some(done & world.units.lasting[stays["org_unit_id"]], 7)
    short, long, activist = rows[:2], rows[2:3], rows[3:]
    full = stays["probationary_date"]
    stays = stays.setting(short, full_date=full[short] + 200).setting(long, full_date=full[long] + 800)
    begun = stays["target_date"][activist] - 90
    earlier = np.minimum(stays["application_date"][activist], begun - 60)
    stays = stays.setting(activist, activist_date=begun, application_date=earlier)
    counted = "member rows whose probation (full_date - probationary_date) lasts less than 365 or more than 731 days"
    garden.record("V-22", "probation", len(short) + len(long), counted, stays["org_unit_id"][rows[:3]])
    counted = "member rows with fewer than 365 days from activist_date to probationary_date"
    garden.record("V-22", "activist", len(activist), counted, stays["org_unit_id"][activist])
    return stays


def _new_first_secretaries(world: World, garden: Garden, stays: Rows) -> Rows:
    first = stays["first_secretary"] & (stays["exit_date"] == NEVER)
    suited = np.isin(np.arange(world.units.villages), stays["org_unit_id"][first])
    rows = one_for_each(stays["org_unit_id"], garden.villages(3, suited), first)
    full = stays["enter_date"][rows] - 200
    counted = "first_secretary terms whose person has no member row with full_date 365 days or more before the start"
    garden.record("V-40", "", len(rows), counted, stays["org_unit_id"][rows])
    return stays.setting(rows, full_date=full, probationary_date=full - 370)


def _too_old(world: World, garden: Garden, register: Register, stays: Rows) -> Rows:
    year = world.timeline.as_of_year
    old = open_members(world, stays) & (stays["birth_year"] < year - 72) & world.units.lasting[stays["org_unit_id"]]
    rows = garden.some(old & (stays["application_date"] == NEVER), 2)
    register.correct(stays["person_id"][rows], year - 108)
    counted = "members in stock on the last day outside 18 to 105 years of age"
    garden.record("V-56", "members", len(rows), counted, stays["org_unit_id"][rows])
    return stays.setting(rows, birth_year=year - 108)


def _wrong_categories(world: World, garden: Garden, stays: Rows) -> Rows:
    """Members without office, in their best years, entered as something else."""
    age = world.timeline.as_of_year - stays["birth_year"]
    plain = open_members(world, stays) & stays["duty_capable"] & ~stays["mobile"] & ~stays["kept"] & (age < 58)
    plain &= (stays["application_date"] == NEVER) & (stays["enter_date"] < world.timeline.start)
    rows = garden.some(plain & world.units.lasting[stays["org_unit_id"]], 5)
    names = ["probationary", "office_holder", "office_holder", "elderly_infirm", "elderly_infirm"]
    wrong = np.array([code("mgmt_category", name) for name in names[: len(rows)]], np.int64)
    counted = (
        "members in stock on the last day whose mgmt_category is probationary but not their stage, office_holder "
        "without an open post, or elderly_infirm below 60 years of age and duty_capable (or the reverse)"
    )
    garden.record("V-53", "", len(rows), counted, stays["org_unit_id"][rows])
    return stays.setting(rows, category=wrong)


def plant_in_duties(world: World, garden: Garden, stays: Rows, duties: Rows) -> Rows:
    """The duties with their faults."""
    duties = _left_open(world, garden, stays, duties)
    duties = _incapable(world, garden, stays, duties)
    return _crowded_households(world, garden, stays, duties)


def _left_open(world: World, garden: Garden, stays: Rows, duties: Rows) -> Rows:
    """Duties of members who died, never closed."""
    dead = stays["exit_reason"] == code("member_exit_reason", "deceased")
    exits = dict(zip(stays["person_id"][dead].tolist(), stays["exit_date"][dead].tolist(), strict=True))
    ended = np.flatnonzero(duties["end_date"] < world.timeline.as_of - 120)
    ended = ended[duties["duty_kind"][ended] == code("duty_kind", "duty_post")]
    person, end = duties["person_id"][ended].tolist(), duties["end_date"][ended].tolist()
    with_life = np.array([exits.get(p) == e for p, e in zip(person, end, strict=True)], bool)
    reported = end <= world.last_quarter[duties["org_unit_id"][ended]]
    rows = garden.some(ended[with_life & reported], 3)
    counted = "member_duty rows not ended by the day on which the member's last stay in that unit ended"
    garden.record("V-50", "open after the member left", len(rows), counted, duties["org_unit_id"][rows])
    return duties.setting(rows, end_date=NEVER)


def _incapable(world: World, garden: Garden, stays: Rows, duties: Rows) -> Rows:
    unable = open_members(world, stays) & ~stays["duty_capable"] & (stays["enter_date"] < world.timeline.start)
    chosen = garden.some(unable & world.units.lasting[stays["org_unit_id"]], 4)
    kind = code("duty_kind", "duty_post")
    like = duties.take(np.flatnonzero((duties["duty_kind"] == kind) & (duties["end_date"] == NEVER))[: len(chosen)])
    chosen = chosen[: len(like)]
    begin = world.timeline.start + within(garden.rng, 100, 600, len(chosen))
    begin = np.minimum(begin, world.last_quarter[stays["org_unit_id"][chosen]])
    more = like.having(person_id=stays["person_id"][chosen], org_unit_id=stays["org_unit_id"][chosen], start_date=begin)
    counted = "member_duty rows of a person whose member row in that unit says duty_capable = false"
    garden.record("V-50", "not capable", len(chosen), counted, more["org_unit_id"])
    return Rows.joined(duties, more)


def _crowded_households(world: World, garden: Garden, stays: Rows, duties: Rows) -> Rows:
    """Households paired with five members at once."""
    poor = (duties["household_hardship"] == 1) & (duties["end_date"] == NEVER)
    poor &= duties["start_date"] <= world.last_quarter[duties["org_unit_id"]]
    rows = one_for_each(duties["org_unit_id"], garden.villages(2), poor)
    more = []
    for row in rows:
        village = duties["org_unit_id"][row]
        ready = (stays["org_unit_id"] == village) & stays["kept"] & (stays["exit_date"] == NEVER)
        ready &= (stays["person_id"] != duties["person_id"][row]) & (stays["application_date"] == NEVER)
        ready &= stays["enter_date"] < world.timeline.start
        helpers = stays["person_id"][ready & ~stays["first_secretary"]][-4:]
        more.append(pairing_row(duties, int(row), helpers))
    counted = "households (household_key) that are paired with more than three persons"
    garden.record("V-48", "crowded household", len(rows), counted, duties["org_unit_id"][rows])
    return Rows.joined(duties, *more)
