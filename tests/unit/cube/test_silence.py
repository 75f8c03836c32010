"""Not reported is not zero: who is expected, who reported, what a gap adds above."""

from datetime import date

import pytest

from analytics.catalogue import INDICATORS
from data.schema import TABLES

from .conftest import LAKE, RED
from .county import COUNTY, EAST, SHEETS, WEST, County

ALL_BUT_MEETING = [sheet for sheet in SHEETS if sheet != "meeting"]


def county_with(*reports, first=date(2025, 1, 31), last=date(2025, 12, 31)):
    """Two villages; LAKE's township reported everything, RED's what `reports` say: (first, last, sheets)."""
    county = County()
    county.village(RED)
    county.village(LAKE)
    county.report(first, last, townships=[WEST])
    for begin, end, sheets in reports:
        county.report(begin, end, townships=[EAST], sheets=sheets)
    return county


def test_a_monthly_sheet_is_due_every_month():
    county = county_with(
        (date(2025, 1, 1), date(2025, 12, 1), ALL_BUT_MEETING),
        (date(2025, 1, 1), date(2025, 8, 1), ["meeting"]),
        (date(2025, 10, 1), date(2025, 12, 1), ["meeting"]),
    )
    for village in (RED, LAKE):
        county.meet(village, "theme_day", date(2025, 8, 5))
    county.build()
    assert county.cell("theme_day_monthly_rate", RED, "2025Q2") == (0, 3, 1, 1)
    assert county.cell("theme_day_monthly_rate", RED, "2025Q3") == (None, None, 0, 1)
    assert county.cell("theme_day_monthly_rate", RED, "2025") == (None, None, 0, 1)
    assert county.cell("theme_day_monthly_rate", EAST, "2025") == (None, None, 0, 1)
    assert county.cell("theme_day_monthly_rate", COUNTY, "2025") == (1, 12, 1, 2)


def test_a_quarterly_sheet_is_due_once_in_every_completed_quarter():
    everything = (date(2025, 1, 1), date(2025, 3, 31), SHEETS), (date(2025, 6, 1), date(2025, 6, 30), SHEETS)
    county = county_with(*everything, last=date(2025, 8, 31))
    county.post(RED, "party_secretary")
    county.build()
    assert county.cell("sec_in_post_rate", RED, "2025Q2") == (1, 1, 1, 1)
    assert county.cell("sec_in_post_rate", RED, "2025Q3") == (1, 1, 1, 1)  # running: nothing is due yet
    assert county.cell("sec_in_post_rate", RED, "2025") == (1, 1, 1, 1)
    assert county.cell("theme_day_monthly_rate", RED, "2025Q3") == (None, None, 0, 1)  # months are due at once


@pytest.mark.parametrize(("last", "reported"), [(date(2025, 11, 30), 1), (date(2025, 12, 31), 0)])
def test_a_yearly_sheet_is_due_once_the_year_is_over(last, reported):
    sheets = [sheet for sheet in SHEETS if sheet != "unit_year"]
    county = county_with((date(2025, 1, 1), last, sheets), last=last)
    county.year(RED, 2025, resident_population=1000)
    county.year(LAKE, 2025, resident_population=1000)
    county.build()
    assert county.cell("talent_stock_per_1000", RED, "2025").reported == reported
    assert county.cell("talent_stock_per_1000", RED, "2025Q2").reported == reported


def test_a_yearly_sheet_serves_whenever_in_the_year_it_came():
    sheets = [sheet for sheet in SHEETS if sheet != "fund"]
    county = county_with((date(2025, 1, 1), date(2025, 12, 31), sheets), (date(2025, 2, 1), date(2025, 2, 1), ["fund"]))
    assert county.build().cell("training_fund_execution_rate", RED, "2025") == (0, 0, 1, 1)


def test_rows_of_a_silent_village_are_dropped_and_those_of_its_township_are_not():
    county = county_with()
    for unit in (RED, EAST, LAKE):
        county.post(unit, "party_affairs_worker", full_time=True)
    county.build()
    assert county.cell("affairs_multi_post_share", RED, "2025") == (None, None, 0, 1)
    assert county.cell("affairs_multi_post_share", EAST, "2025") == (0, 1, 0, 1)
    assert county.cell("affairs_multi_post_share", COUNTY, "2025") == (0, 2, 1, 2)


def test_a_township_without_a_key_village_has_nothing_to_report():
    cell = county_with().build().cell("four_teams_complete_rate", WEST, "2025")
    assert (cell.denominator or 0, cell.reported, cell.expected) == (0, 0, 0)


def test_every_unit_valid_at_the_end_has_every_cell_of_the_period():
    county = county_with(last=date(2025, 11, 30))
    county.village(f"{EAST}002", valid_to=date(2025, 11, 30))
    county.village(f"{EAST}003", valid_from=date(2025, 11, 30))
    county.build()
    gone, new = f"{EAST}002", f"{EAST}003"
    assert {unit: cells(county, unit, "2025") for unit in (gone, new, RED)} == {gone: 0, new: 62, RED: 62}
    quarterly = [i for i in INDICATORS.values() if "quarter" in i.periods and not i.newest_only]
    assert {unit: cells(county, unit, "2025Q3") for unit in (gone, new, COUNTY)} == {
        **{gone: len(quarterly), new: 0, COUNTY: len(quarterly)}
    }


def cells(county, unit, period):
    """How many rows of different indicators a unit has in a period; all of its rows must differ."""
    query = "SELECT count(*), count(DISTINCT indicator) FROM indicator_value WHERE org_unit_id = ? AND period_id = ?"
    rows, different = county.connection.execute(query, [unit, period]).fetchone()
    assert rows == different
    return rows


def test_rows_of_a_unit_that_is_not_valid_do_not_count():
    county = county_with()
    pond = f"{WEST}002"
    county.village(pond, valid_to=date(2025, 6, 30), successor_id=LAKE)
    county.post(pond, "party_affairs_worker")
    county.build()
    assert county.cell("affairs_worker_coverage", WEST, "2025Q1") == (1, 2, 2, 2)
    assert county.cell("affairs_worker_coverage", WEST, "2025Q2") == (0, 1, 1, 1)


def test_no_submission_no_period_and_empty_tables():
    county = County()
    county.village(RED)
    county.add("submission", org_unit_id=COUNTY, period_end=date(2025, 1, 31), sheet="org_unit")
    county.build()
    for table in ("period", "indicator_value", "indicator_spread"):
        assert county.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_every_sheet_that_an_office_owes_is_looked_for():
    from analytics.facts import read

    owed = {name for name, table in TABLES.items() if table.rhythm.value in ("monthly", "quarterly", "yearly")}
    assert {name for name in TABLES if f"sheet = '{name}'" in read("terms")} == owed
