"""Rules on rows about organizations: meetings, yearly figures, days, dockings, practices, funds, trainings."""

from __future__ import annotations

from data.intake.rules.kinds import Check, Rule, Severity, row_check
from data.text import Text

ATTENDANCE = Rule(
    "V-25",
    Severity.ERROR,
    Text("Somebody was expected, and no more came than were expected.", "应到人数大于 0，实到人数不超过应到人数。"),
    Text("Correct the two counts.", "请更正应到、实到人数。"),
    (
        row_check(
            "more_than_expected",
            "meeting",
            "attended_n",
            "attended_n > expected_n",
            Text("{value} attended, but only {detail} were expected.", "实到 {value} 人，多于应到 {detail} 人。"),
            "expected_n::VARCHAR",
        ),
        row_check(
            "nobody_expected",
            "meeting",
            "expected_n",
            "expected_n <= 0",
            Text("{column} is {value}; it must be more than 0.", "{column}为 {value}，应大于 0。"),
        ),
    ),
)

EXCESS = Rule(
    "V-27",
    Severity.ERROR,
    Text("Spending is at most 105 % of the allocation.", "支出不得超过安排资金的 105%。"),
    Text("Check both amounts (yuan, not ten thousand yuan).", "请核对两项金额（单位为元，不是万元）。"),
    (
        row_check(
            "overspent",
            "fund",
            "spent_yuan",
            "spent_yuan > 1.05 * allocated_yuan",
            Text(
                "{value} yuan spent of {detail} allocated: more than 105 %.",
                "支出 {value} 元，超过安排资金 {detail} 元的 105%。",
            ),
            "allocated_yuan::VARCHAR",
        ),
    ),
)


def _at_most(smaller: str, larger: str, limit: str, message: Text) -> Check:
    return row_check("too_many", "unit_year", smaller, f"{smaller} > {limit}", message, f"{larger}::VARCHAR")


PROPORTIONS = Rule(
    "V-28",
    Severity.ERROR,
    Text(
        "Cleared households ≤ monitored ones; hardship households ≤ households; households ≤ 1.5 × residents.",
        "风险消除户 ≤ 监测户；困难户 ≤ 总户数；户数 ≤ 常住人口 × 1.5。",
    ),
    Text("Correct one of the two figures.", "请更正其中一项。"),
    (
        _at_most(
            "monitored_cleared",
            "monitored_start",
            "monitored_start",
            Text("{value} households cleared of {detail} monitored.", "风险消除 {value} 户，多于监测 {detail} 户。"),
        ),
        _at_most(
            "hardship_households",
            "households",
            "households",
            Text("{value} hardship households of {detail} households.", "困难户 {value} 户，多于总户数 {detail} 户。"),
        ),
        _at_most(
            "households",
            "resident_population",
            "resident_population * 1.5",
            Text("{value} households for {detail} residents.", "{value} 户，与常住人口 {detail} 人不符。"),
        ),
    ),
)

OF_VILLAGES = (
    "resident_population",
    "households",
    "hardship_households",
    "monitored_start",
    "monitored_cleared",
    "star_rating",
    "weak_lax",
    "secretary_post_pay_yuan",
    "collective_income_yuan",
)


def _not_at(column: str, condition: str, message: Text) -> Check:
    return Check(
        "other_level",
        message,
        "unit_year",
        column,
        f"""
        SELECT y._row, y.{column} AS value, NULL AS detail FROM staged.unit_year y
        JOIN org_unit u ON u.org_unit_id = y.org_unit_id WHERE y.{column} IS NOT NULL AND {condition}""",
    )


LEVELS = Rule(
    "V-29",
    Severity.ERROR,
    Text(
        "Village figures stand in village rows, the county's income in county rows.",
        "村级指标只填村的行，县级收入只填县的行。",
    ),
    Text("Clear the cell, or move the figure to the unit it belongs to.", "请清空该格，或移至所属单位的行。"),
    (
        *(
            _not_at(column, "u.level <> 'village'", Text("'{column}' is for villages only.", "“{column}”只由村填写。"))
            for column in OF_VILLAGES
        ),
        _not_at(
            "rural_income_yuan",
            "u.level <> 'county'",
            Text("'{column}' is for counties only.", "“{column}”只由县填写。"),
        ),
    ),
)

DAYS = Rule(
    "V-30",
    Severity.ERROR,
    Text("Days in the village and on leave fit into the month.", "在村天数与请假天数之和不超过当月天数。"),
    Text("Correct the days.", "请更正天数。"),
    (
        row_check(
            "too_many_days",
            "post_month",
            "days_in_village",
            "days_in_village + coalesce(leave_days, 0) > day(last_day(month))",
            Text(
                "{value} days in the village and {detail} on leave are more than the month has.",
                "在村 {value} 天、请假 {detail} 天，超过当月天数。",
            ),
            "coalesce(leave_days, 0)::VARCHAR",
        ),
    ),
)

DOCKING = Rule(
    "V-34",
    Severity.ERROR,
    Text(
        "What was delivered has a date not before the need; what is pending has none; no plan before the need.",
        "已落实（部分落实）应有不早于需求日期的落实日期；进行中不填；方案日期不早于需求日期。",
    ),
    Text("Correct the result or the dates.", "请更正结果或日期。"),
    (
        row_check(
            "not_dated",
            "docking_action",
            "delivered_date",
            "result IN ('matched', 'partly_matched') AND delivered_date IS NULL",
            Text("It was delivered, but '{column}' is blank.", "结果为已落实（部分落实），但未填“{column}”。"),
            blank=True,
        ),
        row_check(
            "delivered_first",
            "docking_action",
            "delivered_date",
            "result IN ('matched', 'partly_matched') AND delivered_date < need_date",
            Text(
                "{column} {value} lies before the need ({detail}).", "{column} {value} 早于需求提出日期（{detail}）。"
            ),
            "need_date::VARCHAR",
        ),
        row_check(
            "pending_dated",
            "docking_action",
            "delivered_date",
            "result = 'pending' AND delivered_date IS NOT NULL",
            Text("It is pending, but has a delivery date ({value}).", "结果为“进行中”，但填了落实日期（{value}）。"),
        ),
        row_check(
            "planned_first",
            "docking_action",
            "plan_date",
            "plan_date < need_date",
            Text(
                "{column} {value} lies before the need ({detail}).", "{column} {value} 早于需求提出日期（{detail}）。"
            ),
            "need_date::VARCHAR",
        ),
    ),
)

ADOPTION = Rule(
    "V-35",
    Severity.ERROR,
    Text(
        "An adoption points to an origin of another unit; a practice has a date of publication if it was published.",
        "推广应引用其他单位的原创经验；刊发日期当且仅当已刊发时填写。",
    ),
    Text("Correct the code of the origin, or the publication.", "请更正来源经验编码，或刊发层级与日期。"),
    (
        Check(
            "no_origin",
            Text(
                "{value} is itself an adoption (of {detail}), not an origin.",
                "{value} 本身是推广（来源 {detail}），不是原创经验。",
            ),
            "practice",
            "source_practice_id",
            """
            SELECT p._row, p.source_practice_id AS value, o.source_practice_id AS detail FROM staged.practice p
            JOIN practice o ON o.practice_id = p.source_practice_id WHERE o.source_practice_id IS NOT NULL""",
            Text("Point to the origin.", "请引用最初的经验。"),
        ),
        Check(
            "own_origin",
            Text("The origin {value} is this unit's own.", "来源经验 {value} 属于本单位自己。"),
            "practice",
            "source_practice_id",
            """
            SELECT p._row, p.source_practice_id AS value, NULL AS detail FROM staged.practice p
            JOIN practice o ON o.practice_id = p.source_practice_id WHERE o.org_unit_id = p.org_unit_id""",
        ),
        row_check(
            "not_published",
            "practice",
            "published_date",
            "media_level = 'none' AND published_date IS NOT NULL",
            Text(
                "It was not published, but has a date of publication ({value}).",
                "刊发层级为“未刊发”，但填了刊发日期（{value}）。",
            ),
        ),
        row_check(
            "no_publication_date",
            "practice",
            "published_date",
            "media_level <> 'none' AND published_date IS NULL",
            Text("It was published, but '{column}' is blank.", "已刊发，但未填“{column}”。"),
            blank=True,
        ),
    ),
)

TRAINING_DATES = Rule(
    "V-36",
    Severity.ERROR,
    Text("A training does not end before it begins.", "班次结束日期不早于开始日期。"),
    Text("Correct the dates.", "请更正日期。"),
    (
        row_check(
            "end_first",
            "training_event",
            "end_date",
            "end_date < start_date",
            Text("{column} {value} lies before the begin ({detail}).", "{column} {value} 早于开始日期（{detail}）。"),
            "start_date::VARCHAR",
        ),
    ),
)

CREDIT = Rule(
    "V-44",
    Severity.ERROR,
    Text("Nobody is credited more hours than the training had.", "认定学时不超过班次学时。"),
    Text("Correct the hours.", "请更正学时。"),
    (
        Check(
            "too_many_hours",
            Text("{value} hours credited; the training had {detail}.", "认定 {value} 学时，班次只有 {detail} 学时。"),
            "training_attendance",
            "hours_credited",
            """
            SELECT a._row, a.hours_credited AS value, e.hours::VARCHAR AS detail FROM staged.training_attendance a
            JOIN training_event e ON e.training_id = a.training_id WHERE a.hours_credited > e.hours""",
        ),
    ),
)

RULES = (ATTENDANCE, EXCESS, PROPORTIONS, LEVELS, DAYS, DOCKING, ADOPTION, TRAINING_DATES, CREDIT)
