"""Block E, four-team integration: each indicator by hand."""

from datetime import date

import pytest

from .conftest import LAKE, RED
from .county import COUNTY, EAST

YEAR = "2025"
KEY = f"{EAST}009"
FOUR = ("first_secretary", "resident_team_member", "town_assigned_cadre", "village_committee_member")


@pytest.fixture
def county(county):
    county.village(KEY, village_category="relocation")
    return county


def test_e01_all_four_teams_in_a_key_village(county):
    for post in FOUR:
        county.post(KEY, post)
        county.post(RED, post)  # not a key village: not expected, not counted
    county.build()
    assert county.cell("four_teams_complete_rate", KEY, YEAR) == (1, 1, 1, 1)
    assert county.cell("four_teams_complete_rate", RED, YEAR) == (0, 0, 0, 0)
    assert county.cell("four_teams_complete_rate", COUNTY, YEAR) == (1, 1, 1, 1)


@pytest.mark.parametrize("missing", FOUR)
def test_e01_three_teams_are_not_four(county, missing):
    for post in FOUR:
        county.post(KEY, post, end_date=date(2025, 11, 1) if post == missing else None)
    county.build()
    assert county.sums("four_teams_complete_rate", KEY, YEAR) == (0, 1)
    assert county.sums("four_teams_complete_rate", KEY, "2025Q3") == (1, 1)


def test_a_weak_and_lax_village_is_a_key_village_by_this_years_list_or_else_last_years(county):
    county.year(RED, 2024, weak_lax=True)
    county.year(LAKE, 2024, weak_lax=True)
    county.year(LAKE, 2025, weak_lax=None)  # a row of this year, even a blank one, ends last year's
    county.build()
    assert county.sums("four_teams_complete_rate", RED, YEAR) == (0, 1)
    assert county.sums("four_teams_complete_rate", LAKE, YEAR) == (0, 0)
    assert county.sums("four_teams_complete_rate", LAKE, "2024") == (0, 1)


def test_e02_different_months_with_a_joint_meeting(county):
    county.meet(KEY, "four_team_joint", date(2025, 4, 1), date(2025, 4, 30), date(2025, 6, 1))
    county.meet(RED, "four_team_joint", date(2025, 4, 1))
    county.build()
    assert county.sums("four_team_joint_meeting_rate", KEY, "2025Q2") == (2, 3)
    assert county.sums("four_team_joint_meeting_rate", COUNTY, YEAR) == (2, 12)


def test_e03_posts_of_the_four_teams_with_a_duty_list(county):
    signed = date(2024, 1, 1)
    for post in ("first_secretary", "resident_team_leader", "village_director"):
        county.post(KEY, post, duty_list_date=signed)
    county.post(KEY, "town_assigned_cadre")
    county.post(KEY, "party_secretary", duty_list_date=signed)  # not of the four teams
    county.post(KEY, "first_secretary", duty_list_date=signed, end_date=date(2025, 1, 1))
    county.post(RED, "first_secretary", duty_list_date=signed)
    county.build()
    assert county.sums("team_duty_list_rate", KEY, YEAR) == (3, 4)
    assert county.sums("team_duty_list_rate", COUNTY, YEAR) == (3, 4)


def test_e04_months_with_twenty_days_in_the_village(county):
    cadre = county.add("post_term", org_unit_id=RED, person_id=county.person(), post_type="resident_team_leader")
    other = county.add("post_term", org_unit_id=RED, person_id=county.person(), post_type="village_director")
    for month, days in ((1, 20), (2, 19), (4, 25)):
        county.add("post_month", post_term_id=cadre, month=date(2025, month, 1), days_in_village=days)
    county.add("post_month", post_term_id=other, month=date(2025, 1, 1), days_in_village=25)
    county.add("post_month", post_term_id=cadre, month=date(2024, 12, 1), days_in_village=25)
    county.build()
    assert county.sums("team_days_in_village_rate", RED, "2025Q1") == (1, 2)
    assert county.sums("team_days_in_village_rate", RED, YEAR) == (2, 3)


@pytest.mark.parametrize(
    ("row", "planned"),
    [
        ({"adopted_date": date(2025, 1, 1)}, 1),
        ({"adopted_date": date(2023, 1, 1), "last_review_date": date(2025, 12, 31)}, 1),
        ({"adopted_date": date(2024, 12, 31)}, 0),
        ({"adopted_date": date(2026, 1, 1)}, 0),
    ],
)
def test_e05_a_plan_adopted_or_reviewed_in_the_year(county, row, planned):
    county.add("village_system", org_unit_id=KEY, system_type="four_team_plan", **row)
    county.add("village_system", org_unit_id=RED, system_type="four_team_plan", **row)
    county.build()
    assert county.sums("integration_plan_rate", KEY, YEAR) == (planned, 1)
    assert county.sums("integration_plan_rate", COUNTY, YEAR) == (planned, 1)


def test_e06_needs_raised_in_the_period_and_delivered(county):
    raised = {"org_unit_id": RED, "need_date": date(2025, 3, 31)}
    delivered = date(2025, 5, 1)
    county.add("docking_action", **raised, result="matched", delivered_date=delivered)
    county.add("docking_action", **raised, result="partly_matched", delivered_date=delivered)
    county.add("docking_action", **raised, result="matched")
    county.add("docking_action", org_unit_id=RED, need_date=date(2025, 4, 1))
    county.build()
    assert county.sums("docking_delivery_rate", RED, "2025Q1") == (1, 3)
    assert county.sums("docking_delivery_rate", RED, YEAR) == (1, 4)


def test_e07_on_the_list_last_year_and_not_this_year(county):
    for village, past, now in ((RED, True, False), (LAKE, True, True), (KEY, False, False)):
        county.year(village, 2024, weak_lax=past)
        county.year(village, 2025, weak_lax=now)
    county.build()
    assert county.sums("weak_lax_rectified_rate", RED, YEAR) == (1, 1)
    assert county.cell("weak_lax_rectified_rate", KEY, YEAR) == (0, 0, 1, 1)
    assert county.cell("weak_lax_rectified_rate", COUNTY, YEAR) == (1, 2, 3, 3)


def test_e07_a_blank_in_either_year_is_silence(county):
    county.year(RED, 2024, weak_lax=None)
    county.year(RED, 2025, weak_lax=False)
    county.year(LAKE, 2025, weak_lax=True)
    county.build()
    assert county.cell("weak_lax_rectified_rate", RED, YEAR) == (None, None, 0, 1)
    assert county.cell("weak_lax_rectified_rate", LAKE, YEAR) == (None, None, 0, 1)


def test_e08_monitored_households_cleared(county):
    county.year(RED, 2025, monitored_start=5, monitored_cleared=2)
    county.year(LAKE, 2024, monitored_start=3, monitored_cleared=3)  # no row of 2025
    county.year(KEY, 2025, monitored_start=4)
    county.build()
    assert county.sums("monitored_household_cleared_rate", RED, YEAR) == (2, 5)
    assert county.cell("monitored_household_cleared_rate", KEY, YEAR) == (None, None, 0, 1)
    assert county.cell("monitored_household_cleared_rate", COUNTY, YEAR) == (5, 8, 2, 3)


def practice(county, unit, day, source=None, media="none"):
    row = {"org_unit_id": unit, "registered_date": day, "source_practice_id": source, "media_level": media}
    return county.add("practice", **row)


def test_e09_e10_practices_of_villages_and_townships_and_of_all(county):
    practice(county, RED, date(2025, 1, 1), media="province")
    practice(county, EAST, date(2025, 12, 31))
    practice(county, COUNTY, date(2025, 5, 1), media="county")
    old = practice(county, LAKE, date(2024, 12, 31))
    practice(county, RED, date(2025, 6, 1), source=old, media="central")  # an adoption is no origin
    county.build()
    assert county.sums("practice_discovery_rate", RED, YEAR) == (1, 1)
    assert county.cell("practice_discovery_rate", EAST, YEAR) == (2, 2, 2, 2)
    assert county.sums("practice_discovery_rate", COUNTY, YEAR) == (2, 3)
    assert county.sums("practice_publication_rate", COUNTY, YEAR) == (2, 3)


def test_e11_an_adoption_is_credited_to_where_the_practice_came_from(county):
    origin = practice(county, RED, date(2023, 5, 1))
    practice(county, RED, date(2025, 5, 1))
    practice(county, LAKE, date(2025, 6, 1), source=origin)
    practice(county, EAST, date(2025, 7, 1), source=origin)
    practice(county, EAST, date(2024, 7, 1), source=origin)
    county.build()
    assert county.sums("practice_adoption_ratio", RED, YEAR) == (2, 2)
    assert county.sums("practice_adoption_ratio", LAKE, YEAR) == (0, 0)
    assert county.sums("practice_adoption_ratio", EAST, YEAR) == (2, 2)
    assert county.sums("practice_adoption_ratio", RED, "2024") == (1, 1)
