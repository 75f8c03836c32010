"""Every table of a county as it was reported: who sent which row at the end of which month."""

from __future__ import annotations

import numpy as np

from data.sample.county import County
from data.sample.draws import BLANK, NEVER, Array, code, codes
from data.sample.member_register import member_register
from data.sample.reporting import Reported, monthly, register, reported, with_reason, yearly
from data.sample.rows import Rows
from data.sample.units import FOUNDED
from data.sample.world import World
from data.schema import TABLES

PEOPLE = ("person_id", "contact_person_id", "mentee_person_id")
NO_TERMS = ("duty_list_date", "review_passed_date", "county_record_date")


def report(county: County) -> dict[str, Reported]:
    """The reported rows of all tables, each with a number as its own key where it has one."""
    world, tables = county.world, county.tables
    unit = world.units.reporter
    sent = {
        "org_unit": _units(county),
        "unit_year": _yearly(world, tables["unit_year"]),
        "member": member_register(world, county.stays, tables["post_term"]),
        "member_duty": _duties(world, tables["member_duty"]),
        "meeting": _meetings(world, tables["meeting"]),
        "evaluation": _evaluations(world, tables["evaluation"]),
        "post_term": _terms(world, tables["post_term"]),
        "post_month": monthly(
            world, unit[tables["post_month"]["org_unit_id"]], tables["post_month"]["month"], tables["post_month"]
        ),
        "village_system": _systems(world, tables["village_system"]),
        **_training(world, tables["training_event"], tables["training_attendance"]),
        "talent": _talents(world, tables["talent"]),
        "talent_support": _supports(world, tables["talent_support"]),
        "fund": _yearly(world, _numbered(tables["fund"], "fund_id")),
        "docking_action": _dockings(world, tables["docking_action"]),
        "practice": _practices(world, tables["practice"]),
    }
    sent["person"] = _persons(world, tables["person"], sent)
    return {name: sent[name] for name in TABLES}


def _numbered(rows: Rows, key: str) -> Rows:
    return rows.having(**{key: np.arange(len(rows))})


def _of(world: World, rows: Rows) -> Array:
    """The reporter of rows that belong to a unit."""
    return np.asarray(world.units.reporter[rows["org_unit_id"]])


def _joined(*parts: Reported) -> Reported:
    return Reported(
        np.concatenate([part.reporter for part in parts]),
        np.concatenate([part.month for part in parts]),
        Rows.joined(*[part.rows for part in parts]),
    )


def _units(county: County) -> Reported:
    """Villages, townships and the county with the first month; what a merger changes in its month."""
    world = county.world
    units, timeline = world.units, world.timeline
    n = units.county + 1
    position = np.arange(n)
    village = position < units.villages
    empty = np.full(n - units.villages, BLANK)
    nowhere = np.full(n - units.villages, np.nan)
    level = np.where(village, code("org_level", "village"), code("org_level", "township"))
    level[-1] = code("org_level", "county")
    parent = np.concatenate(
        [units.villages + units.township, np.full(units.townships, units.county), [units.county + 1]]
    )
    rows = Rows(
        {
            "org_unit_id": position,
            "parent_id": parent,
            "level": level,
            "village_category": np.concatenate([units.category, empty]),
            "party_org_form": np.concatenate([county.form, empty]),
            "party_group_count": np.concatenate([county.groups, empty]),
            "valid_from": np.concatenate([units.valid_from, np.full(len(empty), FOUNDED)]),
            "valid_to": np.concatenate([units.valid_to, np.full(len(empty), NEVER)]),
            "longitude": np.concatenate([units.longitude, nowhere]),
            "latitude": np.concatenate([units.latitude, nowhere]),
            "terrain": np.concatenate([units.terrain, empty]),
            "distance_km": np.concatenate([units.distance_km, empty]),
            "successor_id": np.concatenate([units.successor, empty]),
        }
    )
    begun = np.searchsorted(timeline.month_ends, rows["valid_from"])
    ended = np.searchsorted(timeline.month_ends, rows["valid_to"])
    reporter = np.full(n, units.townships)
    first = reported(world, reporter, begun, _still_valid(rows))
    closed = ended < timeline.months
    return _joined(first, reported(world, reporter[closed], ended[closed], rows.take(closed)))


def _still_valid(rows: Rows) -> Rows:
    n = len(rows)
    return rows.having(valid_to=np.full(n, NEVER), successor_id=np.full(n, BLANK))


def _yearly(world: World, rows: Rows) -> Reported:
    return yearly(world, _of(world, rows), rows["year"], rows)


def _evaluations(world: World, rows: Rows) -> Reported:
    """Appraisals of dispatched cadres come from the county."""
    team = rows["eval_kind"] == code("eval_kind", "team_appraisal")
    reporter = np.where(team, world.units.townships, _of(world, rows))
    return yearly(world, reporter, rows["year"], _numbered(rows, "evaluation_id"))


def _meetings(world: World, rows: Rows) -> Reported:
    return monthly(world, _of(world, rows), rows["meeting_date"], _numbered(rows, "meeting_id"), meetings=True)


def _duties(world: World, rows: Rows) -> Reported:
    numbered = _numbered(rows, "duty_id")
    return with_reason(register(world, _of(world, rows), numbered, "start_date", (), "end_date"), "end_date", "outcome")


def _terms(world: World, rows: Rows) -> Reported:
    """Townships report their own posts every quarter, the county those it dispatched every month."""
    months = np.arange(world.timeline.months)
    sent = []
    for dispatched in (False, True):
        part = rows.take(rows["dispatched"] == dispatched)
        reporter = np.full(len(part), world.units.townships) if dispatched else _of(world, part)
        rhythm = months if dispatched else None
        sent.append(register(world, reporter, part, "start_date", NO_TERMS, "end_date", rhythm))
    return with_reason(_joined(*sent), "end_date", "end_reason")


def _systems(world: World, rows: Rows) -> Reported:
    numbered = _numbered(rows, "system_id")
    return register(world, _of(world, rows), numbered, "adopted_date", ("last_review_date",), "repealed_date")


def _training(world: World, events: Rows, attendance: Rows) -> dict[str, Reported]:
    """Events, and who attended them, in the quarter in which the event ended."""
    month = np.searchsorted(world.timeline.month_ends, events["end_date"]) // 3 * 3 + 2
    reporter, event = _of(world, events), attendance["training_id"]
    return {
        "training_event": reported(world, reporter, month, _numbered(events, "training_id")),
        "training_attendance": reported(world, reporter[event], month[event], attendance),
    }


def _talents(world: World, rows: Rows) -> Reported:
    changing = ("platform_enrolled_date", "startup_date", "startup_end_date")
    return with_reason(
        register(world, _of(world, rows), rows, "entry_date", changing, "exit_date"), "exit_date", "exit_reason"
    )


def _supports(world: World, rows: Rows) -> Reported:
    numbered = _numbered(rows, "support_id")
    sent = register(world, _of(world, rows), numbered, "opened_date", (), "closed_date")
    sent = with_reason(sent, "closed_date", "outcome", code("support_outcome", "ongoing"))
    return with_reason(sent, "closed_date", "satisfaction")


def _dockings(world: World, rows: Rows) -> Reported:
    numbered = _numbered(rows, "docking_id")
    changing = ("plan_date", "delivered_date")
    sent = register(world, _of(world, rows), numbered, "need_date", changing, "settled")
    return with_reason(sent, "settled", "result", code("dock_result", "pending"))


def _practices(world: World, rows: Rows) -> Reported:
    sent = register(world, _of(world, rows), rows, "registered_date", (), "published_date")
    return with_reason(sent, "published_date", "media_level", int(codes("media_level", "none")[0]))


def _persons(world: World, people: Rows, sent: dict[str, Reported]) -> Reported:
    """Each person with the first sheet of each reporter that needs them."""
    reporters, n = world.units.townships + 1, len(people)
    first = np.full(reporters * n, world.timeline.months)
    for part in sent.values():
        for name in PEOPLE:
            if name in part.rows.columns:
                known = part.rows[name] >= 0
                np.minimum.at(first, part.reporter[known] * n + part.rows[name][known], part.month[known])
    needed = np.flatnonzero(first < world.timeline.months)
    return Reported(needed // n, first[needed], people.take(needed % n))
