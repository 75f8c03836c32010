"""From records to sums: every indicator's numerator and denominator for every unit and period.

`build` writes `period`, `indicator_value` and `indicator_spread`. It calls; what counts is said in `facts/*.sql`, what
is divided by what in `catalogue/`, and the statements between the two are made in `cube_sql.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analytics import cube_sql
from analytics.catalogue import INDICATORS
from analytics.engines import Engine
from analytics.engines.duckdb_engine import Connection, DuckDBEngine
from analytics.facts import SUBJECTS, read
from analytics.periods import Period, periods_between

Progress = Callable[[str], None]


def build(connection: Connection, periods: Sequence[str] | None = None, progress: Progress | None = None) -> None:
    """Write the figures of the snapshot that `connection` builds, from its records, `submission` and `unit_tree`.

    With `periods`, only those are computed and the figures of the others stay as they are; `ValueError` names a
    period that nobody has reported. `progress` hears the name of each step before it begins.
    """
    build_with(DuckDBEngine(connection), periods, progress)


def build_with(engine: Engine, periods: Sequence[str] | None = None, progress: Progress | None = None) -> None:
    """As `build`, on any engine."""
    known = reported_periods(engine)
    asked = [period for period in known if periods is None or period.period_id in periods]
    if unknown := set(periods or ()) - {period.period_id for period in asked}:
        raise ValueError(f"unknown period: {', '.join(sorted(unknown))}")
    engine.run(cube_sql.period_table(known))
    if periods is None or not engine.has_table("indicator_value"):
        engine.run(cube_sql.EMPTY_TABLES)
    engine.run(read("shared"))
    for step, statements in _steps(known, asked) if asked else ():
        if progress:
            progress(step)
        engine.run(statements)
    engine.forget()


def reported_periods(engine: Engine) -> list[Period]:
    """Every quarter and year from the first to the last submission; the list of units is no report."""
    ((first, last),) = engine.rows("SELECT min(period_end), max(period_end) FROM submission WHERE sheet <> 'org_unit'")
    return [] if first is None else periods_between(first, last)


def _steps(known: list[Period], asked: list[Period]) -> list[tuple[str, str]]:
    indicators = list(INDICATORS.values())
    period_ids = [period.period_id for period in asked]
    return [
        ("terms", cube_sql.period_terms(known, asked) + read("terms")),
        *((subject.name, cube_sql.subject_sums(subject, indicators)) for subject in SUBJECTS),
        ("own sums", cube_sql.own_sums(indicators)),
        ("totals", cube_sql.totals(indicators)),
        ("indicator_value", cube_sql.indicator_values(indicators, known, period_ids)),
        ("indicator_spread", cube_sql.indicator_spreads(indicators, period_ids)),
    ]
