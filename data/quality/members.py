"""Signs in the registers of members and their duties."""

from __future__ import annotations

from data.quality.kinds import Dimension, Reach, Sign, Watch
from data.quality.questions import AS_OF, BEGUN, LAST_YEAR, NEVER
from data.text import Text

PATH = Watch(
    "V-22",
    Dimension.CONSISTENCY,
    Text(
        "Probation lasts 365 to 731 days; an activist is trained for at least 365 days.",
        "预备期为 365 至 731 天；积极分子培养教育不少于 365 天。",
    ),
    Text("Check the dates against the file.", "请对照档案核对日期。"),
    (
        Sign(
            "probation",
            ("member",),
            Text("Probation lasted {value} days.", "预备期为 {value} 天。"),
            """
            SELECT org_unit_id, full_date::VARCHAR AS period, member_id AS record,
                (full_date - probationary_date)::VARCHAR AS value, NULL AS detail
            FROM member WHERE full_date - probationary_date NOT BETWEEN 365 AND 731""",
        ),
        Sign(
            "activist",
            ("member",),
            Text("Only {value} days from activist to probationary member.", "从积极分子到预备党员仅 {value} 天。"),
            """
            SELECT org_unit_id, probationary_date::VARCHAR AS period, member_id AS record,
                (probationary_date - activist_date)::VARCHAR AS value, NULL AS detail
            FROM member WHERE probationary_date - activist_date < 365""",
        ),
        Sign(
            "still",
            ("member",),
            Text("On probation since {value}: for more than 731 days.", "自 {value} 起为预备党员，已超过 731 天。"),
            f"""
            SELECT org_unit_id, probationary_date::VARCHAR AS period, member_id AS record,
                probationary_date::VARCHAR AS value, NULL AS detail
            FROM member WHERE stage = 'probationary' AND exit_date IS NULL AND {AS_OF} - probationary_date > 731""",
        ),
    ),
)

FORM = Watch(
    "V-43",
    Dimension.CONSISTENCY,
    Text(
        "The form of the organization fits its size: a branch has 3 full members to 50 members, and a committee from "
        "7 full members on.",
        "组织设置与规模相符：党支部正式党员不少于 3 人、党员不超过 50 人；正式党员 7 人以上应设支部委员会。",
    ),
    Text("Check the form, the register and the committee.", "请核对组织形式、党员名册和支委会设置。"),
    (
        Sign(
            "branch above 50",
            ("org_unit", "member"),
            Text("A branch of {value} members.", "党支部有党员 {value} 名。"),
            f"""
            SELECT v.org_unit_id, {AS_OF}::VARCHAR AS period, '' AS record, n.members::VARCHAR AS value,
                NULL AS detail
            FROM village v JOIN members_now n USING (org_unit_id)
            WHERE v.party_org_form = 'branch' AND n.members > 50""",
        ),
        Sign(
            "fewer than 3 full members",
            ("org_unit", "member"),
            Text("Only {value} full members.", "正式党员仅 {value} 名。"),
            f"""
            SELECT org_unit_id, {AS_OF}::VARCHAR AS period, '' AS record, full_members::VARCHAR AS value,
                NULL AS detail
            FROM members_now WHERE full_members < 3""",
        ),
        Sign(
            "no committee meeting",
            ("meeting", "member"),
            Text(
                "{value} full members, but no committee meeting in {detail}.",
                "正式党员 {value} 名，{detail} 年未开支委会。",
            ),
            f"""
            SELECT org_unit_id, {LAST_YEAR}::VARCHAR AS period, '' AS record, full_members::VARCHAR AS value,
                {LAST_YEAR}::VARCHAR AS detail
            FROM members_now ANTI JOIN (
                SELECT org_unit_id FROM meeting
                WHERE meeting_type = 'branch_committee' AND year(meeting_date) = {LAST_YEAR}) USING (org_unit_id)
            WHERE full_members >= 7 AND {LAST_YEAR} >= year({BEGUN})""",
        ),
        Sign(
            "no committee post",
            ("post_term", "member"),
            Text("{value} full members, but nobody on a committee.", "正式党员 {value} 名，但没有支委任职记录。"),
            f"""
            SELECT org_unit_id, {AS_OF}::VARCHAR AS period, '' AS record, full_members::VARCHAR AS value,
                NULL AS detail
            FROM members_now ANTI JOIN (
                SELECT org_unit_id FROM open_post
                WHERE post_type IN ('party_committee_member', 'deputy_secretary')) USING (org_unit_id)
            WHERE full_members >= 7""",
        ),
    ),
)

HOUSEHOLDS = Watch(
    "V-48",
    Dimension.CONSISTENCY,
    Text(
        "No more hardship households are paired than are on the list; none with more than three members.",
        "结对困难户不多于名册户数；一户结对党员不超过三名。",
    ),
    Text("Check the list and close pairings that have ended.", "请核对名册，并补填已结束的结对。"),
    (
        Sign(
            "short list",
            ("member_duty", "unit_year"),
            Text(
                "{value} hardship households are paired, {detail} are on the list.",
                "结对困难户 {value} 户，名册仅 {detail} 户。",
            ),
            f"""
            SELECT d.org_unit_id, d.year::VARCHAR AS period, '' AS record, d.paired::VARCHAR AS value,
                y.hardship_households::VARCHAR AS detail
            FROM (
                SELECT org_unit_id, year, count(DISTINCT household_key) AS paired FROM member_duty, full_year
                WHERE household_hardship AND start_date <= make_date(year, 12, 31)
                    AND coalesce(end_date, {NEVER}) > make_date(year, 12, 31)
                GROUP BY ALL) d
            JOIN unit_year y ON y.org_unit_id = d.org_unit_id AND y.year = d.year
            WHERE d.paired > y.hardship_households""",
        ),
        Sign(
            "crowded household",
            ("member_duty",),
            Text("{value} members are paired with one household.", "一户有 {value} 名党员结对。"),
            """
            SELECT min(org_unit_id) AS org_unit_id, max(start_date)::VARCHAR AS period,
                'household ' || left(household_key, 8) AS record, count(*)::VARCHAR AS value, NULL AS detail
            FROM (
                SELECT household_key, person_id, min(org_unit_id) AS org_unit_id, max(start_date) AS start_date
                FROM member_duty WHERE duty_kind = 'pairing' GROUP BY household_key, person_id)
            GROUP BY household_key HAVING count(*) > 3""",
            reach=Reach.PERSONS,
        ),
    ),
)

DUTIES = Watch(
    "V-50",
    Dimension.CONSISTENCY,
    Text("Duties are held by members who are there and able to.", "承担岗位或结对的应为在册、有履职能力的党员。"),
    Text("Close the duty, or correct the register of members.", "请结束该项，或更正党员名册。"),
    (
        Sign(
            "not capable",
            ("member_duty", "member"),
            Text("The member is registered as not able to hold a duty.", "该党员登记为无履职能力。"),
            """
            SELECT org_unit_id, start_date::VARCHAR AS period, duty_id AS record, duty_kind AS value, NULL AS detail
            FROM held_duty WHERE unable""",
        ),
        Sign(
            "open after the member left",
            ("member_duty", "member"),
            Text("Still open, though the member left on {value}.", "党员已于 {value} 离开，该项仍未结束。"),
            """
            SELECT org_unit_id, start_date::VARCHAR AS period, duty_id AS record, gone::VARCHAR AS value,
                NULL AS detail
            FROM held_duty WHERE until > gone""",
        ),
        Sign(
            "nobody there",
            ("member_duty", "member"),
            Text("The person was no member of this branch on {value}.", "该人员在 {value} 不是本村党员。"),
            """
            SELECT org_unit_id, start_date::VARCHAR AS period, duty_id AS record, start_date::VARCHAR AS value,
                NULL AS detail
            FROM held_duty WHERE (come <= start_date) IS NOT TRUE""",
        ),
    ),
)

CATEGORY = Watch(
    "V-53",
    Dimension.CONSISTENCY,
    Text(
        "The category agrees with the facts: stage, open post, age and ability.",
        "分类管理类别与阶段、任职、年龄和履职能力相符。",
    ),
    Text("Correct the category.", "请更正分类管理类别。"),
    (
        Sign(
            "",
            ("evaluation", "member", "post_term", "person"),
            Text(
                "The category is '{value}', but stage, post, age or ability say otherwise.",
                "类别为“{value}”，与阶段、任职、年龄或履职能力不符。",
            ),
            f"""
            SELECT org_unit_id, {AS_OF}::VARCHAR AS period, member_id AS record, mgmt_category AS value, NULL AS detail
            FROM (
                SELECT org_unit_id, member_id, mgmt_category,
                    (mgmt_category = 'probationary') <> (stage = 'probationary') AS probation,
                    stage = 'full' AND (mgmt_category = 'office_holder')
                        <> (person_id IN (SELECT person_id FROM open_post)) AS office,
                    mgmt_category IN ('elderly_infirm', 'no_office', 'mobile')
                        AND (mgmt_category = 'elderly_infirm')
                        <> (year({AS_OF}) - birth_year >= 60 OR NOT duty_capable) AS weak
                FROM aged_stock)
            WHERE probation OR office OR weak""",
            "mgmt_category",
            reach=Reach.PERSONS,
        ),
    ),
)

WATCHES = (PATH, FORM, HOUSEHOLDS, DUTIES, CATEGORY)
