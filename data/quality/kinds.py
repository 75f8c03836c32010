"""The forms of a rule on the records in force: what is expected of them, and the signs that something is amiss."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.intake.rules.kinds import Severity
from data.text import Text


class Dimension(StrEnum):
    """In which way records are good or not."""

    TIMELINESS = "timeliness"
    COMPLETENESS = "completeness"
    CONSISTENCY = "consistency"
    PLAUSIBILITY = "plausibility"
    GAMING = "gaming"

    @property
    def label(self) -> Text:
        return DIMENSIONS[self]


DIMENSIONS = {
    Dimension.TIMELINESS: Text("Timeliness", "及时性"),
    Dimension.COMPLETENESS: Text("Completeness", "完整性"),
    Dimension.CONSISTENCY: Text("Consistency", "一致性"),
    Dimension.PLAUSIBILITY: Text("Plausibility", "合理性"),
    Dimension.GAMING: Text("Signs of figures made to fit", "疑似凑数"),
}


class Reach(StrEnum):
    """What a sign depends on beside the records of the unit whose case it is, of those above it and below it."""

    NOTHING = "nothing"
    PERSONS = "persons"  # rows of the same person or household, wherever they are
    TODAY = "today"  # the day, and what is due by it


@dataclass(frozen=True, slots=True)
class Sign:
    """One way in which records in force look wrong; `{value}` and `{detail}` are filled into its message.

    `sql` gives one row a case: `org_unit_id`, `period` (a year, month or day as text), `record` (the code of the row,
    empty where several rows make the case), `value`, `detail`. It sees the record tables under their own names and the
    common questions of `data.quality.questions`. Signs of a rule may share one `sql`, which then gives their key too,
    as `sign`: what they read is read once. `value_is` says how to read a value that is a code: that of a `table`,
    of a `column`, or of the enumeration it names. `remedy` says what to do where it is another than the rule's.
    """

    key: str
    tables: tuple[str, ...]
    message: Text
    sql: str
    value_is: str = ""
    remedy: Text | None = None
    reach: Reach = Reach.NOTHING


@dataclass(frozen=True, slots=True)
class Watch:
    """A rule of the catalogue that keeps no row out: its sentence, what to do, its signs.

    Without signs it is found from the indicators, which the records do not know.
    """

    id: str
    dimension: Dimension
    sentence: Text
    remedy: Text
    signs: tuple[Sign, ...]
    severity: Severity = Severity.WARNING
