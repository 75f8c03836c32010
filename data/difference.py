"""What differs between two snapshots: rows added, changed and removed, and which figures are no longer the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from data.schema import SUBMISSION, TABLES, Table


@dataclass(frozen=True, slots=True)
class Difference:
    """`rows`: by `sheet` and `org_unit_id` (of the row; none for persons) how many were `added`, `changed`, `removed`.

    `figures`: each `indicator` and `period_id` of which some unit's sums differ. `submissions`: those that are in force
    in only one of the two, as `submission_id`, `org_unit_id`, `period_end`, `sheet`, `rows_n` and `arrived` (a truth).
    """

    rows: pa.Table
    figures: pa.Table
    submissions: pa.Table


def difference(before: Path, after: Path) -> Difference:
    """What the later of two snapshot files has that the earlier has not, and the reverse."""
    with _both(before, after) as connection:
        other = {name for (name,) in connection.execute(OTHER).fetchall()}
        counted = " UNION ALL ".join([NONE, *(_rows(table) for table in TABLES.values() if table.name in other)])
        return Difference(
            connection.execute(f"{counted} ORDER BY sheet, org_unit_id").to_arrow_table(),
            connection.execute(FIGURES).to_arrow_table(),
            connection.execute(SUBMISSIONS).to_arrow_table(),
        )


@contextmanager
def _both(before: Path, after: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:", config={"python_enable_replacements": "false"}) as connection:
        for name, path in (("before", before), ("after", after)):
            connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS {name}_ (READ_ONLY)")
        connection.execute("SET lock_configuration = true")
        yield connection


def _rows(table: Table) -> str:
    """One join of both sides; a column beside another is compared far faster than all of them as one."""
    keys, first = ", ".join(table.key), table.key[0]
    differs = " OR ".join(f"a.{column.name} IS DISTINCT FROM b.{column.name}" for column in table.columns)
    return f"""
    SELECT '{table.name}' AS sheet, org_unit_id, count_if(is_new)::INTEGER AS added,
        count_if(NOT is_new AND NOT is_gone)::INTEGER AS changed, count_if(is_gone)::INTEGER AS removed
    FROM (
        SELECT is_new, is_gone, CASE WHEN is_gone THEN {_unit(table, "before_", "was")}
            ELSE {_unit(table, "after_", "now")} END AS org_unit_id
        FROM (
            SELECT a.{first} IS NOT NULL AND b.{first} IS NULL AS is_new, a.{first} IS NULL AS is_gone,
                {_owner(table, "a")} AS now, {_owner(table, "b")} AS was
            FROM after_.{table.name} a FULL JOIN before_.{table.name} b USING ({keys})
            WHERE {differs}))
    GROUP BY org_unit_id"""


def _owner(table: Table, side: str) -> str:
    """What says whose a row is; days in the village are those of the post."""
    name = "post_term_id" if table.name == "post_month" else "org_unit_id"
    return f"{side}.{name}" if name in table.column else "NULL"


def _unit(table: Table, catalog: str, owner: str) -> str:
    """The unit of an owner."""
    if table.name == "post_month":
        return f"(SELECT p.org_unit_id FROM {catalog}.post_term p WHERE p.post_term_id = {owner})"
    return owner


# Two sets of rows are the same where the sums of their rows' hashes are (else with a chance of 1 in 2^64): one look at
# each snapshot tells what need not be held against each other row by row, which is nearly all of it.
NONE = """
SELECT NULL::VARCHAR AS sheet, NULL::VARCHAR AS org_unit_id, 0 AS added, 0 AS changed, 0 AS removed WHERE FALSE"""


def _contents(catalog: str) -> str:
    return " UNION ALL ".join(
        f"SELECT '{table.name}' AS sheet, count(*) AS n, "
        f"sum(hash({', '.join(column.name for column in table.columns)})) AS content FROM {catalog}.{table.name}"
        for table in TABLES.values()
    )


OTHER = f"SELECT sheet FROM (({_contents('before_')}) EXCEPT ({_contents('after_')}))"

SUMS = """
SELECT indicator, period_id, count(*) AS n,
    sum(hash(org_unit_id, numerator, denominator, reported, expected)) AS content
FROM {catalog}.indicator_value GROUP BY ALL"""
FIGURES = f"""
SELECT indicator, period_id
FROM ({SUMS.format(catalog="before_")}) b FULL JOIN ({SUMS.format(catalog="after_")}) a USING (indicator, period_id)
WHERE (b.n, b.content) IS DISTINCT FROM (a.n, a.content) ORDER BY ALL"""

SUBMISSIONS = f"""
SELECT submission_id, org_unit_id, period_end, sheet, rows_n, TRUE AS arrived
FROM after_.{SUBMISSION.name} ANTI JOIN before_.{SUBMISSION.name} USING (submission_id)
UNION ALL
SELECT submission_id, org_unit_id, period_end, sheet, rows_n, FALSE
FROM before_.{SUBMISSION.name} ANTI JOIN after_.{SUBMISSION.name} USING (submission_id)
ORDER BY period_end, org_unit_id, sheet, arrived"""
