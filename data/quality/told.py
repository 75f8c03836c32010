"""What is said of a case, in both languages: codes become the titles, headings and labels that a clerk knows."""

from __future__ import annotations

from data.quality import WATCHES
from data.quality.kinds import Sign
from data.schema import ENUMERATIONS, SUBMISSION, TABLES
from data.text import Text

ALL_TABLES = {**TABLES, SUBMISSION.name: SUBMISSION}
HEADINGS = {column.name: column.heading for table in TABLES.values() for column in table.columns}


def sign_of(rule: str, key: str) -> Sign:
    """The declared sign of a case."""
    return next(sign for sign in WATCHES[rule].signs if sign.key == key)


def told(rule: str, key: str, value: str | None, detail: str | None) -> Text:
    """The sentence of a case."""
    sign = sign_of(rule, key)
    return sign.message.fill(value=meaning(sign.value_is, value or ""), detail=detail or "—")


def remedy(rule: str, key: str) -> Text:
    """What to do about a case: its sign's own word, else that of the rule."""
    return sign_of(rule, key).remedy or WATCHES[rule].remedy


def meaning(kind: str, code: str) -> Text:
    """What a code is called: a table's title, a column's heading, an enumeration's label; other values stay."""
    if kind == "table" and code in ALL_TABLES:
        return ALL_TABLES[code].title
    if kind == "column" and code in HEADINGS:
        return HEADINGS[code]
    if kind in ENUMERATIONS and code in ENUMERATIONS[kind].labels:
        return ENUMERATIONS[kind].labels[code]
    return Text(code, code)
