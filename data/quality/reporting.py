"""Signs in what is reported at all: late, never sent, mostly rejected, much more or less than before, left blank."""

from __future__ import annotations

from data.quality.kinds import Dimension, Reach, Sign, Watch
from data.quality.questions import COUNTS, NEVER, OWED, TEAM
from data.text import Text

EVERY = ", ".join(f"('{sheet}', {months})" for sheet, months in OWED.items())

IN_TIME = Watch(
    "V-03",
    Dimension.TIMELINESS,
    Text(
        "Every township sends what it owes by the day it is due; what is not sent is not reported, never zero.",
        "各乡镇应按期报送；未报送即为“未报送”，不作零处理。",
    ),
    Text("Remind the township; send the sheet even if there is nothing to report.", "请催报；无数据也应报送空表。"),
    (
        Sign(
            "late",
            ("submission",),
            Text("{value} came on {detail}, after it was due.", "{value} 于 {detail} 报送，已逾期。"),
            """
            SELECT s.org_unit_id, s.period_end::VARCHAR AS period, s.submission_id AS record, s.sheet AS value,
                s.received_at::DATE::VARCHAR AS detail
            FROM submission s LEFT JOIN due d ON d.sheet = s.sheet
            WHERE s.received_at > s.due_at OR (s.due_at IS NULL AND s.received_at::DATE > s.period_end + d.days)""",
            "table",
            Text(
                "It has come: ask why it was late, so that the next is in time.",
                "已补报；请了解逾期原因，今后按期报送。",
            ),
            Reach.TODAY,
        ),
        Sign(
            "not sent",
            ("submission",),
            Text("{value} was due on {detail} and has not been sent.", "{value} 应于 {detail} 前报送，至今未报。"),
            f"""
            SELECT u.org_unit_id, e.period_end::VARCHAR AS period, '' AS record, o.sheet AS value,
                (e.period_end + d.days)::VARCHAR AS detail
            FROM org_unit u CROSS JOIN (
                SELECT today, last_day(
                    unnest(generate_series(begun, greatest(as_of, today), INTERVAL 1 MONTH))::DATE) AS period_end
                FROM span) e
            JOIN (VALUES {EVERY}) o(sheet, months) ON month(e.period_end) % o.months = 0
            JOIN due d ON d.sheet = o.sheet
            ANTI JOIN submission s
                ON s.org_unit_id = u.org_unit_id AND s.sheet = o.sheet AND s.period_end = e.period_end
            WHERE u.level = 'township' AND e.period_end + d.days < e.today
                AND u.valid_from <= e.period_end AND coalesce(u.valid_to, {NEVER}) > e.period_end""",
            "table",
            reach=Reach.TODAY,
        ),
    ),
)

REJECTED = Watch(
    "V-04",
    Dimension.CONSISTENCY,
    Text("At most 5 % of a sheet's rows are rejected.", "退回的行不超过该表的 5%。"),
    Text("Return the sheet to be corrected as a whole.", "请将整张表退回更正后重报。"),
    (
        Sign(
            "",
            ("submission",),
            Text("{detail} rows of {value} were rejected.", "“{value}”退回 {detail} 行。"),
            """
            SELECT org_unit_id, period_end::VARCHAR AS period, submission_id AS record,
                sheet AS value, rows_rejected_n::VARCHAR AS detail
            FROM submission WHERE rows_rejected_n > 0.05 * (rows_n + rows_rejected_n)""",
            "table",
        ),
    ),
)

# Members and talents, and open posts that the township itself reports: dispatched cadres are the county's.
IN_STOCK = f"""
SELECT sign, parent_id AS org_unit_id, period_end::VARCHAR AS period, '' AS record, n::VARCHAR AS value,
    before::VARCHAR AS detail
FROM (
    SELECT sign, parent_id, period_end, count(*) AS n,
        lag(count(*)) OVER (PARTITION BY sign, parent_id ORDER BY period_end) AS before
    FROM (
        SELECT 'member' AS sign, org_unit_id, enter_date AS come, exit_date AS gone FROM member_stay
        UNION ALL SELECT 'talent', org_unit_id, entry_date, coalesce(exit_date, {NEVER}) FROM talent
        UNION ALL SELECT 'post_term', org_unit_id, start_date, until FROM term WHERE post_type NOT IN {TEAM})
    JOIN (SELECT DISTINCT sheet AS sign, period_end FROM submission) USING (sign) JOIN village USING (org_unit_id)
    WHERE come <= period_end AND gone > period_end GROUP BY sign, parent_id, period_end)
WHERE before >= 20 AND abs(n - before) > 0.3 * before"""

STEADY = Watch(
    "V-06",
    Dimension.PLAUSIBILITY,
    Text(
        "What a township has in stock changes by at most 30 % from one submission to the next.",
        "乡镇在册数与上次报送相比，变动不超过 30%。",
    ),
    Text("Ask whether rows were left out or entered twice.", "请核实是否漏报或重复填报。"),
    tuple(
        Sign(
            table,
            (table,),
            Text("In stock {value}; the quarter before {detail}.", "在册 {value}，上季度为 {detail}。"),
            IN_STOCK,
        )
        for table in ("member", "talent", "post_term")
    ),
)

FILLED = Watch(
    "V-13",
    Dimension.COMPLETENESS,
    Text("Counts that are needed are filled in; blank is missing, not zero.", "所需数量应填写；空白为缺报，不是零。"),
    Text("Fill in the count; write 0 where it is zero.", "请补填；确为零的请填 0。"),
    (
        Sign(
            "",
            ("unit_year",),
            Text("'{value}' is blank.", "“{value}”未填写。"),
            f"""
            SELECT y.org_unit_id, y.year::VARCHAR AS period, '' AS record, c.name AS value, NULL AS detail
            FROM unit_year y JOIN village USING (org_unit_id), (VALUES {", ".join(f"('{c}')" for c in COUNTS)}) c(name)
            WHERE CASE c.name {" ".join(f"WHEN '{c}' THEN y.{c}" for c in COUNTS)} END IS NULL""",
            "column",
        ),
    ),
)

YEARLY = Watch(
    "V-17",
    Dimension.COMPLETENESS,
    Text(
        "Every village has its yearly figures; every county the rural income of the year before.",
        "各村均有年度基本情况；县有上一年度农村居民人均可支配收入。",
    ),
    Text("Send the missing row.", "请补报缺少的行。"),
    (
        Sign(
            "",
            ("unit_year",),
            Text("There are no yearly figures for {value}.", "缺少 {value} 年度基本情况。"),
            """
            SELECT v.org_unit_id, y.year::VARCHAR AS period, '' AS record, y.year::VARCHAR AS value, NULL AS detail
            FROM village v JOIN full_year y
                ON v.valid_from <= make_date(y.year, 12, 31) AND v.valid_to > make_date(y.year, 12, 31)
            SEMI JOIN (SELECT org_unit_id AS parent_id, year(period_end) AS year FROM submission
                WHERE sheet = 'unit_year') s ON s.parent_id = v.parent_id AND s.year = y.year
            ANTI JOIN unit_year f ON f.org_unit_id = v.org_unit_id AND f.year = y.year""",
        ),
        Sign(
            "income",
            ("unit_year",),
            Text(
                "The rural income of {value} is missing: pay cannot be compared with it.",
                "缺少 {value} 年农村居民人均可支配收入，无法比较报酬。",
            ),
            """
            SELECT u.org_unit_id, y.year::VARCHAR AS period, '' AS record, (y.year - 1)::VARCHAR AS value,
                NULL AS detail
            FROM org_unit u CROSS JOIN full_year y
            ANTI JOIN unit_year f ON f.org_unit_id = u.org_unit_id AND f.year = y.year - 1 AND f.rural_income_yuan > 0
            WHERE u.level = 'county'""",
        ),
    ),
)

WATCHES = (IN_TIME, REJECTED, STEADY, FILLED, YEARLY)
