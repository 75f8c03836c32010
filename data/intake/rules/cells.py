"""Rules on single cells, made from the declaration of the tables: filled, readable, in the list, within bounds."""

from __future__ import annotations

from collections.abc import Iterator

from data.intake.rules import periods
from data.intake.rules.bounds import NUMERIC, Bounds, bounds_of
from data.intake.rules.kinds import Check, Rule, Severity, row_check, unread_check
from data.schema import TABLES, Column, Table
from data.text import Text

SENT = "FROM staged.{table} t JOIN submission s ON s.number = t._submission"
PLANNED = {"end_date", "exit_date", "valid_to", "repealed_date", "startup_end_date"}


def _columns() -> Iterator[tuple[Table, Column]]:
    return ((table, column) for table in TABLES.values() for column in table.columns)


FILLED = Rule(
    "V-13",
    Severity.ERROR,
    Text("Required cells are filled; blank is not zero.", "必填项不得为空；空白不等于零。"),
    Text("Fill in the cell; write 0 where it is zero.", "请填写；确为零的请填 0。"),
    (
        Check("blank", Text("'{column}' is blank.", "“{column}”未填写。")),
        *(
            row_check(
                "blank",
                table.name,
                column.name,
                f"{column.name} IS NULL",
                Text("'{column}' is blank.", "“{column}”未填写。"),
                blank=True,
            )
            for table, column in _columns()
            if not column.nullable and column.name not in table.key
        ),
    ),
)

CHOICES = Rule(
    "V-09",
    Severity.ERROR,
    Text("Choices are those of the list, in Chinese, English or code.", "选项应取自下拉列表（中文、英文或代码）。"),
    Text("Choose from the drop-down list.", "请从下拉列表中选择。"),
    tuple(
        unread_check(
            "choice",
            table.name,
            column.name,
            "'choice'",
            Text("{column} '{value}' is not in the list. {detail}", "{column}“{value}”不在选项中。{detail}"),
        )
        for table, column in _columns()
        if column.enum
    )
    + tuple(
        unread_check(
            "choice",
            table.name,
            column.name,
            "'boolean'",
            Text("{column} '{value}' is neither yes nor no.", "{column}“{value}”应填“是”或“否”。"),
            Text("Write 是 or 否.", "请填写“是”或“否”。"),
        )
        for table, column in _columns()
        if column.type == "BOOLEAN"
    ),
)


def _after_receipt(table: Table, column: Column) -> str:
    return f"""
    SELECT t._row, t.{column.name} AS value, s.received_at::DATE::VARCHAR AS detail
    {SENT.format(table=table.name)} WHERE t.{column.name} > s.received_at::DATE"""


DATES = Rule(
    "V-10",
    Severity.ERROR,
    Text(
        "Dates are real, and none but planned ends lies after the day of submission; one after the period end is told.",
        "日期真实有效；除计划结束日期外，不得晚于报送日；晚于本表数据截止日期的予以提示。",
    ),
    Text("Write the date as 2024-05-01.", "请按 2024-05-01 的格式填写日期。"),
    (
        Check("unreadable", Text("{column} '{value}' is not a date.", "{column}“{value}”不是有效日期。")),
        *(
            unread_check(
                "unreadable",
                table.name,
                column.name,
                "'date'",
                Text("{column} '{value}' is not a date.", "{column}“{value}”不是有效日期。"),
            )
            for table, column in _columns()
            if column.type == "DATE"
        ),
        *(
            Check(
                "future",
                Text(
                    "{column} {value} lies after the day of submission ({detail}).",
                    "{column} {value} 晚于报送日（{detail}）。",
                ),
                table.name,
                column.name,
                _after_receipt(table, column),
                Text("Report it when it has happened, or correct the year.", "请在事项发生后再报，或更正年份。"),
                screen=f"{column.name} > (SELECT min(received_at)::DATE FROM submission)",
            )
            for table, column in _columns()
            if column.type == "DATE" and column.name not in PLANNED
        ),
        Check(
            "period_end",
            Text(
                "The period end {value} lies far after the day of submission ({detail}).",
                "数据截止日期 {value} 远晚于报送日（{detail}）。",
            ),
            "submission",
            "period_end",
            "SELECT _row, period_end AS value, received_at::DATE::VARCHAR AS detail FROM submission "
            "WHERE period_end > received_at::DATE + 31",
            Text("Correct the period end.", "请更正数据截止日期。"),
        ),
        *periods.CHECKS,
    ),
)


def _out_of_bounds(column: Column, bounds: Bounds) -> tuple[str, Text]:
    """The condition under which a number is out of bounds, and what is said of it."""
    name, least = column.name, bounds.least
    if bounds.until_now:
        return f"{name} NOT BETWEEN {least} AND year((SELECT today FROM clock))", Text(
            f"{{column}} {{value}} is not a year from {least} to this year.",
            f"{{column}} {{value}} 不在 {least} 年至今年之间。",
        )
    if bounds.most is not None:
        return f"{name} NOT BETWEEN {least} AND {bounds.most}", Text(
            f"{{column}} {{value}} is not from {least} to {bounds.most}.",
            f"{{column}} {{value}} 不在 {least} 至 {bounds.most} 之间。",
        )
    if bounds.above:
        return f"{name} <= {least}", Text(
            f"{{column}} {{value}} must be more than {least}.", f"{{column}} {{value}} 应大于 {least}。"
        )
    return f"{name} < {least}", Text("{column} {value} must not be negative.", "{column} {value} 不得为负数。")


BOUNDS = Rule(
    "V-11",
    Severity.ERROR,
    Text(
        "Counts are not negative, years lie from 2000 to now, ratings from 1 to 5, days from 0 to 31, hours above 0.",
        "数量不为负；年度在 2000 年至今年；星级和满意度为 1—5；天数为 0—31；学时大于 0。",
    ),
    Text("Correct the number.", "请更正该数字。"),
    tuple(
        unread_check(
            "number",
            table.name,
            column.name,
            "'number', 'whole', 'range'",
            Text("{column} '{value}' {detail}.", "{column}“{value}”{detail}。"),
        )
        for table, column in _columns()
        if column.type.startswith(NUMERIC)
    )
    + tuple(
        row_check("bounds", table.name, column.name, *_out_of_bounds(column, bounds))
        for table, column in _columns()
        if (bounds := bounds_of(column)) and bounds.least is not None
    ),
)

RULES = (CHOICES, DATES, BOUNDS, FILLED)
