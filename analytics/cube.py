"""From records to sums: every indicator's numerator and denominator for every unit and period.

`build` writes `period`, `indicator_value` and `indicator_spread`. It calls; what counts is said in `facts/*.sql`, what
is divided by what in `catalogue/`, and the statements between the two are made in `cube_sql.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from analytics import cube_sql
from analytics.catalogue import INDICATORS
from analytics.engines import Engine
from analytics.engines.duckdb_engine import Connection, DuckDBEngine
from analytics.facts import SUBJECTS, read
from analytics.periods import Period, periods_between

Progress = Callable[[str], None]


def build(connection: Connection, progress: Progress | None = None, known: list[Period] | None = None) -> None:
    """Write the figures of the snapshot that `connection` builds, from its records, `submission` and `unit_tree`.

    `known` are the periods, where `submission` is not whole and does not say. `progress` hears the name of each step
    before it begins.
    """
    build_with(DuckDBEngine(connection), progress, known)


def build_with(engine: Engine, progress: Progress | None = None, known: list[Period] | None = None) -> None:
    """As `build`, on any engine.

    A table that stays in the snapshot is either the same for every store, or each row belongs to the unit of its
    `org_unit_id` and depends on what `facts/part.sql` lays out for that unit: `cube_part` renews it so.
    """
    known = reported_periods(engine) if known is None else known
    as_written = {subject.name for subject in SUBJECTS if subject.as_written}
    engine.run(cube_sql.period_table(known) + cube_sql.EMPTY_TABLES)
    for step, statements in _steps(known):
        if progress:
            progress(step)
        engine.run(statements, step in as_written)
    engine.forget()


def recipe(known: list[Period]) -> str:
    """A digest of all that makes figures out of records: periods, indicators, facts and statements."""
    return sha256("".join(statements for _, statements in _steps(known)).encode()).hexdigest()


def reported_periods(engine: Engine) -> list[Period]:
    """Every quarter and year from the first to the last submission; the list of units is no report."""
    ((first, last),) = engine.rows("SELECT min(period_end), max(period_end) FROM submission WHERE sheet <> 'org_unit'")
    return [] if first is None else periods_between(first, last)


def _steps(known: list[Period]) -> list[tuple[str, str]]:
    indicators = list(INDICATORS.values())
    shared = ("shared terms", read("shared"))
    if not known:
        return [shared]
    return [
        shared,
        ("terms", cube_sql.period_terms(known, known) + read("terms")),
        *((subject.name, cube_sql.subject_sums(subject, indicators)) for subject in SUBJECTS),
        ("own sums", cube_sql.own_sums(indicators)),
        ("totals", cube_sql.totals(indicators)),
        ("indicator_value", cube_sql.indicator_values(indicators, known)),
        ("indicator_spread", cube_sql.indicator_spreads(indicators)),
    ]
