"""Block C, party affairs workers: each indicator by hand."""

from datetime import date

from .conftest import LAKE, RED
from .county import COUNTY, EAST

YEAR = "2025"
WORKER = "party_affairs_worker"


def test_c01_a_village_with_a_worker_of_its_own(county):
    county.post(RED, WORKER)
    county.post(RED, WORKER)
    county.post(EAST, WORKER)  # the township's own worker is in no village
    county.build()
    assert county.sums("affairs_worker_coverage", RED, "2025Q2") == (1, 1)
    assert county.sums("affairs_worker_coverage", EAST, YEAR) == (1, 1)
    assert county.sums("affairs_worker_coverage", COUNTY, YEAR) == (1, 2)


def test_c02_two_other_posts_wherever_they_are(county):
    busy, one_other, former = (county.post(RED, WORKER) for _ in range(3))
    county.post(RED, "deputy_secretary", person=busy)
    county.post(LAKE, "other_post", person=busy)
    county.post(RED, "other_post", person=one_other)
    county.post(RED, "other_post", person=former)
    county.post(RED, "other_post", person=former, end_date=date(2025, 6, 30))
    county.build()
    assert county.sums("affairs_multi_post_share", RED, YEAR) == (1, 3)
    assert county.sums("affairs_multi_post_share", RED, "2025Q1") == (2, 3)


def test_workers_of_a_township_count_there_and_above(county):
    county.post(EAST, WORKER)
    county.post(RED, WORKER)
    county.build()
    assert county.sums("affairs_multi_post_share", RED, YEAR) == (0, 1)
    assert county.cell("affairs_multi_post_share", EAST, YEAR) == (0, 2, 1, 1)
    assert county.sums("affairs_multi_post_share", COUNTY, YEAR) == (0, 2)


def test_c03_excellent_or_qualified_of_those_in_post_all_year(county):
    grades = ("excellent", "qualified", "basically_qualified", None)
    for grade in grades:
        county.evaluate(RED, county.post(RED, WORKER), 2025, "affairs_appraisal", grade=grade)
    county.post(RED, WORKER)  # not appraised: not met
    new = county.post(RED, WORKER, start_date=date(2025, 1, 2))
    county.evaluate(RED, new, 2025, "affairs_appraisal", grade="excellent")
    assert county.build().sums("affairs_competent_rate", RED, YEAR) == (2, 5)


def test_c04_screened_before_a_start_in_the_year(county):
    start = date(2025, 5, 1)
    county.post(RED, WORKER, start_date=start, review_passed_date=start)
    county.post(RED, WORKER, start_date=start, review_passed_date=date(2025, 5, 2))
    county.post(RED, WORKER, start_date=start, end_date=date(2025, 6, 1))  # gone again: it was a start all the same
    county.post(RED, WORKER, start_date=date(2024, 12, 31), review_passed_date=date(2024, 12, 1))
    assert county.build().sums("affairs_entry_screening_rate", RED, YEAR) == (1, 3)


def test_c05_35_or_under_and_college_or_above(county):
    for born, education in ((1990, "college"), (1989, "college"), (1995, "senior"), (1995, None)):
        county.post(RED, WORKER, person=county.person(birth_year=born, education=education))
    assert county.build().sums("affairs_young_educated_share", RED, YEAR) == (1, 4)


def test_c06_trained_at_a_party_school_or_workshop(county):
    day = {"end_date": date(2025, 4, 1)}
    school, workshop, online, dropped = (county.post(RED, WORKER) for _ in range(4))
    county.train(RED, school, venue_type="township_party_school", **day)
    county.train(RED, workshop, venue_type="village_workshop", **day)
    county.train(RED, online, venue_type="online", **day)
    county.train(RED, dropped, venue_type="county_party_school", completed=False, **day)
    assert county.build().sums("affairs_platform_training_rate", RED, YEAR) == (2, 4)


def test_c07_hours_of_party_affairs_per_worker(county):
    first, second = county.post(RED, WORKER), county.post(LAKE, WORKER)
    county.train(RED, first, topic="party_affairs", end_date=date(2025, 4, 1), hours_credited=7.5)
    county.train(RED, first, topic="policy_law", end_date=date(2025, 4, 1), hours_credited=20)
    county.train(LAKE, second, topic="party_affairs", end_date=date(2024, 4, 1), hours_credited=20)
    county.build()
    assert county.sums("affairs_knowledge_hours", RED, YEAR) == (7.5, 1)
    assert county.sums("affairs_knowledge_hours", COUNTY, YEAR) == (7.5, 2)


def test_c08_joined_an_exchange(county):
    joined = county.post(RED, WORKER)
    county.post(RED, WORKER)
    county.train(RED, joined, form="experience_exchange", end_date=date(2025, 4, 1))
    assert county.build().sums("affairs_exchange_rate", RED, YEAR) == (1, 2)
