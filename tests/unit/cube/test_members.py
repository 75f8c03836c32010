"""Block B, party members: each indicator by hand."""

from datetime import date

import pytest

from .conftest import LAKE, RED
from .county import COUNTY, EAST, LONG_AGO

YEAR = "2025"
INTAKE = date(2025, 7, 1)


def recruit(county, village=RED, born=1995, **row):
    """Somebody taken in on 1 July 2025 in line with the procedure, unless `row` says otherwise."""
    dates = {"activist_date": date(2024, 7, 1), "target_training_hours": 24, "political_review_date": INTAKE}
    row = {"stage": "probationary", "probationary_date": INTAKE, "enter_date": INTAKE} | dates | row
    return county.member(village, person=county.person(birth_year=born), **row)


def test_b01_new_members_of_35_or_under(county):
    recruit(county, born=1990)
    recruit(county, born=1989)
    recruit(county, LAKE, enter_date=date(2025, 8, 1))  # came in by transfer after the intake: counted elsewhere
    recruit(county, LAKE, probationary_date=date(2024, 7, 1), enter_date=date(2024, 7, 1))
    county.build()
    assert county.sums("recruit_under35_share", RED, YEAR) == (1, 2)
    assert county.sums("recruit_under35_share", COUNTY, YEAR) == (1, 2)


def test_b01_somebody_who_left_since_still_counts_where_taken_in(county):
    recruit(county, exit_date=date(2025, 9, 1), exit_reason="transferred")
    assert county.build().sums("recruit_under35_share", RED, YEAR) == (1, 1)


def test_b01_a_recruit_of_a_merged_village_counts_in_its_successor(county):
    pond, brook = f"{EAST}002", f"{EAST}003"
    county.village(pond, valid_to=date(2025, 9, 1), successor_id=brook)
    county.village(brook, valid_to=date(2025, 10, 1), successor_id=LAKE)
    merged = recruit(county, pond, exit_date=date(2025, 9, 1), exit_reason="unit_merged")
    row = {"probationary_date": INTAKE, "enter_date": date(2025, 9, 1)}
    county.member(LAKE, person=merged, stage="probationary", **row)  # the record that goes on
    county.build()
    assert county.cell("recruit_under35_share", pond, YEAR) is None
    assert county.sums("recruit_under35_share", LAKE, YEAR) == (1, 1)
    assert county.sums("recruit_under35_share", COUNTY, YEAR) == (1, 1)


def test_b02_entrepreneurs_and_wealth_leaders(county):
    for background in ("typical_entrepreneur", "wealth_leader", "graduate", None):
        recruit(county, background=background)
    assert county.build().sums("recruit_entrepreneur_share", RED, YEAR) == (2, 4)


@pytest.mark.parametrize(
    ("row", "compliant"),
    [
        ({}, 1),
        ({"activist_date": date(2024, 7, 2)}, 0),  # 364 days
        ({"activist_date": None}, 0),
        ({"target_training_hours": 23.5}, 0),
        ({"political_review_date": date(2025, 7, 2)}, 0),
        ({"political_review_date": None}, 0),
    ],
)
def test_b03_the_procedure_is_kept_in_all_its_parts(county, row, compliant):
    recruit(county, **row)
    assert county.build().sums("recruit_procedure_compliance", RED, YEAR) == (compliant, 1)


@pytest.mark.parametrize(
    ("row", "without"),
    [
        ({"stage": "development_target", "target_date": date(2024, 1, 1), "probationary_date": None}, 0),
        ({"stage": "development_target", "target_date": date(2023, 12, 31), "probationary_date": None}, 1),
        ({"stage": "full", "probationary_date": date(2024, 6, 1), "exit_date": date(2024, 7, 1)}, 0),
        ({"stage": "probationary", "probationary_date": date(2026, 1, 1)}, 1),
        ({"stage": "activist", "activist_date": date(2025, 1, 1), "probationary_date": None}, 1),
    ],
)
def test_b04_somebody_was_brought_on_within_24_months(county, row, without):
    county.member(RED, **row)
    assert county.build().sums("no_development_2y_share", RED, YEAR) == (without, 1)


def test_b05_capable_members_without_office_on_a_duty_post(county):
    on_post, idle, officer, unable = (county.member(RED, duty_capable=able) for able in (True, True, True, None))
    county.post(RED, "village_director", person=officer)
    county.post(LAKE, "village_director", person=idle)  # an office elsewhere is none here
    for person in (on_post, officer, unable):
        county.duty(RED, person, "duty_post")
    county.duty(RED, on_post, "duty_post")  # a second post is no second member
    county.duty(RED, idle, "duty_post", end_date=date(2025, 12, 31))
    county.duty(LAKE, idle, "duty_post")  # in another village
    county.build()
    assert county.sums("member_duty_post_coverage", RED, YEAR) == (1, 2)
    assert county.sums("member_duty_post_coverage", RED, "2025Q3") == (2, 2)


def test_b06_different_households_and_at_most_those_on_the_list(county):
    person = county.member(RED)
    county.year(RED, 2025, hardship_households=3)
    county.year(LAKE, 2025, hardship_households=2)
    for household in ("a", "a", "b"):
        county.duty(RED, person, "pairing", household_key=household, household_hardship=True)
    county.duty(RED, person, "pairing", household_key="c", household_hardship=False)
    county.duty(RED, person, "pairing", household_key="d", household_hardship=True, end_date=date(2025, 1, 1))
    for household in ("e", "f", "g"):
        county.duty(LAKE, person, "pairing", household_key=household, household_hardship=True)
    county.build()
    assert county.sums("hardship_household_pairing_rate", RED, YEAR) == (2, 3)
    assert county.sums("hardship_household_pairing_rate", LAKE, YEAR) == (2, 2)
    assert county.sums("hardship_household_pairing_rate", COUNTY, YEAR) == (4, 5)


def test_b07_members_who_led_others_at_any_time_in_the_year(county):
    people = [county.member(RED, duty_capable=True) for _ in range(3)]
    unable = county.member(RED, duty_capable=False)
    county.duty(RED, people[0], "startup_lead", end_date=date(2025, 1, 2))
    county.duty(RED, people[1], "startup_lead", end_date=date(2025, 1, 1))  # over before the year began
    county.duty(RED, people[2], "startup_lead", start_date=date(2026, 1, 1))
    county.duty(RED, unable, "startup_lead")
    assert county.build().sums("member_led_startup_rate", RED, YEAR) == (1, 3)


def test_b08_actions_begun_in_the_period_a_blank_number_is_one(county):
    person = county.member(RED)
    county.member(RED)
    county.duty(RED, person, "service_action", start_date=date(2025, 1, 1), actions_n=4)
    county.duty(RED, person, "service_action", start_date=date(2025, 3, 31))
    county.duty(RED, person, "service_action", start_date=date(2025, 4, 1), actions_n=7)
    county.duty(RED, person, "duty_post", start_date=date(2025, 2, 1), actions_n=100)
    county.build()
    assert county.sums("member_service_actions", RED, "2025Q1") == (5, 2)
    assert county.sums("member_service_actions", RED, YEAR) == (12, 2)


def test_b13_any_grade_of_the_year_not_graded_included(county):
    graded, ungraded, blank, earlier = (county.member(RED) for _ in range(4))
    county.evaluate(RED, graded, 2025, "member_democratic", grade="unqualified")
    county.evaluate(RED, ungraded, 2025, "member_democratic", grade="not_graded")
    county.evaluate(RED, blank, 2025, "member_democratic")
    county.evaluate(RED, earlier, 2024, "member_democratic", grade="excellent")
    county.evaluate(LAKE, graded, 2025, "member_democratic", grade="excellent")  # twice is one member
    assert county.build().sums("democratic_evaluation_rate", RED, YEAR) == (2, 4)


def test_b14_32_hours_of_those_there_all_year(county):
    enough, short, new = county.member(RED), county.member(RED), county.member(RED, enter_date=date(2025, 1, 2))
    county.train(RED, enough, short, new, end_date=date(2025, 2, 1), hours_credited=16)
    county.train(LAKE, enough, new, end_date=date(2025, 12, 31), hours_credited=16, completed=False)
    county.train(RED, short, end_date=date(2026, 1, 1), hours_credited=16)
    assert county.build().sums("member_training_32h_rate", RED, YEAR) == (1, 2)


def test_b14_a_member_of_a_merged_village_was_there_all_the_time(county):
    pond = f"{EAST}002"
    county.village(pond, valid_to=date(2025, 6, 1), successor_id=RED)
    merged = county.member(pond, exit_date=date(2025, 6, 1), exit_reason="unit_merged")
    county.member(RED, person=merged, enter_date=date(2025, 7, 2))  # 31 days later
    moved = county.member(LAKE, exit_date=date(2025, 6, 1), exit_reason="transferred")
    county.member(RED, person=moved, enter_date=date(2025, 6, 1))
    assert county.build().sums("member_training_32h_rate", RED, YEAR) == (0, 1)


def test_b15_only_the_newest_quarter_and_year_are_known(county):
    handed_in = date(2026, 1, 5)  # the day on which a member was active before a township wrote its list
    for active in (date(2025, 10, 2), date(2025, 10, 1), handed_in, None):
        county.member(RED, platform_last_active=active)
    county.build()
    assert county.sums("online_platform_active_rate", RED, YEAR) == (2, 4)
    assert county.sums("online_platform_active_rate", RED, "2025Q4") == (2, 4)
    assert county.cell("online_platform_active_rate", RED, "2025Q3") is None
    assert county.cell("online_platform_active_rate", RED, "2024") is None


def test_b16_a_category_and_points_of_the_year(county):
    both, no_category, no_points = (
        county.member(RED, mgmt_category=category) for category in ("no_office", None, "mobile")
    )
    for person, points in ((both, 90), (no_category, 80), (no_points, None)):
        county.evaluate(RED, person, 2025, "member_democratic", points=points)
    assert county.build().sums("classified_management_rate", RED, YEAR) == (1, 3)


def test_members_in_stock_entered_and_have_not_left_by_the_periods_end(county):
    county.member(RED, enter_date=date(2025, 12, 31))
    county.member(RED, exit_date=date(2025, 12, 31), exit_reason="deceased")
    county.member(RED, stage="development_target", enter_date=None, probationary_date=None)
    county.member(RED, stage="probationary", enter_date=LONG_AGO)
    county.build()
    assert county.sums("democratic_evaluation_rate", RED, YEAR) == (0, 2)
    assert county.sums("member_service_actions", RED, "2025Q3") == (0, 2)  # the first has not come, the second not gone
