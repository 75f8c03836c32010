"""The register of members as it was sent: changes every quarter, the whole stock from time to time."""

from __future__ import annotations

import numpy as np

from data.sample.draws import BLANK, NEVER, Array, Generator, code, within
from data.sample.reporting import Reported, Versions, reported, spread, versions
from data.sample.rows import Rows
from data.sample.timeline import quarter_of, years_of
from data.sample.world import World

RESENT_EVERY = 4  # quarters
STAGES = (
    ("activist_date", "activist"),
    ("target_date", "development_target"),
    ("probationary_date", "probationary"),
    ("full_date", "full"),
)
PIPELINE = ("activist_date", "target_date", "political_review_date", "probationary_date", "full_date")
KNOWN_LATER = (*PIPELINE, "enter_date", "exit_date")


def member_register(world: World, stays: Rows, terms: Rows) -> Reported:
    """The register of members: changes every quarter, the whole stock in the first, each fourth and the last one."""
    rng = world.lots("reporting members")
    member = stays["enter_date"] < NEVER
    from_application = (stays["application_date"] < NEVER) & (stays["enter_date"] <= stays["probationary_date"])
    born = np.where(from_application, stays["application_date"], stays["enter_date"])
    office = _in_office(world, stays, terms)
    more = _whole_stock(world, stays, office)
    quarters = world.timeline.quarters
    until = np.where(member, stays["exit_date"], NEVER)
    changed = versions(world, quarters, stays.having(born=born), "born", KNOWN_LATER, until)
    version = spread(world, quarters, np.concatenate([changed, more[0] * len(quarters) + more[1]]))
    rows = stays.take(version.row)
    known = {name: version.seen(stays[name]) for name in KNOWN_LATER}
    left = stays["exit_date"][version.row]
    known |= {name: np.where(known[name] <= left, known[name], NEVER) for name in PIPELINE}
    stage = np.full(len(rows), code("member_stage", "applicant"))
    for date, name in STAGES:
        stage = np.where(known[date] < NEVER, code("member_stage", name), stage)
    inside = known["enter_date"] < NEVER
    trained = known["target_date"] < NEVER
    rows = rows.having(
        **known,
        stage=stage,
        target_training_hours=np.where(trained, rows["target_training_hours"], BLANK),
        exit_reason=np.where(known["exit_date"] < NEVER, rows["exit_reason"], BLANK),
        duty_capable=np.where(inside, rows["duty_capable"].astype(np.int64), BLANK),
        mgmt_category=np.where(inside, _category(world, version, rows, stage, office), BLANK),
        platform_last_active=np.where(inside, _last_active(world, rng, version, rows), NEVER),
    )
    return reported(world, world.units.reporter[rows["org_unit_id"]], version.month, rows)


def _in_office(world: World, stays: Rows, terms: Rows) -> Array:
    """Stay x quarter: does the person hold an office at its end?"""
    quarters = len(world.timeline.quarters)
    people = 1 + max(int(stays["person_id"].max(initial=0)), int(terms["person_id"].max(initial=0)))
    steps = np.zeros((people, quarters + 1), np.int64)
    for column, step in (("start_date", 1), ("end_date", -1)):
        quarter = np.minimum(quarter_of(world.timeline, terms[column]), quarters)
        np.add.at(steps, (terms["person_id"], quarter), step)
    return np.asarray(np.cumsum(steps, axis=1)[stays["person_id"], :-1] > 0)


def _whole_stock(world: World, stays: Rows, office: Array) -> tuple[Array, Array]:
    """Rows and quarters sent whether or not they changed: the stock from time to time, and changes of office."""
    ends = world.timeline.month_ends[world.timeline.quarters]
    quarters = np.arange(len(ends))
    whole = (quarters == 0) | (quarters % RESENT_EVERY == 3)
    last = world.last_quarter[stays["org_unit_id"]][:, None] == ends
    changed = np.zeros(office.shape, bool)
    changed[:, 1:] = office[:, 1:] != office[:, :-1]
    there = (stays["enter_date"][:, None] <= ends) & (stays["exit_date"][:, None] > ends)
    row, quarter = np.nonzero(there & (whole | last | changed))
    return row, quarter


def _category(world: World, version: Versions, rows: Rows, stage: Array, office: Array) -> Array:
    """Category by the facts of the day; one planted on purpose stands instead."""
    last = version.day == world.last_quarter[rows["org_unit_id"]]  # what was sent last stands on the sample's last day
    age = np.where(last, world.timeline.as_of_year, years_of(version.day)) - rows["birth_year"]
    names = ("probationary", "office_holder", "elderly_infirm", "mobile", "no_office")
    probationary, holder, elderly, mobile, none = (code("mgmt_category", name) for name in names)
    facts = np.select(
        [
            stage == code("member_stage", "probationary"),
            office[version.row, version.month // 3],
            (age >= 60) | ~rows["duty_capable"],
            rows["mobile"],
        ],
        [probationary, holder, elderly, mobile],
        none,
    )
    return np.where(rows["category"] >= 0, rows["category"], facts)


def _last_active(world: World, rng: Generator, version: Versions, rows: Rows) -> Array:
    """The last use of the platform as known on the day: recent for the active, long ago or never for others."""
    n = len(rows)
    born = rows["birth_year"]
    keen = (rows["person_id"] * 7919 % 100) < np.select([born < 1960, born < 1975], [18, 48], 66)
    ago = np.where(keen, within(rng, 0, 50, n), within(rng, 110, 700, n))
    never = ~keen & (rows["person_id"] % 4 == 0)
    latest = np.minimum(version.day, np.where(rows["exit_date"] < NEVER, rows["exit_date"], NEVER)) - ago
    return np.where(never, NEVER, np.maximum(latest, world.timeline.start - 1000))
