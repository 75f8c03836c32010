"""Talents that come, stay, move with a merger, leave and come back; mentoring, care and cases."""

from __future__ import annotations

from .dates import add_days, add_months
from .draw import row
from .random_units import add_person, stays

SOLVED = ("resolved", "resolved", "not_resolved", "withdrawn")
DEVELOPED = ("title_awarded", "position_promoted", "project_supported", "study_supported", "withdrawn", "not_resolved")


def draw_talents(sketch):
    draw = sketch.draw
    for village in sketch.units_of("village"):
        for _ in range(draw.choice([0, 1, 3, 5])):
            draw_talent(sketch, village, draw.day())
        if village["valid_to"] is not None:  # whom the merger moves, in the very years in which they arrived
            for _ in range(draw.choice([1, 2, 4])):
                draw_talent(sketch, village, draw.day(add_months(village["valid_to"], -15), village["valid_to"]))


def draw_talent(sketch, village, arrive):
    draw = sketch.draw
    person = draw.choice(sketch.people) if draw.maybe(0.1) else add_person(sketch)
    if any(talent["person_id"] == person for talent in sketch.tables["talent"]):
        return
    last = add_talent_stays(sketch, village, person, arrive)
    if last and draw.maybe(0.2):
        other = draw.choice(sketch.units_of("village"))
        add_talent_stays(sketch, other, person, add_days(last, draw.choice([40, 200])))


def add_talent_stays(sketch, village, person, arrive):
    """The day the last stay ended, None where it has not."""
    draw = sketch.draw
    leave = departure(draw, arrive)
    life = {
        "talent_type": draw.choice(["agri_expert", "agri_technician", draw.label("talent", "talent_type")]),
        "origin": draw.choice(["introduced", "returned", "local"]),
        "contact_person_id": draw.choice([None, *sketch.people[:2]]),
        "platform_enrolled_date": draw.day_or_none(0.4),
    }
    started = draw.day_or_none(0.5)
    life |= {"startup_date": started, "startup_end_date": draw.day_or_none(0.4, started) if started else None}
    reason = draw.choice(["contract_end", "income", "family", "project_failed", "moved_up", "other"])
    end = None
    for unit, start, end, why in stays(sketch, village, arrive, leave, reason):
        if start > draw.dusk:
            return None
        talent = row(
            "talent",
            talent_id=draw.key("talent"),
            person_id=person,
            org_unit_id=unit,
            entry_date=start,
            exit_date=end,
            exit_reason=why,
            **life,
        )
        sketch.tables["talent"].append(talent)
        for _ in range(draw.choice([0, 1, 2, 3])):
            draw_support(sketch, talent)
    return end


def departure(draw, arrive):
    """No departure, any day, or just about twelve months after arrival."""
    if draw.maybe(0.4):
        return None
    if draw.maybe(0.6):
        return add_days(add_months(arrive, 12), draw.choice([-1, 0, 0, 1]))
    return draw.day(arrive)


def draw_support(sketch, talent):
    draw = sketch.draw
    kind = draw.label("talent_support", "kind")
    last = draw.dusk if talent["exit_date"] is None else add_days(talent["exit_date"], -1)
    opened = draw.day(talent["entry_date"], last)
    closed = draw.choice([None, add_days(opened, draw.choice([59, 60, 60, 61])), draw.day(opened)])
    outcomes = {"problem_solving": SOLVED, "career_development": DEVELOPED}.get(kind, ("completed",))
    mentee = [person for person in sketch.people if person != talent["person_id"]]
    support = row(
        "talent_support",
        support_id=draw.key("support"),
        org_unit_id=talent["org_unit_id"],
        talent_id=talent["talent_id"],
        kind=kind,
        mentee_person_id=draw.choice(mentee) if kind == "mentoring" else None,
        opened_date=opened,
        closed_date=closed,
        outcome="ongoing" if closed is None else draw.choice(outcomes),
    )
    sketch.tables["talent_support"].append(support)
