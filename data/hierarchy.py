"""The hierarchy of units: every pair of ancestor and unit, and the names by which a unit is found."""

from __future__ import annotations

import duckdb
import pyarrow as pa
from pypinyin import Style, lazy_pinyin

UNIT_TREE = """
CREATE OR REPLACE TABLE unit_tree AS
WITH RECURSIVE climb AS (
    SELECT org_unit_id AS ancestor_id, org_unit_id, 0 AS depth FROM org_unit
    UNION ALL
    SELECT u.parent_id, c.org_unit_id, c.depth + 1
    FROM climb c JOIN org_unit u ON u.org_unit_id = c.ancestor_id
    WHERE u.parent_id IS NOT NULL
)
SELECT ancestor_id, org_unit_id, depth::TINYINT AS depth FROM climb ORDER BY ancestor_id, org_unit_id
"""

UNIT_SEARCH = """
CREATE OR REPLACE TABLE unit_search AS
SELECT u.org_unit_id, u.level, u.parent_id, u.name_zh, u.name_en, s.pinyin, s.initials, u.valid_from, u.valid_to
FROM org_unit u JOIN spelling s USING (name_zh) ORDER BY u.org_unit_id
"""


def write_hierarchy(connection: duckdb.DuckDBPyConnection) -> None:
    """Write `unit_tree(ancestor_id, org_unit_id, depth)` and `unit_search` from `org_unit`.

    `unit_tree` holds each unit with itself at depth 0; `unit_search` holds the pinyin of each Chinese name.
    """
    connection.execute(UNIT_TREE)
    names = [row[0] for row in connection.execute("SELECT DISTINCT name_zh FROM org_unit ORDER BY 1").fetchall()]
    spelling = pa.table(
        {
            "name_zh": pa.array(names, pa.string()),
            "pinyin": pa.array(["".join(lazy_pinyin(name)) for name in names], pa.string()),
            "initials": pa.array(["".join(lazy_pinyin(n, style=Style.FIRST_LETTER)) for n in names], pa.string()),
        }
    )
    connection.register("spelling", spelling)
    connection.execute(UNIT_SEARCH)
    connection.unregister("spelling")
