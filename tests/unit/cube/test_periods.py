"""Quarters and years."""

from datetime import date

import pytest

from analytics.periods import add_months, month_end, periods_between, same_period_last_year


def test_a_running_quarter_ends_with_the_last_reported_month():
    last = periods_between(date(2025, 1, 31), date(2025, 5, 3))[-1]
    assert (last.period_id, last.end, last.months, last.provisional) == ("2025Q2", date(2025, 5, 31), 2, True)
    assert last.quarters_complete == 0


def test_a_year_counts_its_completed_quarters():
    running = periods_between(date(2025, 1, 31), date(2025, 8, 31))[0]
    assert (running.period_id, running.months, running.quarters_complete) == ("2025", 8, 2)


def test_a_year_that_reporting_began_in_is_whole():
    first = periods_between(date(2024, 6, 30), date(2024, 12, 31))
    assert [(p.period_id, p.months, p.provisional) for p in first] == [
        ("2024", 12, False),
        ("2024Q2", 3, False),
        ("2024Q3", 3, False),
        ("2024Q4", 3, False),
    ]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2025, 12, 31), -24, date(2023, 12, 31)),
        (date(2025, 1, 1), -12, date(2024, 1, 1)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
    ],
)
def test_months_are_added_to_the_same_day_or_the_last(day, months, expected):
    assert add_months(day, months) == expected


def test_the_end_of_a_month():
    assert month_end(date(2024, 2, 1)) == date(2024, 2, 29)


@pytest.mark.parametrize(("period", "before"), [("2025Q3", "2024Q3"), ("2025", "2024")])
def test_the_same_period_of_last_year(period, before):
    assert same_period_last_year(period) == before
