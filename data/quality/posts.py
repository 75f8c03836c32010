"""Signs in the terms of office: who holds a post, whether it was vacant, what a dispatched cadre owes."""

from __future__ import annotations

from data.quality.kinds import Dimension, Reach, Sign, Watch
from data.quality.questions import AS_OF, BEGUN, NEVER, TEAM
from data.text import Text

REVIEWED = Watch(
    "V-37",
    Dimension.CONSISTENCY,
    Text("Review and county record come before the start.", "联审和县级备案应早于任职。"),
    Text("Check the dates; what was late counts against the indicator.", "请核对日期；确属滞后的，计入指标。"),
    (
        Sign(
            "",
            ("post_term",),
            Text(
                "Reviewed or recorded on {value}, after the start on {detail}.", "{detail} 任职，{value} 才联审或备案。"
            ),
            """
            SELECT org_unit_id, start_date::VARCHAR AS period, post_term_id AS record,
                greatest(review_passed_date, county_record_date)::VARCHAR AS value, start_date::VARCHAR AS detail
            FROM post_term WHERE greatest(review_passed_date, county_record_date) > start_date""",
        ),
    ),
)

SECRETARY_IS_MEMBER = Watch(
    "V-39",
    Dimension.CONSISTENCY,
    Text("The secretary is a full member of the branch.", "书记应为本村正式党员。"),
    Text(
        "Report the membership, or confirm that it is kept elsewhere (a dispatched official).",
        "请补报党员记录；如为下派干部、组织关系在外，请说明。",
    ),
    (
        Sign(
            "",
            ("post_term", "member"),
            Text(
                "The secretary (since {value}) has no full membership here.",
                "书记（{value} 任职）在本村无正式党员记录。",
            ),
            """
            SELECT t.org_unit_id, t.start_date::VARCHAR AS period, t.post_term_id AS record,
                t.start_date::VARCHAR AS value, NULL AS detail
            FROM open_post t
            ANTI JOIN (FROM stock WHERE stage = 'full') m ON m.person_id = t.person_id AND m.org_unit_id = t.org_unit_id
            WHERE t.post_type = 'party_secretary'""",
        ),
    ),
)

FIRST_SECRETARY = Watch(
    "V-40",
    Dimension.CONSISTENCY,
    Text("A first secretary has been a full member for at least a year.", "第一书记应有一年以上党龄（正式党员）。"),
    Text("Check the membership and its date.", "请核对党员记录和转正日期。"),
    (
        Sign(
            "",
            ("post_term", "member"),
            Text(
                "No full membership a year before the start on {value}.", "{value} 任职时，转正不满一年或无党员记录。"
            ),
            """
            SELECT t.org_unit_id, t.start_date::VARCHAR AS period, t.post_term_id AS record,
                t.start_date::VARCHAR AS value, NULL AS detail
            FROM post_term t
            ANTI JOIN member m ON m.person_id = t.person_id AND m.full_date <= t.start_date - 365
            WHERE t.post_type = 'first_secretary'""",
            reach=Reach.PERSONS,
        ),
    ),
)

TEAMS = Watch(
    "V-42",
    Dimension.CONSISTENCY,
    Text(
        "A resident team has at least two people; a dispatched cadre stays for two years.",
        "驻村工作队不少于两人；驻村干部任期不少于两年。",
    ),
    Text("Complete the team, or check the dates.", "请配齐队员，或核对日期。"),
    (
        Sign(
            "team of one",
            ("post_term",),
            Text("The resident team has {value} person.", "驻村工作队仅 {value} 人。"),
            f"""
            SELECT org_unit_id, {AS_OF}::VARCHAR AS period, '' AS record, '1' AS value, NULL AS detail
            FROM open_post WHERE post_type IN ('resident_team_leader', 'resident_team_member')
            GROUP BY org_unit_id HAVING min(person_id) = max(person_id)""",
        ),
        Sign(
            "relieved early",
            ("post_term",),
            Text("Relieved by rotation after {value} days.", "轮换离任，任职仅 {value} 天。"),
            """
            SELECT org_unit_id, end_date::VARCHAR AS period, post_term_id AS record,
                (end_date - start_date)::VARCHAR AS value, NULL AS detail
            FROM post_term WHERE end_reason = 'rotation' AND end_date - start_date < 730""",
        ),
    ),
)

INDUCTION = Watch(
    "V-46",
    Dimension.CONSISTENCY,
    Text("A new secretary completes induction within 183 days.", "新任书记应在 183 天内完成任职培训。"),
    Text("Report the training, or arrange it.", "请补报培训记录，或尽快安排。"),
    (
        Sign(
            "",
            ("post_term", "training_event", "training_attendance"),
            Text("New in office on {value}, no induction by {detail}.", "{value} 新任，至 {detail} 未完成任职培训。"),
            f"""
            SELECT t.org_unit_id, t.start_date::VARCHAR AS period, t.post_term_id AS record,
                t.start_date::VARCHAR AS value, (t.start_date + 183)::VARCHAR AS detail
            FROM post_term t
            ANTI JOIN post_term e ON e.person_id = t.person_id AND e.post_type = 'party_secretary'
                AND e.start_date < t.start_date
            ANTI JOIN (FROM attended WHERE completed AND form = 'induction') a ON a.person_id = t.person_id
                AND a.end_date >= t.start_date AND a.end_date <= t.start_date + 183
            WHERE t.post_type = 'party_secretary' AND t.start_date BETWEEN {BEGUN} AND {AS_OF} - 183""",
            reach=Reach.PERSONS,
        ),
    ),
)

VACANT = Watch(
    "V-47",
    Dimension.CONSISTENCY,
    Text("A village is not without a secretary for more than 90 days.", "村书记空缺不超过 90 天。"),
    Text("Report who is in office, or fill the post.", "请补报任职记录，或尽快配备。"),
    (
        Sign(
            "",
            ("post_term",),
            Text("No secretary from {value} to {detail}.", "{value} 至 {detail} 无书记。"),
            f"""
            SELECT g.org_unit_id, g.until::VARCHAR AS period, '' AS record, g.until::VARCHAR AS value,
                g.follows::VARCHAR AS detail
            FROM (
                SELECT t.org_unit_id, t.until, least(coalesce(lead(t.start_date) OVER (
                    PARTITION BY t.org_unit_id ORDER BY t.start_date), {NEVER}), v.valid_to, {AS_OF}) AS follows
                FROM term t JOIN village v USING (org_unit_id) WHERE t.post_type = 'party_secretary') g
            WHERE g.follows - g.until > 90""",
        ),
        Sign(
            "never",
            ("post_term", "org_unit"),
            Text("There is no record of a secretary.", "没有书记任职记录。"),
            f"""
            SELECT org_unit_id, {AS_OF}::VARCHAR AS period, '' AS record, '' AS value, NULL AS detail
            FROM village
            ANTI JOIN (SELECT org_unit_id FROM post_term WHERE post_type = 'party_secretary') USING (org_unit_id)
            WHERE valid_to > {AS_OF}""",
        ),
    ),
)

MONTHS = Watch(
    "V-51",
    Dimension.COMPLETENESS,
    Text(
        "Every month of a first secretary or resident team has its row, and nobody else has any.",
        "第一书记和驻村工作队每月应有驻村月报，其他岗位不填。",
    ),
    Text("Send the missing month, or correct the code of the term.", "请补报缺少的月份，或更正任职记录编码。"),
    (
        Sign(
            "missing months",
            ("post_month", "post_term"),
            Text("No row for {value}.", "缺少 {value} 月报。"),
            f"""
            SELECT t.org_unit_id, strftime(s.period_end, '%Y-%m') AS period, t.post_term_id AS record,
                strftime(s.period_end, '%Y-%m') AS value, NULL AS detail
            FROM term t JOIN village v USING (org_unit_id)
            JOIN submission s ON s.org_unit_id = v.parent_id AND s.sheet = 'post_month'
                AND t.start_date <= s.period_end AND t.until > date_trunc('month', s.period_end)
            ANTI JOIN team_month m
                ON m.post_term_id = t.post_term_id AND m.month = date_trunc('month', s.period_end)::DATE
            WHERE t.post_type IN {TEAM}""",
        ),
        Sign(
            "other posts",
            ("post_month", "post_term"),
            Text("The post is '{value}', which owes no monthly row.", "岗位为“{value}”，不需要填驻村月报。"),
            f"""
            SELECT org_unit_id, strftime(month, '%Y-%m') AS period, post_term_id AS record, post_type AS value,
                NULL AS detail
            FROM team_month WHERE post_type NOT IN {TEAM}""",
            "post_type",
        ),
        Sign(
            "outside the term",
            ("post_month", "post_term"),
            Text("The month {value} lies outside the term.", "{value} 不在任期内。"),
            """
            SELECT org_unit_id, strftime(month, '%Y-%m') AS period, post_term_id AS record,
                strftime(month, '%Y-%m') AS value, NULL AS detail
            FROM team_month WHERE last_day(month) < start_date OR month >= until""",
        ),
    ),
)

WATCHES = (REVIEWED, SECRETARY_IS_MEMBER, FIRST_SECRETARY, TEAMS, INDUCTION, VACANT, MONTHS)
