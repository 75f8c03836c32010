"""The record tables as plain lists, found again by key."""

from __future__ import annotations

from collections import defaultdict

from .dates import add_days, month_of

MERGED = "unit_merged"
LONGEST_GAP = 31  # days between the end of a stay by a merger and the stay that continues it


class Records:
    """What was reported, whatever the period."""

    def __init__(self, tables):
        self.tables = tables
        self.units = {unit["org_unit_id"]: unit for unit in tables["org_unit"]}
        self.persons = {person["person_id"]: person for person in tables["person"]}
        self.unit_years = {(row["org_unit_id"], row["year"]): row for row in tables["unit_year"]}
        self.posts = {post["post_term_id"]: post for post in tables["post_term"]}
        self.posts_by_person = group(tables["post_term"], "person_id")
        self.events_by_month = group_by_month(tables["training_event"], "end_date")
        self.meetings_by_month = group_by_month(tables["meeting"], "meeting_date")
        self.attendance_by_event = group(tables["training_attendance"], "training_id")
        self.members_by_person = group(tables["member"], "person_id")
        self.talents_by_person = group(tables["talent"], "person_id")
        self.supports_by_talent = group(tables["talent_support"], "talent_id")
        self.systems_by_unit = group(tables["village_system"], "org_unit_id")
        self.evaluations = defaultdict(list)
        for row in tables["evaluation"]:
            self.evaluations[(row["person_id"], row["year"], row["eval_kind"])].append(row)

    def birth_year(self, person_id):
        return self.persons[person_id]["birth_year"]

    def education(self, person_id):
        return self.persons[person_id]["education"]

    def lineage(self, unit_id):
        """The unit and all its ancestors."""
        line = []
        while unit_id is not None:
            line.append(unit_id)
            unit_id = self.units[unit_id]["parent_id"] if unit_id in self.units else None
        return line

    def original_enter(self, member):
        """The day a member came, mergers on the way not counted."""
        return original_entry(member, self.members_by_person[member["person_id"]], "enter_date")

    def original_arrival(self, talent):
        """The day a talent came, mergers on the way not counted."""
        return original_entry(talent, self.talents_by_person[talent["person_id"]], "entry_date")

    def moved_on_by(self, talent, day):
        """A merger ended this stay, and by that day another continues it: the person counts there, not here."""
        stays = self.talents_by_person[talent["person_id"]]
        return any(later["entry_date"] <= day and continues(later, talent, "entry_date") for later in stays)


def group(rows, key):
    found = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def group_by_month(rows, key):
    found = defaultdict(list)
    for row in rows:
        found[month_of(row[key])].append(row)
    return found


def continues(later, earlier, entry):
    """A merger ended the earlier stay, and the later began at once or within 31 days."""
    if later is earlier or earlier["exit_reason"] != MERGED or earlier["exit_date"] is None or later[entry] is None:
        return False
    return earlier["exit_date"] <= later[entry] <= add_days(earlier["exit_date"], LONGEST_GAP)


def original_entry(stay, stays, entry, seen=()):
    days = [stay[entry]]
    for earlier in stays:
        if continues(stay, earlier, entry) and not any(earlier is s for s in seen):
            days.append(original_entry(earlier, stays, entry, (*seen, stay)))
    return min((day for day in days if day is not None), default=None)
