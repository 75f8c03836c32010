"""Dockings, practices, funds, and the written systems of villages."""

from __future__ import annotations

import numpy as np

from data.sample.draws import BLANK, NEVER, Array, Generator, chance, choose, code, codes, expand, within
from data.sample.rows import Rows
from data.sample.timeline import year_starts
from data.sample.units import FOUNDED
from data.sample.world import World

YEAR = 365.25
DOCKINGS = {"key": 3.4, "other": 1.0}  # a village and year
DOCK_TYPES = {"assistance_selection": 0.25, "training": 0.35, "guidance": 0.40}
THEMES = {
    "four_team_integration": 22,
    "secretary": 14,
    "member_role": 20,
    "talent": 14,
    "revitalization": 24,
    "other": 6,
}
MEDIA = {"none": 0.48, "county": 0.22, "prefecture": 0.17, "province": 0.10, "central": 0.03}
VILLAGE_PRACTICES, TOWNSHIP_PRACTICES, ADOPTIONS = 0.055, 0.25, 0.05  # a unit and year
SYSTEMS = ("three_meetings", "four_two", "disclosure", "finance", "duty_roster", "appraisal", "points", "talent_intro")
FUNDS = {
    "agri_tech_training": 90_000,
    "startup_employment_training": 60_000,
    "talent_service": 45_000,
    "returnee_support": 120_000,
    "party_building": 150_000,
}


def make_dockings(world: World, teams_complete: Array) -> Rows:
    """Needs of villages with the plan, what came of it, and the day on which that was known."""
    rng, units, timeline = world.lots("dockings"), world.units, world.timeline
    rate = np.where(units.key, DOCKINGS["key"], DOCKINGS["other"]) * (units.size > 3)
    village, _ = expand(rng.poisson(rate * (timeline.as_of - timeline.start) / YEAR))
    n = len(village)
    need = within(rng, timeline.start, timeline.as_of, n)
    luck = rng.random(n) - 0.05 * units.quality[village] - 0.10 * teams_complete[village]
    result = np.digitize(luck, [0.66, 0.80])
    delivered = need + within(rng, 25, 110, n)
    rows = Rows(
        {
            "org_unit_id": village,
            "dock_type": choose(rng, DOCK_TYPES, "dock_type", n),
            "need_date": need,
            "plan_date": np.where(chance(rng, 0.92, n), need + within(rng, 2, 20, n), NEVER),
            "delivered_date": np.where(result < 2, delivered, NEVER),
            "settled": delivered,
            "result": result,
        }
    )
    return rows.take((need >= units.valid_from[village]) & (need + 140 < units.valid_to[village]))


def make_practices(world: World) -> Rows:
    """Origins first, then their adoptions by other units of the county."""
    rng, units, timeline = world.lots("practices"), world.units, world.timeline
    span = (timeline.as_of - timeline.start) / YEAR
    rate = np.concatenate(
        [
            VILLAGE_PRACTICES * np.exp(0.35 * units.quality) * units.lasting,
            np.full(units.townships, TOWNSHIP_PRACTICES),
        ]
    )
    unit, _ = expand(rng.poisson(rate * span))
    n = len(unit)
    registered = within(rng, timeline.start, timeline.as_of, n)
    reported = registered <= world.last_quarter[unit]
    unit, registered = unit[reported], registered[reported]
    n = len(unit)
    media = choose(rng, MEDIA, "media_level", n)
    published = np.where(media == code("media_level", "none"), NEVER, registered + within(rng, 10, 120, n))
    origins = Rows(
        {
            "org_unit_id": unit,
            "source_practice_id": np.full(n, BLANK),
            "theme": choose(rng, THEMES, "practice_theme", n),
            "registered_date": registered,
            "media_level": media,
            "published_date": published,
        }
    )
    every = Rows.joined(origins, _adoptions(world, rng, origins, span))
    return every.having(practice_id=np.arange(len(every)))


def _adoptions(world: World, rng: Generator, origins: Rows, span: float) -> Rows:
    lasting = np.flatnonzero(world.units.lasting)
    if len(origins) == 0 or len(lasting) == 0:
        return origins.take(np.zeros(0, np.int64))
    n = rng.poisson(ADOPTIONS * len(lasting) * span)
    source = within(rng, 0, len(origins) - 1, n)
    unit = lasting[within(rng, 0, len(lasting) - 1, n)]
    rows = origins.take(source).having(
        org_unit_id=unit,
        source_practice_id=source,
        registered_date=origins["registered_date"][source] + within(rng, 60, 500, n),
        media_level=np.full(n, code("media_level", "none")),
        published_date=np.full(n, NEVER),
    )
    return rows.take(unit != origins["org_unit_id"][source])


def make_funds(world: World) -> Rows:
    """Budget lines of the townships, and of the county, in every full year."""
    rng, units = world.lots("funds"), world.units
    purposes, years = len(FUNDS), np.array(world.timeline.full_years)
    unit = np.repeat(units.villages + np.arange(units.townships + 1), purposes * len(years))
    line = np.tile(np.arange(purposes * len(years)), units.townships + 1)
    n = len(unit)
    scale = np.where(unit == units.county, 2.5, 1.0) * 1.04 ** (line // purposes)
    allocated = np.round(np.array(list(FUNDS.values()))[line % purposes] * scale * rng.uniform(0.6, 1.4, n) / 1000)
    execution = np.clip(rng.beta(14, 2.2, n), 0.70, 0.995)
    return Rows(
        {
            "org_unit_id": unit,
            "year": years[line // purposes],
            "purpose": codes("fund_purpose", *FUNDS)[line % purposes],
            "allocated_yuan": (allocated * 100_000).astype(np.int64),
            "spent_yuan": np.round(allocated * 1000 * execution * 100).astype(np.int64),
        }
    )


def make_systems(world: World, weak: Array) -> Rows:
    """The eight required systems, adopted before or during the sample, and the yearly plan of the four teams."""
    rng, units, timeline = world.lots("systems"), world.units, world.timeline
    village = np.repeat(np.arange(units.villages), len(SYSTEMS))
    n = len(village)
    early = timeline.start - within(rng, 30, 2500, n)
    late = timeline.start + (rng.exponential(size=n) * 3.5 * YEAR).astype(np.int64)
    has_early = chance(rng, np.clip(0.77 + 0.07 * units.quality[village], 0.3, 0.98), n)
    adopted = np.where(has_early, early, late)
    new = units.valid_from[village] > FOUNDED
    adopted = np.where(new, units.valid_from[village] + within(rng, 5, 200, n), adopted)
    review = np.maximum(adopted, timeline.start) + within(rng, 100, 1500, n)
    review = np.where(chance(rng, 0.45, n) & (review < units.valid_to[village]), review, NEVER)
    systems = Rows(
        {
            "org_unit_id": village,
            "system_type": np.tile([code("system_type", name) for name in SYSTEMS], units.villages),
            "adopted_date": adopted,
            "last_review_date": review,
            "repealed_date": units.valid_to[village],
        }
    )
    kept = (adopted < units.valid_to[village]) & (adopted <= timeline.as_of)
    return Rows.joined(systems.take(kept), _plans(world, rng, weak))


def _plans(world: World, rng: Generator, weak: Array) -> Rows:
    """One plan a year in most key villages; the next one repeals it."""
    units, timeline = world.units, world.timeline
    years = np.array(timeline.all_years)
    listed = weak[:, np.minimum(np.arange(len(years)) + 1, weak.shape[1] - 1)]
    p = np.where(units.key[:, None], 0.87, np.where(listed, 0.6, 0.0)) + 0.03 * units.quality[:, None]
    made = (rng.random((units.villages, len(years))) < p) & (units.lasting & (units.size > 3))[:, None]
    made &= units.key[:, None] | listed
    adopted = year_starts(years) + within(rng, 25, 140, made.size).reshape(made.shape)
    repealed = np.full(made.shape, NEVER)
    following = np.full(units.villages, NEVER)
    for column in range(len(years) - 1, -1, -1):
        repealed[:, column] = following
        following = np.where(made[:, column], adopted[:, column], following)
    village, year = np.nonzero(made & (adopted <= timeline.as_of))
    n = len(village)
    return Rows(
        {
            "org_unit_id": village,
            "system_type": np.full(n, code("system_type", "four_team_plan")),
            "adopted_date": adopted[village, year],
            "last_review_date": np.full(n, NEVER),
            "repealed_date": repealed[village, year],
        }
    )
