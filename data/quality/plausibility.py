"""Signs that figures are not plausible, or were made to fit."""

from __future__ import annotations

from data.intake.rules.kinds import Severity
from data.quality.kinds import Dimension, Sign, Watch
from data.quality.questions import AS_OF, TEAM
from data.text import Text

DENSITY = Watch(
    "V-54",
    Dimension.PLAUSIBILITY,
    Text("There are 0.5 to 10 members to 100 residents.", "每百名常住人口有党员 0.5 至 10 名。"),
    Text("Check the population and the register.", "请核对常住人口和党员名册。"),
    (
        Sign(
            "",
            ("unit_year", "member"),
            Text("{value} members, {detail} residents.", "党员 {value} 名，常住人口 {detail} 人。"),
            """
            SELECT s.org_unit_id, s.year::VARCHAR AS period, '' AS record, s.members::VARCHAR AS value,
                y.resident_population::VARCHAR AS detail
            FROM stock_of_year s JOIN unit_year y USING (org_unit_id, year)
            WHERE 100 * s.members NOT BETWEEN 0.5 * y.resident_population AND 10 * y.resident_population""",
        ),
    ),
)

SIZE = Watch(
    "V-55",
    Dimension.PLAUSIBILITY,
    Text(
        "A village has 3 to 500 members and 50 to 20,000 residents.", "村有党员 3 至 500 名，常住人口 50 至 20000 人。"
    ),
    Text("Check the figure.", "请核对该数字。"),
    (
        Sign(
            "members",
            ("member",),
            Text("{value} members.", "党员 {value} 名。"),
            f"""
            SELECT org_unit_id, {AS_OF}::VARCHAR AS period, '' AS record, members::VARCHAR AS value, NULL AS detail
            FROM members_now WHERE members NOT BETWEEN 3 AND 500""",
        ),
        Sign(
            "population",
            ("unit_year",),
            Text("{value} residents.", "常住人口 {value} 人。"),
            """
            SELECT y.org_unit_id, y.year::VARCHAR AS period, '' AS record, y.resident_population::VARCHAR AS value,
                NULL AS detail
            FROM unit_year y JOIN village USING (org_unit_id)
            WHERE y.resident_population NOT BETWEEN 50 AND 20000""",
        ),
    ),
)

AGES = Watch(
    "V-56",
    Dimension.PLAUSIBILITY,
    Text(
        "Members are 18 to 105 years old, secretaries 22 to 70, dispatched cadres 20 to 60.",
        "党员年龄 18 至 105 岁，书记 22 至 70 岁，驻村干部 20 至 60 岁。",
    ),
    Text("Check the year of birth.", "请核对出生年。"),
    tuple(
        Sign(
            key,
            ("person", source),
            Text("{value} years old.", "{value} 岁。"),
            f"""
            SELECT org_unit_id, {AS_OF}::VARCHAR AS period, {record} AS record,
                (year({AS_OF}) - birth_year)::VARCHAR AS value, NULL AS detail
            FROM {held} WHERE year({AS_OF}) - birth_year NOT BETWEEN {youngest} AND {oldest} {only}""",
        )
        for key, source, held, record, youngest, oldest, only in (
            ("members", "member", "aged_stock", "member_id", 18, 105, ""),
            ("secretaries", "post_term", "aged_post", "post_term_id", 22, 70, "AND post_type = 'party_secretary'"),
            ("dispatched cadres", "post_term", "aged_post", "post_term_id", 20, 60, f"AND post_type IN {TEAM}"),
        )
    ),
)

MEETINGS = Watch(
    "V-57",
    Dimension.GAMING,
    Text(
        "Meetings lie on different days, somebody is absent at times, and not three kinds at once all year.",
        "会议分布在不同日期，偶有缺席，不应常年三种会议同日召开。",
    ),
    Text("Look at the minutes on the spot.", "请实地查看会议记录。"),
    (
        Sign(
            "one day of the month",
            ("meeting",),
            Text(
                "All {value} meetings of the year lie on day {detail} of the month.",
                "全年 {value} 次会议均在 {detail} 日召开。",
            ),
            """
            SELECT org_unit_id, year::VARCHAR AS period, '' AS record, meetings::VARCHAR AS value,
                first_day::VARCHAR AS detail
            FROM meetings_of_year WHERE first_day = last_day""",
        ),
        Sign(
            "everybody always",
            ("meeting",),
            Text("Everybody came to all {value} meetings of the year.", "全年 {value} 次会议均为满员。"),
            """
            SELECT org_unit_id, year::VARCHAR AS period, '' AS record, meetings::VARCHAR AS value, NULL AS detail
            FROM meetings_of_year WHERE everybody""",
        ),
        Sign(
            "three types on one day",
            ("meeting",),
            Text(
                "On {value} days of the year three or more kinds of meeting.", "全年有 {value} 天同日召开三种以上会议。"
            ),
            """
            SELECT org_unit_id, year::VARCHAR AS period, '' AS record, count(*)::VARCHAR AS value, NULL AS detail
            FROM (
                SELECT org_unit_id, year(meeting_date) AS year FROM meeting
                GROUP BY org_unit_id, meeting_date HAVING count(DISTINCT meeting_type) >= 3)
            GROUP BY org_unit_id, year HAVING count(*) > 6""",
        ),
    ),
)

HEAPED = Watch(
    "V-58",
    Dimension.GAMING,
    Text(
        "Days in the village are not exactly 20, the threshold, in more than 80 % of a township's months.",
        "乡镇驻村月报中恰为 20 天（达标线）的不超过 80%。",
    ),
    Text("Hold the days against the attendance register.", "请对照考勤记录核对。"),
    (
        Sign(
            "",
            ("post_month", "post_term"),
            Text("Exactly 20 days in {value} of {detail} months.", "{detail} 个人月中有 {value} 个恰为 20 天。"),
            f"""
            SELECT v.parent_id AS org_unit_id, year(m.month)::VARCHAR AS period, '' AS record,
                count(*) FILTER (m.days_in_village = 20)::VARCHAR AS value, count(*)::VARCHAR AS detail
            FROM team_month m JOIN village v USING (org_unit_id) JOIN full_year f ON f.year = year(m.month)
            WHERE m.post_type IN {TEAM} GROUP BY v.parent_id, year(m.month)
            HAVING count(*) >= 12 AND count(*) FILTER (m.days_in_village = 20) > 0.8 * count(*)""",
        ),
    ),
)

PAY = Watch(
    "V-60",
    Dimension.PLAUSIBILITY,
    Text(
        "The pay of the secretary's post is 0.5 to 5 times the county's rural income of the year before.",
        "书记岗位基本报酬应为上年度农村居民人均可支配收入的 0.5 至 5 倍。",
    ),
    Text("Check whether it is the pay of a year, in yuan.", "请核对是否为全年数、单位是否为元。"),
    (
        Sign(
            "",
            ("unit_year",),
            Text("{value} yuan a year; rural income {detail} yuan.", "年报酬 {value} 元；农村居民收入 {detail} 元。"),
            """
            SELECT v.org_unit_id, y.year::VARCHAR AS period, '' AS record,
                y.secretary_post_pay_yuan::VARCHAR AS value, c.rural_income_yuan::VARCHAR AS detail
            FROM unit_year y JOIN village v USING (org_unit_id) JOIN org_unit t ON t.org_unit_id = v.parent_id
            JOIN unit_year c ON c.org_unit_id = t.parent_id AND c.year = y.year - 1
            WHERE y.secretary_post_pay_yuan NOT BETWEEN 0.5 * c.rural_income_yuan AND 5 * c.rural_income_yuan""",
        ),
    ),
)

CHANGES = Watch(
    "V-61",
    Dimension.PLAUSIBILITY,
    Text(
        "A village's change on the year lies within 3 robust standard deviations of the county's villages.",
        "村级指标的年度变动不超过全县各村变动的 3 个稳健标准差。",
    ),
    Text("Ask what happened in the village.", "请了解该村变动原因。"),
    (),
)

FEW = Watch(
    "V-62",
    Dimension.COMPLETENESS,
    Text(
        "A value whose denominator is under the disclosure threshold is suppressed and counted.",
        "分母低于披露阈值的数值予以隐去并计数。",
    ),
    Text("Nothing is to be done.", "无需处理。"),
    (),
    Severity.INFORMATION,
)

WATCHES = (DENSITY, SIZE, AGES, MEETINGS, HEAPED, PAY, CHANGES, FEW)
