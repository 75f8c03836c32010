"""What each office sends at the end of each month, quarter and year: what is new, and what has changed since.

A row that changes is sent again under its key, as it stands on the day: what lies in the future is not known yet.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.sample.draws import BLANK, NEVER, Array
from data.sample.rows import Rows
from data.sample.world import World


@dataclass(frozen=True)
class Reported:
    """The rows of one table, each with its reporter and the month (a position) at whose end it was sent."""

    reporter: Array
    month: Array
    rows: Rows


def reported(world: World, reporter: Array, month: Array, rows: Rows, meetings: bool = False) -> Reported:
    """Only what was sent: nothing from an office for months in which it was silent."""
    silence = world.silence.missing_meetings if meetings else world.silence.missing
    known = month < world.timeline.months
    sent = known & ~silence[reporter, np.where(known, month, 0)]
    return Reported(reporter[sent], month[sent], rows.take(sent))


def monthly(world: World, reporter: Array, dates: Array, rows: Rows, meetings: bool = False) -> Reported:
    """Each row with the month in which its date lies."""
    month = np.searchsorted(world.timeline.month_ends, dates, side="left")
    return reported(world, reporter, month, rows, meetings)


def yearly(world: World, reporter: Array, years: Array, rows: Rows) -> Reported:
    """Each row in December of its year; what is older comes with the first December."""
    month = np.maximum((years - world.timeline.first_year) * 12 + 11, 11)
    return reported(world, reporter, month, rows)


@dataclass(frozen=True)
class Versions:
    """The rows of a register as they were sent: the row, the month at whose end it was sent, and that month's end."""

    row: Array
    month: Array
    day: Array

    def seen(self, dates: Array) -> Array:
        """Dates of the rows as known on the day: `NEVER` while they lie ahead."""
        return np.where(dates[self.row] <= self.day, dates[self.row], NEVER)


def versions(world: World, rhythm: Array, rows: Rows, born: str, changing: tuple[str, ...], until: Array) -> Array:
    """Pairs (row, position in `rhythm`) in which something of a row changed, from its birth to its end `until`."""
    ends = world.timeline.month_ends[rhythm]
    dates = np.stack([rows[name] for name in (born, *changing)], axis=1)
    dates = np.where((dates <= until[:, None]) & (dates >= rows[born][:, None]), dates, NEVER)
    place = np.searchsorted(ends, dates, side="left")
    row, column = np.nonzero(place < len(ends))
    return np.asarray(row * len(ends) + place[row, column])


def spread(world: World, rhythm: Array, pairs: Array) -> Versions:
    """The versions of distinct pairs."""
    pairs = np.unique(pairs)
    month = rhythm[pairs % len(rhythm)]
    return Versions(pairs // len(rhythm), month, world.timeline.month_ends[month])


def register(
    world: World,
    reporter: Array,
    rows: Rows,
    born: str,
    changing: tuple[str, ...],
    end: str,
    rhythm: Array | None = None,
) -> Reported:
    """A register whose rows change only by dates that become known; `end` is the last of them."""
    steps = world.timeline.quarters if rhythm is None else rhythm
    version = spread(world, steps, versions(world, steps, rows, born, (*changing, end), rows[end]))
    last = rows[end][version.row]
    known = {name: version.seen(rows[name]) for name in (*changing, end)}
    known = {name: np.where(dates <= last, dates, NEVER) for name, dates in known.items()}
    return reported(world, reporter[version.row], version.month, rows.take(version.row).having(**known))


def with_reason(sent: Reported, date: str, reason: str, open_value: int = BLANK) -> Reported:
    """The same, with `reason` held back (`open_value`) from rows whose `date` is not known yet."""
    value = np.where(sent.rows[date] == NEVER, open_value, sent.rows[reason])
    return Reported(sent.reporter, sent.month, sent.rows.having(**{reason: value}))
