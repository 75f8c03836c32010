"""Chance with a taste for borders: days that lie on, one before or one after every date a definition speaks of."""

from __future__ import annotations

import random
from datetime import date

from data.schema import ENUMERATIONS, SUBMISSION, TABLES

from .dates import add_days, add_months, last_day

SHIFTS_IN_DAYS = (0, -60, -90)
SHIFTS_IN_MONTHS = (0, -12, -24)


class Draw(random.Random):
    """A seeded source of choices for one county."""

    def __init__(self, seed):
        super().__init__(seed)
        self.first_year = self.choice([2022, 2023])
        self.first_month = self.choice([1, 1, 3, 4, 8, 12])
        self.last_year = self.first_year + self.choice([1, 1, 2])
        self.last_month = self.choice([12, 12, 2, 3, 6, 7, 8, 11])
        self.dawn = date(self.first_year - 2, 1, 1)
        self.dusk = last_day(self.last_year, self.last_month)
        self.years = list(range(self.dawn.year, self.dusk.year + 1))
        self.edges = sorted(self._edges())
        self.made = {}

    def _edges(self):
        for year in self.years:
            for month in (2, 3, 6, 9, 12, self.last_month):
                for border in (last_day(year, month), add_days(last_day(year, month), 1)):
                    for months in SHIFTS_IN_MONTHS:
                        for days in SHIFTS_IN_DAYS:
                            for nudge in (-1, 0, 1):
                                yield add_days(add_months(border, months), days + nudge)

    def maybe(self, chance):
        return self.random() < chance

    def day(self, low=None, high=None):
        """A day from low to high, more often than not a border; low itself where the span is empty."""
        low, high = low or self.dawn, high or self.dusk
        if high <= low:
            return low
        if self.maybe(0.65):
            inside = [edge for edge in self.edges if low <= edge <= high]
            if inside:
                return self.choice(inside)
        return add_days(low, self.randint(0, (high - low).days))

    def day_or_none(self, chance, low=None, high=None):
        return self.day(low, high) if self.maybe(chance) else None

    def key(self, kind):
        self.made[kind] = self.made.get(kind, 0) + 1
        return f"{kind}-{self.made[kind]:04d}"

    def label(self, table, column):
        """One code of a column's enumeration."""
        return self.choice(list(ENUMERATIONS[TABLES[table].column[column].enum].labels))


def row(table, **values):
    """A whole row of a record table: what is not given is blank."""
    declared = SUBMISSION if table == "submission" else TABLES[table]
    assert not set(values) - {column.name for column in declared.columns}, (table, values)
    return {column.name: values.get(column.name) for column in declared.columns}
