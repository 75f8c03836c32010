"""Whether the rows of a sheet lie in the period that it reports: a period end of the wrong year replaces old rows.

Warnings of V-10: the rule refuses a date after the submission, not one after the period end. Some days' grace is given
to what was written down after it. A monthly sheet of which no row lies near its period end is most likely that of
another year.
"""

from __future__ import annotations

from data.intake.rules.kinds import Check, Severity
from data.text import Text

MONTHLY = {"meeting": "meeting_date", "post_month": "month"}
LATER = {
    "member": "enter_date",
    "member_duty": "start_date",
    "post_term": "start_date",
    "village_system": "adopted_date",
    "training_event": "start_date",
    "talent": "entry_date",
    "talent_support": "opened_date",
    "docking_action": "need_date",
    "practice": "registered_date",
}
YEARLY = ("unit_year", "evaluation", "fund")
GRACE, NEAR = 31, 185  # days
SENT = "FROM staged.{table} t JOIN submission s ON s.number = t._submission"

AFTER = Text(
    "{column} {value} lies after the period end that the sheet states ({detail}).",
    "{column} {value} 晚于本表填写的数据截止日期（{detail}）。",
)
CORRECT_END = Text(
    "Correct the period end in 报送登记表 (look at the year), or the date.",
    "请更正“报送登记表”中的数据截止日期（注意年份），或更正该日期。",
)
FAR = Text(
    "No row of this sheet lies near its period end ({detail}); the latest is of {value}.",
    "本表没有一行接近数据截止日期（{detail}），最晚的一行为 {value}。",
)
LOOK_AT_END = Text(
    "Look at the year of the period end: sent like this, the sheet replaces what was sent for that period.",
    "请核对数据截止日期的年份：照此报送，将替换该期此前报送的数据。",
)


def _after(table: str, column: str) -> Check:
    return Check(
        "after_period",
        AFTER,
        table,
        column,
        f"SELECT t._row, t.{column} AS value, s.period_end::VARCHAR AS detail {SENT.format(table=table)} "
        f"WHERE t.{column} > s.period_end + {GRACE}",
        CORRECT_END,
        screen=f"{column} > (SELECT min(period_end) + {GRACE} FROM submission WHERE sheet = '{table}')",
        severity=Severity.WARNING,
    )


def _year_after(table: str) -> Check:
    return Check(
        "after_period",
        AFTER,
        table,
        "year",
        f"SELECT t._row, t.year AS value, s.period_end::VARCHAR AS detail {SENT.format(table=table)} "
        "WHERE t.year > year(s.period_end) AND t.year <= year(s.received_at)",
        CORRECT_END,
        screen=f"year > (SELECT year(min(period_end)) FROM submission WHERE sheet = '{table}')",
        severity=Severity.WARNING,
    )


def _far(table: str, column: str) -> Check:
    """Told once a submission, at its latest row."""
    return Check(
        "far_from_period",
        FAR,
        table,
        column,
        f"SELECT max_by(t._row, t.{column}) AS _row, max(t.{column}) AS value, "
        f"any_value(s.period_end)::VARCHAR AS detail {SENT.format(table=table)} "
        f"GROUP BY s.number HAVING max(t.{column}) < any_value(s.period_end) - {NEAR}",
        LOOK_AT_END,
        severity=Severity.WARNING,
    )


CHECKS = (
    *(_after(table, column) for table, column in (MONTHLY | LATER).items()),
    *map(_year_after, YEARLY),
    *(_far(table, column) for table, column in MONTHLY.items()),
)
