"""Block A: village party secretaries."""

from __future__ import annotations

from .dates import open_on
from .scene import Tally

PRIORITY_CHANNELS = {"university_village_official", "returning_entrepreneur", "rural_wealth_leader"}
COLLEGE = {"college", "bachelor", "postgraduate"}
MOVED_UP = {"promoted_township", "civil_servant", "public_institution", "other_advancement"}
REQUIRED_SYSTEMS = {
    "three_meetings",
    "four_two",
    "disclosure",
    "finance",
    "duty_roster",
    "appraisal",
    "points",
    "talent_intro",
}
YEARLY_HOURS = 56


def share_of_secretaries(scene, counts, belongs=lambda post: True):
    """Secretaries in post for whom `counts` holds, among those who `belong`."""
    tally = Tally()
    for post in scene.posts_of("party_secretary"):
        if belongs(post):
            tally.add(post["org_unit_id"], 1 if counts(post) else 0, 1)
    return tally


def in_post(scene):
    tally = Tally()
    held = scene.units_with_post("party_secretary")
    for village in scene.villages:
        tally.add(village, 1 if village in held else 0, 1)
    return tally


def priority_channel(scene):
    return share_of_secretaries(scene, lambda post: post["selection_channel"] in PRIORITY_CHANNELS)


def reviewed_and_recorded(scene):
    def counts(post):
        reviewed = post["review_passed_date"] is not None and post["review_passed_date"] <= post["start_date"]
        return reviewed and post["county_record_date"] is not None

    return share_of_secretaries(scene, counts)


def also_director(scene):
    directors = {(post["person_id"], post["org_unit_id"]) for post in scene.posts_of("village_director")}
    return share_of_secretaries(scene, lambda post: (post["person_id"], post["org_unit_id"]) in directors)


def trained_to_standard(scene):
    def counts(post):
        classes = scene.completed(post["person_id"], lambda e: e["form"] == "class" and scene.by_county_or_above(e))
        return classes and scene.hours(post["person_id"]) >= YEARLY_HOURS

    return share_of_secretaries(scene, counts, scene.in_post_all_year)


def studied_elsewhere(scene):
    return share_of_secretaries(
        scene, lambda post: scene.completed(post["person_id"], lambda e: e["form"] == "study_visit")
    )


def revitalization_hours(scene):
    tally = Tally()
    for post in scene.posts_of("party_secretary"):
        person = post["person_id"]
        tally.add(post["org_unit_id"], scene.hours(person, "rural_revitalization"), scene.hours(person))
    return tally


def systems_in_force(scene):
    tally = Tally()
    for village in scene.villages:
        in_force = {
            system["system_type"]
            for system in scene.records.systems_by_unit[village]
            if open_on(scene.end, system["adopted_date"], system["repealed_date"])
        }
        tally.add(village, len(in_force & REQUIRED_SYSTEMS), len(REQUIRED_SYSTEMS))
    return tally


def appraised(scene):
    def counts(post):
        rows = scene.evaluations(post["person_id"], "secretary_appraisal")
        return any(row["grade"] is not None and row["grade"] != "not_graded" for row in rows)

    return share_of_secretaries(scene, counts, scene.in_post_all_year)


def pay_to_income(scene):
    tally = Tally()
    for village in scene.villages:
        pay = scene.latest_unit_year(village)["secretary_post_pay_yuan"]
        income = scene.exact_unit_year(scene.county_of(village), scene.year - 1)["rural_income_yuan"]
        if pay is None or income is None:
            tally.blank.add(village)
        else:
            tally.add(village, pay, income)
    return tally


def pay_growth(scene):
    tally = Tally()
    for village in scene.villages:
        now = scene.exact_unit_year(village, scene.year)["secretary_post_pay_yuan"]
        before = scene.exact_unit_year(village, scene.year - 1)["secretary_post_pay_yuan"]
        if now is None or before is None:
            tally.blank.add(village)
        else:
            tally.add(village, now - before, before)
    return tally


def moved_up(scene):
    tally = Tally()
    for post in scene.records.tables["post_term"]:
        ended = post["end_date"]
        served = post["start_date"] <= scene.end and (ended is None or ended >= scene.start)
        if post["post_type"] == "party_secretary" and served:
            out = scene.dated(ended) and post["end_reason"] in MOVED_UP
            tally.add(post["org_unit_id"], 1 if out else 0, 1)
    return tally


def college_educated(scene):
    return share_of_secretaries(
        scene,
        lambda post: scene.records.education(post["person_id"]) in COLLEGE,
        lambda post: scene.records.education(post["person_id"]) is not None,
    )


def aged_45_or_under(scene):
    return share_of_secretaries(scene, lambda post: scene.age(post["person_id"]) <= 45)


SECRETARIES = {
    "sec_in_post_rate": in_post,
    "sec_priority_channel_share": priority_channel,
    "sec_review_record_rate": reviewed_and_recorded,
    "sec_concurrent_director_rate": also_director,
    "sec_training_standard_rate": trained_to_standard,
    "sec_advanced_study_rate": studied_elsewhere,
    "sec_revitalization_hours_share": revitalization_hours,
    "village_system_completeness": systems_in_force,
    "sec_appraisal_rate": appraised,
    "sec_pay_income_ratio": pay_to_income,
    "sec_pay_growth_rate": pay_growth,
    "sec_career_outlet_rate": moved_up,
    "sec_college_share": college_educated,
    "sec_age_45_share": aged_45_or_under,
}
