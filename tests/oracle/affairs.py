"""Block C: party affairs workers."""

from __future__ import annotations

from .scene import Tally
from .secretaries import COLLEGE

PLATFORMS = {"county_party_school", "township_party_school", "village_workshop"}


def share_of_workers(scene, counts, belongs=lambda post: True):
    tally = Tally()
    for post in scene.posts_of("party_affairs_worker"):
        if belongs(post):
            tally.add(post["org_unit_id"], 1 if counts(post) else 0, 1)
    return tally


def covered(scene):
    tally = Tally()
    held = scene.units_with_post("party_affairs_worker")
    for village in scene.villages:
        tally.add(village, 1 if village in held else 0, 1)
    return tally


def with_two_other_posts(scene):
    def counts(post):
        held = scene.posts_by_person[post["person_id"]]
        return len([other for other in held if other is not post]) >= 2

    return share_of_workers(scene, counts)


def competent(scene):
    def counts(post):
        rows = scene.evaluations(post["person_id"], "affairs_appraisal")
        return any(row["grade"] in ("excellent", "qualified") for row in rows)

    return share_of_workers(scene, counts, scene.in_post_all_year)


def screened_at_entry(scene):
    tally = Tally()
    for post in scene.records.tables["post_term"]:
        if post["post_type"] == "party_affairs_worker" and scene.dated(post["start_date"]):
            reviewed = post["review_passed_date"] is not None and post["review_passed_date"] <= post["start_date"]
            tally.add(post["org_unit_id"], 1 if reviewed else 0, 1)
    return tally


def young_and_educated(scene):
    def counts(post):
        return scene.age(post["person_id"]) <= 35 and scene.records.education(post["person_id"]) in COLLEGE

    return share_of_workers(scene, counts)


def trained_at_platforms(scene):
    return share_of_workers(
        scene, lambda post: scene.completed(post["person_id"], lambda e: e["venue_type"] in PLATFORMS)
    )


def knowledge_hours(scene):
    tally = Tally()
    for post in scene.posts_of("party_affairs_worker"):
        tally.add(post["org_unit_id"], scene.hours(post["person_id"], "party_affairs"), 1)
    return tally


def joined_an_exchange(scene):
    return share_of_workers(
        scene, lambda post: scene.completed(post["person_id"], lambda e: e["form"] == "experience_exchange")
    )


AFFAIRS = {
    "affairs_worker_coverage": covered,
    "affairs_multi_post_share": with_two_other_posts,
    "affairs_competent_rate": competent,
    "affairs_entry_screening_rate": screened_at_entry,
    "affairs_young_educated_share": young_and_educated,
    "affairs_platform_training_rate": trained_at_platforms,
    "affairs_knowledge_hours": knowledge_hours,
    "affairs_exchange_rate": joined_an_exchange,
}
