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


def _sent(vector: Vector) -> str:
    """What each village sent in a month or year: all its rows, in whatever order, as one number."""
    assert set(vector.columns) <= set(TABLES[vector.table].column)
    form = "%Y-%m" if vector.by == "month" else "%Y"
    return f"""
    SELECT '{vector.table}' AS sign, org_unit_id, strftime(date_trunc('{vector.by}', {vector.day}), '{form}') AS period,
        count(*) AS n, sum(hash({", ".join(vector.columns)})) AS sent
    FROM {vector.table} WHERE {vector.day} IS NOT NULL
    GROUP BY org_unit_id, date_trunc('{vector.by}', {vector.day}) HAVING count(*) >= {vector.least}"""


FIGURES = ", ".join(COUNTS)
ALIKE = f"""
SELECT sign, parent_id AS org_unit_id, period, '' AS record, count(*)::VARCHAR AS value, any_value(n)::VARCHAR AS detail
FROM (
    {" UNION ALL ".join(map(_sent, VECTORS))}
    UNION ALL
    SELECT 'unit_year', org_unit_id, year::VARCHAR, NULL, hash({FIGURES})::HUGEINT
    FROM unit_year WHERE coalesce({FIGURES}) IS NOT NULL
    UNION ALL
    SELECT 'evaluation', org_unit_id, year::VARCHAR, count(*), sum(hash(grade, points))
    FROM evaluation WHERE eval_kind = 'member_democratic' AND points IS NOT NULL
    GROUP BY org_unit_id, year HAVING count(*) >= 5
    UNION ALL
    SELECT 'post_month', org_unit_id, year(month)::VARCHAR, count(*), sum(hash(month, days_in_village, leave_days))
    FROM team_month GROUP BY org_unit_id, year(month)
    HAVING count(*) >= 12 AND min(days_in_village) < max(days_in_village))
JOIN village USING (org_unit_id) GROUP BY sign, parent_id, period, n, sent HAVING count(*) >= 3
"""
"""Of all sheets at once which villages sent the same."""


def _sign(table: str, message: Text, *further: str) -> Sign:
    return Sign(table, (table, *further), message, ALIKE)


def _of_rows(vector: Vector) -> Sign:
    title = TABLES[vector.table].title
    return _sign(
        vector.table,
        Text(
            "{value} villages sent the same {detail} rows of " + f"'{title.en}'.",
            "{value} 个村的" + f"“{title.zh}”" + "有 {detail} 行完全相同。",
        ),
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
        _sign(
            "unit_year",
            Text("{value} villages sent the same yearly figures.", "{value} 个村的年度基本情况完全相同。"),
        ),
        _sign(
            "evaluation",
            Text(
                "{value} villages sent the same grades and points of {detail} persons.",
                "{value} 个村 {detail} 人的评议等次和积分完全相同。",
            ),
        ),
        _sign(
            "post_month",
            Text(
                "{value} villages sent the same days in the village for {detail} months of a year.",
                "{value} 个村全年 {detail} 个人月的驻村天数完全相同。",
            ),
            "post_term",
        ),
    ),
)

WATCHES = (COPIED,)
