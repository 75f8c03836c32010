"""Faults among the posts: late reviews, secretaries who are no members, vacancies, thin teams."""

from __future__ import annotations

import numpy as np

from data.sample.draws import BLANK, NEVER, Array, code, codes, within
from data.sample.people import OFFICIALS, Register
from data.sample.planted import Garden, one_for_each
from data.sample.rows import Rows
from data.sample.timeline import month_starts, months_of
from data.sample.world import World

SECRETARY, DIRECTOR = codes("post_type", "party_secretary", "village_director")
LEADER, TEAMMATE = codes("post_type", "resident_team_leader", "resident_team_member")
COMMITTEE = codes("post_type", "party_committee_member", "deputy_secretary")


def plant_in_posts(world: World, garden: Garden, register: Register, terms: Rows, pool: Array) -> Rows:
    """The terms with their faults."""
    terms = _late_reviews(world, garden, terms)
    terms = _not_members(world, garden, register, terms)
    terms = _without_induction(world, garden, terms)
    terms = _vacancies(world, garden, terms, pool)
    terms = _thin_teams(world, garden, terms)
    terms = _early_relief(world, garden, terms)
    terms = _too_old(world, garden, register, terms)
    return _no_committee(world, garden, terms)


def _open_as_reported(world: World, terms: Rows) -> Array:
    """Mask of the terms that are open in what was reported last."""
    last = world.last_quarter[terms["org_unit_id"]]
    return np.asarray((terms["start_date"] <= last) & (terms["end_date"] > last))


def _late_reviews(world: World, garden: Garden, terms: Rows) -> Rows:
    known = (terms["start_date"] >= world.timeline.start) & (
        terms["start_date"] + 100 < world.last_quarter[terms["org_unit_id"]]
    )
    villages = garden.villages(7)
    rows = one_for_each(terms["org_unit_id"], villages, (terms["post_type"] == SECRETARY) & known)
    late = terms["start_date"][rows] + within(garden.rng, 10, 60, len(rows))
    terms = terms.setting(rows[:4], review_passed_date=late[:4]).setting(rows[4:], county_record_date=late[4:])
    counted = "post_term rows with review_passed_date or county_record_date after start_date"
    garden.record("V-37", "", len(rows), counted, terms["org_unit_id"][rows])
    return terms


def _not_members(world: World, garden: Garden, register: Register, terms: Rows) -> Rows:
    """Officials from above lead the branch, and are directors, without having brought their membership."""
    villages = garden.villages(4)
    rows = one_for_each(
        terms["org_unit_id"], villages, (terms["post_type"] == SECRETARY) & _open_as_reported(world, terms)
    )
    old = terms["person_id"][rows]
    new = register.enter(world.timeline.until.year - within(garden.rng, 34, 50, len(rows)), 0.2, OFFICIALS)
    channel = code("selection_channel", "dispatched_official")
    director = _doubles(terms, rows)
    terms = terms.setting(rows, person_id=new, selection_channel=channel)
    terms = terms.setting(director[director >= 0], person_id=new[director >= 0])
    assert len(np.unique(old)) == len(old)
    counted = "party secretaries in post on the last day without an open member row, stage full, in their village"
    garden.record("V-39", "", len(rows), counted, terms["org_unit_id"][rows])
    return terms


def _doubles(terms: Rows, rows: Array) -> Array:
    """The same person's term as village director beside each of these terms; -1 where there is none."""
    director = terms["post_type"] == DIRECTOR
    found = []
    for row in rows:
        same = director & (terms["org_unit_id"] == terms["org_unit_id"][row])
        same &= (terms["start_date"] == terms["start_date"][row]) & (terms["person_id"] == terms["person_id"][row])
        found.append(int(np.flatnonzero(same)[0]) if same.any() else BLANK)
    return np.array(found, np.int64)


def first_terms(terms: Rows) -> Array:
    """Mask of secretaries' terms before which the person was never secretary."""
    secretary = np.flatnonzero(terms["post_type"] == SECRETARY)
    order = secretary[np.argsort(terms["start_date"][secretary], kind="stable")]
    first = np.zeros(len(terms), bool)
    first[order[np.unique(terms["person_id"][order], return_index=True)[1]]] = True
    return first


def _without_induction(world: World, garden: Garden, terms: Rows) -> Rows:
    first = first_terms(terms) & (terms["start_date"] >= world.timeline.start)
    first &= (terms["start_date"] < world.timeline.as_of - 200) & (terms["end_date"] > terms["start_date"] + 200)
    suited = np.isin(np.arange(world.units.villages), terms["org_unit_id"][first])
    rows = one_for_each(terms["org_unit_id"], garden.villages(5, suited), first)
    counted = (
        "first terms of a person as party_secretary that start within the sample's years and 183 days or more before "
        "its last day, without a completed training of the form induction that ends within 183 days of the start"
    )
    garden.record("V-46", "", len(rows), counted, terms["org_unit_id"][rows])
    return terms.setting(rows, without_induction=True)


def _vacancies(world: World, garden: Garden, terms: Rows, pool: Array) -> Rows:
    """Vacancies of four months or more in the middle of a term, and one that is still open."""
    secretary, long = terms["post_type"] == SECRETARY, terms["end_date"] - terms["start_date"] > 1300
    begun = np.maximum(terms["start_date"], world.timeline.start)
    inside = secretary & long & (np.minimum(terms["end_date"], world.timeline.as_of) - begun > 900)
    suited = np.isin(np.arange(world.units.villages), terms["org_unit_id"][inside])
    villages = garden.villages(3, suited & (pool[:, 3] >= 0))
    rows = one_for_each(terms["org_unit_id"], villages, inside)
    left = begun[rows] + within(garden.rng, 320, 400, len(rows))
    follows = left + within(garden.rng, 120, 200, len(rows))
    terms = _interrupt(terms, rows, left, follows, pool[terms["org_unit_id"][rows], 3])
    still = _still_open(world, garden, terms)
    leaving = world.last_quarter[terms["org_unit_id"][still]] - 95
    terms = _interrupt(terms, still, leaving, np.full(len(still), NEVER), terms["person_id"][still])
    counted = "gaps of more than 90 days between secretaries' terms of a valid village, the last day included"
    where = terms["org_unit_id"][np.concatenate([rows, still])]
    garden.record("V-47", "", len(where), counted, where)
    return terms


def _still_open(world: World, garden: Garden, terms: Rows) -> Array:
    open_now = (terms["post_type"] == SECRETARY) & _open_as_reported(world, terms) & ~first_terms(terms)
    open_now &= terms["start_date"] < world.last_quarter[terms["org_unit_id"]] - 96
    suited = np.isin(np.arange(world.units.villages), terms["org_unit_id"][open_now])
    return one_for_each(terms["org_unit_id"], garden.villages(1, suited), open_now)


def _interrupt(terms: Rows, rows: Array, left: Array, follows: Array, person: Array) -> Rows:
    """These terms, and the same persons' as directors, end early; `person` follows, unless never."""
    director = _doubles(terms, rows)
    both = np.concatenate([rows, director[director >= 0]])
    again = [np.concatenate([values, values[director >= 0]]) for values in (left, follows, person)]
    later = terms.take(both).having(person_id=again[2], start_date=again[1])
    later = later.having(**{name: np.full(len(both), NEVER) for name in ("review_passed_date", "county_record_date")})
    later = later.having(duty_list_date=np.full(len(both), NEVER), without_induction=np.zeros(len(both), bool))
    terms = terms.setting(both, end_date=again[0], end_reason=code("post_end_reason", "resigned"))
    return Rows.joined(terms, later.take(again[1] < NEVER))


def _thin_teams(world: World, garden: Garden, terms: Rows) -> Rows:
    open_now = (terms["post_type"] == LEADER) & _open_as_reported(world, terms)
    suited = np.isin(np.arange(world.units.villages), terms["org_unit_id"][open_now]) & world.units.key
    villages = garden.villages(2, suited)
    counted = "villages with an open post of a resident team on the last day, held by fewer than two persons"
    garden.record("V-42", "team of one", len(villages), counted, villages)
    return terms.take(~((terms["post_type"] == TEAMMATE) & np.isin(terms["org_unit_id"], villages)))


def _early_relief(world: World, garden: Garden, terms: Rows) -> Rows:
    relieved = np.isin(terms["post_type"], [LEADER, TEAMMATE]) & (terms["end_date"] < NEVER)
    relieved &= terms["start_date"] >= world.timeline.start - 200
    rotation = relieved & (terms["end_reason"] == code("post_end_reason", "rotation"))
    following = _followed(terms)
    suited = np.isin(np.arange(world.units.villages), terms["org_unit_id"][rotation & (following >= 0)])
    rows = one_for_each(terms["org_unit_id"], garden.villages(3, suited), rotation & (following >= 0))
    day = month_starts(months_of(terms["start_date"][rows]) + 14)
    terms = terms.setting(rows, end_date=day).setting(following[rows], start_date=day)
    counted = "dispatched terms ended by rotation less than 730 days after their start"
    garden.record("V-42", "relieved early", len(rows), counted, terms["org_unit_id"][rows])
    return terms


def _followed(terms: Rows) -> Array:
    """The term of a dispatched cadre that begins in the same post on the day another ends; -1 where none does."""
    post = terms["org_unit_id"] * 16 + terms["post_type"]
    begins = {(int(p), int(d)): i for i, (p, d) in enumerate(zip(post, terms["start_date"], strict=True))}
    return np.array(
        [
            begins.get((int(p), int(d)), BLANK) if dispatched else BLANK
            for p, d, dispatched in zip(post, terms["end_date"], terms["dispatched"], strict=True)
        ],
        np.int64,
    )


def _too_old(world: World, garden: Garden, register: Register, terms: Rows) -> Rows:
    open_now = (terms["post_type"] == LEADER) & _open_as_reported(world, terms)
    suited = np.isin(np.arange(world.units.villages), terms["org_unit_id"][open_now])
    rows = one_for_each(terms["org_unit_id"], garden.villages(2, suited), open_now)
    register.correct(terms["person_id"][rows], int(world.timeline.as_of_year - 63))
    counted = "first secretaries and resident teams in post on the last day outside 20 to 60 years of age"
    garden.record("V-56", "dispatched cadres", len(rows), counted, terms["org_unit_id"][rows])
    return terms


def _no_committee(world: World, garden: Garden, terms: Rows) -> Rows:
    villages = garden.villages(1)
    counted = (
        "villages with 7 or more full members and no open post of party_committee_member or deputy_secretary on the "
        "last day"
    )
    garden.record("V-43", "no committee post", len(villages), counted, villages)
    return terms.take(~(np.isin(terms["post_type"], COMMITTEE) & np.isin(terms["org_unit_id"], villages)))
