"""Villages that meet a declared criterion: each rule on a small county worked out by hand."""

from datetime import date

import pandas as pd
import pytest

from analytics.catalogue import INDICATORS
from analytics.findings.weak_organizations import Answer, Side, judge, met_by_rule, weak_sentence
from analytics.findings.weak_rules import RULES
from data.queries.county_lists import county_lists
from data.queries.weak_records import weak_records

from .county import County, evaluated

RULE = {rule.id: rule for rule in RULES}
DAY = date(2025, 12, 31)


def county(posts=(), meetings=(), evaluations=(), members=(), years=()):
    """posts: (unit, start, end); meetings: (unit, type, date); evaluations: (unit, year, grade); members: (unit,
    target, probationary); years: (unit, year, stars, on the list)."""
    found = County([])
    con = found._connection
    con.execute(
        "CREATE TABLE post_term (org_unit_id VARCHAR, post_type VARCHAR, start_date DATE, end_date DATE);"
        "CREATE TABLE meeting (org_unit_id VARCHAR, meeting_type VARCHAR, meeting_date DATE);"
        "CREATE TABLE evaluation (org_unit_id VARCHAR, eval_kind VARCHAR, year SMALLINT, grade VARCHAR);"
        "ALTER TABLE member ADD COLUMN target_date DATE; ALTER TABLE member ADD COLUMN probationary_date DATE;"
        "ALTER TABLE unit_year ADD COLUMN star_rating SMALLINT; ALTER TABLE unit_year ADD COLUMN weak_lax BOOLEAN"
    )
    for unit, start, end in posts:
        con.execute("INSERT INTO post_term VALUES (?, 'party_secretary', ?, ?)", [unit, start, end])
    for row in meetings:
        con.execute("INSERT INTO meeting VALUES (?, ?, ?)", list(row))
    for row in evaluations:
        con.execute("INSERT INTO evaluation VALUES (?, 'member_democratic', ?, ?)", list(row))
    for unit, target, probationary in members:
        sql = "INSERT INTO member (org_unit_id, target_date, probationary_date) VALUES (?, ?, ?)"
        con.execute(sql, [unit, target, probationary])
    for row in years:
        con.execute("INSERT INTO unit_year (org_unit_id, year, star_rating, weak_lax) VALUES (?, ?, ?, ?)", list(row))
    return found


def records(found):
    return weak_records(found, "990121", "2025").to_pandas()


def judged(rule, sums, found=None, *, provisional=False, people=True):
    """The answer of one rule by village; `sums`: numerator and denominator by unit, None: silent."""
    found = found or county()
    villages = judge(
        evaluated(rule.indicator, sums), records(found), county_lists(found, "990121", "2025").to_pandas(), DAY,
        provisional=provisional, people=people, rules=[rule],
    )  # fmt: skip
    return {village.unit: village.judgements[0] for village in villages}


POSTS = [
    ("v1", "2020-01-01", "2025-06-01"),  # gone for 213 days
    ("v2", "2020-01-01", "2025-10-03"),  # gone for 89 days
    ("v3", "2020-01-01", "2024-01-01"),
    ("v3", "2024-02-01", None),
]


def test_a_post_is_vacant_when_nobody_came_after_the_last_one_left_over_90_days_before():
    told = judged(RULE["secretary_vacant"], {"v1": (0, 1), "v2": (0, 1), "v3": (1, 1), "v4": (0, 1)}, county(POSTS))
    assert [told[unit].answer for unit in ("v1", "v2", "v3", "v4")] == [
        Answer.MEETS, Answer.CLEAR, Answer.CLEAR, Answer.MEETS,
    ]  # fmt: skip
    assert "1 June 2025, 213 days before" in told["v1"].reason.en
    assert "2025年6月1日，距期末213天" in told["v1"].reason.zh
    assert "none on record" in told["v4"].reason.en


@pytest.mark.parametrize(
    ("left", "days", "answer"), [("2025-10-02", 90, Answer.CLEAR), ("2025-10-01", 91, Answer.MEETS)]
)
def test_ninety_days_are_not_yet_more_than_ninety(left, days, answer):
    assert (DAY - date.fromisoformat(left)).days == days
    told = judged(RULE["secretary_vacant"], {"v1": (0, 1)}, county([("v1", "2020-01-01", left)]))
    assert told["v1"].answer is answer


def test_fewer_than_half_of_the_meetings_due_is_not_as_required():
    held = [
        ("v1", "branch_congress", "2025-03-01"),
        ("v1", "theme_day", "2025-11-01"),
        ("v1", "party_group", "2026-01-05"),
    ]
    told = judged(RULE["meetings"], {"v1": (15, 32), "v2": (16, 32), "v3": None}, county(meetings=held))
    assert [told[unit].answer for unit in ("v1", "v2", "v3")] == [Answer.MEETS, Answer.CLEAR, Answer.NOT_REPORTED]
    assert "15 of 32 held" in told["v1"].reason.en
    assert "last meeting: 1 March 2025" in told["v1"].reason.en, "neither a theme day nor what came after the period"


def test_the_last_theme_day_is_told():
    held = [("v1", "theme_day", "2025-02-03"), ("v1", "branch_congress", "2025-03-01")]
    told = judged(RULE["theme_days"], {"v1": (1, 12)}, county(meetings=held))
    assert "3 February 2025" in told["v1"].reason.en


def test_what_is_due_once_a_year_is_not_due_before_the_year_ends():
    rule = RULE["life_meeting"]
    assert judged(rule, {"v1": (0, 1), "v2": (1, 1)}, provisional=False)["v1"].answer is Answer.MEETS
    running = judged(rule, {"v1": (0, 1), "v2": (1, 1)}, provisional=True)
    assert [running[unit].answer for unit in ("v1", "v2")] == [Answer.NOT_DUE, Answer.CLEAR]


def test_an_evaluation_without_a_single_grade_was_not_held():
    graded = [("v1", 2023, "qualified"), ("v1", 2025, None)]
    told = judged(RULE["evaluation"], {"v1": (0, 30), "v2": (1, 30)}, county(evaluations=graded))
    assert [told[unit].answer for unit in ("v1", "v2")] == [Answer.MEETS, Answer.CLEAR]
    assert "last evaluation: 2023" in told["v1"].reason.en


def test_two_years_without_a_target_or_recruit_tell_the_last_one_to_leaders_only():
    people = [("v1", "2022-05-01", None), ("v1", "2021-01-01", "2023-02-01"), ("v1", "2026-02-01", None)]
    rule, sums = RULE["no_development"], {"v1": (1, 1), "v2": (0, 1)}
    told = judged(rule, sums, county(members=people))
    assert [told[unit].answer for unit in ("v1", "v2")] == [Answer.MEETS, Answer.CLEAR]
    assert "1 February 2023" in told["v1"].reason.en
    assert judged(rule, sums, county(members=people), people=False)["v1"].reason == rule.title


LISTS = [("v1", 2025, 3, True), ("v2", 2024, 4, True), ("v3", 2025, 2, False), ("v3", 2024, 2, True)]


def test_the_rules_stand_beside_the_countys_list_of_the_year_else_the_year_before():
    found = county(years=LISTS)
    sums = {"v1": (0, 12), "v2": (12, 12), "v3": (0, 12), "v4": (12, 12)}
    rule = RULE["theme_days"]
    villages = judge(
        evaluated(rule.indicator, sums), records(found), county_lists(found, "990121", "2025").to_pandas(), DAY,
        provisional=False, people=True, rules=[rule],
    )  # fmt: skip
    sides = {village.unit: village.side for village in villages}
    assert sides == {"v1": Side.BOTH, "v2": Side.ONLY_LIST, "v3": Side.ONLY_RULES, "v4": Side.NEITHER}
    assert {village.unit: village.list_year for village in villages} == {"v1": 2025, "v2": 2024, "v3": 2025, "v4": None}
    told = weak_sentence(villages, [rule]).en
    assert "2 meet at least one" in told
    assert "1 village it is not reported whether" in told
    assert "index plays no part" in told
    assert met_by_rule(villages, [rule])[rule.id][Answer.MEETS] == 2


def test_a_silent_village_is_never_said_to_meet_none():
    found = county()
    both = [RULE["theme_days"], RULE["meetings"]]
    cells = pd.concat(
        [evaluated(both[0].indicator, {"v1": (12, 12)}), evaluated(both[1].indicator, {"v1": None, "v2": (32, 32)})]
    )
    villages = judge(
        cells, records(found), county_lists(found, "990121", "2025").to_pandas(), DAY, provisional=False,
        people=True, rules=both,
    )  # fmt: skip
    sides = {village.unit: village.side for village in villages}
    assert set(sides.values()) == {Side.NOT_KNOWN}, "v1 is silent on one, v2 on the other, v3 and v4 on both"


def test_what_is_withheld_is_not_told_by_the_rule():
    rule = RULE["theme_days"]
    cells = evaluated(rule.indicator, {"v1": (0, 12)}).assign(state="suppressed", value=pd.NA)
    found = county()
    villages = judge(
        cells, records(found), county_lists(found, "990121", "2025").to_pandas(), DAY, provisional=False,
        people=True, rules=[rule],
    )  # fmt: skip
    assert villages[0].judgements[0].answer is Answer.SUPPRESSED
    assert villages[0].side is Side.NOT_KNOWN


def test_every_rule_has_a_source_and_a_measure_and_none_is_the_index():
    for rule in RULES:
        assert rule.source.startswith("R08")
        assert rule.indicator in INDICATORS
        assert rule.says.en
        assert rule.says.zh
        assert rule.how != "below" or rule.limit_is.en, "a number of ours is marked as a proposal"
