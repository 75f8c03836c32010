"""What an office has in force already: the codes that its rows refer to, and the rows that it reports a change of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from data.store import Reader

Known = Mapping[str, Sequence[Mapping[str, object]]]

TERMS = """
SELECT r.*, u.name_zh AS unit_name FROM post_term r JOIN unit_tree t ON t.org_unit_id = r.org_unit_id
JOIN org_unit u ON u.org_unit_id = r.org_unit_id
WHERE t.ancestor_id = $unit AND (r.end_date IS NULL OR r.end_date > $today)
ORDER BY r.post_type NOT IN ('first_secretary', 'resident_team_leader', 'resident_team_member'),
    r.org_unit_id, r.post_type, r.start_date, r.post_term_id"""  # those that owe a monthly row come first
TALENTS = """
SELECT r.*, u.name_zh AS unit_name FROM talent r JOIN unit_tree t ON t.org_unit_id = r.org_unit_id
JOIN org_unit u ON u.org_unit_id = r.org_unit_id
WHERE t.ancestor_id = $unit AND (r.exit_date IS NULL OR r.exit_date > $today)
ORDER BY r.org_unit_id, r.entry_date, r.talent_id"""
TRAININGS = """
SELECT r.*, u.name_zh AS unit_name FROM training_event r JOIN unit_tree t ON t.org_unit_id = r.org_unit_id
JOIN org_unit u ON u.org_unit_id = r.org_unit_id
WHERE t.ancestor_id = $unit AND r.end_date > $today::DATE - 400
ORDER BY r.org_unit_id, r.start_date, r.training_id"""  # those of this year and of the end of the last
MEMBERS = """
SELECT r.* FROM member r JOIN unit_tree t ON t.org_unit_id = r.org_unit_id
WHERE t.ancestor_id = $unit AND (r.exit_date IS NULL OR r.exit_date > $today)
ORDER BY r.org_unit_id, r.enter_date, r.member_id"""
DUTIES = """
SELECT r.* FROM member_duty r JOIN unit_tree t ON t.org_unit_id = r.org_unit_id
WHERE t.ancestor_id = $unit AND (r.end_date IS NULL OR r.end_date > $today)
ORDER BY r.org_unit_id, r.duty_kind, r.start_date, r.duty_id"""
QUESTIONS = {"post_term": TERMS, "talent": TALENTS, "training_event": TRAININGS}
CARRIED = {"member": MEMBERS, "member_duty": DUTIES, "post_term": TERMS, "talent": TALENTS}
"""What goes on until it ends, and is reported by townships."""


OWES_MONTHS = ("first_secretary", "resident_team_leader", "resident_team_member")


def find_known(reader: Reader, unit: str, today: date) -> Known:
    """By table the rows in force of a unit and those below it, each with its unit's name."""
    return {table: reader.table(sql, unit=unit, today=today).to_pylist() for table, sql in QUESTIONS.items()}


def find_carried(reader: Reader, unit: str, today: date) -> Known:
    """By table the rows in force that a township's template carries forward; without the terms of dispatched cadres,
    which the county reports."""
    found = {table: reader.table(sql, unit=unit, today=today).to_pylist() for table, sql in CARRIED.items()}
    return {**found, "post_term": [row for row in found["post_term"] if row["post_type"] not in OWES_MONTHS]}


def offered(table: str, rows: Sequence[Mapping[str, object]]) -> int:
    """How many of the rows, from the first on, another sheet refers to: of the terms those that owe a monthly row."""
    if table != "post_term":
        return len(rows)
    return sum(row["post_type"] in OWES_MONTHS for row in rows)
