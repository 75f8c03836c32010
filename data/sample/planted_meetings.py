"""Faults and gaming signs in meetings."""

from __future__ import annotations

import numpy as np

from data.sample.draws import Array, codes
from data.sample.planted import Garden
from data.sample.rows import Rows
from data.sample.timeline import month_starts, months_of, years_of
from data.sample.world import World

CONGRESS, THEME, COMMITTEE, GROUP, LECTURE, JOINT = codes(
    "meeting_type",
    "branch_congress",
    "theme_day",
    "branch_committee",
    "party_group",
    "party_lecture",
    "four_team_joint",
)
THREE_TYPES_ON_A_DAY = 6


def plant_in_meetings(world: World, garden: Garden, meetings: Rows, stock: Array) -> Rows:
    """The meetings with their faults; the gaming signs lie in the last full year."""
    year = years_of(meetings["meeting_date"]) == world.timeline.last_full_year
    meetings, year = _no_committee_meeting(garden, meetings, year)
    meetings = _odd_expectations(world, garden, meetings, stock)
    meetings = _never_everybody(world, meetings, stock)
    meetings = _one_day(garden, meetings, year)
    meetings = _everybody_always(garden, meetings, year)
    meetings = _three_in_one(world, garden, meetings, year)
    meetings = _joint_without_teams(world, garden, meetings)
    return _copied(world, garden, meetings)


def _no_committee_meeting(garden: Garden, meetings: Rows, year: Array) -> tuple[Rows, Array]:
    villages = garden.villages(2)
    gone = year & (meetings["meeting_type"] == COMMITTEE) & np.isin(meetings["org_unit_id"], villages)
    counted = "villages with 7 or more full members and no branch_committee meeting in the last full year"
    garden.record("V-43", "no committee meeting", len(villages), counted, villages)
    return meetings.take(~gone), year[~gone]


def _odd_expectations(world: World, garden: Garden, meetings: Rows, stock: Array) -> Rows:
    villages = garden.villages(5)
    held = (meetings["meeting_type"] == CONGRESS) & np.isin(meetings["org_unit_id"], villages)
    rows = np.flatnonzero(held)
    rows = rows[np.unique(meetings["org_unit_id"][rows], return_index=True)[1]]
    month = np.searchsorted(world.timeline.month_ends, meetings["meeting_date"][rows])
    members = stock[meetings["org_unit_id"][rows], month]
    expected = np.round(members * np.where(np.arange(len(rows)) < 3, 1.35, 0.3)).astype(np.int64)
    attended = np.minimum(meetings["attended_n"][rows], np.ceil(0.8 * expected)).astype(np.int64)
    counted = "branch_congress rows whose expected_n is outside 50 to 110 % of the members in stock on the day"
    garden.record("V-26", "", len(rows), counted, meetings["org_unit_id"][rows])
    return meetings.setting(rows, expected_n=expected, attended_n=attended)


def _never_everybody(world: World, meetings: Rows, stock: Array) -> Rows:
    """In a village of two members one stays away once a year, so that only planted villages always come whole."""
    mine = np.flatnonzero((meetings["org_unit_id"] == world.units.tiny) & (meetings["expected_n"] > 1))
    first = np.unique(years_of(meetings["meeting_date"][mine]), return_index=True)[1]
    return meetings.setting(mine[first], attended_n=1)


def _one_day(garden: Garden, meetings: Rows, year: Array) -> Rows:
    villages = garden.villages(3)
    rows = np.flatnonzero(year & np.isin(meetings["org_unit_id"], villages))
    moved = month_starts(months_of(meetings["meeting_date"][rows])) + 14
    counted = "villages all of whose meetings in a full year (12 or more) lie on one day of the month"
    garden.record("V-57", "one day of the month", len(villages), counted, villages)
    return meetings.setting(rows, meeting_date=moved)


def _everybody_always(garden: Garden, meetings: Rows, year: Array) -> Rows:
    villages = garden.villages(3)
    rows = np.flatnonzero(year & np.isin(meetings["org_unit_id"], villages))
    counted = "villages all of whose meetings in a full year (12 or more) were attended by everyone expected"
    garden.record("V-57", "everybody always", len(villages), counted, villages)
    return meetings.setting(rows, attended_n=meetings["expected_n"][rows])


def _three_in_one(world: World, garden: Garden, meetings: Rows, year: Array) -> Rows:
    """The committee and a group meet on the theme day, month after month."""
    month = months_of(meetings["meeting_date"])
    kinds = [year & (meetings["meeting_type"] == kind) for kind in (THEME, COMMITTEE, GROUP)]
    cells = [np.unique(meetings["org_unit_id"][k] * 10_000 + month[k]) for k in kinds]
    both = np.intersect1d(np.intersect1d(cells[0], cells[1]), cells[2])
    often = np.bincount(both // 10_000, minlength=world.units.villages) > THREE_TYPES_ON_A_DAY
    villages = garden.villages(2, often)
    dates = meetings["meeting_date"].copy()
    cell = meetings["org_unit_id"] * 10_000 + month
    mine = np.isin(meetings["org_unit_id"], villages)
    theme = {int(c): int(d) for c, d in zip(cell[kinds[0] & mine], dates[kinds[0] & mine], strict=True)}
    for row in np.flatnonzero((kinds[1] | kinds[2]) & mine):
        dates[row] = theme.get(int(cell[row]), int(dates[row]))
    meetings = meetings.having(meeting_date=dates)
    counted = "villages with three or more types of meeting on the same day more than 6 times in a full year"
    found = _villages_with_three(meetings, year)
    garden.record("V-57", "three types on one day", len(found), counted, found)
    return meetings


def _villages_with_three(meetings: Rows, year: Array) -> Array:
    held = meetings.take(year)
    dated = held["org_unit_id"] * 100_000 + held["meeting_date"]
    kinds = np.unique(dated * 16 + held["meeting_type"]) // 16
    dates, types = np.unique(kinds, return_counts=True)
    villages, times = np.unique(dates[types >= 3] // 100_000, return_counts=True)
    return np.asarray(villages[times > THREE_TYPES_ON_A_DAY])


def _joint_without_teams(world: World, garden: Garden, meetings: Rows) -> Rows:
    never = ~np.isin(np.arange(world.units.villages), meetings["org_unit_id"][meetings["meeting_type"] == JOINT])
    villages = garden.villages(4, never & ~world.units.key & ~garden.with_teams)
    rows = np.array([np.flatnonzero(meetings["org_unit_id"] == village)[-1] for village in villages], np.int64)
    more = meetings.take(rows).having(meeting_type=np.full(len(rows), JOINT))
    counted = "four_team_joint meetings in a village without an open post of first secretary or resident team that day"
    garden.record("V-52", "", len(rows), counted, villages)
    return Rows.joined(meetings, more)


def _copied(world: World, garden: Garden, meetings: Rows) -> Rows:
    """Three villages of a township send the same sheet for one month."""
    year = years_of(meetings["meeting_date"]) == world.timeline.last_full_year
    villages = garden.township_group(3, ~garden.with_teams & world.units.lasting)
    if len(villages) < 3:
        return meetings
    month = months_of(meetings["meeting_date"])
    source = year & (meetings["org_unit_id"] == villages[0])
    with_congress = month[source & (meetings["meeting_type"] == CONGRESS)]
    plain = month[source & ~np.isin(month, with_congress)]
    chosen = np.bincount(plain - plain.min()).argmax() + plain.min()
    original = meetings.take(source & (month == chosen))
    replaced = np.isin(meetings["org_unit_id"], villages[1:]) & (month == chosen)
    copies = [original.having(org_unit_id=np.full(len(original), village)) for village in villages[1:]]
    counted = (
        "township and month in which three or more villages sent the same meetings (three or more rows with the same "
        "type, date, expected_n and attended_n)"
    )
    garden.record("V-59", "meeting", 1, counted, villages)
    return Rows.joined(meetings.take(~replaced), *copies)
