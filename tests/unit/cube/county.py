"""A small hand-made county in memory: rows as keyword arguments, everything else by default; then the cube.

county = County()
village = county.village("990101001001")
county.post(village, "party_secretary", start_date=date(2024, 1, 1))
county.report(date(2025, 1, 31), date(2025, 12, 31))
county.build()
assert county.cell("sec_in_post_rate", village, "2025").numerator == 1
"""

from calendar import monthrange
from datetime import date, datetime
from itertools import count
from typing import NamedTuple

import duckdb
import pyarrow as pa

from analytics import cube
from data.hierarchy import write_hierarchy
from data.schema import SUBMISSION, TABLES, ddl

PROVINCE, PREFECTURE, COUNTY = "99", "9901", "990101"
EAST, WEST = "990101001", "990101002"
LONG_AGO = date(2000, 1, 1)
SHEETS = [name for name in TABLES if name not in ("org_unit", "person")]

DEFAULTS = {
    "org_unit": {"valid_from": LONG_AGO},
    "person": {"sex": "m", "birth_year": 1980},
    "member": {"stage": "full", "enter_date": LONG_AGO, "probationary_date": LONG_AGO, "duty_capable": False},
    "member_duty": {"start_date": LONG_AGO},
    "meeting": {"expected_n": 10, "attended_n": 8},
    "post_term": {"start_date": LONG_AGO},
    "village_system": {"adopted_date": LONG_AGO},
    "training_event": {"org_unit_id": COUNTY, "venue_type": "other", "form": "class", "topic": "other", "hours": 100},
    "training_attendance": {"hours_credited": 8, "completed": True},
    "talent": {"talent_type": "craft", "origin": "local", "entry_date": LONG_AGO},
    "docking_action": {"dock_type": "training", "result": "pending"},
    "practice": {"theme": "other", "media_level": "none"},
    "submission": {"template_version": "1", "received_at": datetime(2000, 1, 1), "rows_n": 1, "rows_rejected_n": 0},
}


class Cell(NamedTuple):
    numerator: float | None
    denominator: float | None
    reported: int
    expected: int


class County:
    """Two townships and no village to begin with."""

    def __init__(self):
        self.connection = duckdb.connect()
        self._rows = {name: [] for name in [*TABLES, "submission"]}
        self._number = count(1)
        for table in [*TABLES.values(), SUBMISSION]:
            self.connection.execute(ddl(table))
        for unit, level in ((PROVINCE, "province"), (PREFECTURE, "prefecture"), (COUNTY, "county")):
            self.unit(unit, level)
        self.unit(EAST, "township")
        self.unit(WEST, "township")

    def add(self, table, **row):
        """Add a row and return its key; a missing key is made up, a missing field takes its default or stays blank."""
        fields = TABLES.get(table, SUBMISSION)
        row = DEFAULTS.get(table, {}) | row
        key = fields.key[0]
        if key not in row and fields.column[key].references is None:
            row[key] = f"{table}{next(self._number)}"
        self._rows[table].append(row)
        return row.get(key)

    def unit(self, unit, level, **row):
        parent = {2: None, 4: unit[:2], 6: unit[:4], 9: unit[:6], 12: unit[:9]}[len(unit)]
        return self.add("org_unit", org_unit_id=unit, parent_id=parent, level=level, name_zh=unit, **row)

    def village(self, unit, **row):
        return self.unit(unit, "village", **({"village_category": "ordinary"} | row))

    def person(self, **row):
        return self.add("person", **row)

    def post(self, unit, post_type, person=None, **row):
        person = person or self.person()
        self.add("post_term", org_unit_id=unit, post_type=post_type, person_id=person, **row)
        return person

    def member(self, unit, person=None, **row):
        person = person or self.person()
        self.add("member", org_unit_id=unit, person_id=person, **row)
        return person

    def duty(self, unit, person, duty_kind, **row):
        return self.add("member_duty", org_unit_id=unit, person_id=person, duty_kind=duty_kind, **row)

    def meet(self, unit, meeting_type, *days, **row):
        for day in days:
            self.add("meeting", org_unit_id=unit, meeting_type=meeting_type, meeting_date=day, **row)

    def train(self, unit, *people, hours_credited=8, completed=True, **event):
        """One training that ended on `end_date`, and the people of one unit who attended it."""
        event.setdefault("start_date", event["end_date"])
        training = self.add("training_event", **event)
        for person in people:
            row = {"training_id": training, "person_id": person, "org_unit_id": unit}
            self.add("training_attendance", **row, hours_credited=hours_credited, completed=completed)

    def evaluate(self, unit, person, year, eval_kind, **row):
        self.add("evaluation", org_unit_id=unit, person_id=person, year=year, eval_kind=eval_kind, **row)

    def year(self, unit, year, **row):
        self.add("unit_year", org_unit_id=unit, year=year, **row)

    def talent(self, unit, person=None, **row):
        return self.add("talent", org_unit_id=unit, person_id=person or self.person(), **row)

    def report(self, first, last, townships=(EAST, WEST), sheets=SHEETS):
        """Every sheet for every month from `first` to `last`, by every township (or those given)."""
        for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
            year, month = number // 12, number % 12 + 1
            day = date(year, month, monthrange(year, month)[1])
            for township in townships:
                for sheet in sheets:
                    self.add("submission", org_unit_id=township, period_end=day, sheet=sheet)

    def build(self):
        """Write the rows added since the last time, the hierarchy and the cube."""
        for table, rows in self._rows.items():
            if rows:
                names = list(dict.fromkeys(name for row in rows for name in row))
                columns = {name: [row.get(name) for row in rows] for name in names}
                self.connection.register("new_rows", pa.table(columns))
                self.connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM new_rows")
                self.connection.unregister("new_rows")
                rows.clear()
        write_hierarchy(self.connection)
        cube.build(self.connection)
        return self

    def cell(self, indicator, unit, period):
        """Numerator, denominator, reported and expected; None where there is no row."""
        row = self.connection.execute(
            "SELECT numerator, denominator, reported, expected FROM indicator_value"
            " WHERE indicator = ? AND org_unit_id = ? AND period_id = ?",
            [indicator, unit, period],
        ).fetchone()
        return Cell(*row) if row else None

    def sums(self, indicator, unit, period):
        """Numerator and denominator alone."""
        cell = self.cell(indicator, unit, period)
        return cell and cell[:2]
