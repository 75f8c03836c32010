"""Block B, organizational life: slots and head counts by hand."""

from datetime import date

from .conftest import LAKE, RED
from .county import COUNTY, EAST, WEST, County

YEAR = "2025"
MONTHS = [date(2025, month, 10) for month in range(1, 13)]


def test_b09_a_small_village_without_groups_owes_eight_meetings_a_year(county):
    county.meet(RED, "branch_congress", date(2025, 1, 1), date(2025, 3, 31), date(2025, 4, 1))  # two quarters
    county.meet(RED, "party_lecture", date(2025, 12, 31))
    county.meet(RED, "branch_committee", *MONTHS)  # held, but not due: it adds nothing
    county.build()
    assert county.sums("three_meetings_compliance", RED, YEAR) == (3, 8)
    assert county.sums("three_meetings_compliance", RED, "2025Q1") == (1, 2)


def test_b09_seven_full_members_owe_a_committee_and_groups_their_own(county):
    pond = f"{EAST}002"
    county.village(pond, party_group_count=3)
    for _ in range(7):
        county.member(pond)
        county.member(RED, stage="probationary")  # seven, but not full
    county.meet(pond, "branch_committee", *MONTHS[:5], date(2025, 5, 20))
    county.meet(pond, "party_group", *MONTHS)
    county.build()
    assert county.sums("three_meetings_compliance", pond, YEAR) == (5 + 12, 4 + 12 + 12 + 4)
    assert county.sums("three_meetings_compliance", pond, "2025Q2") == (2 + 3, 1 + 3 + 3 + 1)
    assert county.sums("three_meetings_compliance", RED, YEAR) == (0, 8)


def test_b09_a_running_period_owes_months_covered_and_quarters_completed():
    county = County()
    county.village(RED, party_group_count=1)
    county.report(date(2025, 1, 31), date(2025, 5, 15))
    county.meet(RED, "party_group", *MONTHS)  # those after May lie outside
    county.meet(RED, "branch_congress", date(2025, 2, 1), date(2025, 4, 1))  # the second quarter is not over
    county.build()
    assert county.sums("three_meetings_compliance", RED, YEAR) == (1 + 5, 2 + 5)
    assert county.sums("three_meetings_compliance", RED, "2025Q2") == (2, 2)
    assert county.sums("three_meetings_compliance", RED, "2025Q1") == (1 + 3, 2 + 3)


def test_b10_heads_that_came_of_heads_expected(county):
    county.meet(RED, "branch_congress", date(2025, 1, 5), expected_n=20, attended_n=15)
    county.meet(RED, "theme_day", date(2025, 6, 5), expected_n=20, attended_n=19)
    county.meet(RED, "branch_committee", date(2025, 6, 5), expected_n=5, attended_n=5)  # not for all members
    county.meet(LAKE, "party_lecture", date(2025, 7, 1), expected_n=10, attended_n=4)
    county.build()
    assert county.sums("meeting_attendance_rate", RED, YEAR) == (34, 40)
    assert county.sums("meeting_attendance_rate", RED, "2025Q2") == (19, 20)
    assert county.sums("meeting_attendance_rate", COUNTY, YEAR) == (38, 50)


def test_b11_different_months_with_a_theme_day(county):
    county.meet(RED, "theme_day", date(2025, 1, 1), date(2025, 1, 31), date(2025, 2, 1))
    county.build()
    assert county.sums("theme_day_monthly_rate", RED, YEAR) == (2, 12)
    assert county.sums("theme_day_monthly_rate", RED, "2025Q1") == (2, 3)
    assert county.sums("theme_day_monthly_rate", COUNTY, YEAR) == (2, 24)


def test_b11_a_running_year_owes_the_months_covered():
    county = County()
    county.village(RED)
    county.report(date(2025, 1, 31), date(2025, 5, 31), townships=(EAST, WEST))
    county.meet(RED, "theme_day", *MONTHS)
    assert county.build().sums("theme_day_monthly_rate", RED, YEAR) == (5, 5)


def test_b12_one_organizational_life_meeting_is_enough(county):
    county.meet(RED, "org_life", date(2025, 11, 1), date(2025, 12, 1))
    county.meet(LAKE, "org_life", date(2024, 12, 31))
    county.build()
    assert county.sums("org_life_meeting_rate", RED, YEAR) == (1, 1)
    assert county.sums("org_life_meeting_rate", COUNTY, YEAR) == (1, 2)
