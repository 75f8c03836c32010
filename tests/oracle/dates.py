"""Dates and periods, the slow way: one month, one quarter, one year after the other."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

EXCLUDED_SHEETS = {"org_unit"}  # brought in once, says nothing of what has been reported


def last_day(year, month):
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day, months):
    """The same day so many months later; the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, last_day(year, month).day))


def add_days(day, days):
    return day + timedelta(days=days)


def quarter_of(day):
    return (day.year, (day.month - 1) // 3 + 1)


def month_of(day):
    return (day.year, day.month)


def months_between(start, end):
    """Every (year, month) that a period touches."""
    found = []
    year, month = start.year, start.month
    while (year, month) <= (end.year, end.month):
        found.append((year, month))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found


def completed_quarters(start, end):
    """Every (year, quarter) of a period whose last day is no later than the period's."""
    quarters = sorted({(year, (month - 1) // 3 + 1) for year, month in months_between(start, end)})
    return [(year, quarter) for year, quarter in quarters if last_day(year, quarter * 3) <= end]


def open_on(day, start, end):
    """Half-open: start <= day < end."""
    return start is not None and start <= day and (end is None or end > day)


def open_within(period, start, end):
    """Open at any time in the period."""
    return start <= period["period_end"] and (end is None or end > period["period_start"])


def within(day, start, end):
    return day is not None and start <= day <= end


def make_periods(submissions):
    """The periods, as rows of the table `period`: from the first to the last quarter, and the years that touch them."""
    ends = [s["period_end"] for s in submissions if s["sheet"] not in EXCLUDED_SHEETS]
    if not ends:
        return []
    first, last = quarter_of(min(ends)), quarter_of(max(ends))
    frontier = last_day(max(ends).year, max(ends).month)
    periods = []
    year, quarter = first
    while (year, quarter) <= last:
        start, full_end = date(year, quarter * 3 - 2, 1), last_day(year, quarter * 3)
        periods.append(one_period(f"{year}Q{quarter}", "quarter", start, full_end, frontier))
        year, quarter = (year, quarter + 1) if quarter < 4 else (year + 1, 1)
    for year in range(first[0], last[0] + 1):
        periods.append(one_period(f"{year}", "year", date(year, 1, 1), date(year, 12, 31), frontier))
    return periods


def one_period(period_id, kind, start, full_end, frontier):
    end = min(full_end, frontier)
    return {
        "period_id": period_id,
        "kind": kind,
        "period_start": start,
        "period_end": end,
        "year": start.year,
        "months": len(months_between(start, end)),
        "provisional": end < full_end,
    }
