"""One made-up county: every subject in its turn, faults planted, and what each office reports of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.sample.assistance import make_dockings, make_funds, make_practices, make_systems
from data.sample.attendance import Learners, draw_farmers, make_attendance
from data.sample.dispatch import TEAM_POSTS, first_secretaries_stays, make_dispatched, make_post_months
from data.sample.draws import NEVER, Array, codes
from data.sample.duties import make_duties
from data.sample.evaluations import make_evaluations
from data.sample.meetings import make_meetings, stock_by_month
from data.sample.members import Membership, make_members
from data.sample.people import Register
from data.sample.planted import Garden
from data.sample.planted_activity import plant_in_attendance, plant_in_post_months, plant_in_talents
from data.sample.planted_meetings import plant_in_meetings
from data.sample.planted_members import plant_in_duties, plant_in_members
from data.sample.planted_posts import plant_in_posts
from data.sample.planted_yearly import plant_in_evaluations, plant_in_forms, plant_in_funds, plant_in_unit_years
from data.sample.posts import make_posts
from data.sample.rows import Rows
from data.sample.talent import make_supports, make_talents
from data.sample.timeline import month_starts, months_of
from data.sample.training import make_courses
from data.sample.units import party_groups
from data.sample.world import World
from data.sample.yearly import list_weak, make_unit_years, population, years_with_figures

FARMERS_PER_VILLAGE = 22
BRANCH_LIMIT, GENERAL_BRANCH_LIMIT = 50, 100


@dataclass(frozen=True)
class County:
    """Everything that ever happened in the county, and who lives there."""

    world: World
    garden: Garden
    tables: dict[str, Rows]
    stays: Rows
    form: Array
    groups: Array


def make_county(world: World) -> County:
    """The county with its faults; the same for the same seed, number, size and calendar."""
    garden, register = Garden(world), Register(world.lots("people"))
    weak = list_weak(world)
    membership = make_members(world, register)
    terms = _terms(world, garden, register, membership, weak)
    stays = _stays(world, garden, register, membership, terms)
    farmers = register.enter(draw_farmers(world, world.lots("farmers"), FARMERS_PER_VILLAGE), 0.45)
    farmers = farmers.reshape(-1, FARMERS_PER_VILLAGE)
    talents = plant_in_talents(world, garden, make_talents(world, register, membership.pool))
    tables = {
        "post_term": terms,
        "talent": talents,
        "talent_support": make_supports(world, talents, farmers),
        "practice": make_practices(world),
        "village_system": make_systems(world, weak),
        "fund": plant_in_funds(world, garden, make_funds(world)),
        "evaluation": plant_in_evaluations(world, garden, make_evaluations(world, weak, stays, terms)),
    }
    courses = make_courses(world)
    attendance = make_attendance(world, courses, weak, stays, terms, Learners(farmers, talents))
    events, attendance = plant_in_attendance(world, garden, courses, attendance)
    tables |= {"training_event": events, "training_attendance": attendance}
    tables |= _village_life(world, garden, weak, Membership(stays, membership.pool, membership.affairs_pool), terms)
    stock = stock_by_month(world, stays)
    form = plant_in_forms(garden, _forms(stock), stock[:, -1])
    tables["person"] = register.rows()
    return County(world, garden, tables, stays, form, _groups(world))


def _groups(world: World) -> Array:
    return party_groups(world.lots("groups"), world.units.size)


def _terms(world: World, garden: Garden, register: Register, membership: Membership, weak: Array) -> Rows:
    dispatched = make_dispatched(world, register, weak[:, 1:])
    terms = Rows.joined(make_posts(world, register, membership), dispatched)
    garden.with_teams = np.isin(np.arange(world.units.villages), dispatched["org_unit_id"])
    terms = plant_in_posts(world, garden, register, terms, membership.pool)
    return terms.having(post_term_id=np.arange(len(terms)))


def _stays(world: World, garden: Garden, register: Register, membership: Membership, terms: Rows) -> Rows:
    guests = first_secretaries_stays(world, terms, register.rows()["birth_year"])
    own = membership.stays.having(first_secretary=np.zeros(len(membership.stays), bool))
    every = Rows.joined(own, guests.having(first_secretary=np.ones(len(guests), bool)))
    stays = plant_in_members(world, garden, register, every)
    return stays.having(member_id=np.arange(len(stays)))


def _village_life(world: World, garden: Garden, weak: Array, membership: Membership, terms: Rows) -> dict[str, Rows]:
    """Meetings, days in the village, duties, dockings and yearly figures."""
    stays = membership.stays
    stock = stock_by_month(world, stays)
    complete = teams_complete(world, terms)
    meetings = make_meetings(world, weak, stock, _groups(world), _teams_by_month(world, terms))
    meetings = plant_in_meetings(world, garden, meetings, stock)
    months = plant_in_post_months(world, garden, make_post_months(world, terms), terms)
    hardship = population(world, years_with_figures(world))["hardship_households"]
    own = stays.take(~stays["first_secretary"])
    duties = make_duties(world, Membership(own, membership.pool, membership.affairs_pool), hardship)
    duties = plant_in_duties(world, garden, stays, duties)
    figures = make_unit_years(world, weak, complete.astype(np.float64))
    return {
        "meeting": meetings,
        "post_month": months,
        "member_duty": duties,
        "docking_action": make_dockings(world, complete.astype(np.float64)),
        "unit_year": plant_in_unit_years(world, garden, figures, stays, duties),
    }


def teams_complete(world: World, terms: Rows) -> Array:
    """Villages that have all four teams on the last day."""
    open_now = terms["end_date"] == NEVER
    complete = np.ones(world.units.villages, bool)
    for posts in (
        ("first_secretary",),
        ("resident_team_leader", "resident_team_member"),
        ("town_assigned_cadre",),
        ("village_director", "village_committee_member"),
    ):
        held = terms["org_unit_id"][open_now & np.isin(terms["post_type"], codes("post_type", *posts))]
        complete &= np.isin(np.arange(world.units.villages), held)
    return complete


def _teams_by_month(world: World, terms: Rows) -> Array:
    """Village x month: a first secretary or a resident team is there from its first to its last day."""
    timeline = world.timeline
    steps = np.zeros((world.units.villages, timeline.months + 1), np.int64)
    team = np.isin(terms["post_type"], codes("post_type", *TEAM_POSTS))
    first = months_of(timeline.month_ends[:1])[0]
    full = month_starts(months_of(terms["start_date"])) == terms["start_date"]
    begin = np.clip(months_of(terms["start_date"]) - first + ~full, 0, timeline.months)
    end = np.clip(months_of(terms["end_date"]) - first, 0, timeline.months)
    lasting = team & (begin < end)
    np.add.at(steps, (terms["org_unit_id"][lasting], begin[lasting]), 1)
    np.add.at(steps, (terms["org_unit_id"][lasting], end[lasting]), -1)
    return np.asarray(np.cumsum(steps, axis=1)[:, :-1] > 0)


def _forms(stock: Array) -> Array:
    """The form that fits the most members a village ever had."""
    forms = codes("party_org_form", "branch", "general_branch", "committee")
    return np.asarray(forms[np.digitize(stock.max(axis=1), [BRANCH_LIMIT - 1, GENERAL_BRANCH_LIMIT])])
