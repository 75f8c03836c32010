"""Block B, persons: recruits, duties, evaluation and training of party members."""

from __future__ import annotations

from collections import defaultdict

from .dates import add_days, add_months, open_on, open_within
from .scene import Tally

YEARLY_HOURS = 32
ACTIVE_DAYS = 90


def recruits(scene):
    """Each person taken in during the period, with the valid unit that answers for the intake."""
    for member in scene.records.tables["member"]:
        taken_in, entered = member["probationary_date"], member["enter_date"]
        if scene.dated(taken_in) and entered is not None and entered <= taken_in:
            unit = scene.successor(member["org_unit_id"])
            if unit is not None:
                yield unit, member


def share_of_recruits(scene, counts):
    tally = Tally()
    for unit, member in recruits(scene):
        tally.add(unit, 1 if counts(member) else 0, 1)
    return tally


def recruited_under_35(scene):
    def counts(member):
        return member["probationary_date"].year - scene.records.birth_year(member["person_id"]) <= 35

    return share_of_recruits(scene, counts)


def recruited_entrepreneurs(scene):
    return share_of_recruits(scene, lambda member: member["background"] in ("typical_entrepreneur", "wealth_leader"))


def recruited_by_the_rules(scene):
    def counts(member):
        taken_in, activist = member["probationary_date"], member["activist_date"]
        hours, review = member["target_training_hours"], member["political_review_date"]
        cultivated = activist is not None and (taken_in - activist).days >= 365
        return cultivated and hours is not None and hours >= 24 and review is not None and review <= taken_in

    return share_of_recruits(scene, counts)


def nobody_developed(scene):
    since = add_months(scene.end, -24)
    developed = set()
    for member in scene.records.tables["member"]:
        for day in (member["target_date"], member["probationary_date"]):
            if day is not None and since < day <= scene.end:
                developed.add(member["org_unit_id"])
    tally = Tally()
    for village in scene.villages:
        tally.add(village, 0 if village in developed else 1, 1)
    return tally


def share_of_members(scene, counts, belongs=lambda member: True):
    tally = Tally()
    for member in scene.members:
        if belongs(member):
            tally.add(member["org_unit_id"], 1 if counts(member) else 0, 1)
    return tally


def duties_of(scene, kind, member):
    return scene.duties.get((kind, member["person_id"], member["org_unit_id"]), [])


def holding_duty_post(scene):
    in_office = {(post["person_id"], post["org_unit_id"]) for post in scene.posts}

    def is_free(member):
        return member["duty_capable"] is True and (member["person_id"], member["org_unit_id"]) not in in_office

    def counts(member):
        duties = duties_of(scene, "duty_post", member)
        return any(open_on(scene.end, duty["start_date"], duty["end_date"]) for duty in duties)

    return share_of_members(scene, counts, is_free)


def paired_households(scene):
    keys = defaultdict(set)
    for duty in scene.records.tables["member_duty"]:
        hardship = duty["duty_kind"] == "pairing" and duty["household_hardship"] is True
        if hardship and duty["household_key"] and open_on(scene.end, duty["start_date"], duty["end_date"]):
            keys[duty["org_unit_id"]].add(duty["household_key"])
    tally = Tally()
    for village in scene.villages:
        households = scene.latest_unit_year(village)["hardship_households"]
        if households is None:
            tally.blank.add(village)
        else:
            tally.add(village, min(len(keys[village]), households), households)
    return tally


def leading_startups(scene):
    def counts(member):
        duties = duties_of(scene, "startup_lead", member)
        return any(open_within(scene.period, duty["start_date"], duty["end_date"]) for duty in duties)

    return share_of_members(scene, counts, lambda member: member["duty_capable"] is True)


def service_actions(scene):
    tally = share_of_members(scene, lambda member: False)
    for duty in scene.records.tables["member_duty"]:
        if duty["duty_kind"] == "service_action" and scene.dated(duty["start_date"]):
            tally.add(duty["org_unit_id"], 1 if duty["actions_n"] is None else duty["actions_n"], 0)
    return tally


def evaluated(scene):
    def counts(member):
        rows = scene.evaluations(member["person_id"], "member_democratic")
        return any(row["grade"] is not None for row in rows)

    return share_of_members(scene, counts)


def trained_32_hours(scene):
    return share_of_members(
        scene,
        lambda member: scene.hours(member["person_id"]) >= YEARLY_HOURS,
        lambda member: scene.records.original_enter(member) <= scene.start,
    )


def active_online(scene):
    def counts(member):
        day = member["platform_last_active"]
        return day is not None and add_days(scene.end, -ACTIVE_DAYS) <= day

    return share_of_members(scene, counts)


def under_classified_management(scene):
    def counts(member):
        rows = scene.evaluations(member["person_id"], "member_democratic")
        return member["mgmt_category"] is not None and any(row["points"] is not None for row in rows)

    return share_of_members(scene, counts)


MEMBERS = {
    "recruit_under35_share": recruited_under_35,
    "recruit_entrepreneur_share": recruited_entrepreneurs,
    "recruit_procedure_compliance": recruited_by_the_rules,
    "no_development_2y_share": nobody_developed,
    "member_duty_post_coverage": holding_duty_post,
    "hardship_household_pairing_rate": paired_households,
    "member_led_startup_rate": leading_startups,
    "member_service_actions": service_actions,
    "democratic_evaluation_rate": evaluated,
    "member_training_32h_rate": trained_32_hours,
    "online_platform_active_rate": active_online,
    "classified_management_rate": under_classified_management,
}
