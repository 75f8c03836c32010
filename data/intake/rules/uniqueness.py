"""Rules on what may occur only once: keys, a person's birth and sex, an office, a membership, an evaluation."""

from __future__ import annotations

from data.intake.rules.kinds import Check, Rule, Severity, row_check
from data.schema import TABLES, Table
from data.text import Text


def _repeated(table: Table) -> str:
    keys = ", ".join(table.key)
    value = " || ' · ' || ".join(f"{key}::VARCHAR" for key in table.key)
    return f"""
    WITH twice AS (
        SELECT {keys}, _submission, count(*) AS n FROM staged.{table.name}
        GROUP BY {keys}, _submission HAVING count(*) > 1)
    SELECT _row, {value} AS value, n::VARCHAR AS detail
    FROM staged.{table.name} JOIN twice USING ({keys}, _submission)"""


KEYS = Rule(
    "V-08",
    Severity.ERROR,
    Text("The key of a row is filled and occurs once.", "编码（主键）必填且不得重复。"),
    Text("Give every row a code of its own; delete the repeated row.", "请为每行填写唯一编码；重复的行请删去。"),
    (
        *(
            row_check(
                "no_key",
                table.name,
                key,
                f"{key} IS NULL",
                Text(
                    "'{column}' is blank; without it the row cannot be told from others.",
                    "“{column}”未填写，无法识别该行。",
                ),
                blank=True,
            )
            for table in TABLES.values()
            for key in table.key
        ),
        *(
            Check(
                "repeated",
                Text("{value} occurs {detail} times in this sheet.", "{value} 在本表中出现 {detail} 次。"),
                table.name,
                table.key[-1],
                _repeated(table),
            )
            for table in TABLES.values()
        ),
        Check(
            "repeated_submission",
            Text("The submission {value} is listed twice for this sheet.", "报送编码 {value} 对同一工作表重复登记。"),
            "submission",
            "submission_id",
            """
            SELECT _row, submission_id AS value, NULL AS detail FROM submission
            QUALIFY count(*) OVER (PARTITION BY submission_id, sheet) > 1""",
            Text("Give each submission a code of its own.", "请为每次报送填写不同的编码。"),
        ),
    ),
)


def _contradiction(column: str) -> str:
    """Staged persons who were sent, or published, with another value too."""
    return f"""
    WITH said AS (
        SELECT person_id, {column} FROM staged.person UNION ALL
        SELECT person_id, {column} FROM existing.person SEMI JOIN staged.person USING (person_id)),
    torn AS (
        SELECT person_id, string_agg(DISTINCT {column}::VARCHAR, ' / ' ORDER BY {column}::VARCHAR) AS detail
        FROM said GROUP BY person_id HAVING min({column}) <> max({column}))
    SELECT p._row, p.{column} AS value, t.detail FROM staged.person p JOIN torn t USING (person_id)"""


SAME_PERSON = Rule(
    "V-19",
    Severity.ERROR,
    Text("One person has one year of birth and one sex.", "同一人员编码的出生年、性别应一致。"),
    Text(
        "Find out which is right; if it was published wrongly, send that submission again corrected.",
        "请核实正确值；如此前报送有误，请更正后重报原期次。",
    ),
    tuple(
        Check(
            "contradiction",
            Text("{column} of this person is given as {detail}.", "该人员的{column}有不同记载：{detail}。"),
            "person",
            column,
            _contradiction(column),
        )
        for column in ("birth_year", "sex")
    ),
)

# A stay overlaps an earlier one if it begins before the latest end so far, and a later one if that begins before its
# own end; sorted by begin, both are seen in one pass.
ONE_HOLDER = Rule(
    "V-38",
    Severity.ERROR,
    Text(
        "A village has at most one secretary, one director and one first secretary at a time.",
        "同一村同一时间的书记、主任、第一书记各不超过一人。",
    ),
    Text("Enter the end date of the predecessor, or correct the dates.", "请补填前任的离任日期，或更正任职日期。"),
    (
        Check(
            "overlap",
            Text("Two people hold this post at the same time (see {detail}).", "同一岗位任期重叠（另见 {detail}）。"),
            "post_term",
            "start_date",
            """
            SELECT _row, start_date AS value, coalesce(earlier, later) AS detail FROM (
                SELECT _row, start_date, coalesce(end_date, '9999-12-31') AS until,
                    max(coalesce(end_date, '9999-12-31')) OVER before AS latest_end,
                    max_by(post_term_id, coalesce(end_date, '9999-12-31')) OVER before AS earlier_id,
                    lead(start_date) OVER post AS next_start, lead(post_term_id) OVER post AS next_id,
                    CASE WHEN latest_end > start_date THEN earlier_id END AS earlier,
                    CASE WHEN next_start < until THEN next_id END AS later
                FROM post_term SEMI JOIN staged.post_term USING (org_unit_id)
                WHERE post_type IN ('party_secretary', 'village_director', 'first_secretary')
                    AND start_date < coalesce(end_date, '9999-12-31')
                WINDOW post AS (PARTITION BY org_unit_id, post_type ORDER BY start_date, post_term_id),
                    before AS (PARTITION BY org_unit_id, post_type ORDER BY start_date, post_term_id
                        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
            WHERE earlier IS NOT NULL OR later IS NOT NULL""",
        ),
    ),
)

ONE_MEMBERSHIP = Rule(
    "V-41",
    Severity.ERROR,
    Text("No person has two open membership records.", "同一人不得同时有两条未结束的党员记录。"),
    Text(
        "Enter the date of leaving in the former record, or delete the repeated one.",
        "请在原记录中补填离开日期，或删去重复记录。",
    ),
    (
        Check(
            "overlap",
            Text(
                "This person has another record for the same time ({detail}).",
                "该人员同一时间另有党员记录（{detail}）。",
            ),
            "member",
            "person_id",
            """
            WITH theirs AS MATERIALIZED (
                SELECT _row, member_id, person_id, exit_date,
                    coalesce(enter_date, application_date, activist_date, target_date, '0001-01-01') AS begin
                FROM member SEMI JOIN staged.member USING (person_id))
            SELECT _row, person_id AS value, coalesce(earlier, later) AS detail FROM (
                SELECT _row, person_id, begin, until,
                    max(until) OVER before AS latest_end, max_by(member_id, until) OVER before AS earlier_id,
                    lead(begin) OVER person AS next_begin, lead(member_id) OVER person AS next_id,
                    CASE WHEN latest_end > begin THEN earlier_id END AS earlier,
                    CASE WHEN next_begin < until THEN next_id END AS later
                FROM (
                    SELECT _row, member_id, person_id, coalesce(exit_date, '9999-12-31') AS until, begin
                    FROM theirs WHERE person_id IN (
                        SELECT person_id FROM theirs GROUP BY person_id HAVING count(*) > 1))
                WHERE begin < until
                WINDOW person AS (PARTITION BY person_id ORDER BY begin, member_id),
                    before AS (PARTITION BY person_id ORDER BY begin, member_id
                        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
            WHERE earlier IS NOT NULL OR later IS NOT NULL""",
        ),
    ),
)

EVALUATED_ONCE = Rule(
    "V-49",
    Severity.ERROR,
    Text(
        "A person is evaluated once a year and kind, as a member or holder of a post in that year.",
        "同一人同一年度同一类别只评一次，且当年在册或在职。",
    ),
    Text("Keep one row; check person and year.", "请只保留一行，并核对人员和年度。"),
    (
        Check(
            "twice",
            Text(
                "This person has {detail} evaluations of this kind in the year {value}.",
                "该人员 {value} 年度同类评议有 {detail} 条。",
            ),
            "evaluation",
            "year",
            """
            WITH twice AS (
                SELECT person_id, year, eval_kind, count(*) AS n
                FROM evaluation SEMI JOIN staged.evaluation USING (person_id, year)
                GROUP BY person_id, year, eval_kind HAVING count(*) > 1)
            SELECT _row, year AS value, n::VARCHAR AS detail
            FROM evaluation JOIN twice USING (person_id, year, eval_kind)""",
        ),
        Check(
            "absent",
            Text("This person was neither a member nor in a post in {value}.", "该人员 {value} 年既不在册也不在职。"),
            "evaluation",
            "year",
            """
            WITH stay AS (
                SELECT person_id, enter_date AS begin, exit_date AS until FROM member
                WHERE stage IN ('probationary', 'full') AND enter_date IS NOT NULL
                UNION ALL SELECT person_id, start_date, end_date FROM post_term)
            SELECT e._row, e.year AS value, NULL AS detail FROM staged.evaluation e
            WHERE e.year BETWEEN 1 AND 9998 AND NOT EXISTS (
                SELECT 1 FROM stay s WHERE s.person_id = e.person_id AND year(s.begin) <= e.year
                    AND year(coalesce(s.until, '9999-12-31')) >= e.year)""",
        ),
    ),
)

RULES = (KEYS, SAME_PERSON, ONE_HOLDER, ONE_MEMBERSHIP, EVALUATED_ONCE)
