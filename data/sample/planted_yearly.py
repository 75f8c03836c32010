"""Faults in yearly figures, funds, evaluations and the form of party organizations."""

from __future__ import annotations

import numpy as np

from data.sample.draws import BLANK, Array, code
from data.sample.planted import Garden
from data.sample.rows import Rows
from data.sample.timeline import day
from data.sample.world import World

COUNTS = ("resident_population", "households", "hardship_households", "monitored_start", "monitored_cleared")
FULL_VILLAGE_ROWS = "village rows of unit_year"


def plant_in_unit_years(world: World, garden: Garden, figures: Rows, stays: Rows, duties: Rows) -> Rows:
    """The yearly figures with their faults."""
    figures = _copied(world, garden, figures)
    figures = _crowded(world, garden, figures, stays)
    figures = _too_small(world, garden, figures)
    figures = _short_lists(world, garden, figures, duties)
    figures = _monthly_pay(world, garden, figures)
    figures = _blanks(world, garden, figures)
    return _missing(world, garden, figures)


def _rows_of(figures: Rows, villages: Array, year: int) -> Array:
    """The row of each village in a year, in the order of the villages."""
    place = {int(u): i for i, u in enumerate(figures["org_unit_id"]) if figures["year"][i] == year}
    return np.array([place[int(village)] for village in villages if int(village) in place], np.int64)


def _labels(garden: Garden, figures: Rows, rows: Array) -> list[str]:
    return [f"{garden.unit_code(int(figures['org_unit_id'][r]))} {figures['year'][r]}" for r in rows]


def _copied(world: World, garden: Garden, figures: Rows) -> Rows:
    """Three villages of like size send the same figures."""
    size = world.units.size
    middling = world.units.lasting & (size >= 30) & (size <= 62)
    villages = garden.township_group(3, middling)
    rows = _rows_of(figures, villages, max(world.timeline.last_full_year - 1, world.timeline.first_year))
    if len(rows) < 3:
        return figures
    model = rows[np.argsort(figures["resident_population"][rows])[1]]
    same = {name: figures[name][model] for name in COUNTS}
    same["hardship_households"] = int(figures["hardship_households"][rows].max())
    counted = (
        "township and year in which three or more villages have the same "
        "resident_population, households, hardship_households, monitored_start and monitored_cleared"
    )
    garden.record("V-59", "unit_year", 1, counted, _labels(garden, figures, rows))
    return figures.setting(rows, **same)


def _crowded(world: World, garden: Garden, figures: Rows, stays: Rows) -> Rows:
    """More members than one in ten residents."""
    year = world.timeline.last_full_year
    end = day(year, 12, 31)
    rows = _rows_of(figures, garden.villages(2), year)
    there = (stays["enter_date"] <= end) & (stays["exit_date"] > end)
    members = np.bincount(stays["org_unit_id"][there], minlength=world.units.villages)[figures["org_unit_id"][rows]]
    people = np.maximum(members * 7, 55)
    homes = np.maximum(people // 2, figures["hardship_households"][rows])
    counted = f"{FULL_VILLAGE_ROWS} with members in stock at the end of the year outside 0.5 to 10 per 100 residents"
    garden.record("V-54", "", len(rows), counted, _labels(garden, figures, rows))
    return figures.setting(rows, resident_population=people, households=homes)


def _too_small(world: World, garden: Garden, figures: Rows) -> Rows:
    """The village of two members, and in one year fewer than 50 residents."""
    if world.units.tiny < 0:
        return figures
    rows = _rows_of(figures, np.array([world.units.tiny]), world.timeline.last_full_year)
    where = np.array([world.units.tiny])
    garden.record(
        "V-43", "fewer than 3 full members", 1, "villages with fewer than 3 full members on the last day", where
    )
    garden.record("V-55", "members", 1, "villages with fewer than 3 or more than 500 members on the last day", where)
    counted = f"{FULL_VILLAGE_ROWS} with a population outside 50 to 20,000"
    garden.record("V-55", "population", 1, counted, _labels(garden, figures, rows))
    homes = np.minimum(figures["households"][rows], 40)
    poor = np.minimum(figures["hardship_households"][rows], homes)
    return figures.setting(rows, resident_population=45, households=homes, hardship_households=poor)


def _short_lists(world: World, garden: Garden, figures: Rows, duties: Rows) -> Rows:
    """Fewer households on the list than are paired."""
    year = world.timeline.last_full_year
    end = day(year, 12, 31)
    open_then = (duties["household_hardship"] == 1) & (duties["start_date"] <= end) & (duties["end_date"] > end)
    paired = np.unique(duties["org_unit_id"][open_then] * (1 << 24) + duties["household_key"][open_then]) >> 24
    counts = np.bincount(paired, minlength=world.units.villages)
    rows = _rows_of(figures, garden.villages(3, counts >= 5), year)
    less = counts[figures["org_unit_id"][rows]] - 2
    counted = (
        f"{FULL_VILLAGE_ROWS} in which more distinct hardship households (household_key) have a pairing open on "
        "31 December than are on the list"
    )
    garden.record("V-48", "short list", len(rows), counted, _labels(garden, figures, rows))
    return figures.setting(rows, hardship_households=less)


def _monthly_pay(world: World, garden: Garden, figures: Rows) -> Rows:
    rows = _rows_of(figures, garden.villages(2), world.timeline.last_full_year)
    pay = figures["secretary_post_pay_yuan"][rows] // 12
    counted = f"{FULL_VILLAGE_ROWS} with pay outside 0.5 to 5 times the county's rural income of the year before"
    garden.record("V-60", "", len(rows), counted, _labels(garden, figures, rows))
    return figures.setting(rows, secretary_post_pay_yuan=pay)


def _blanks(world: World, garden: Garden, figures: Rows) -> Rows:
    rows = _rows_of(figures, garden.villages(4), world.timeline.last_full_year)
    counted = f"blank cells among {', '.join(COUNTS)} in {FULL_VILLAGE_ROWS}"
    garden.record("V-13", "", len(rows), counted, _labels(garden, figures, rows))
    half = len(rows) // 2
    figures = figures.setting(rows[:half], resident_population=BLANK)
    return figures.setting(rows[half:], hardship_households=BLANK)


def _missing(world: World, garden: Garden, figures: Rows) -> Rows:
    rows = _rows_of(figures, garden.villages(3), max(world.timeline.last_full_year - 2, world.timeline.first_year))
    counted = "villages valid at the end of a full year without a unit_year row, of townships that sent the sheet"
    garden.record("V-17", "", len(rows), counted, _labels(garden, figures, rows))
    keep = np.ones(len(figures), bool)
    keep[rows] = False
    return figures.take(keep)


def plant_in_funds(world: World, garden: Garden, funds: Rows) -> Rows:
    """Two budget lines spent a little beyond what was allocated."""
    townships = (funds["org_unit_id"] < world.units.county) & (funds["year"] == world.timeline.first_year)
    silent = world.units.villages + world.silence.silent_township
    rows = garden.some(townships & (funds["org_unit_id"] != silent), 2)
    counted = "fund rows with spent_yuan above allocated_yuan"
    garden.record("V-27", "", len(rows), counted, funds["org_unit_id"][rows])
    return funds.setting(rows, spent_yuan=funds["allocated_yuan"][rows] * 103 // 100)


def plant_in_evaluations(world: World, garden: Garden, evaluations: Rows) -> Rows:
    """Three branches in which half of the members are excellent."""
    year = world.timeline.last_full_year
    kind = code("eval_kind", "member_democratic")
    graded = (evaluations["eval_kind"] == kind) & (evaluations["grade"] != code("grade", "not_graded"))
    villages = garden.villages(3)
    rows = np.flatnonzero(graded & (evaluations["year"] == year) & np.isin(evaluations["org_unit_id"], villages))
    generous = rows[np.arange(len(rows)) % 2 == 0]
    counted = "village and year with excellent above one third of the members graded"
    garden.record("V-31", "", len(villages), counted, villages)
    return evaluations.setting(generous, grade=code("grade", "excellent"))


def plant_in_forms(garden: Garden, form: Array, now: Array) -> Array:
    """Three branches of more than fifty members that should long be general branches."""
    branch = code("party_org_form", "branch")
    villages = garden.villages(3, now > 53)
    counted = "villages of the form branch with more than 50 members in stock on the last day"
    garden.record("V-43", "branch above 50", len(villages), counted, villages)
    changed = form.copy()
    changed[villages] = branch
    return changed
