"""Yearly evaluations of members, secretaries, affairs workers and dispatched cadres."""

from __future__ import annotations

import numpy as np

from data.sample.draws import BLANK, Array, Generator, chance, code, codes, logistic
from data.sample.rows import Rows
from data.sample.world import World
from data.sample.yearly import working

EXCELLENT_MEMBERS = 0.27  # of those graded; a third is the limit
APPRAISED = {
    "secretary_appraisal": ("party_secretary",),
    "affairs_appraisal": ("party_affairs_worker",),
    "team_appraisal": ("first_secretary", "resident_team_leader", "resident_team_member"),
}
COVERAGE = {"secretary_appraisal": 3.3, "affairs_appraisal": 2.6, "team_appraisal": 4.0}


def make_evaluations(world: World, weak: Array, stays: Rows, terms: Rows) -> Rows:
    """The evaluations of every full year."""
    rng = world.lots("evaluations")
    runs_points = chance(rng, 0.93, world.units.townships)
    parts = []
    for year in world.timeline.full_years:
        level = working(world, weak, year)
        parts.append(_of_members(world, rng, year, level, stays, runs_points))
        parts.extend(_of_posts(world, rng, year, level, terms, kind) for kind in APPRAISED)
    return Rows.joined(*parts)


def _evaluation(kind: str, person: Array, unit: Array, year: int, grade: Array, points: Array) -> Rows:
    n = len(person)
    kinds = np.full(n, code("eval_kind", kind))
    columns = {"person_id": person, "org_unit_id": unit, "year": np.full(n, year), "eval_kind": kinds}
    return Rows({**columns, "grade": grade, "points": points})


def _of_members(world: World, rng: Generator, year: int, level: Array, stays: Rows, runs_points: Array) -> Rows:
    end = int(world.timeline.month_ends[world.timeline.year_end(year)])
    there = (stays["enter_date"] <= end) & (stays["exit_date"] > end)
    rate = logistic(2.9 + 0.7 * level)[stays["org_unit_id"]] * np.where(stays["mobile"], 0.9, 1.0)
    members = stays.take(there & chance(rng, rate, len(stays)))
    n, village = len(members), members["org_unit_id"]
    graded = members["full_date"] <= end
    rank, among = _rank_within(rng, village, graded)
    draw = rng.random(n)
    grade = np.select(
        [~graded, rank < np.floor(among * EXCELLENT_MEMBERS), draw < 0.025, draw < 0.029],
        codes("grade", "not_graded", "excellent", "basically_qualified", "unqualified"),
        code("grade", "qualified"),
    )
    scored = runs_points[world.units.township[village]] & chance(rng, logistic(2.2 + 0.5 * level)[village], n)
    points = np.round(np.clip(rng.normal(92 + 3 * level[village], 9, n), 45, 120) * 10).astype(np.int64)
    return _evaluation("member_democratic", members["person_id"], village, year, grade, np.where(scored, points, BLANK))


def _rank_within(rng: Generator, village: Array, graded: Array) -> tuple[Array, Array]:
    """A random rank among the graded members of each village, and their number."""
    n = len(village)
    lot = np.where(graded, rng.random(n), 2.0)
    order = np.lexsort((lot, village))
    count = np.bincount(village, minlength=1)
    rank = np.empty(n, np.int64)
    rank[order] = np.arange(n) - np.repeat(np.cumsum(count) - count, count)
    return rank, np.bincount(village, weights=graded, minlength=1)[village]


def _of_posts(world: World, rng: Generator, year: int, level: Array, terms: Rows, kind: str) -> Rows:
    end = int(world.timeline.month_ends[world.timeline.year_end(year)])
    posts = np.isin(terms["post_type"], codes("post_type", *APPRAISED[kind]))
    there = posts & (terms["start_date"] <= end) & (terms["end_date"] > end)
    held = terms.take(np.flatnonzero(there))
    village = np.minimum(held["org_unit_id"], world.units.villages - 1)
    others = _other_posts(terms, held, end) if kind == "affairs_appraisal" else np.zeros(len(held))
    done = held.take(chance(rng, logistic(COVERAGE[kind] + 0.6 * level[village] - 0.5 * (others > 1)), len(held)))
    n = len(done)
    village = np.minimum(done["org_unit_id"], world.units.villages - 1)
    others = _other_posts(terms, done, end) if kind == "affairs_appraisal" else np.zeros(n)
    lot = logistic(1.2 * rng.normal(size=n) + 0.6 * level[village] - 0.9 * (others > 1))
    cuts = np.digitize(lot, [0.045, 0.14, 0.74])
    grade = codes("grade", "unqualified", "basically_qualified", "qualified", "excellent")[cuts]
    return _evaluation(kind, done["person_id"], done["org_unit_id"], year, grade, np.full(n, BLANK))


def _other_posts(terms: Rows, held: Rows, end: int) -> Array:
    """How many other posts the holders have open on the day."""
    open_now = (terms["start_date"] <= end) & (terms["end_date"] > end)
    people = max(int(terms["person_id"].max(initial=0)), 0) + 1
    return np.asarray(np.bincount(terms["person_id"][open_now], minlength=people)[held["person_id"]] - 1)
