"""Rural talents: who came, returned or grew up here, how long they stay, and how the party serves them."""

from __future__ import annotations

import numpy as np

from data.sample.draws import BLANK, NEVER, Array, Generator, chance, choose, code, codes, expand, within
from data.sample.mergers import follow_mergers
from data.sample.people import YOUNG, Register
from data.sample.rows import Rows
from data.sample.timeline import day
from data.sample.world import World

YEAR = 365.25
STOCK = 6.9  # of a village at the beginning
ARRIVALS = {"introduced": 0.33, "returned": 0.90, "local": 0.30}  # a village and year
FOUNDING = {"introduced": 0.12, "returned": 0.40, "local": 0.48}
LEAVE_FIRST_YEAR = {"introduced": 0.30, "returned": 0.15, "local": 0.05}
LEAVE_LATER = {"introduced": 0.20, "returned": 0.11, "local": 0.05}
TYPES = {
    "agri_expert": 0.06,
    "agri_technician": 0.24,
    "entrepreneur": 0.16,
    "operator": 0.22,
    "craft": 0.11,
    "digital": 0.08,
    "public_service": 0.08,
    "governance": 0.05,
}
EXITS = {"contract_end": 0.2, "income": 0.35, "family": 0.22, "project_failed": 0.13, "moved_up": 0.05, "other": 0.05}
FOUNDERS_OF_BUSINESS = ("entrepreneur", "operator", "digital")
OLD_TO_YOUNG = 35


def make_talents(world: World, register: Register, pool: Array) -> Rows:
    """Stays of talents, mergers followed; `pool` (village x place) gives the party members who keep contact."""
    rng = world.lots("talents")
    village, origin, entry = _arrivals(world, rng)
    n = len(village)
    birth = world.timeline.first_year - np.where(chance(rng, 0.34, n), within(rng, 17, 30, n), within(rng, 31, 57, n))
    person = register.enter(birth, 0.28, YOUNG)
    contact = pool[village, within(rng, 0, 3, n)]
    kept_in_touch = chance(rng, np.clip(0.87 + 0.05 * world.units.quality[village], 0.4, 0.99), n)
    stays = Rows(
        {
            "person_id": person,
            "org_unit_id": village,
            "talent_type": choose(rng, TYPES, "talent_type", n),
            "origin": origin,
            "entry_date": entry,
            **_departures(world, rng, origin, entry, world.units.quality[village]),
            "contact_person_id": np.where(kept_in_touch, contact, BLANK),
        }
    )
    stays = stays.having(**_ventures(world, rng, stays, birth))
    settled = follow_mergers(world.units, stays, "entry_date", "talent_exit_reason")
    return settled.having(talent_id=np.arange(len(settled)))


def _arrivals(world: World, rng: Generator) -> tuple[Array, Array, Array]:
    """Village, origin and day of entry: those there at the beginning, then those who came."""
    units, timeline = world.units, world.timeline
    before = units.valid_from <= timeline.start
    size = np.sqrt(units.size / 45) * np.exp(0.12 * units.quality - 0.12 * units.remote)
    founding, _ = expand(rng.poisson(STOCK * size * before))
    span = (timeline.as_of - timeline.start) / YEAR
    coming, _ = expand(rng.poisson(sum(ARRIVALS.values()) * span * size * (units.valid_to == NEVER)))
    coming_entry = within(rng, timeline.start, timeline.as_of, len(coming))
    exists = coming_entry >= units.valid_from[coming]
    coming, coming_entry = coming[exists], coming_entry[exists]
    origin = np.concatenate(
        [
            choose(rng, FOUNDING, "talent_origin", len(founding)),
            choose(rng, ARRIVALS, "talent_origin", len(coming)),
        ]
    )
    earlier = timeline.start - within(rng, 5, 2200, len(founding))
    return np.concatenate([founding, coming]), origin, np.concatenate([earlier, coming_entry])


def _departures(world: World, rng: Generator, origin: Array, entry: Array, quality: Array) -> dict[str, Array]:
    n = len(origin)
    soon = np.array([LEAVE_FIRST_YEAR[name] for name in ARRIVALS])[origin] * np.exp(-0.3 * quality)
    later = np.array([LEAVE_LATER[name] for name in ARRIVALS])[origin]
    since = np.maximum(entry + 366, world.timeline.start)
    lasting = since + 20 + (rng.exponential(size=n) / later * YEAR).astype(np.int64)
    early = entry + within(rng, 40, 360, n)
    leaves = np.where(chance(rng, soon, n) & (early > world.timeline.start), early, lasting)
    gone = leaves <= world.timeline.as_of
    reason = choose(rng, EXITS, "talent_exit_reason", n)
    return {"exit_date": np.where(gone, leaves, NEVER), "exit_reason": np.where(gone, reason, BLANK)}


def _ventures(world: World, rng: Generator, stays: Rows, birth: Array) -> dict[str, Array]:
    """Enrolment of the young in a platform, and businesses begun and closed, all within the stay."""
    n, entry = len(stays), stays["entry_date"]
    young = birth >= world.timeline.last_full_year - OLD_TO_YOUNG - 2
    enrolled = entry + within(rng, 30, 700, n)
    keen = young & chance(rng, 0.42, n) & (enrolled < stays["exit_date"])
    typical = np.isin(stays["talent_type"], codes("talent_type", *FOUNDERS_OF_BUSINESS))
    began = entry + within(rng, 20, 500, n)
    ended = began + within(rng, 300, 1500, n)
    founds = chance(rng, np.where(typical, 0.62, 0.12), n) & (began < stays["exit_date"])
    fails = founds & chance(rng, 0.2, n) & (ended < stays["exit_date"])
    return {
        "platform_enrolled_date": np.where(keen, enrolled, NEVER),
        "startup_date": np.where(founds, began, NEVER),
        "startup_end_date": np.where(fails, ended, NEVER),
    }


def make_supports(world: World, talents: Rows, farmers: Array) -> Rows:
    """Mentoring, life care, problems solved and careers developed, year by year of every stay."""
    rng = world.lots("supports")
    years = np.array(world.timeline.all_years)
    starts = np.array([day(int(year), 1, 1) for year in years])
    low = np.maximum(talents["entry_date"][:, None], starts)
    high = np.minimum(np.minimum(talents["exit_date"][:, None], starts + 365), world.timeline.as_of)
    stay, year = np.nonzero(high - low > 30)
    opened_low, room = low[stay, year], (high - low)[stay, year]
    parts = [
        _cases(world, rng, kind, talents, farmers, stay, opened_low, room)
        for kind in ("mentoring", "life_care", "problem_solving", "career_development")
    ]
    return Rows.joined(*parts)


def _cases(
    world: World, rng: Generator, kind: str, talents: Rows, farmers: Array, stay: Array, low: Array, room: Array
) -> Rows:
    quality = world.units.quality[talents["org_unit_id"][stay]]
    experts = np.isin(talents["talent_type"][stay], codes("talent_type", "agri_expert", "agri_technician"))
    rate = {
        "mentoring": np.where(experts, 0.46, 0.03),
        "life_care": 0.72 + 0.07 * quality,
        "problem_solving": np.full(len(stay), 0.12),
        "career_development": np.full(len(stay), 0.13),
    }[kind]
    some = chance(rng, np.clip(rate, 0, 0.97), len(stay))
    stay, low, room = stay[some], low[some], room[some]
    n, village = len(stay), talents["org_unit_id"][stay]
    opened = low + (rng.random(n) * (room - 20)).astype(np.int64)
    length, outcome = _course(rng, kind, n)
    closed = np.minimum(opened + length, talents["exit_date"][stay])
    mentee = farmers[village, within(rng, 0, farmers.shape[1] - 1, n)] if kind == "mentoring" else np.full(n, BLANK)
    return Rows(
        {
            "org_unit_id": village,
            "talent_id": stay,
            "kind": np.full(n, code("support_kind", kind)),
            "mentee_person_id": mentee,
            "opened_date": opened,
            "closed_date": closed,
            "outcome": outcome,
            "satisfaction": np.where(chance(rng, 0.8, n), np.clip(np.round(rng.normal(4.2, 0.7, n)), 1, 5), BLANK),
        }
    )


def _course(rng: Generator, kind: str, n: int) -> tuple[Array, Array]:
    """How many days a case of this kind takes, and how it ends."""
    if kind == "mentoring":
        return within(rng, 200, 420, n), np.full(n, code("support_outcome", "completed"))
    if kind == "life_care":
        return within(rng, 0, 6, n), np.full(n, code("support_outcome", "resolved"))
    if kind == "problem_solving":
        ends = {"resolved": 0.86, "not_resolved": 0.10, "withdrawn": 0.04}
        return rng.gamma(2.2, 18.0, n).astype(np.int64) + 2, choose(rng, ends, "support_outcome", n)
    ends = {"title_awarded": 25, "position_promoted": 15, "project_supported": 25, "study_supported": 15}
    return within(rng, 20, 160, n), choose(rng, {**ends, "not_resolved": 20}, "support_outcome", n)
