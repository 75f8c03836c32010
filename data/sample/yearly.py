"""Yearly figures of villages and of the county, and the list of weak and lax organizations."""

from __future__ import annotations

import numpy as np

from data.sample.draws import BLANK, Array, chance, logistic
from data.sample.rows import Rows
from data.sample.timeline import day, years_of
from data.sample.units import FOUNDED
from data.sample.world import World

WEAK_SHARE, RECTIFIED = 0.055, 0.85
MEMBERS_PER_RESIDENT = 0.038  # 2.8 to 3.0 per 100 registered, of whom a fifth and more live elsewhere
RURAL_INCOME = 9950.0  # yuan in 2013, growing to 21,500 in 2025
INCOME_GROWTH = 1.066


def list_weak(world: World) -> Array:
    """Village x year, from the year before the first: is the village on the county's list of weak and lax ones?"""
    rng, units = world.lots("weak"), world.units
    years = len(world.timeline.full_years) + 1
    pull = np.exp(-0.9 * units.quality)
    share = np.clip(WEAK_SHARE * pull / pull.mean(), 0, 0.5) * (units.lasting & (units.size > 3))
    weak = np.zeros((units.villages, years), bool)
    weak[:, 0] = rng.random(units.villages) < share
    for year in range(1, years):
        new = rng.random(units.villages) < share * RECTIFIED
        stays = rng.random(units.villages) > RECTIFIED
        weak[:, year] = np.where(weak[:, year - 1], stays, new)
    return weak


def working(world: World, weak: Array, year: int) -> Array:
    """How well each village works in a year: its own quality, less while it is weak and lax, a little better yearly."""
    column = min(max(year - world.timeline.first_year + 1, 0), weak.shape[1] - 1)
    slow_rise = 0.06 * (year - world.timeline.last_full_year)
    return np.asarray(world.units.quality - 1.1 * weak[:, column] + slow_rise)


def rural_income(years: Array) -> Array:
    """Yuan a year per head, whole hundredths."""
    return np.round(RURAL_INCOME * INCOME_GROWTH ** (years - 2013) * 100).astype(np.int64)


def years_with_figures(world: World) -> Array:
    """The year before the first, for comparison, and every full year."""
    return np.arange(world.timeline.first_year - 1, world.timeline.last_full_year + 1)


def make_unit_years(world: World, weak: Array, teams_complete: Array) -> Rows:
    """Rows of villages valid in each year, from the year before the first, and of the county."""
    years = years_with_figures(world)
    figures = {**population(world, years), **_standing(world, years, weak)}
    figures.update(_monitored(world, figures["households"], teams_complete))
    figures.update(_money(world, years, figures["households"]))
    village, column = np.nonzero(_has_row(world, years))
    rows = Rows({name: values[village, column] for name, values in figures.items()})
    rows = rows.having(
        org_unit_id=village,
        year=years[column],
        weak_lax=weak[village, column].astype(np.int64),
        rural_income_yuan=np.full(len(village), BLANK),
    )
    county = Rows({name: np.full(len(years), BLANK) for name in rows.columns})
    income = rural_income(years)
    return Rows.joined(
        rows, county.having(org_unit_id=np.full(len(years), world.units.county), year=years, rural_income_yuan=income)
    )


def _has_row(world: World, years: Array) -> Array:
    """A village that merges has its last row in that year, a new one its first."""
    begins = np.array([day(year + 1, 1, 1) for year in years])[None, :]
    ends = np.array([day(year, 1, 1) for year in years])[None, :]
    units = world.units
    return np.asarray((units.valid_from[:, None] < begins) & (units.valid_to[:, None] > ends))


def population(world: World, years: Array) -> dict[str, Array]:
    """Residents, households and hardship households; a successor takes in the people of what merged into it."""
    rng, units = world.lots("population"), world.units
    shape = (units.villages, len(years))
    base = units.size / (MEMBERS_PER_RESIDENT * np.exp(0.15 * np.clip(rng.normal(size=units.villages), -2, 2)))
    base = np.maximum(base, 60.0)
    drift = np.cumprod(1 - 0.008 - 0.012 * (rng.random(shape) - 0.5), axis=1)
    population = base[:, None] * drift
    for closing in np.flatnonzero(units.successor >= 0):
        heir = units.successor[closing]
        after = years >= years_of(units.valid_to[closing : closing + 1])[0]
        if units.valid_from[heir] > FOUNDED and closing == np.flatnonzero(units.successor == heir)[0]:
            population[heir] = 0
        population[heir] += np.where(after, population[closing], 0)
    population = np.maximum(np.round(population), 50)
    households = np.maximum(np.round(population / (2.35 + 0.2 * rng.random((units.villages, 1)))), 12)
    share = 0.075 * np.exp(0.25 * rng.normal(size=(units.villages, 1)) + 0.15 * units.remote[:, None])
    hardship = np.maximum(np.floor(households * share * 0.955 ** np.arange(len(years))), 2)
    return {
        "resident_population": population.astype(np.int64),
        "households": households.astype(np.int64),
        "hardship_households": hardship.astype(np.int64),
    }


def _standing(world: World, years: Array, weak: Array) -> dict[str, Array]:
    rng, n = world.lots("stars"), (world.units.villages, len(years))
    stars = np.clip(np.round(3.4 + 0.8 * world.units.quality[:, None] + 0.5 * rng.normal(size=n)), 1, 5)
    stars = np.where(weak, np.minimum(stars, 2), stars)
    return {"star_rating": np.where(rng.random(n) < 0.06, BLANK, stars).astype(np.int64)}


def _monitored(world: World, households: Array, teams_complete: Array) -> dict[str, Array]:
    rng, n = world.lots("monitored"), households.shape
    start = rng.binomial(households, 0.022 * np.exp(0.2 * world.units.remote)[:, None])
    cleared = logistic(-0.35 + 0.25 * world.units.quality + 0.35 * teams_complete)[:, None] * np.ones(n)
    return {"monitored_start": start, "monitored_cleared": rng.binomial(start, cleared)}


def _money(world: World, years: Array, households: Array) -> dict[str, Array]:
    """Pay follows the township's standard, a few of which lie below twice the income of the year before."""
    rng, units = world.lots("money"), world.units
    low = chance(rng, 0.15, units.townships)
    standard = np.where(low, rng.uniform(1.75, 1.95, units.townships), rng.uniform(2.02, 2.35, units.townships))
    grade = standard[units.township] + 0.05 * np.clip(units.quality, -1, 2)
    pay = rural_income(years - 1)[None, :] / 100 * grade[:, None]
    level = np.exp(11.9 + 0.5 * units.quality - 0.3 * units.remote + 0.6 * rng.normal(size=units.villages))
    growth = np.cumprod(1.07 + 0.1 * rng.normal(size=households.shape), axis=1)
    return {
        "secretary_post_pay_yuan": (np.round(pay / 100) * 10000).astype(np.int64),
        "collective_income_yuan": np.round(level[:, None] * np.clip(growth, 0.4, 4) * 100).astype(np.int64),
    }
