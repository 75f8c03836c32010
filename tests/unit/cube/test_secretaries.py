"""Block A, village party secretaries: each indicator by hand."""

from datetime import date

import pytest

from .conftest import LAKE, RED
from .county import COUNTY, EAST

YEAR = "2025"


def test_a01_a_village_with_a_secretary_in_post_counts_once(county):
    county.post(RED, "party_secretary", start_date=date(2025, 12, 31))  # on the last day: in post
    county.post(LAKE, "party_secretary", end_date=date(2025, 12, 31))  # left on the last day: not in post
    county.build()
    assert county.sums("sec_in_post_rate", RED, YEAR) == (1, 1)
    assert county.sums("sec_in_post_rate", LAKE, YEAR) == (0, 1)
    assert county.sums("sec_in_post_rate", LAKE, "2025Q3") == (1, 1)
    assert county.cell("sec_in_post_rate", COUNTY, YEAR) == (1, 2, 2, 2)


def test_a02_three_channels_have_priority(county):
    for channel in ("university_village_official", "returning_entrepreneur", "veteran", None):
        county.post(RED, "party_secretary", selection_channel=channel)
    county.post(LAKE, "party_secretary", selection_channel="rural_wealth_leader")
    county.build()
    assert county.sums("sec_priority_channel_share", RED, YEAR) == (2, 4)
    assert county.sums("sec_priority_channel_share", COUNTY, YEAR) == (3, 5)


def test_a03_reviewed_no_later_than_the_start_and_recorded(county):
    start, recorded = date(2024, 5, 1), date(2024, 6, 1)
    for review, record in ((start, recorded), (date(2024, 5, 2), recorded), (None, recorded), (start, None)):
        row = {"review_passed_date": review, "county_record_date": record}
        county.post(RED, "party_secretary", start_date=start, **row)
    assert county.build().sums("sec_review_record_rate", RED, "2025Q1") == (1, 4)


def test_a04_director_of_the_same_village(county):
    same = county.post(RED, "party_secretary")
    county.post(RED, "village_director", person=same)
    elsewhere = county.post(RED, "party_secretary")
    county.post(LAKE, "village_director", person=elsewhere)
    former = county.post(LAKE, "party_secretary")
    county.post(LAKE, "village_director", person=former, end_date=date(2025, 6, 30))
    county.build()
    assert county.sums("sec_concurrent_director_rate", RED, YEAR) == (1, 2)
    assert county.sums("sec_concurrent_director_rate", LAKE, YEAR) == (0, 1)


def test_a05_needs_56_hours_and_a_class_of_county_level(county):
    trained, county_only, hours_only, new = (county.post(RED, "party_secretary") for _ in range(4))
    late = county.post(RED, "party_secretary", start_date=date(2025, 2, 1))
    day = {"end_date": date(2025, 3, 1)}
    county.train(RED, trained, late, county_only, form="class", org_unit_id=COUNTY, hours_credited=30, **day)
    county.train(RED, trained, late, hours_only, form="class", org_unit_id=EAST, hours_credited=26, **day)
    county.train(RED, hours_only, form="induction", org_unit_id=COUNTY, hours_credited=40, **day)
    county.train(RED, new, form="class", org_unit_id=COUNTY, hours_credited=60, completed=False, **day)
    assert county.build().sums("sec_training_standard_rate", RED, YEAR) == (1, 4)  # late is not there all year


def test_a05_a_re_election_with_a_short_gap_is_the_same_term(county):
    short = county.post(RED, "party_secretary", start_date=date(2021, 1, 1), end_date=date(2025, 3, 1))
    county.post(RED, "party_secretary", person=short, start_date=date(2025, 4, 1))  # 31 days later
    long = county.post(LAKE, "party_secretary", start_date=date(2021, 1, 1), end_date=date(2025, 3, 1))
    county.post(LAKE, "party_secretary", person=long, start_date=date(2025, 4, 2))  # 32 days later
    county.build()
    assert county.sums("sec_training_standard_rate", RED, YEAR) == (0, 1)
    assert county.sums("sec_training_standard_rate", LAKE, YEAR) == (0, 0)


def test_a06_a_completed_study_visit_of_the_year(county):
    people = [county.post(RED, "party_secretary") for _ in range(3)]
    county.train(RED, people[0], form="study_visit", end_date=date(2025, 12, 31))
    county.train(RED, people[1], form="study_visit", end_date=date(2025, 5, 1), completed=False)
    county.train(RED, people[2], form="study_visit", end_date=date(2024, 12, 31))
    assert county.build().sums("sec_advanced_study_rate", RED, YEAR) == (1, 3)


def test_a07_hours_on_revitalization_of_all_hours(county):
    secretary = county.post(RED, "party_secretary")
    county.train(RED, secretary, topic="rural_revitalization", end_date=date(2025, 5, 1), hours_credited=12.5)
    county.train(RED, secretary, topic="party_affairs", end_date=date(2025, 6, 1), hours_credited=27.5)
    assert county.build().sums("sec_revitalization_hours_share", RED, YEAR) == (12.5, 40)


def test_a08_different_required_systems_in_force(county):
    county.add("village_system", org_unit_id=RED, system_type="finance")
    county.add("village_system", org_unit_id=RED, system_type="finance")  # twice the same
    county.add("village_system", org_unit_id=RED, system_type="four_two", repealed_date=date(2025, 12, 31))
    county.add("village_system", org_unit_id=RED, system_type="points", adopted_date=date(2025, 12, 31))
    county.add("village_system", org_unit_id=RED, system_type="four_team_plan")  # not of the eight
    county.build()
    assert county.sums("village_system_completeness", RED, YEAR) == (2, 8)
    assert county.sums("village_system_completeness", RED, "2025Q3") == (2, 8)  # four_two still, points not yet
    assert county.sums("village_system_completeness", COUNTY, YEAR) == (2, 16)


def test_a09_a_grade_for_the_year_of_those_in_post_all_year(county):
    graded, ungraded, other_year, new = (county.post(RED, "party_secretary") for _ in range(4))
    county.evaluate(RED, graded, 2025, "secretary_appraisal", grade="unqualified")
    county.evaluate(RED, ungraded, 2025, "secretary_appraisal", grade="not_graded")
    county.evaluate(RED, other_year, 2024, "secretary_appraisal", grade="excellent")
    county.evaluate(RED, new, 2025, "member_democratic", grade="excellent")
    assert county.build().sums("sec_appraisal_rate", RED, YEAR) == (1, 4)


def test_a10_pay_against_the_countys_income_of_the_year_before(county):
    county.year(COUNTY, 2024, rural_income_yuan=20000)
    county.year(COUNTY, 2025, rural_income_yuan=22000)
    county.year(RED, 2025, secretary_post_pay_yuan=41000.5)
    county.year(LAKE, 2024, secretary_post_pay_yuan=39000)  # no row of 2025: last year's serves
    county.build()
    assert county.sums("sec_pay_income_ratio", RED, YEAR) == (41000.5, 20000)
    assert county.sums("sec_pay_income_ratio", COUNTY, YEAR) == (80000.5, 40000)


def test_a10_a_blank_cell_is_silence_and_no_row_of_last_year_fills_it(county):
    county.year(COUNTY, 2024, rural_income_yuan=20000)
    county.year(RED, 2024, secretary_post_pay_yuan=40000)
    county.year(RED, 2025)
    county.build()
    assert county.cell("sec_pay_income_ratio", RED, YEAR) == (None, None, 0, 1)
    assert county.cell("sec_pay_income_ratio", COUNTY, YEAR) == (None, None, 0, 2)


def test_a11_growth_needs_both_years(county):
    county.year(RED, 2024, secretary_post_pay_yuan=40000)
    county.year(RED, 2025, secretary_post_pay_yuan=39000)
    county.year(LAKE, 2025, secretary_post_pay_yuan=42000)
    county.build()
    assert county.sums("sec_pay_growth_rate", RED, YEAR) == (-1000, 40000)
    assert county.cell("sec_pay_growth_rate", LAKE, YEAR) == (None, None, 0, 1)
    assert county.cell("sec_pay_growth_rate", COUNTY, YEAR) == (-1000, 40000, 1, 2)


@pytest.mark.parametrize(
    ("end", "reason", "expected"),
    [
        (date(2025, 1, 1), "civil_servant", (1, 1)),
        (date(2025, 12, 31), "promoted_township", (1, 1)),
        (date(2025, 6, 1), "term_end", (0, 1)),
        (date(2024, 12, 31), "civil_servant", (0, 0)),
        (None, None, (0, 1)),
    ],
)
def test_a12_terms_that_ended_upwards_of_those_open_in_the_year(county, end, reason, expected):
    county.post(RED, "party_secretary", end_date=end, end_reason=reason)
    assert county.build().sums("sec_career_outlet_rate", RED, YEAR) == expected


def test_a13_only_stated_education_counts(county):
    for education in ("college", "postgraduate", "senior", None):
        county.post(RED, "party_secretary", person=county.person(education=education))
    assert county.build().sums("sec_college_share", RED, YEAR) == (2, 3)


def test_a14_age_is_the_year_minus_the_year_of_birth(county):
    for born in (1980, 1979):
        county.post(RED, "party_secretary", person=county.person(birth_year=born))
    assert county.build().sums("sec_age_45_share", RED, YEAR) == (1, 2)
    assert county.sums("sec_age_45_share", RED, "2024") == (2, 2)
    assert county.cell("sec_age_45_share", RED, "2025Q1") is None  # a yearly indicator
