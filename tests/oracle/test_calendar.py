"""The calendar of meetings, cell by cell, against plain loops over the records."""

from collections import Counter

import pytest

from analytics.findings import calendar

from .closer import Desk
from .dates import add_months, last_day, month_of, quarter_of
from .meetings import MEMBERS_FOR_A_COMMITTEE
from .records import Records
from .scene import Scene
from .silence import Silence

TYPES = {
    "congress": "branch_congress",
    "committee": "branch_committee",
    "party_group": "party_group",
    "lecture": "party_lecture",
    "theme_day": "theme_day",
    "org_life": "org_life",
    "evaluation": "democratic_evaluation",
}
NAMES = {
    calendar.MISSED: "missed",
    calendar.HELD: "held",
    calendar.NOT_REPORTED: "not reported",
    calendar.NOT_DUE: "not due",
    calendar.RUNNING: "running",
}
SEEDS = range(3)


class Plain:
    """What a person would write into the calendar who has the records and all day."""

    def __init__(self, desk):
        self.records, self.silence = Records(desk.tables), Silence(desk.submissions)
        self.scenes = {
            quarter_of(row["period_start"]): Scene(self.records, row) for row in desk.rows if row["kind"] == "quarter"
        }
        self.met = {(m["org_unit_id"], m["meeting_type"], month_of(m["meeting_date"])) for m in desk.tables["meeting"]}
        self.full = {
            key: Counter(m["org_unit_id"] for m in scene.members if m["stage"] == "full")
            for key, scene in self.scenes.items()
        }

    def there(self, village, quarter):
        """The quarter is one that anybody reported for, and the village was there at its end."""
        return quarter in self.scenes and village in self.scenes[quarter].villages

    def due(self, village, kind, quarter):
        if not self.there(village, quarter):
            return False
        if kind == "committee":
            return self.full[quarter][village] >= MEMBERS_FOR_A_COMMITTEE
        return kind != "party_group" or bool(self.records.units[village]["party_group_count"])

    def cell(self, village, kind, months, end):
        """The state of a slot that is made of these (year, month); `end` is the last day covered by any report."""
        covered = [month for month in months if last_day(*month) <= end]
        quarters = [(year, (month - 1) // 3 + 1) for year, month in covered]
        if not covered or not self.due(village, kind, quarters[-1]):
            return "not due"
        there = [m for m, q in zip(covered, quarters, strict=True) if self.there(village, q)]
        if any((village, TYPES[kind], month) in self.met for month in there):
            return "held"
        if last_day(*months[-1]) > end:
            return "running"
        township = self.records.units[village]["parent_id"]
        known = all((township, "meeting", month) in self.silence.months for month in there)
        return "missed" if known else "not reported"


@pytest.mark.parametrize("seed", SEEDS)
def test_every_cell_of_the_calendar_is_what_a_plain_count_says(seed):
    desk = Desk(seed)
    seen = cells_that_agree(desk, [period for period, _ in desk.years()])
    assert {"held", "missed", "not reported"} <= set(seen), seen


def cells_that_agree(desk, periods):
    """How many cells of each state the calendars of the periods have, every one of them what the plain count says."""
    plain = Plain(desk)
    seen = Counter()
    for period in periods:
        months = calendar.months_of(desk, desk.periods, period, desk.root)
        for kind, meeting in calendar.MEETINGS.items():
            found = calendar.calendar(months, kind)
            for village, states in zip(found.units, found.states, strict=True):
                for start, state in zip(found.edges, states, strict=False):
                    first = last_day((start - 1) // 12, (start - 1) % 12 + 1)
                    slot = [month_of(add_months(first, step)) for step in range(meeting.every)]
                    expected = plain.cell(village, kind, slot, period.end)
                    assert NAMES[state] == expected, (period.period_id, village, kind, slot)
                    seen[expected] += 1
    return seen


@pytest.mark.parametrize("seed", SEEDS[:1])
def test_the_calendars_of_the_three_meetings_add_up_to_the_indicator_of_a_reporting_village(seed):
    desk = Desk(seed)
    sql = "SELECT * FROM indicator_value WHERE indicator = 'three_meetings_compliance' AND reported = 1"
    cells = {(r["period_id"], r["org_unit_id"]): r for r in desk.table(sql).to_pylist()}
    compared = 0
    for period in (p for p in desk.periods if p.kind == "quarter" and not p.provisional):
        months = calendar.months_of(desk, desk.periods, period, desk.root)
        for place, village in enumerate(months.units):
            slots = Counter()
            for kind in ("congress", "committee", "party_group", "lecture"):
                last = calendar.calendar(months, kind).states[place][-3 // calendar.MEETINGS[kind].every :]
                slots.update(last.tolist())
            if (cell := cells.get((period.period_id, village))) is not None:
                held, missed = slots[calendar.HELD], slots[calendar.MISSED]
                assert (held, held + missed) == (cell["numerator"], cell["denominator"])
                compared += 1
    assert compared
