"""Posts: terms one after the other, re-elections with gaps, vacancies, several posts in one hand; attendance months."""

from __future__ import annotations

from datetime import date

from .dates import add_days, months_between
from .draw import row
from .random_members import draw_evaluations
from .random_units import clip

SINGLE_POSTS = ("party_secretary", "village_director", "first_secretary")  # one holder at a time
OTHER_POSTS = (
    "deputy_secretary",
    "party_committee_member",
    "village_committee_member",
    "party_affairs_worker",
    "party_affairs_worker",
    "resident_team_leader",
    "resident_team_member",
    "town_assigned_cadre",
    "town_assigned_cadre",
    "other_post",
)
REELECTION_GAPS = (0, 0, 1, 30, 31, 32, 95)
DISPATCHED = ("first_secretary", "resident_team_leader", "resident_team_member")
APPRAISALS = {"party_secretary": "secretary_appraisal", "party_affairs_worker": "affairs_appraisal"}


def draw_posts(sketch):
    for village in sketch.units_of("village"):
        circle = draw_circle(sketch, village["org_unit_id"])
        for kind in SINGLE_POSTS:
            if sketch.draw.maybe(0.85):
                draw_succession(sketch, village, kind, circle)
        for kind in OTHER_POSTS:
            for _ in range(sketch.draw.choice([0, 1, 1, 2])):
                draw_term(sketch, village, kind, sketch.draw.choice(circle))
    for township in sketch.units_of("township"):
        for _ in range(sketch.draw.choice([0, 1, 2])):
            draw_term(sketch, township, "party_affairs_worker", sketch.draw.choice(sketch.people))
    draw_post_months(sketch)


def draw_circle(sketch, village):
    """The few people among whom a village's posts go round: several posts in one hand are common."""
    draw = sketch.draw
    own = [m["person_id"] for m in sketch.tables["member"] if m["org_unit_id"] == village]
    return draw.sample(sketch.people, 3) + own[:2]


def draw_succession(sketch, village, kind, circle):
    """Terms without overlap from before the first year on: re-elections, gaps, a vacancy at the end or none."""
    draw = sketch.draw
    start, holder = draw.day(None, add_days(draw.dawn, 400)), draw.choice(circle)
    start = date(draw.choice(draw.years), 1, 1) if draw.maybe(0.3) else start
    for _ in range(draw.randint(1, 4)):
        end = draw.day_or_none(0.8, add_days(start, 1))
        add_term(sketch, village, kind, holder, start, end)
        if end is None:
            return
        start = add_days(end, draw.choice(REELECTION_GAPS))
        holder = holder if draw.maybe(0.6) else draw.choice(circle)


def draw_term(sketch, unit, kind, person):
    draw = sketch.draw
    start = draw.day()
    add_term(sketch, unit, kind, person, start, draw.day_or_none(0.4, start))


def add_term(sketch, unit, kind, person, start, end):
    draw = sketch.draw
    span = clip(unit, start, end)
    if span is None or span[0] > draw.dusk or (span[1] is not None and span[1] < span[0]):
        return
    merged = span[1] is not None and span[1] == unit["valid_to"]
    reason = "unit_merged" if merged else draw.label("post_term", "end_reason") if span[1] else None
    term = row(
        "post_term",
        post_term_id=draw.key("post"),
        person_id=person,
        org_unit_id=unit["org_unit_id"],
        post_type=kind,
        start_date=span[0],
        end_date=span[1],
        end_reason=reason,
        selection_channel=draw.label("post_term", "selection_channel") if kind == "party_secretary" else None,
        review_passed_date=None if draw.maybe(0.2) else add_days(span[0], draw.choice([-1, 0, 0, 1])),
        county_record_date=None if draw.maybe(0.2) else span[0],
        duty_list_date=None if draw.maybe(0.4) else span[0],
    )
    sketch.tables["post_term"].append(term)
    if kind in APPRAISALS and not has_appraisal(sketch, person, APPRAISALS[kind]):
        draw_evaluations(sketch, person, unit["org_unit_id"], APPRAISALS[kind])


def has_appraisal(sketch, person, kind):
    return any(e["person_id"] == person and e["eval_kind"] == kind for e in sketch.tables["evaluation"])


def draw_post_months(sketch):
    """Months of dispatched posts, and a few of posts that are not dispatched (the rules only warn)."""
    draw = sketch.draw
    for term in sketch.tables["post_term"]:
        if term["post_type"] in DISPATCHED or draw.maybe(0.03):
            for year, month in months_between(term["start_date"], min(term["end_date"] or draw.dusk, draw.dusk)):
                if draw.maybe(0.5):
                    first = term["start_date"].replace(year=year, month=month, day=1)
                    days = draw.choice([0, 19, 20, 20, 21])
                    sketch.tables["post_month"].append(
                        row("post_month", post_term_id=term["post_term_id"], month=first, days_in_village=days)
                    )
