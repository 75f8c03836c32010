"""Block E: the four teams, docking, weak and lax organizations, practices."""

from __future__ import annotations

from .meetings import months_with
from .scene import Tally

DISPATCHED = {"first_secretary", "resident_team_leader", "resident_team_member"}
COMMITTEE = {"village_director", "village_committee_member"}
FOUR_TEAM_POSTS = DISPATCHED | COMMITTEE | {"town_assigned_cadre"}
DAYS_A_MONTH = 20


def four_teams(scene):
    first = scene.units_with_post("first_secretary")
    resident = scene.units_with_post("resident_team_leader", "resident_team_member")
    town = scene.units_with_post("town_assigned_cadre")
    committee = scene.units_with_post(*COMMITTEE)
    complete = first & resident & town & committee
    tally = Tally()
    for village in scene.key_villages:
        tally.add(village, 1 if village in complete else 0, 1)
    return tally


def joint_meetings(scene):
    tally = Tally()
    for village in scene.key_villages:
        tally.add(village, len(months_with(scene, village, "four_team_joint")), len(scene.months))
    return tally


def duty_lists(scene):
    tally = Tally()
    for post in scene.posts_of(*FOUR_TEAM_POSTS):
        if post["org_unit_id"] in scene.key_villages:
            tally.add(post["org_unit_id"], 1 if post["duty_list_date"] is not None else 0, 1)
    return tally


def days_in_village(scene):
    tally = Tally()
    for row in scene.records.tables["post_month"]:
        post = scene.records.posts[row["post_term_id"]]
        if scene.dated(row["month"]) and post["post_type"] in DISPATCHED:
            tally.add(post["org_unit_id"], 1 if row["days_in_village"] >= DAYS_A_MONTH else 0, 1)
    return tally


def integration_plans(scene):
    tally = Tally()
    for village in scene.key_villages:
        plans = [s for s in scene.records.systems_by_unit[village] if s["system_type"] == "four_team_plan"]
        current = any(scene.dated(s["adopted_date"]) or scene.dated(s["last_review_date"]) for s in plans)
        tally.add(village, 1 if current else 0, 1)
    return tally


def docked(scene):
    tally = Tally()
    for row in scene.records.tables["docking_action"]:
        if scene.dated(row["need_date"]):
            delivered = row["result"] == "matched" and row["delivered_date"] is not None
            tally.add(row["org_unit_id"], 1 if delivered else 0, 1)
    return tally


def rectified(scene):
    tally = Tally()
    for village in scene.villages:
        before = scene.exact_unit_year(village, scene.year - 1)["weak_lax"]
        now = scene.exact_unit_year(village, scene.year)["weak_lax"]
        if before is None or now is None:
            tally.blank.add(village)
        else:
            tally.add(village, 1 if before and not now else 0, 1 if before else 0)
    return tally


def cleared(scene):
    tally = Tally()
    for village in scene.villages:
        row = scene.latest_unit_year(village)
        if row["monitored_start"] is None or row["monitored_cleared"] is None:
            tally.blank.add(village)
        else:
            tally.add(village, row["monitored_cleared"], row["monitored_start"])
    return tally


def origins(scene):
    return [row for row in scene.records.tables["practice"] if row["source_practice_id"] is None]


def discovered(scene):
    tally = Tally()
    for row in origins(scene):
        level = scene.records.units[row["org_unit_id"]]["level"]
        if scene.dated(row["registered_date"]) and level in ("village", "township"):
            tally.add(row["org_unit_id"], 1, 0)
    for village in scene.villages:
        tally.add(village, 0, 1)
    return tally


def published(scene):
    tally = Tally()
    for row in origins(scene):
        if scene.dated(row["registered_date"]):
            tally.add(row["org_unit_id"], 1 if row["media_level"] != "none" else 0, 1)
    return tally


def adopted(scene):
    home = {row["practice_id"]: row["org_unit_id"] for row in origins(scene)}
    tally = Tally()
    for row in origins(scene):
        if row["registered_date"] <= scene.end:
            tally.add(row["org_unit_id"], 0, 1)
    for row in scene.records.tables["practice"]:
        if row["source_practice_id"] in home and scene.dated(row["registered_date"]):
            tally.add(home[row["source_practice_id"]], 1, 0)
    return tally


TEAMS = {
    "four_teams_complete_rate": four_teams,
    "four_team_joint_meeting_rate": joint_meetings,
    "team_duty_list_rate": duty_lists,
    "team_days_in_village_rate": days_in_village,
    "integration_plan_rate": integration_plans,
    "docking_delivery_rate": docked,
    "weak_lax_rectified_rate": rectified,
    "monitored_household_cleared_rate": cleared,
    "practice_discovery_rate": discovered,
    "practice_publication_rate": published,
    "practice_adoption_ratio": adopted,
}
