"""Block D, rural talent: each indicator by hand."""

from datetime import date

import pytest

from .conftest import LAKE, RED
from .county import COUNTY, EAST

YEAR = "2025"


def test_d01_stock_against_residents(county):
    county.year(RED, 2025, resident_population=1200)
    county.year(LAKE, 2024, resident_population=800)
    county.talent(RED, entry_date=date(2025, 12, 31))
    county.talent(RED, exit_date=date(2025, 12, 31), exit_reason="income")
    county.talent(LAKE)
    county.build()
    assert county.sums("talent_stock_per_1000", RED, YEAR) == (1, 1200)
    assert county.sums("talent_stock_per_1000", RED, "2025Q3") == (1, 1200)
    assert county.sums("talent_stock_per_1000", COUNTY, YEAR) == (2, 2000)


def test_d02_with_a_contact_person(county):
    county.talent(RED, contact_person_id=county.person())
    county.talent(RED)
    assert county.build().sums("talent_party_contact_rate", RED, "2025Q1") == (1, 2)


def test_d03_d04_arrivals_of_the_year_by_origin(county):
    county.year(RED, 2025, resident_population=1000)
    for origin in ("introduced", "returned", "returned", "local"):
        county.talent(RED, origin=origin, entry_date=date(2025, 3, 1), exit_date=date(2025, 4, 1), exit_reason="family")
    county.talent(RED, origin="introduced", entry_date=date(2024, 12, 31))
    county.build()
    assert county.sums("talent_introduced_rate", RED, YEAR) == (1, 1000)
    assert county.sums("returnee_inflow_rate", RED, YEAR) == (2, 1000)


def merge_pond_into_red(county, entry, closed=date(2025, 6, 1), origin="introduced", **after):
    """Somebody who came to a village that was merged into RED, and stays on there."""
    pond = f"{EAST}002"
    county.village(pond, valid_to=closed, successor_id=RED)
    person = county.person()
    row = {"person": person, "origin": origin}
    county.talent(pond, entry_date=entry, exit_date=closed, exit_reason="unit_merged", **row)
    county.talent(RED, entry_date=closed, **row, **after)
    county.year(RED, 2025, resident_population=1000)
    county.year(RED, 2024, resident_population=1000)


def test_d03_a_merger_is_no_arrival(county):
    merge_pond_into_red(county, entry=date(2020, 1, 1))
    assert county.build().sums("talent_introduced_rate", RED, YEAR) == (0, 1000)


def test_d03_an_arrival_in_a_village_merged_later_in_the_year_counts_once_in_the_successor(county):
    merge_pond_into_red(county, entry=date(2025, 2, 1))
    county.build()
    assert county.sums("talent_introduced_rate", RED, YEAR) == (1, 1000)
    assert county.cell("talent_introduced_rate", f"{EAST}002", YEAR) is None


def test_d03_a_merger_of_the_next_year_leaves_the_arrival_where_it_was(county):
    merge_pond_into_red(county, entry=date(2024, 2, 1), closed=date(2025, 1, 15))
    county.year(f"{EAST}002", 2024, resident_population=500)
    county.build()
    assert county.sums("talent_introduced_rate", f"{EAST}002", "2024") == (1, 500)
    assert county.sums("talent_introduced_rate", RED, "2024") == (0, 1000)


def test_d05_experts_with_a_mentoring_pair_open_in_the_year(county):
    first, second, third = (county.talent(RED, talent_type="agri_expert") for _ in range(3))
    craft = county.talent(RED, talent_type="craft")
    fourth = county.talent(RED, talent_type="agri_technician")
    closed = {first: date(2025, 1, 2), second: date(2025, 1, 1), craft: None}
    for talent, day in closed.items():
        support(county, talent, "mentoring", date(2024, 3, 1), closed_date=day)
    support(county, third, "life_care", date(2025, 3, 1))
    support(county, fourth, "mentoring", date(2025, 12, 31))
    assert county.build().sums("expert_mentoring_rate", RED, YEAR) == (2, 4)


def support(county, talent, kind, opened, outcome="ongoing", village=RED, **row):
    row = {"org_unit_id": village, "talent_id": talent, "kind": kind, "opened_date": opened} | row
    county.add("talent_support", outcome=outcome, **row)


def test_d06_training_funds_spent_of_those_allocated(county):
    money = {"year": 2025, "allocated_yuan": 1000.5, "spent_yuan": 900.25}
    county.add("fund", org_unit_id=RED, purpose="agri_tech_training", **money)
    county.add("fund", org_unit_id=EAST, purpose="startup_employment_training", **money)
    county.add("fund", org_unit_id=COUNTY, purpose="agri_tech_training", **money)
    county.add("fund", org_unit_id=RED, purpose="party_building", **money)
    county.add("fund", org_unit_id=RED, purpose="agri_tech_training", **money | {"year": 2024})
    county.build()
    assert county.sums("training_fund_execution_rate", RED, YEAR) == (900.25, 1000.5)
    assert county.sums("training_fund_execution_rate", EAST, YEAR) == (1800.5, 2001)
    assert county.sums("training_fund_execution_rate", COUNTY, YEAR) == (2700.75, 3001.5)


def test_d07_people_count_once_in_each_unit_they_attended_for(county):
    county.year(RED, 2025, resident_population=1000)
    county.year(LAKE, 2025, resident_population=500)
    twice, elsewhere, dropped = county.person(), county.person(), county.person()
    day = {"end_date": date(2025, 5, 1)}
    county.train(RED, twice, topic="agri_tech", **day)
    county.train(RED, twice, elsewhere, topic="startup_employment", **day)
    county.train(LAKE, elsewhere, topic="agri_tech", **day)
    county.train(RED, dropped, topic="agri_tech", completed=False, **day)
    county.train(RED, dropped, topic="policy_law", **day)
    county.build()
    assert county.sums("skills_training_reach", RED, YEAR) == (2, 1000)
    assert county.sums("skills_training_reach", COUNTY, YEAR) == (3, 1500)


def test_d08_d09_the_young_on_a_platform_and_with_a_running_start_up(county):
    young, old = {"birth_year": 1990}, {"birth_year": 1989}
    for born in (young, old):
        county.talent(RED, county.person(**born), platform_enrolled_date=date(2025, 12, 31))
        county.talent(RED, county.person(**born), startup_date=date(2025, 1, 1))
    county.talent(RED, county.person(**young), platform_enrolled_date=date(2026, 1, 1))
    county.talent(RED, county.person(**young), startup_date=date(2020, 1, 1), startup_end_date=date(2025, 12, 31))
    county.build()
    assert county.sums("young_talent_platform_rate", RED, YEAR) == (1, 4)
    assert county.sums("young_talent_startup_rate", RED, YEAR) == (1, 4)


def test_d10_a_life_care_contact_begun_in_the_year(county):
    now, before, gone = county.talent(RED), county.talent(RED), county.talent(RED, exit_date=date(2025, 7, 1))
    for day in (date(2025, 1, 1), date(2025, 2, 1)):
        support(county, now, "life_care", day)
    support(county, before, "life_care", date(2024, 12, 31))
    support(county, gone, "life_care", date(2025, 3, 1))
    assert county.build().sums("talent_care_contact_rate", RED, YEAR) == (1, 2)


@pytest.mark.parametrize(
    ("opened", "closed", "outcome", "expected"),
    [
        (date(2024, 11, 2), date(2025, 1, 1), "resolved", (1, 1)),  # 60 days before the year, closed on day 60
        (date(2024, 11, 1), date(2024, 11, 5), "resolved", (0, 0)),
        (date(2025, 11, 1), date(2025, 12, 31), "resolved", (1, 1)),
        (date(2025, 11, 2), date(2025, 11, 3), "resolved", (0, 0)),
        (date(2025, 5, 1), date(2025, 7, 1), "resolved", (0, 1)),  # day 61
        (date(2025, 5, 1), date(2025, 5, 2), "not_resolved", (0, 1)),
        (date(2025, 5, 1), None, "ongoing", (0, 1)),
    ],
)
def test_d11_cases_whose_60_days_ran_out(county, opened, closed, outcome, expected):
    support(county, county.talent(RED), "problem_solving", opened, outcome, closed_date=closed)
    assert county.build().sums("talent_issue_resolution_rate", RED, YEAR) == expected


def test_d12_an_outlet_closed_in_the_year_with_a_result(county):
    outcomes = ("title_awarded", "position_promoted", "project_supported", "study_supported", "not_resolved")
    for outcome in outcomes:
        support(
            county, county.talent(RED), "career_development", date(2024, 5, 1), outcome, closed_date=date(2025, 1, 1)
        )
    support(
        county,
        county.talent(RED),
        "career_development",
        date(2024, 5, 1),
        "title_awarded",
        closed_date=date(2024, 6, 1),
    )
    assert county.build().sums("talent_development_outlet_rate", RED, YEAR) == (4, 6)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"entry_date": date(2024, 1, 1)}, (1, 1)),
        ({"entry_date": date(2024, 12, 31)}, (1, 1)),
        ({"entry_date": date(2023, 12, 31)}, (0, 0)),
        ({"entry_date": date(2025, 1, 1)}, (0, 0)),
        ({"entry_date": date(2024, 3, 1), "exit_date": date(2025, 3, 1)}, (0, 1)),
        ({"entry_date": date(2024, 3, 1), "exit_date": date(2025, 3, 2)}, (1, 1)),
        ({"entry_date": date(2024, 3, 1), "origin": "local"}, (0, 0)),
    ],
)
def test_d13_still_there_after_twelve_months(county, row, expected):
    reason = {"exit_reason": "income"} if "exit_date" in row else {}
    county.talent(RED, **{"origin": "returned"} | row | reason)
    assert county.build().sums("talent_retention_12m_rate", RED, YEAR) == expected


def test_d13_a_merger_is_no_loss_and_the_stay_goes_on(county):
    merge_pond_into_red(county, entry=date(2024, 9, 1))
    assert county.build().sums("talent_retention_12m_rate", RED, YEAR) == (1, 1)


def test_d13_who_leaves_the_merged_village_within_twelve_months_is_lost(county):
    merge_pond_into_red(county, entry=date(2024, 9, 1), exit_date=date(2025, 8, 31), exit_reason="income")
    assert county.build().sums("talent_retention_12m_rate", RED, YEAR) == (0, 1)


def test_d13_merged_twice_is_still_one_stay(county):
    merge_pond_into_red(county, entry=date(2024, 9, 1), closed=date(2025, 2, 1))
    county.build()
    person = county.connection.execute("SELECT person_id FROM talent").fetchone()[0]
    county.connection.execute(
        "UPDATE talent SET exit_date = '2025-03-01', exit_reason = 'unit_merged' WHERE exit_date IS NULL"
    )
    county.connection.execute("UPDATE org_unit SET valid_to = '2025-03-01' WHERE org_unit_id = ?", [RED])
    county.talent(LAKE, person, origin="introduced", entry_date=date(2025, 3, 20))
    county.build()
    assert county.sums("talent_retention_12m_rate", LAKE, YEAR) == (1, 1)
    assert county.sums("talent_retention_12m_rate", COUNTY, YEAR) == (1, 1)


def test_d13_merged_without_a_record_that_goes_on_is_not_held_for_a_loss(county):
    county.talent(
        RED, origin="introduced", entry_date=date(2024, 9, 1), exit_date=date(2025, 2, 1), exit_reason="unit_merged"
    )
    assert county.build().sums("talent_retention_12m_rate", RED, YEAR) == (1, 1)
