"""V-59: villages of a township that sent the very same figures in a sheet, most likely by copying.

Every sheet whose rows belong to villages is looked at, but for what tells one row from another by nature: codes, the
unit and persons. Of a sheet with many rows a month or year all rows of a village are held together. Few or no rows
are alike by chance, so a sheet counts from `LEAST` rows on, or where it has figures that differ between villages.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.quality.kinds import Dimension, Sign, Watch
from data.quality.questions import COUNTS
from data.schema import TABLES
from data.text import Text


@dataclass(frozen=True, slots=True)
class Vector:
    """What of a sheet is held together: `day` says of which month or year a row is; from how many rows on."""

    table: str
    day: str
    by: str
    least: int
    columns: tuple[str, ...]


VECTORS = (
    Vector("meeting", "meeting_date", "month", 3, ("meeting_type", "meeting_date", "expected_n", "attended_n")),
    Vector("member_duty", "start_date", "year", 5, (
        "duty_kind", "duty_post_type", "start_date", "end_date", "actions_n", "outcome")),
    Vector("member", "enter_date", "year", 3, (
        "stage", "application_date", "activist_date", "target_date", "probationary_date", "full_date", "enter_date")),
    Vector("post_term", "start_date", "year", 3, ("post_type", "start_date", "end_date", "review_passed_date")),
    Vector("talent", "entry_date", "year", 3, ("talent_type", "origin", "entry_date", "exit_date")),
    Vector("talent_support", "opened_date", "year", 3, (
        "kind", "opened_date", "closed_date", "outcome", "satisfaction")),
    Vector("docking_action", "need_date", "year", 3, (
        "dock_type", "need_date", "plan_date", "delivered_date", "result")),
)  # fmt: skip


def _of_rows(vector: Vector) -> Sign:
    """All rows of a village in a month or year, as a sorted list."""
    cells = ", ".join(f"r.{column}" for column in vector.columns)
    assert set(vector.columns) <= set(TABLES[vector.table].column)
    form = "%Y-%m" if vector.by == "month" else "%Y"
    return Sign(
        vector.table,
        (vector.table,),
        Text(
            "{value} villages sent the same {detail} rows of " + f"'{TABLES[vector.table].title.en}'.",
            "{value} 个村的" + f"“{TABLES[vector.table].title.zh}”" + "有 {detail} 行完全相同。",
        ),
        f"""
        SELECT parent_id AS org_unit_id, strftime(span, '{form}') AS period, '' AS record,
            count(*)::VARCHAR AS value, any_value(n)::VARCHAR AS detail
        FROM (
            SELECT v.parent_id, r.org_unit_id, date_trunc('{vector.by}', r.{vector.day}) AS span, count(*) AS n,
                sum(hash({cells})) AS sent
            FROM {vector.table} r JOIN village v USING (org_unit_id) WHERE r.{vector.day} IS NOT NULL GROUP BY ALL)
        WHERE n >= {vector.least} GROUP BY parent_id, span, n, sent HAVING count(*) >= 3""",
    )


COPIED = Watch(
    "V-59",
    Dimension.GAMING,
    Text(
        "Three villages of a township do not report the very same figures.", "同一乡镇不应有三个以上村的数据完全相同。"
    ),
    Text("Ask who filled in the sheets.", "请了解填报过程，核实是否复制粘贴。"),
    (
        *map(_of_rows, VECTORS),
        Sign(
            "unit_year",
            ("unit_year",),
            Text("{value} villages sent the same yearly figures.", "{value} 个村的年度基本情况完全相同。"),
            f"""
            SELECT v.parent_id AS org_unit_id, y.year::VARCHAR AS period, '' AS record, count(*)::VARCHAR AS value,
                NULL AS detail
            FROM unit_year y JOIN village v USING (org_unit_id)
            WHERE coalesce({", ".join(f"y.{c}" for c in COUNTS)}) IS NOT NULL
            GROUP BY v.parent_id, y.year, {", ".join(f"y.{c}" for c in COUNTS)} HAVING count(*) >= 3""",
        ),
        Sign(
            "evaluation",
            ("evaluation",),
            Text(
                "{value} villages sent the same grades and points of {detail} persons.",
                "{value} 个村 {detail} 人的评议等次和积分完全相同。",
            ),
            """
            SELECT parent_id AS org_unit_id, year::VARCHAR AS period, '' AS record, count(*)::VARCHAR AS value,
                any_value(n)::VARCHAR AS detail
            FROM (
                SELECT v.parent_id, e.org_unit_id, e.year, count(*) AS n, sum(hash(e.grade, e.points)) AS sent
                FROM evaluation e JOIN village v USING (org_unit_id)
                WHERE e.eval_kind = 'member_democratic' AND e.points IS NOT NULL GROUP BY ALL)
            WHERE n >= 5 GROUP BY parent_id, year, n, sent HAVING count(*) >= 3""",
        ),
        Sign(
            "post_month",
            ("post_month", "post_term"),
            Text(
                "{value} villages sent the same days in the village for {detail} months of a year.",
                "{value} 个村全年 {detail} 个人月的驻村天数完全相同。",
            ),
            """
            SELECT parent_id AS org_unit_id, year::VARCHAR AS period, '' AS record, count(*)::VARCHAR AS value,
                any_value(n)::VARCHAR AS detail
            FROM (
                SELECT v.parent_id, t.org_unit_id, year(m.month) AS year, count(*) AS n,
                    count(DISTINCT m.days_in_village) AS kinds,
                    sum(hash(m.month, m.days_in_village, m.leave_days)) AS sent
                FROM post_month m JOIN post_term t USING (post_term_id) JOIN village v ON v.org_unit_id = t.org_unit_id
                GROUP BY ALL)
            WHERE n >= 12 AND kinds > 1 GROUP BY parent_id, year, n, sent HAVING count(*) >= 3""",
        ),
    ),
)

WATCHES = (COPIED,)
