"""Quarters and years: which there are, where each begins and ends, how much of it has been reported."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.queries.periods import periods as ask_periods
from data.store import Reader

PeriodKind = Literal["quarter", "year"]


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter (`2025Q3`) or a year (`2025`); a running one is provisional and ends with the last reported month."""

    period_id: str
    kind: PeriodKind
    start: date
    end: date
    months: int
    provisional: bool

    @property
    def year(self) -> int:
        return self.start.year

    @property
    def quarters_complete(self) -> int:
        return self.months // 3


def periods_between(first: date, last: date) -> list[Period]:
    """Every quarter and year from the quarter of `first` to that of `last`, in the order of their names.

    `first` and `last` are the first and the last day that any submission reports up to; what they cut short is
    provisional.
    """
    quarters = range(_quarter_number(first), _quarter_number(last) + 1)
    years = [_period(str(y), "year", date(y, 1, 1), 12, last) for y in range(first.year, last.year + 1)]
    parts = [_period(f"{q // 4}Q{q % 4 + 1}", "quarter", date(q // 4, q % 4 * 3 + 1, 1), 3, last) for q in quarters]
    return sorted([*years, *parts], key=lambda period: period.period_id)


def _period(period_id: str, kind: PeriodKind, start: date, whole: int, last: date) -> Period:
    covered = min(whole, month_number(last) - month_number(start) + 1)
    return Period(period_id, kind, start, month_end(add_months(start, covered - 1)), covered, covered < whole)


def known_periods(reader: Reader) -> dict[str, Period]:
    """The periods that have figures by id, the newest first."""
    return {
        row["period_id"]: Period(
            row["period_id"], row["kind"], row["period_start"], row["period_end"], row["months"], row["provisional"]
        )
        for row in ask_periods(reader).to_pylist()
    }


def same_period_last_year(period_id: str) -> str:
    """`2025Q3` → `2024Q3`, `2025` → `2024`; whether there are data for it is another question."""
    year, mark, quarter = period_id.partition("Q")
    return f"{int(year) - 1}{mark}{quarter}"


def month_number(day: date) -> int:
    """Months counted through: December 2024 and January 2025 are neighbours."""
    return day.year * 12 + day.month


def add_months(day: date, months: int) -> date:
    """The same day so many months on (or back), or the last day of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _quarter_number(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3
