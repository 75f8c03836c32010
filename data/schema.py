"""Every table, field and enumeration, declared once; what is made from the declaration is made elsewhere from here.

`TABLES` are the 17 record tables in an order in which every reference points backwards; `SUBMISSION` is the log.
"""

from __future__ import annotations

from data.tables import assistance, log, organization, people, talent, training, units
from data.tables.enumerations import ENUMERATIONS
from data.tables.kinds import Column, Enumeration, Rhythm, Table

__all__ = [
    "ENUMERATIONS",
    "SUBMISSION",
    "TABLES",
    "TEMPLATE_VERSION",
    "Column",
    "Enumeration",
    "Rhythm",
    "Table",
    "ddl",
]

TEMPLATE_VERSION = "1"

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        units.ORG_UNIT,
        units.UNIT_YEAR,
        people.PERSON,
        people.MEMBER,
        people.MEMBER_DUTY,
        organization.MEETING,
        people.EVALUATION,
        organization.POST_TERM,
        organization.POST_MONTH,
        organization.VILLAGE_SYSTEM,
        training.TRAINING_EVENT,
        training.TRAINING_ATTENDANCE,
        talent.TALENT,
        talent.TALENT_SUPPORT,
        talent.FUND,
        assistance.DOCKING_ACTION,
        assistance.PRACTICE,
    )
}
SUBMISSION = log.SUBMISSION


def ddl(table: Table, name: str | None = None, extra: tuple[str, ...] = ()) -> str:
    """`CREATE TABLE` of a declared table, under another `name` and with `extra` column definitions if asked."""
    fields = [f"{c.name} {c.type}{'' if c.nullable else ' NOT NULL'}" for c in table.columns]
    return f"CREATE TABLE {name or table.name} ({', '.join([*fields, *extra])})"
