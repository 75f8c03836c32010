"""Signs in meetings, funds, evaluations and trainings."""

from __future__ import annotations

from data.quality.kinds import Dimension, Reach, Sign, Watch
from data.quality.questions import TEAM
from data.text import Text

EXPECTED = Watch(
    "V-26",
    Dimension.CONSISTENCY,
    Text(
        "At a branch congress 50 % to 110 % of the members in stock are expected.",
        "党员大会应到人数应为在册党员的 50% 至 110%。",
    ),
    Text("Check the number expected against the register.", "请对照党员名册核对应到人数。"),
    (
        Sign(
            "",
            ("meeting", "member"),
            Text(
                "{value} expected, {detail} members in stock that day.", "应到 {value} 人，当日在册党员 {detail} 人。"
            ),
            """
            SELECT e.org_unit_id, e.meeting_date::VARCHAR AS period, e.meeting_id AS record,
                e.expected_n::VARCHAR AS value, count(m.member_id)::VARCHAR AS detail
            FROM meeting e LEFT JOIN member_stay m ON m.org_unit_id = e.org_unit_id
                AND m.enter_date <= e.meeting_date AND m.exit_date > e.meeting_date
            WHERE e.meeting_type = 'branch_congress' GROUP BY e.org_unit_id, e.meeting_date, e.meeting_id, e.expected_n
            HAVING e.expected_n NOT BETWEEN 0.5 * count(m.member_id) AND 1.1 * count(m.member_id)""",
        ),
    ),
)

SPENT = Watch(
    "V-27",
    Dimension.CONSISTENCY,
    Text("Spending does not exceed the allocation.", "支出不超过安排资金。"),
    Text("Check both amounts.", "请核对两项金额。"),
    (
        Sign(
            "",
            ("fund",),
            Text("{value} yuan spent of {detail} allocated.", "安排 {detail} 元，支出 {value} 元。"),
            """
            SELECT org_unit_id, year::VARCHAR AS period, fund_id AS record, spent_yuan::VARCHAR AS value,
                allocated_yuan::VARCHAR AS detail
            FROM fund WHERE spent_yuan > allocated_yuan""",
        ),
    ),
)

EXCELLENT = Watch(
    "V-31",
    Dimension.PLAUSIBILITY,
    Text("At most a third of the members graded are excellent.", "民主评议“优秀”不超过参评党员的三分之一。"),
    Text("Have the grades reviewed.", "请复核评议结果。"),
    (
        Sign(
            "",
            ("evaluation",),
            Text("{value} of {detail} members graded are excellent.", "参评 {detail} 人，“优秀”{value} 人。"),
            """
            SELECT org_unit_id, year::VARCHAR AS period, '' AS record,
                count(*) FILTER (grade = 'excellent')::VARCHAR AS value, count(*)::VARCHAR AS detail
            FROM evaluation WHERE eval_kind = 'member_democratic' AND grade <> 'not_graded'
            GROUP BY org_unit_id, year HAVING count(*) FILTER (grade = 'excellent') > count(*) / 3""",
        ),
    ),
)

LONG_DAYS = Watch(
    "V-36",
    Dimension.PLAUSIBILITY,
    Text("A training has at most 10 hours a day.", "班次学时每天不超过 10 学时。"),
    Text("Check hours and dates.", "请核对学时和日期。"),
    (
        Sign(
            "",
            ("training_event",),
            Text("{value} hours in {detail} days.", "{detail} 天共 {value} 学时。"),
            """
            SELECT org_unit_id, end_date::VARCHAR AS period, training_id AS record, hours::VARCHAR AS value,
                (end_date - start_date + 1)::VARCHAR AS detail
            FROM training_event WHERE hours > 10 * (end_date - start_date + 1)""",
        ),
    ),
)

ATTENDED = Watch(
    "V-45",
    Dimension.PLAUSIBILITY,
    Text(
        "A person is credited at most 400 hours a year and is at one place at a time.",
        "一人一年认定学时不超过 400，且不得同时参加两个线下班次。",
    ),
    Text("Check who attended what.", "请核对参训名单和学时。"),
    (
        Sign(
            "hours",
            ("training_attendance", "training_event"),
            Text("{value} hours in {detail}.", "{detail} 年共 {value} 学时。"),
            """
            SELECT min(org_unit_id) AS org_unit_id, year(end_date)::VARCHAR AS period,
                'person ' || left(person_id, 8) AS record, sum(hours_credited)::VARCHAR AS value,
                year(end_date)::VARCHAR AS detail
            FROM attended
            GROUP BY person_id, year(end_date) HAVING sum(hours_credited) > 400""",
            reach=Reach.PERSONS,
        ),
        Sign(
            "two places at once",
            ("training_attendance", "training_event"),
            Text("At {value} and {detail} at the same time.", "同一时间参加 {value} 和 {detail}。"),
            """
            SELECT a.org_unit_id, greatest(a.start_date, b.start_date)::VARCHAR AS period,
                'person ' || left(a.person_id, 8) AS record, a.training_id AS value, b.training_id AS detail
            FROM onsite a JOIN onsite b ON b.person_id = a.person_id AND a.training_id < b.training_id
            WHERE a.start_date <= b.end_date AND b.start_date <= a.end_date""",
            reach=Reach.PERSONS,
        ),
    ),
)

JOINT = Watch(
    "V-52",
    Dimension.CONSISTENCY,
    Text("Four-team meetings are held where there are teams.", "四支队伍联席会议应在有驻村力量的村召开。"),
    Text("Check the type of the meeting, or report the posts.", "请核对会议类别，或补报任职记录。"),
    (
        Sign(
            "",
            ("meeting", "post_term"),
            Text(
                "A four-team meeting on {value}, with no team in the village.", "{value} 开联席会议，但当日无驻村力量。"
            ),
            f"""
            SELECT e.org_unit_id, e.meeting_date::VARCHAR AS period, e.meeting_id AS record,
                e.meeting_date::VARCHAR AS value, NULL AS detail
            FROM meeting e ANTI JOIN term t ON t.org_unit_id = e.org_unit_id AND t.post_type IN {TEAM}
                AND t.start_date <= e.meeting_date AND t.until > e.meeting_date
            WHERE e.meeting_type = 'four_team_joint'""",
        ),
    ),
)

WATCHES = (EXPECTED, SPENT, EXCELLENT, LONG_DAYS, ATTENDED, JOINT)
