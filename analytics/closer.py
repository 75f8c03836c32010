"""A closer look behind the indicators: the same words as the facts', asked of a snapshot when it is read.

A question is a file of `facts/closer/`. It may name the shared terms (`v_post`, `v_village` ...), any subject's facts
(`fact_secretary`, one row a subject and period) and their sums (`sum_member`), so that what counts is said once. What
stays in the snapshot is read there, of the periods asked; what does not is laid in front of the question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

import pyarrow as pa

from analytics import cube_sql
from analytics.evaluate import Reader
from analytics.facts import FOLDER, SUBJECTS, Subject, read
from analytics.periods import Period

_TABLE = re.compile(r"CREATE OR REPLACE TEMP TABLE (\w+) AS\s+(.*?);\s*$", re.DOTALL | re.MULTILINE)
_STAYING = re.compile(r"CREATE OR REPLACE TABLE (\w+) AS")
_COMMENTS = re.compile(r"\A(?:--.*\n)+")
_NAMED = re.compile(r"\b(?:v|fact|sum)_\w+")


def look(
    reader: Reader, question: str, known: Sequence[Period], asked: Sequence[Period], **parameters: object
) -> pa.Table:
    """The answer to `facts/closer/<question>.sql` for the periods asked; `known` are all that have figures."""
    return answer(reader, (FOLDER / "closer" / f"{question}.sql").read_text("utf-8"), known, asked, **parameters)


def answer(
    reader: Reader, sql: str, known: Sequence[Period], asked: Sequence[Period], **parameters: object
) -> pa.Table:
    """As `look`, to a question in SQL."""
    terms = {**_tables(cube_sql.period_terms(known, asked)), **_meanings(), **_of_periods(asked)}
    body = _COMMENTS.sub("", sql)
    needed = _needed(sql, terms)
    if not needed:
        return reader.table(body, **parameters)
    own = f",\n{body[5:]}" if body.startswith("WITH ") else f"\n{body}"
    return reader.table(f"WITH {needed}{own}", **parameters)


@cache
def _meanings() -> Mapping[str, str]:
    """Every shared term and every subject's facts that do not stay, and the sums that facts read of one another."""
    facts = {f"fact_{subject.name}": subject.sql for subject in SUBJECTS if not subject.stays}
    sums = {f"sum_{subject.name}": _sums(subject) for subject in SUBJECTS if subject.for_facts}
    return {**_tables(read("terms")), **facts, **sums}


def _of_periods(asked: Sequence[Period]) -> dict[str, str]:
    """Of each table that stays in the snapshot what is of the periods asked: said outright, no other row is read."""
    due = ", ".join(f"'{period.period_id}'" for period in asked)
    return {name: f"SELECT * FROM {name} WHERE period_id IN ({due})" for name in _staying()}


@cache
def _staying() -> tuple[str, ...]:
    facts = (f"fact_{subject.name}" for subject in SUBJECTS if subject.stays)
    return (*_STAYING.findall(read("terms")), *facts)


def _sums(subject: Subject) -> str:
    sums = ", ".join(f"sum({column}) AS {column}" for column in subject.for_facts)
    return f"SELECT period_id, org_unit_id, {sums} FROM fact_{subject.name} GROUP BY period_id, org_unit_id"


def _tables(statements: str) -> dict[str, str]:
    """The SELECT of each table that the statements create."""
    return dict(_TABLE.findall(statements))


def _needed(sql: str, terms: Mapping[str, str]) -> str:
    """Those terms that the question needs, and what they need, in an order in which each comes before its use."""
    found: dict[str, str] = {}
    begun: set[str] = set()  # a term may name the table of the snapshot whose name it bears

    def add(text: str) -> None:
        for name in dict.fromkeys(_NAMED.findall(text)):
            if name in terms and name not in begun:
                begun.add(name)
                add(terms[name])
                found[name] = f"{name} AS (\n{terms[name]}\n)"

    add(sql)
    return ",\n".join(found.values())
