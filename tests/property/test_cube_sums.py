"""Properties of the cube: however villages are put together, parts sum to the whole."""

import random
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.catalogue import INDICATORS
from tests.unit.cube.county import COUNTY, County

VILLAGES = 6
FIRST = date(2024, 1, 1)


def day(chance, days=800):
    return FIRST + timedelta(days=chance.randrange(days))


def later(chance, start):
    return start + timedelta(days=chance.randrange(500)) if chance.random() < 0.3 else None


def fill(county, village, chance):
    """A few rows of most sheets for one village, drawn by `chance`."""
    for _ in range(chance.randrange(3, 12)):
        start = day(chance)
        born = county.person(
            birth_year=chance.randrange(1950, 2005), education=chance.choice(["college", "junior", None])
        )
        person = county.member(
            village, born, enter_date=start, probationary_date=start, duty_capable=chance.random() < 0.7
        )
        begun = day(chance)
        kind = chance.choice(["duty_post", "startup_lead", "service_action"])
        county.duty(village, person, kind, start_date=begun, end_date=later(chance, begun))
        county.evaluate(village, person, chance.choice([2024, 2025]), "member_democratic", grade="qualified", points=1)
        topic, form = (
            chance.choice(["agri_tech", "party_affairs"]),
            chance.choice(["study_visit", "experience_exchange"]),
        )
        county.train(
            village, person, end_date=day(chance), hours_credited=chance.randrange(8, 60), topic=topic, form=form
        )
        posts = ["party_secretary", "party_affairs_worker", "village_director", "first_secretary"]
        county.post(village, chance.choice(posts), person, start_date=begun, end_date=later(chance, begun))
        origin, kind = chance.choice(["introduced", "returned"]), chance.choice(["agri_expert", "craft"])
        talent = county.talent(village, person, origin=origin, talent_type=kind, entry_date=begun)
        case = {"org_unit_id": village, "talent_id": talent, "outcome": "resolved"}
        for kind in ("mentoring", "life_care", "problem_solving"):
            county.add("talent_support", kind=kind, opened_date=begun, closed_date=later(chance, begun), **case)
        county.meet(village, chance.choice(["branch_congress", "theme_day", "party_group"]), day(chance))
        county.add("docking_action", org_unit_id=village, need_date=day(chance))
        county.add("practice", org_unit_id=village, registered_date=day(chance))
        systems = ["finance", "points", "four_team_plan"]
        county.add("village_system", org_unit_id=village, system_type=chance.choice(systems), adopted_date=day(chance))
    for year in (2023, 2024, 2025):
        if chance.random() < 0.8:
            row = {
                "resident_population": chance.choice([None, 900]),
                "secretary_post_pay_yuan": chance.choice([None, 4e4]),
            }
            county.year(village, year, weak_lax=chance.random() < 0.3, monitored_start=5, monitored_cleared=2, **row)


def county_of(seed, townships):
    """The same villages with the same rows, spread over townships as `townships` says; those of 2 are silent."""
    county = County()
    for number in range(1, 5):
        if number > 2:
            county.unit(f"{COUNTY}00{number}", "township")
    reporting = [f"{COUNTY}00{number}" for number in (1, 2, 3, 4)]
    county.report(FIRST, date(2025, 8, 31), townships=reporting)
    county.year(COUNTY, 2023, rural_income_yuan=20000)
    county.year(COUNTY, 2024, rural_income_yuan=21000)
    for number, township in enumerate(townships):
        village = f"{COUNTY}00{township}{number + 1:03d}"
        category = "relocation" if number % 2 else "ordinary"
        county.village(village, village_category=category, party_group_count=number % 3)
        fill(county, village, random.Random(seed * 100 + number))
    return county.build()


def totals(county, where="TRUE"):
    return {
        (indicator, period): sums
        for indicator, period, *sums in county.connection.execute(
            "SELECT indicator, period_id, sum(numerator), sum(denominator), sum(reported), sum(expected)"
            f" FROM indicator_value JOIN org_unit USING (org_unit_id) WHERE {where} GROUP BY ALL"
        ).fetchall()
    }


seeds = st.integers(0, 10_000)
spread = st.lists(st.integers(1, 4), min_size=VILLAGES, max_size=VILLAGES)
few = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few
@given(seed=seeds, first=spread, second=spread)
def test_any_partition_of_villages_sums_to_the_same_whole(seed, first, second):
    county = f"org_unit_id = '{COUNTY}'"
    assert totals(county_of(seed, first), county) == totals(county_of(seed, second), county)


@few
@given(seed=seeds, townships=spread)
def test_every_level_is_the_sum_of_the_level_below(seed, townships):
    county = county_of(seed, townships)
    by_village = totals(county, "level = 'village'")
    for level in ("township", "county", "prefecture", "province"):
        above = totals(county, f"level = '{level}'")
        assert {cell: [x or 0 for x in sums] for cell, sums in above.items()} == {
            cell: [x or 0 for x in sums] for cell, sums in by_village.items()
        }


@few
@given(seed=seeds, townships=spread)
def test_a_share_never_exceeds_the_whole_and_nothing_is_negative(seed, townships):
    rows = county_of(seed, townships).connection.execute("SELECT * FROM indicator_value").fetchall()
    for _period, _unit, indicator, numerator, denominator, reported, expected in rows:
        assert 0 <= reported <= expected
        assert (numerator is None) == (denominator is None)
        if denominator is not None:
            assert denominator >= 0
            if INDICATORS[indicator].kind == "proportion":
                assert 0 <= numerator <= denominator


def test_the_random_counties_are_worth_the_test():
    found = totals(county_of(1, [1, 1, 2, 2, 3, 4]), f"org_unit_id = '{COUNTY}'")
    filled = {indicator for (indicator, _), (numerator, *_) in found.items() if numerator}
    assert len(filled) > 25
