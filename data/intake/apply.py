"""Applying the rules to what is staged: set-wise, all at once; on request leaving out what breaks them."""

from __future__ import annotations

import duckdb

from data.intake.context import lay_union
from data.intake.package import ROW_BITS, Package
from data.intake.parquet import quote
from data.intake.rules import RULES, Check, Rule, Severity
from data.schema import SUBMISSION, TABLES

ROW_MASK = (1 << ROW_BITS) - 1
BAD = "CREATE TABLE bad (table_ VARCHAR, _row BIGINT, _submission INTEGER)"
ERRORS = ", ".join(quote(rule.id) for rule in RULES.values() if rule.severity is Severity.ERROR)
MILD = ", ".join(
    sorted(
        {
            f"({quote(rule.id)}, {quote(check.key)}, {quote(check.table)})"
            for rule in RULES.values()
            for check in rule.checks
            if rule.severity is Severity.ERROR and check.severity not in (None, Severity.ERROR)
        }
    )
)  # checks of such a rule that keep no row out
IS_ERROR = f"rule IN ({ERRORS}) AND (rule, check_key, coalesce(table_, '')) NOT IN ({MILD})"


def apply_rules(package: Package, store: bool, skip_bad_rows: bool) -> None:
    """Write every breach into `problem`, and the rows left out into `bad`.

    Without `skip_bad_rows` nothing is left out. With it, rows at fault go, and then those that refer to them, until
    every row that is left keeps the rules.
    """
    connection = package.connection
    connection.execute(BAD)
    lay_union(connection, package.tables, store)
    _find_breaches(package, store)
    while skip_bad_rows and _leave_out(connection, package.tables):
        lay_union(connection, package.tables, store)
        _find_breaches(package, store)


def _find_breaches(package: Package, store: bool) -> None:
    connection = package.connection
    unread = set(connection.execute("SELECT DISTINCT table_, column_ FROM unread").fetchall())
    for table, checks in _due_checks(package, store).items():
        package.deadline.demand(package.source.name)
        suspected = _suspected(connection, table, [check for _, check in checks if check.screen])
        for rule, check in checks:
            told_apart = (table, check.column) in unread if check.of_unread else check.screen in suspected
            if told_apart or not (check.screen or check.of_unread):
                connection.execute(_breaches(rule, check))


def _due_checks(package: Package, store: bool) -> dict[str, list[tuple[Rule, Check]]]:
    """The checks by table, of the tables that were sent; a column that is missing altogether is V-02's."""
    present = {(part.table, column) for part in package.parts for column in part.headings}
    due: dict[str, list[tuple[Rule, Check]]] = {table: [] for table in (*package.tables, SUBMISSION.name)}
    for rule in RULES.values():
        for check in rule.checks:
            missing = check.key in ("blank", "no_key") and (check.table, check.column) not in present
            if check.sql and check.table in due and not missing and (store or not check.of_published):
                due[check.table].append((rule, check))
    return due


def _suspected(connection: duckdb.DuckDBPyConnection, table: str, checks: list[Check]) -> set[str]:
    """The screening conditions that some staged row fulfils, found in one pass over the table."""
    conditions = list(dict.fromkeys(check.screen for check in checks))
    if not conditions:
        return set()
    found = ", ".join(f"bool_or({condition})" for condition in conditions)
    row = connection.execute(f"SELECT {found} FROM staged.{table}").fetchone()
    assert row is not None
    return {condition for condition, some in zip(conditions, row, strict=True) if some}


def _breaches(rule: Rule, check: Check) -> str:
    """Only what was sent is reported: a row published before has no `_row`."""
    sent = "TRUE" if check.table == SUBMISSION.name else "_row IS NOT NULL"
    return f"""
    INSERT INTO problem (rule, check_key, table_, column_, part, row, value, detail)
    SELECT {quote(rule.id)}, {quote(check.key)}, {quote(check.table)}, {quote(check.column)},
        _row >> {ROW_BITS}, _row & {ROW_MASK}, value::VARCHAR, detail::VARCHAR
    FROM ({check.sql}) WHERE {sent}"""


def _leave_out(connection: duckdb.DuckDBPyConnection, tables: tuple[str, ...]) -> bool:
    """Move the rows at fault from `staged` to `bad`; whether there were any."""
    moved = 0
    for table in tables:
        connection.execute(
            f"""
            INSERT INTO bad SELECT {quote(table)}, _row, _submission FROM staged.{table} WHERE _row IN (
                SELECT (part::BIGINT << {ROW_BITS}) + row FROM problem
                WHERE table_ = {quote(table)} AND row IS NOT NULL AND {IS_ERROR})"""
        )
        bad = f"SELECT _row FROM bad WHERE table_ = {quote(table)}"
        deleted = connection.execute(f"DELETE FROM staged.{table} WHERE _row IN ({bad})").fetchone()
        connection.execute(f"DELETE FROM unread WHERE table_ = {quote(table)} AND _row IN ({bad})")
        moved += deleted[0] if deleted else 0
    return moved > 0


def count_blocking(connection: duckdb.DuckDBPyConnection, skip_bad_rows: bool) -> int:
    """Errors that keep the package out: those of the file itself, and those of rows unless rows may be left out."""
    of_rows = (
        f"part IS NOT NULL AND row IS NOT NULL AND table_ IN ({', '.join(map(quote, TABLES))})"
        if skip_bad_rows
        else "FALSE"
    )
    row = connection.execute(f"SELECT count(*) FROM problem WHERE {IS_ERROR} AND NOT ({of_rows})").fetchone()
    assert row is not None
    return int(row[0])
