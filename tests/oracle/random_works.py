"""Meetings, systems, trainings, funds, docking and practices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from .dates import last_day
from .draw import row
from .random_units import clip

HOURS = ("0.0", "0.1", "5.6", "8.0", "15.9", "16.0", "24.0", "28.0", "31.9", "32.0", "40.0", "55.9", "56.0")


def draw_works(sketch):
    for village in sketch.units_of("village"):
        draw_meetings(sketch, village)
        draw_systems(sketch, village)
        draw_docking(sketch, village)
    for township in sketch.units_of("township"):
        if sketch.draw.maybe(0.3):
            draw_systems(sketch, township)
    draw_trainings(sketch)
    if sketch.draw.maybe(0.15):
        draw_tenths(sketch)
    draw_funds(sketch)
    draw_practices(sketch)


def day_in(sketch, unit):
    """A day of the unit's life within the years drawn, or None."""
    draw = sketch.draw
    span = clip(unit, draw.dawn, draw.dusk)
    if span is None or span[0] >= span[1]:
        return None
    day = draw.day(*span)
    return span[0] if day == unit["valid_to"] else day


def draw_meetings(sketch, village):
    draw = sketch.draw
    for _ in range(draw.choice([0, 20, 60, 120])):
        day = day_in(sketch, village)
        if day is None:
            return
        expected = draw.randint(1, 60)
        meeting = row(
            "meeting",
            meeting_id=draw.key("meeting"),
            org_unit_id=village["org_unit_id"],
            meeting_type=draw.label("meeting", "meeting_type"),
            meeting_date=day,
            expected_n=expected,
            attended_n=draw.randint(0, expected),
        )
        sketch.tables["meeting"].append(meeting)


def draw_systems(sketch, unit):
    draw = sketch.draw
    for _ in range(draw.choice([0, 3, 8, 14])):
        adopted = day_in(sketch, unit)
        if adopted is None:
            return
        system = row(
            "village_system",
            system_id=draw.key("system"),
            org_unit_id=unit["org_unit_id"],
            system_type="four_team_plan" if draw.maybe(0.2) else draw.label("village_system", "system_type"),
            adopted_date=adopted,
            last_review_date=draw.day_or_none(0.4, adopted),
            repealed_date=draw.day_or_none(0.3, adopted),
        )
        sketch.tables["village_system"].append(system)


def draw_trainings(sketch):
    draw = sketch.draw
    units = sketch.tables["org_unit"]
    organisers = [u for u in units if u["level"] != "village"] + draw.sample(sketch.units_of("village"), 1)
    for _ in range(draw.randint(8, 30)):
        organiser = draw.choice(organisers)
        end = day_in(sketch, organiser)
        if end is not None:
            add_training(sketch, organiser, end)


def add_event(sketch, organiser, end):
    draw = sketch.draw
    topics = ["party_affairs", "rural_revitalization", "agri_tech", "startup_employment"]
    event = row(
        "training_event",
        training_id=draw.key("training"),
        org_unit_id=organiser["org_unit_id"],
        venue_type=draw.label("training_event", "venue_type"),
        form=draw.choice(["class", "class", "study_visit", draw.label("training_event", "form")]),
        topic=draw.choice([*topics, draw.label("training_event", "topic")]),
        start_date=end,
        end_date=end,
        hours=Decimal("60.0"),
    )
    sketch.tables["training_event"].append(event)
    return event


def add_training(sketch, organiser, end):
    """An event with some of everybody and some of those in posts, each from any unit."""
    draw, event = sketch.draw, add_event(sketch, organiser, end)
    units = [u["org_unit_id"] for u in sketch.tables["org_unit"] if u["level"] in ("village", "township", "county")]
    holders = [term["person_id"] for term in sketch.tables["post_term"]]
    anybody = draw.sample(sketch.people, min(len(sketch.people), draw.choice([3, 10, 40])))
    for person in sorted({*anybody, *draw.sample(holders, min(len(holders), 15))}):
        add_attendance(sketch, event, person, draw.choice(units), draw.choice(HOURS))


def add_attendance(sketch, event, person, unit, hours):
    attendance = row(
        "training_attendance",
        training_id=event["training_id"],
        person_id=person,
        org_unit_id=unit,
        hours_credited=Decimal(hours),
        completed=sketch.draw.maybe(0.7),
    )
    sketch.tables["training_attendance"].append(attendance)


def draw_tenths(sketch):
    """Ten classes of 5.6 and 3.2 hours in one year: 56 and 32 hours exactly, and not in binary fractions."""
    draw, year = sketch.draw, sketch.draw.choice(sketch.draw.years)
    secretaries = [t["person_id"] for t in sketch.tables["post_term"] if t["post_type"] == "party_secretary"]
    members = [m["person_id"] for m in sketch.tables["member"] if m["enter_date"] is not None]
    village = sketch.units_of("village")[0]["org_unit_id"]
    for month in range(1, 11):
        event = add_event(sketch, sketch.units_of("county")[0], draw.day(date(year, month, 1), last_day(year, month)))
        for person in sorted({*secretaries, *members}):
            add_attendance(sketch, event, person, village, "5.6" if person in secretaries else "3.2")


def draw_funds(sketch):
    draw = sketch.draw
    for unit in sketch.tables["org_unit"]:
        if unit["level"] in ("village", "township", "county"):
            for year in draw.years:
                for _ in range(draw.choice([0, 0, 1, 2])):
                    allocated = draw.choice([Decimal(0), Decimal("1000.00"), Decimal("33333.33")])
                    fund = row(
                        "fund",
                        fund_id=draw.key("fund"),
                        org_unit_id=unit["org_unit_id"],
                        year=year,
                        purpose=draw.label("fund", "purpose"),
                        allocated_yuan=allocated,
                        spent_yuan=draw.choice([Decimal(0), allocated, allocated / 2]).quantize(Decimal("0.01")),
                    )
                    sketch.tables["fund"].append(fund)


def draw_docking(sketch, village):
    draw = sketch.draw
    for _ in range(draw.choice([0, 0, 2, 6])):
        need = day_in(sketch, village)
        if need is None:
            return
        result = draw.label("docking_action", "result")
        delivered = draw.day(need) if result in ("matched", "partly_matched") else None
        docking = row(
            "docking_action",
            docking_id=draw.key("docking"),
            org_unit_id=village["org_unit_id"],
            dock_type=draw.label("docking_action", "dock_type"),
            need_date=need,
            delivered_date=delivered,
            result=result,
        )
        sketch.tables["docking_action"].append(docking)


def draw_practices(sketch):
    draw = sketch.draw
    units = sketch.units_of("village") + sketch.units_of("township")
    for unit in [*units, *sketch.units_of("county")]:
        for _ in range(draw.choice([0, 0, 1, 2])):
            add_practice(sketch, unit, None)
    for origin in list(sketch.tables["practice"]):
        for unit in draw.sample(units, draw.choice([0, 1, 2])):
            if unit["org_unit_id"] != origin["org_unit_id"]:
                add_practice(sketch, unit, origin)


def add_practice(sketch, unit, origin):
    draw = sketch.draw
    day = day_in(sketch, unit)
    if day is None or (origin is not None and day < origin["registered_date"]):
        return
    level = draw.label("practice", "media_level")
    practice = row(
        "practice",
        practice_id=draw.key("practice"),
        org_unit_id=unit["org_unit_id"],
        source_practice_id=None if origin is None else origin["practice_id"],
        theme=draw.label("practice", "theme"),
        registered_date=day,
        media_level=level,
        published_date=None if level == "none" else day,
    )
    sketch.tables["practice"].append(practice)
