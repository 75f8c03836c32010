"""The county as it stood in one period: the shared terms (a member in stock, a key village, training of the period)."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from .dates import add_days, completed_quarters, months_between, open_on, within
from .records import group

KEY_CATEGORIES = {"poverty_alleviated", "relocation", "revitalization_key"}
COUNTY_OR_ABOVE = {"county", "prefecture", "province", "nation"}


class Tally:
    """Numerator and denominator of each unit's own rows, and the villages silenced by a blank cell."""

    def __init__(self):
        self.own = {}
        self.blank = set()

    def add(self, unit_id, numerator, denominator):
        before = self.own.get(unit_id, (0, 0))
        self.own[unit_id] = (before[0] + numerator, before[1] + denominator)


class Scene:
    """One period's look at the records."""

    def __init__(self, records, period):
        self.records = records
        self.period = period
        self.start, self.end, self.year = period["period_start"], period["period_end"], period["year"]
        self.months = months_between(self.start, self.end)
        self.quarters = completed_quarters(self.start, self.end)

    def dated(self, day):
        """The day falls in the period."""
        return within(day, self.start, self.end)

    def is_valid(self, unit_id):
        unit = self.records.units.get(unit_id)
        return unit is not None and open_on(self.end, unit["valid_from"], unit["valid_to"])

    @cached_property
    def villages(self):
        """Valid villages that have a township and a county, by id."""
        units, found = self.records.units, {}
        for unit in units.values():
            township = units.get(unit["parent_id"])
            placed = township is not None and township["parent_id"] in units
            if unit["level"] == "village" and placed and self.is_valid(unit["org_unit_id"]):
                found[unit["org_unit_id"]] = unit
        return found

    def county_of(self, village_id):
        township = self.records.units[village_id]["parent_id"]
        return self.records.units[township]["parent_id"]

    def successor(self, unit_id):
        """The unit itself, or the one valid now into which it merged; None where there is none."""
        seen = set()
        while unit_id is not None and not self.is_valid(unit_id) and unit_id not in seen:
            seen.add(unit_id)
            unit_id = self.records.units[unit_id]["successor_id"] if unit_id in self.records.units else None
        return unit_id if unit_id is not None and self.is_valid(unit_id) else None

    def latest_unit_year(self, unit_id):
        """The row of the period's year, else of the year before, else an empty one."""
        rows = self.records.unit_years
        return rows.get((unit_id, self.year)) or rows.get((unit_id, self.year - 1)) or defaultdict(lambda: None)

    def exact_unit_year(self, unit_id, year):
        return self.records.unit_years.get((unit_id, year)) or defaultdict(lambda: None)

    @cached_property
    def key_villages(self):
        return {
            village_id
            for village_id, village in self.villages.items()
            if village["village_category"] in KEY_CATEGORIES or self.latest_unit_year(village_id)["weak_lax"] is True
        }

    @cached_property
    def members(self):
        """Members in stock."""
        return [
            member
            for member in self.records.tables["member"]
            if member["stage"] in ("probationary", "full")
            and member["org_unit_id"] in self.villages
            and open_on(self.end, member["enter_date"], member["exit_date"])
        ]

    @cached_property
    def posts(self):
        """Post terms open at the period's end in a valid unit."""
        return [
            post
            for post in self.records.tables["post_term"]
            if open_on(self.end, post["start_date"], post["end_date"]) and self.is_valid(post["org_unit_id"])
        ]

    @cached_property
    def posts_by_person(self):
        return group(self.posts, "person_id")

    def posts_of(self, *kinds):
        return [post for post in self.posts if post["post_type"] in kinds]

    def units_with_post(self, *kinds):
        return {post["org_unit_id"] for post in self.posts_of(*kinds)}

    def in_post_all_year(self, post):
        """The same person in the same post of the same unit since before, re-elected within 31 days if at all."""
        if post["start_date"] <= self.start:
            return True
        for earlier in self.records.posts_by_person[post["person_id"]]:
            same = earlier["org_unit_id"] == post["org_unit_id"] and earlier["post_type"] == post["post_type"]
            ended = same and earlier["start_date"] <= self.start and earlier["end_date"] is not None
            if ended and earlier["end_date"] >= add_days(post["start_date"], -31):
                return True
        return False

    @cached_property
    def trainings(self):
        """Each attendance of a training that ended in the period, with its event, by person."""
        found = defaultdict(list)
        for month in self.months:
            for event in self.records.events_by_month[month]:
                if self.dated(event["end_date"]) and event["org_unit_id"] in self.records.units:
                    for attendance in self.records.attendance_by_event[event["training_id"]]:
                        found[attendance["person_id"]].append((attendance, event))
        return found

    def hours(self, person_id, topic=None):
        """Credited hours of a person in the period, of one topic if asked."""
        return sum(a["hours_credited"] for a, e in self.trainings[person_id] if topic is None or e["topic"] == topic)

    def completed(self, person_id, test):
        """The person completed a training whose event passes the test."""
        return any(attendance["completed"] and test(event) for attendance, event in self.trainings[person_id])

    def by_county_or_above(self, event):
        return self.records.units[event["org_unit_id"]]["level"] in COUNTY_OR_ABOVE

    @cached_property
    def meetings(self):
        """Meetings held in the period, by village."""
        found = defaultdict(list)
        for month in self.months:
            for meeting in self.records.meetings_by_month[month]:
                if self.dated(meeting["meeting_date"]):
                    found[meeting["org_unit_id"]].append(meeting)
        return found

    def evaluations(self, person_id, kind):
        return self.records.evaluations.get((person_id, self.year, kind), [])

    @cached_property
    def talents(self):
        """Talents in stock."""
        return [
            talent
            for talent in self.records.tables["talent"]
            if open_on(self.end, talent["entry_date"], talent["exit_date"]) and self.is_valid(talent["org_unit_id"])
        ]

    def age(self, person_id):
        return self.year - self.records.birth_year(person_id)

    @cached_property
    def duties(self):
        """Member duties by kind, person and unit."""
        found = defaultdict(list)
        for duty in self.records.tables["member_duty"]:
            found[(duty["duty_kind"], duty["person_id"], duty["org_unit_id"])].append(duty)
        return found
