"""Each rule: the small world keeps it; one change breaks it, at the cell where it was made and nowhere else."""

import re

import pytest

from data.intake.rules import RULES, Severity
from data.schema import TABLES
from data.text import Text

from . import world as w

# rule, table, column at fault, index of the row, what is changed in it
BROKEN = [
    ("V-08", "meeting", "meeting_id", 0, {"meeting_id": ""}),
    ("V-08", "meeting", "meeting_id", 0, {"meeting_id": "T2"}),
    ("V-08", "post_month", "month", 0, {"month": ""}),
    ("V-09", "meeting", "meeting_type", 0, {"meeting_type": "茶话会"}),
    ("V-09", "member", "duty_capable", 0, {"duty_capable": "也许"}),
    ("V-10", "meeting", "meeting_date", 0, {"meeting_date": "2025-02-30"}),
    ("V-10", "meeting", "meeting_date", 0, {"meeting_date": "下周"}),
    ("V-10", "meeting", "meeting_date", 0, {"meeting_date": "2025-07-06"}),
    ("V-10", "post_month", "month", 0, {"month": "2025-13"}),
    ("V-11", "meeting", "attended_n", 0, {"attended_n": "-1"}),
    ("V-11", "meeting", "attended_n", 0, {"attended_n": "很多"}),
    ("V-11", "meeting", "attended_n", 0, {"attended_n": "12.5"}),
    ("V-11", "meeting", "expected_n", 0, {"expected_n": "99999"}),
    ("V-11", "unit_year", "year", 0, {"year": "2026"}),
    ("V-11", "unit_year", "star_rating", 0, {"star_rating": "6"}),
    ("V-11", "talent_support", "satisfaction", 1, {"satisfaction": "0"}),
    ("V-11", "post_month", "leave_days", 0, {"leave_days": "-2"}),
    ("V-11", "training_event", "hours", 0, {"hours": "1e308"}),
    ("V-11", "org_unit", "longitude", 3, {"longitude": "208.5"}),
    ("V-11", "fund", "spent_yuan", 0, {"spent_yuan": "-0.01"}),
    ("V-13", "meeting", "expected_n", 0, {"expected_n": ""}),
    ("V-13", "meeting", "org_unit_id", 0, {"org_unit_id": ""}),
    ("V-14", "meeting", "org_unit_id", 0, {"org_unit_id": "990101001999"}),
    ("V-14", "member", "person_id", 4, {"person_id": w.key(77)}),
    ("V-14", "talent", "contact_person_id", 0, {"contact_person_id": w.key(77)}),
    ("V-14", "practice", "source_practice_id", 1, {"source_practice_id": "R9"}),
    ("V-15", "org_unit", "parent_id", 3, {"parent_id": w.COUNTY, "org_unit_id": "990101001001"}),
    ("V-15", "org_unit", "org_unit_id", 5, {"parent_id": w.TOWNSHIP}),
    ("V-15", "org_unit", "org_unit_id", 5, {"org_unit_id": "990101002001a"}),
    ("V-18", "meeting", "meeting_date", 0, {"meeting_date": "2014-12-31"}),
    ("V-18", "unit_year", "year", 0, {"year": "2014"}),
    ("V-20", "member", "activist_date", 0, {"activist_date": "2016-01-04"}),
    ("V-20", "member", "full_date", 0, {"full_date": "2017-09-30"}),
    ("V-20", "member", "target_date", 0, {"activist_date": "", "target_date": "2016-01-04"}),
    ("V-21", "member", "full_date", 0, {"full_date": ""}),
    ("V-21", "member", "full_date", 1, {"full_date": "2025-01-01"}),
    ("V-21", "member", "activist_date", 4, {"activist_date": ""}),
    ("V-21", "member", "enter_date", 1, {"enter_date": ""}),
    ("V-24", "member", "exit_date", 2, {"exit_date": "2016-01-31"}),
    ("V-24", "member", "exit_reason", 2, {"exit_reason": ""}),
    ("V-24", "post_term", "end_date", 0, {"end_reason": "resigned"}),
    ("V-24", "talent", "exit_date", 1, {"exit_date": "2019-12-31"}),
    ("V-25", "meeting", "attended_n", 0, {"attended_n": "31"}),
    ("V-25", "meeting", "expected_n", 0, {"expected_n": "0", "attended_n": "0"}),
    ("V-27", "fund", "spent_yuan", 0, {"spent_yuan": "10500.01"}),
    ("V-28", "unit_year", "monitored_cleared", 0, {"monitored_cleared": "9"}),
    ("V-28", "unit_year", "hardship_households", 0, {"hardship_households": "401"}),
    ("V-28", "unit_year", "households", 0, {"households": "1351"}),
    ("V-29", "unit_year", "rural_income_yuan", 0, {"rural_income_yuan": "1"}),
    ("V-29", "unit_year", "households", 1, {"households": "400"}),
    ("V-30", "post_month", "days_in_village", 0, {"leave_days": "10"}),
    ("V-32", "member_duty", "household_key", 0, {"household_key": ""}),
    ("V-32", "member_duty", "household_hardship", 1, {"household_hardship": "是"}),
    ("V-33", "talent_support", "mentee_person_id", 0, {"mentee_person_id": ""}),
    ("V-33", "talent_support", "mentee_person_id", 0, {"mentee_person_id": w.key(7)}),
    ("V-33", "talent_support", "closed_date", 0, {"closed_date": "2025-03-01"}),
    ("V-33", "talent_support", "closed_date", 1, {"closed_date": ""}),
    ("V-34", "docking_action", "delivered_date", 0, {"delivered_date": ""}),
    ("V-34", "docking_action", "delivered_date", 0, {"delivered_date": "2025-01-04"}),
    ("V-34", "docking_action", "delivered_date", 1, {"delivered_date": "2025-06-01"}),
    ("V-34", "docking_action", "plan_date", 0, {"plan_date": "2025-01-04"}),
    ("V-35", "practice", "source_practice_id", 1, {"org_unit_id": w.VILLAGE}),
    ("V-35", "practice", "published_date", 0, {"published_date": ""}),
    ("V-35", "practice", "published_date", 1, {"published_date": "2024-10-01"}),
    ("V-36", "training_event", "end_date", 0, {"end_date": "2025-03-31"}),
    ("V-44", "training_attendance", "hours_credited", 0, {"hours_credited": "40.5"}),
    ("V-49", "evaluation", "year", 0, {"year": "2016"}),
]  # fmt: skip


def changed(table, index, change):
    """The part of the world that a table's rules look at, with one row changed."""
    tables = w.world()
    tables[table][index].update(change)
    return {name: rows for name, rows in tables.items() if name in looked_at(table)}


def looked_at(table):
    referred = {column.references for column in TABLES[table].columns if column.references} - {table}
    also = {"member"} if table == "evaluation" else set()
    return {table}.union(also, *(looked_at(name) for name in referred | also))


def test_the_small_world_keeps_every_rule(judged):
    verdict = judged(w.world())
    assert [str(problem) for problem in verdict.problems.listed] == []
    assert verdict.publishable


@pytest.mark.parametrize(("rule", "table", "column", "index", "change"), BROKEN)
def test_a_broken_rule_is_told_at_its_cell_and_accuses_no_other(judged, rule, table, column, index, change):
    verdict = judged(changed(table, index, change))
    problems = verdict.problems.listed
    found = {(p.rule, p.table, p.field) for p in problems}
    assert found == {(rule, table, column)}
    assert index + 2 in {p.row for p in problems}  # below the headings
    assert {p.file for p in problems} == {f"{table}.csv"}
    assert not verdict.publishable


def test_a_minor_is_not_taken_in(breaches):
    tables = w.world()
    tables["person"][1]["birth_year"] = "2007"
    assert breaches(tables) == {("V-23", "member", "probationary_date")}


def test_one_person_has_one_birth_year_and_sex(breaches):
    tables = w.world()
    tables["person"].append({**tables["person"][0], "birth_year": "1990", "sex": "f"})
    assert {("V-19", "person", "birth_year"), ("V-19", "person", "sex")} <= breaches(tables)


def test_two_secretaries_at_a_time_are_both_told(judged):
    tables = w.world()
    tables["post_term"][1]["end_date"] = "2023-06-02"
    problems = judged(tables).problems.listed
    assert {(p.rule, p.row) for p in problems} == {("V-38", 3), ("V-38", 4)}
    assert "P3" in problems[0].message.en


def test_a_long_term_overlaps_all_that_begin_within_it(judged):
    tables = w.world()
    secretary = tables["post_term"][0]
    for n, (start, end) in enumerate([("2021-04-01", "2021-05-01"), ("2021-06-01", "2021-07-01")]):
        tables["post_term"].append(
            {**secretary, "post_term_id": f"Q{n}", "start_date": start, "end_date": end, "end_reason": "resigned"}
        )
    assert {p.row for p in judged(tables).problems.listed if p.rule == "V-38"} == {2, 5, 6}


def test_a_term_that_begins_on_the_day_another_ends_does_not_overlap(breaches):
    assert breaches(w.world()) == set()  # P2 ends and P3 begins on 1 June 2023


def test_nobody_has_two_open_memberships(judged):
    tables = w.world()
    tables["member"][2].update(exit_date="", exit_reason="")
    assert {(p.rule, p.row) for p in judged(tables).problems.listed} == {("V-41", 4), ("V-41", 5)}


def test_one_evaluation_a_person_year_and_kind(judged):
    tables = w.world()
    tables["evaluation"].append({**tables["evaluation"][0], "evaluation_id": "E2"})
    assert {(p.rule, p.row) for p in judged(tables).problems.listed} == {("V-49", 2), ("V-49", 3)}


def test_records_after_a_merger_belong_to_the_successor(breaches):
    tables = w.world()
    tables["org_unit"][4]["valid_to"] = "2025-06-05"
    tables["org_unit"][4]["successor_id"] = w.VILLAGE
    assert breaches(tables) == {("V-18", "meeting", "meeting_date")}


def test_an_adoption_of_an_adoption_points_to_no_origin(breaches):
    tables = w.world()
    tables["practice"].append({**tables["practice"][1], "practice_id": "R3", "source_practice_id": "R2",
                               "org_unit_id": w.OTHER_VILLAGE})  # fmt: skip
    assert breaches(tables) == {("V-35", "practice", "source_practice_id")}


def test_planned_ends_may_lie_ahead(breaches):
    tables = w.world()
    tables["training_event"][0]["end_date"] = "2025-12-31"
    tables["village_system"][0]["repealed_date"] = "2026-01-01"
    tables["talent"][0]["startup_end_date"] = "2027-01-01"
    assert breaches(tables) == set()


def test_a_period_end_far_ahead_is_a_slip(judged):
    [problem] = judged({"org_unit": w.world()["org_unit"]}, period_end=w.date(2052, 6, 30)).problems.listed
    assert (problem.rule, problem.table) == ("V-10", "submission")


def test_a_reporter_sends_rows_of_its_own_units_only(breaches):
    tables = w.world()
    own = {"org_unit": tables["org_unit"], "meeting": tables["meeting"]}
    own["meeting"][1]["org_unit_id"] = w.OTHER_VILLAGE
    found = breaches(own, unit=w.TOWNSHIP)
    assert ("V-16", "meeting", "org_unit_id") in found
    assert ("V-16", "org_unit", "org_unit_id") in found  # its county is not its own


def test_days_belong_to_the_unit_of_the_post(breaches):
    found = breaches(w.world(), unit=w.OTHER_TOWNSHIP)
    assert ("V-16", "post_month", "post_term_id") in found
    assert not any(table == "person" for rule, table, _ in found if rule == "V-16")


def test_an_unknown_reporter_is_told(breaches):
    assert ("V-14", "submission", "org_unit_id") in breaches(w.world(), unit="990199")


def test_every_error_rule_of_the_catalogue_is_declared():
    errors = {rule.id for rule in RULES.values() if rule.severity is Severity.ERROR}
    of_rows = {1, 2, 7, 8, 9, 10, 11, 13, 14, 15, 16, 18, 19, 20, 21, 23, 24, 25, 27, 28, 29, 30, 32, 33, 34, 35, 36}
    assert errors == {f"V-{n:02d}" for n in of_rows | {38, 41, 44, 49}}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_sentence_is_in_both_languages(rule):
    texts = [rule.sentence, rule.remedy]
    texts += [text for check in rule.checks for text in (check.message, check.remedy) if text]
    for text in texts:
        filled = text.fill(value="1", column=Text("Heading", "标题"), detail=Text("detail", "说明"), sheet="s")
        assert re.search("[a-z]", filled.en)
        assert re.search("[\u4e00-\u9fff]", filled.zh)
        assert "{" not in filled.en + filled.zh
