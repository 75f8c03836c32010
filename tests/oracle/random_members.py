"""Members, recruits and candidates, their duties and yearly evaluation."""

from __future__ import annotations

from decimal import Decimal

from .dates import add_days
from .draw import row
from .random_units import add_person, stays

TAKEN_IN_LATER = ("recruit", "recruit", "old", "old", "old", "transferred_in")


def draw_members(sketch):
    draw = sketch.draw
    for village in sketch.units_of("village"):
        for _ in range(draw.choice([0, 1, 3, 7, 8])):
            draw_member(sketch, village, add_person(sketch))
        for _ in range(draw.choice([0, 0, 1])):
            draw_candidate(sketch, village)


def draw_member(sketch, village, person):
    """One member's life in the party: recruited or not, moved by a merger or a transfer, or gone."""
    draw = sketch.draw
    life = recruitment(draw, draw.choice(TAKEN_IN_LATER))
    enter = life.pop("enter_date")
    leave = draw.day_or_none(0.3, add_days(enter, 1))
    reason = draw.choice(["transferred", "deceased", "removed"])
    found = stays(sketch, village, enter, leave, reason)
    for unit, start, end, why in found:
        add_member(sketch, person, unit, start, end, why, life)
    if found and found[-1][3] == "transferred" and draw.maybe(0.7):
        other = draw.choice(sketch.units_of("village"))
        again = add_days(found[-1][2], draw.choice([0, 40, 60]))
        for unit, start, end, why in stays(sketch, other, again, None, None):
            add_member(sketch, person, unit, start, end, why, life)


def recruitment(draw, kind):
    """The dates of joining the party, in order, and the day of entering the village's organization."""
    joined = draw.day() if kind == "recruit" else draw.day(None, add_days(draw.dawn, 300))
    review = add_days(joined, -draw.choice([0, 0, 1, 30]))
    activist = add_days(joined, -draw.choice([100, 364, 365, 366, 700]))
    entered = (
        add_days(joined, draw.choice([0, 0, 0, -200])) if kind != "transferred_in" else draw.day(add_days(joined, 1))
    )
    full = add_days(joined, draw.choice([365, 366, 500]))
    return {
        "stage": "full" if full <= draw.dusk else "probationary",
        "full_date": full if full <= draw.dusk else None,
        "probationary_date": joined,
        "political_review_date": None if draw.maybe(0.15) else review,
        "target_date": None if draw.maybe(0.3) else add_days(activist, 60),
        "activist_date": None if draw.maybe(0.1) else activist,
        "target_training_hours": draw.choice(
            [None, Decimal("23.9"), Decimal("24.0"), Decimal("24.0"), Decimal("40.0")]
        ),
        "background": draw.label("member", "background"),
        "enter_date": entered,
    }


def add_member(sketch, person, unit, start, end, why, life):
    draw = sketch.draw
    member = row(
        "member",
        member_id=draw.key("member"),
        person_id=person,
        org_unit_id=unit,
        enter_date=start,
        exit_date=end,
        exit_reason=why,
        duty_capable=draw.choice([True, True, True, False, None]),
        mgmt_category=None if draw.maybe(0.2) else draw.label("member", "mgmt_category"),
        platform_last_active=(day := draw.day_or_none(0.8, add_days(draw.dusk, -100))) and add_days(day, 5),
        **life,
    )
    sketch.tables["member"].append(member)
    for _ in range(draw.choice([0, 1, 2, 3])):
        draw_duty(sketch, member)
    draw_evaluations(sketch, person, unit, "member_democratic")


def draw_candidate(sketch, village):
    """Somebody on the way into the party, with no day of entering yet."""
    draw = sketch.draw
    stage = draw.choice(["applicant", "activist", "development_target"])
    high = draw.dusk if village["valid_to"] is None else village["valid_to"]
    activist = draw.day(village["valid_from"] if village["valid_from"].year > 2000 else None, high)
    member = row(
        "member",
        member_id=draw.key("member"),
        person_id=add_person(sketch),
        org_unit_id=village["org_unit_id"],
        stage=stage,
        enter_date=activist if draw.maybe(0.2) else None,  # blank as a rule; a candidate is no member yet
        activist_date=None if stage == "applicant" else activist,
        target_date=draw.day(activist, high) if stage == "development_target" else None,
    )
    sketch.tables["member"].append(member)


def draw_duty(sketch, member):
    """A duty begun during the stay; it may outlive it (the rules only warn)."""
    draw = sketch.draw
    kind = draw.label("member_duty", "duty_kind")
    last = draw.dusk if member["exit_date"] is None else add_days(member["exit_date"], -1)
    start = draw.day(max(member["enter_date"], draw.dawn), last)
    end = draw.day_or_none(0.5, start)
    hardship = draw.choice([True, True, False]) if kind == "pairing" else None
    duty = row(
        "member_duty",
        duty_id=draw.key("duty"),
        person_id=member["person_id"],
        org_unit_id=member["org_unit_id"],
        duty_kind=kind,
        household_key=f"household-{draw.randint(1, 4)}" if kind == "pairing" else None,
        household_hardship=hardship,
        start_date=start,
        end_date=end,
        actions_n=draw.choice([None, 0, 1, 5]),
    )
    sketch.tables["member_duty"].append(duty)


def draw_evaluations(sketch, person, unit, kind):
    """At most one row per person, year and kind; blank grades and points included."""
    draw = sketch.draw
    done = {(e["person_id"], e["year"], e["eval_kind"]) for e in sketch.tables["evaluation"][-80:]}
    for year in draw.years:
        if draw.maybe(0.6) and (person, year, kind) not in done:
            evaluation = row(
                "evaluation",
                evaluation_id=draw.key("evaluation"),
                person_id=person,
                org_unit_id=unit,
                year=year,
                eval_kind=kind,
                grade=None if draw.maybe(0.15) else draw.label("evaluation", "grade"),
                points=None if draw.maybe(0.4) else Decimal(draw.randint(0, 1000)) / 10,
            )
            sketch.tables["evaluation"].append(evaluation)
