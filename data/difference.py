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
        other = {name for (name,) in connection.sql(OTHER).fetchall()}
        counted = " UNION ALL ".join([NONE, *(_rows(table) for table in TABLES.values() if table.name in other)])
        return Difference(
            connection.sql(f"{counted} ORDER BY sheet, org_unit_id").to_arrow_table(),
            connection.sql(FIGURES).to_arrow_table(),
            connection.sql(SUBMISSIONS).to_arrow_table(),
        )


@contextmanager
def _both(before: Path, after: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:", config={"python_enable_replacements": "false"}) as connection:
        for name, path in (("before", before), ("after", after)):
            connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS {name}_ (READ_ONLY)")
        connection.execute("SET lock_configuration = true")
        yield connection


def _rows(table: Table) -> str:
    keys = ", ".join(table.key)
    own = [f"a.{column.name}" for column in table.columns]
    was = [f"b.{column.name}" for column in table.columns]
    return f"""
    SELECT '{table.name}' AS sheet, org_unit_id, sum(added)::INTEGER AS added, sum(changed)::INTEGER AS changed,
        sum(removed)::INTEGER AS removed
    FROM (
        SELECT {_unit(table, "after_")} AS org_unit_id, 1 AS added, 0 AS changed, 0 AS removed
        FROM after_.{table.name} a ANTI JOIN before_.{table.name} b USING ({keys})
        UNION ALL
        SELECT {_unit(table, "before_")}, 0, 0, 1
        FROM before_.{table.name} a ANTI JOIN after_.{table.name} b USING ({keys})
        UNION ALL
        SELECT {_unit(table, "after_")}, 0, 1, 0
        FROM after_.{table.name} a JOIN before_.{table.name} b USING ({keys})
        WHERE ({", ".join(own)}) IS DISTINCT FROM ({", ".join(was)}))
    GROUP BY org_unit_id"""


def _unit(table: Table, catalog: str) -> str:
    """The unit a row belongs to; days in the village belong to that of the post."""
    if table.name == "post_month":
        return f"(SELECT p.org_unit_id FROM {catalog}.post_term p WHERE p.post_term_id = a.post_term_id)"
    return "a.org_unit_id" if "org_unit_id" in table.column else "NULL"


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
