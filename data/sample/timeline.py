"""The calendar of a sample: its months, quarters and years as days since 1970, and what was reported when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.sample.draws import NEVER, Array

EPOCH = date(1970, 1, 1)
ELECTION_CYCLE = 5  # years between re-elections; 2021 is one


def day(year: int, month: int, day_of_month: int) -> int:
    return (date(year, month, day_of_month) - EPOCH).days


def days(dates: Array) -> Array:
    """numpy dates as days since 1970."""
    return np.asarray(dates.astype("datetime64[D]").astype(np.int64))


def month_starts(months: Array | int) -> Array:
    """The first day of months counted from January 1970."""
    return days(np.asarray(months).astype("datetime64[M]"))


def months_of(dates: Array) -> Array:
    """The month, counted from January 1970, in which each day lies."""
    return np.asarray(dates.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64))


def years_of(dates: Array) -> Array:
    """The calendar year of each day."""
    return np.asarray(dates.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970)


def year_starts(years: Array) -> Array:
    return days((np.asarray(years) - 1970).astype("datetime64[Y]"))


@dataclass(frozen=True)
class Timeline:
    """The months from the first January to the last month that has ended by `until`."""

    first_year: int
    last_full_year: int
    until: date
    month_ends: Array

    @classmethod
    def of(cls, years: int, until: date) -> Timeline:
        last_full = until.year if until == date(until.year, 12, 31) else until.year - 1
        first = last_full - years + 1
        next_day = until + timedelta(days=1)
        months = np.arange((first - 1970) * 12, (next_day.year - 1970) * 12 + next_day.month - 1)
        return cls(first, last_full, until, month_starts(months + 1) - 1)

    @property
    def start(self) -> int:
        return day(self.first_year, 1, 1)

    @property
    def as_of(self) -> int:
        return int(self.month_ends[-1])

    @property
    def as_of_year(self) -> int:
        return int(years_of(self.month_ends[-1:])[0])

    @property
    def months(self) -> int:
        return len(self.month_ends)

    @property
    def month_firsts(self) -> Array:
        return month_starts(months_of(self.month_ends))

    @property
    def quarters(self) -> Array:
        """Positions, among the months, of those that end a quarter."""
        return np.arange(2, self.months, 3)

    @property
    def full_years(self) -> range:
        return range(self.first_year, self.last_full_year + 1)

    @property
    def all_years(self) -> range:
        """The full years, and the one that has begun."""
        return range(self.first_year, self.as_of_year + 1)

    def year_end(self, year: int) -> int:
        """The position of December among the months."""
        return (year - self.first_year) * 12 + 11

    def election_years(self) -> list[int]:
        """Years of re-election, from the last before the sample begins to the last within it."""
        before = self.first_year - 1 - (self.first_year - 1 - 2021) % ELECTION_CYCLE
        return list(range(before, self.until.year + 1, ELECTION_CYCLE))


@dataclass(frozen=True)
class Silence:
    """Who has sent nothing for which months; the last reporter is the county, which always reports."""

    missing: Array  # reporter x month: nothing was sent
    missing_meetings: Array  # reporter x month: the sheet of meetings was not sent
    silent_township: int
    without_meetings: tuple[int, int]  # township, month

    @classmethod
    def of(cls, timeline: Timeline, townships: int) -> Silence:
        missing = np.zeros((townships + 1, timeline.months), bool)
        meetings = missing.copy()
        silent = min(8, townships - 1) if townships >= 4 and timeline.months >= 12 else -1
        if silent >= 0:
            missing[silent, -3:] = True
        lacking = (-1, -1)
        if townships >= 5:
            lacking = (4, max(timeline.months - 1 - 23, 2))
            meetings[lacking] = True
        return cls(missing, meetings | missing, silent, lacking)

    def last_quarter(self, timeline: Timeline) -> Array:
        """The last day of the last quarter that each reporter has reported."""
        sent = ~self.missing[:, timeline.quarters]
        last = sent.shape[1] - 1 - np.argmax(sent[:, ::-1], axis=1)
        return np.asarray(timeline.month_ends[timeline.quarters[last]])

    def last_month(self, timeline: Timeline) -> Array:
        """The last day of the last month that each reporter has reported."""
        last = timeline.months - 1 - np.argmax(~self.missing[:, ::-1], axis=1)
        return np.asarray(timeline.month_ends[last])


def quarter_of(timeline: Timeline, dates: Array) -> Array:
    """The quarter (its number in the sample) in which each day is first reported; days before it count as the first."""
    ends = timeline.month_ends[timeline.quarters]
    return np.asarray(np.searchsorted(ends, np.minimum(dates, NEVER), side="left"))
