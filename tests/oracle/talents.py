"""Block D: rural talent."""

from __future__ import annotations

from .dates import add_days, add_months, open_on, open_within, within
from .records import MERGED
from .scene import Tally

EXPERTS = {"agri_expert", "agri_technician"}
FUNDED = {"agri_tech_training", "startup_employment_training"}
SKILLS = {"agri_tech", "startup_employment"}
OUTLETS = {"title_awarded", "position_promoted", "project_supported", "study_supported"}
ANSWER_DAYS = 60


def add_population(scene, tally):
    """Residents of each village as its denominator; a village that did not say is blank."""
    for village in scene.villages:
        population = scene.latest_unit_year(village)["resident_population"]
        if population is None:
            tally.blank.add(village)
        else:
            tally.add(village, 0, population)
    return tally


def share_of_talents(scene, counts, belongs=lambda talent: True):
    tally = Tally()
    for talent in scene.talents:
        if belongs(talent):
            tally.add(talent["org_unit_id"], 1 if counts(talent) else 0, 1)
    return tally


def stock(scene):
    tally = Tally()
    for talent in scene.talents:
        tally.add(talent["org_unit_id"], 1, 0)
    return add_population(scene, tally)


def with_contact(scene):
    return share_of_talents(scene, lambda talent: talent["contact_person_id"] is not None)


def is_here(scene, talent):
    """The stay has begun, and no other has taken its place in a merger: one arrival is counted once."""
    return talent["entry_date"] <= scene.end and not scene.records.moved_on_by(talent, scene.end)


def arrivals(scene, origin):
    """Stays that began in the period; one that a merger moved began where it first began."""
    tally = Tally()
    for talent in scene.records.tables["talent"]:
        if (
            talent["origin"] == origin
            and is_here(scene, talent)
            and scene.dated(scene.records.original_arrival(talent))
        ):
            tally.add(talent["org_unit_id"], 1, 0)
    return add_population(scene, tally)


def introduced(scene):
    return arrivals(scene, "introduced")


def returned(scene):
    return arrivals(scene, "returned")


def supports(scene, talent, kind):
    return [row for row in scene.records.supports_by_talent.get(talent["talent_id"], []) if row["kind"] == kind]


def mentoring(scene):
    def counts(talent):
        rows = supports(scene, talent, "mentoring")
        return any(open_within(scene.period, row["opened_date"], row["closed_date"]) for row in rows)

    return share_of_talents(scene, counts, lambda talent: talent["talent_type"] in EXPERTS)


def fund_execution(scene):
    tally = Tally()
    for fund in scene.records.tables["fund"]:
        if fund["year"] == scene.year and fund["purpose"] in FUNDED:
            tally.add(fund["org_unit_id"], fund["spent_yuan"], fund["allocated_yuan"])
    return tally


def skills_training(scene):
    trained = set()
    for person, attended in scene.trainings.items():
        for attendance, event in attended:
            if attendance["completed"] and event["topic"] in SKILLS:
                trained.add((person, attendance["org_unit_id"]))
    tally = Tally()
    for _, unit in trained:
        tally.add(unit, 1, 0)
    return add_population(scene, tally)


def is_young(scene):
    return lambda talent: scene.age(talent["person_id"]) <= 35


def on_platform(scene):
    def counts(talent):
        return talent["platform_enrolled_date"] is not None and talent["platform_enrolled_date"] <= scene.end

    return share_of_talents(scene, counts, is_young(scene))


def running_startup(scene):
    def counts(talent):
        return open_on(scene.end, talent["startup_date"], talent["startup_end_date"])

    return share_of_talents(scene, counts, is_young(scene))


def cared_for(scene):
    def counts(talent):
        return any(scene.dated(row["opened_date"]) for row in supports(scene, talent, "life_care"))

    return share_of_talents(scene, counts)


def solved_in_time(scene):
    first, last = add_days(scene.start, -ANSWER_DAYS), add_days(scene.end, -ANSWER_DAYS)
    tally = Tally()
    for row in scene.records.tables["talent_support"]:
        if row["kind"] == "problem_solving" and within(row["opened_date"], first, last):
            closed = row["closed_date"]
            in_time = closed is not None and closed <= add_days(row["opened_date"], ANSWER_DAYS)
            tally.add(row["org_unit_id"], 1 if in_time and row["outcome"] == "resolved" else 0, 1)
    return tally


def found_an_outlet(scene):
    def counts(talent):
        rows = supports(scene, talent, "career_development")
        return any(scene.dated(row["closed_date"]) and row["outcome"] in OUTLETS for row in rows)

    return share_of_talents(scene, counts)


def stayed_a_year(scene):
    first, last = add_months(scene.start, -12), add_months(scene.end, -12)
    tally = Tally()
    for talent in scene.records.tables["talent"]:
        if talent["origin"] in ("introduced", "returned") and is_here(scene, talent):
            arrived = scene.records.original_arrival(talent)
            if within(arrived, first, last):
                left = None if talent["exit_reason"] == MERGED else talent["exit_date"]
                tally.add(talent["org_unit_id"], 1 if left is None or left > add_months(arrived, 12) else 0, 1)
    return tally


TALENTS = {
    "talent_stock_per_1000": stock,
    "talent_party_contact_rate": with_contact,
    "talent_introduced_rate": introduced,
    "returnee_inflow_rate": returned,
    "expert_mentoring_rate": mentoring,
    "training_fund_execution_rate": fund_execution,
    "skills_training_reach": skills_training,
    "young_talent_platform_rate": on_platform,
    "young_talent_startup_rate": running_startup,
    "talent_care_contact_rate": cared_for,
    "talent_issue_resolution_rate": solved_in_time,
    "talent_development_outlet_rate": found_an_outlet,
    "talent_retention_12m_rate": stayed_a_year,
}
