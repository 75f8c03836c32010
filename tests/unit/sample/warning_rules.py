"""Rules of severity warning, each as SQL that gives one row a case: exactly the planted ones are in the sample."""

TEAM = "('first_secretary', 'resident_team_leader', 'resident_team_member')"
COUNTS = "resident_population, households, hardship_households, monitored_start, monitored_cleared"
OWED = """
SELECT t.org_unit_id, p.period_end, s.sheet FROM (SELECT org_unit_id FROM org_unit WHERE level = 'township') t,
    (SELECT DISTINCT period_end FROM submission WHERE sheet = 'meeting') p,
    (VALUES ('meeting', 1), ('post_month', 1), ('unit_year', 12), ('evaluation', 12), ('fund', 12), ('person', 3),
        ('member', 3), ('member_duty', 3), ('post_term', 3), ('village_system', 3), ('training_event', 3),
        ('training_attendance', 3), ('talent', 3), ('talent_support', 3), ('docking_action', 3), ('practice', 3))
    s(sheet, every) WHERE month(p.period_end) % s.every = 0"""
STOCK_CHANGE = """
WITH q AS (SELECT DISTINCT period_end AS qe FROM submission WHERE sheet = 'talent'),
stay AS (
    SELECT 'talent' AS kind, parent_id, entry_date AS low, exit_date AS high FROM talent JOIN org_unit USING (org_unit_id)
    UNION ALL SELECT 'member', parent_id, enter_date, exit_date FROM member JOIN org_unit USING (org_unit_id)
    UNION ALL SELECT 'post_term', parent_id, start_date, end_date FROM post_term JOIN org_unit USING (org_unit_id)
    WHERE post_type NOT IN ('first_secretary', 'resident_team_leader', 'resident_team_member') AND level = 'village'),
counts AS (SELECT kind, parent_id, qe, count(*) AS n FROM q JOIN stay ON low <= qe AND (high IS NULL OR high > qe)
    GROUP BY ALL),
steps AS (SELECT *, lag(n) OVER (PARTITION BY kind, parent_id ORDER BY qe) AS before FROM counts)
FROM steps WHERE before >= 20 AND abs(n - before) > 0.3 * before"""
EXPECTED_MONTHS = f"""
SELECT t.post_term_id, s.period_end FROM post_term t JOIN org_unit u USING (org_unit_id)
JOIN submission s ON s.org_unit_id = u.parent_id AND s.sheet = 'post_month'
WHERE t.post_type IN {TEAM} AND t.start_date <= s.period_end
AND (t.end_date IS NULL OR t.end_date > date_trunc('month', s.period_end))"""
DUTY_LEFT_OPEN = """
FROM member_duty d JOIN (SELECT person_id, org_unit_id, CASE WHEN bool_or(exit_date IS NULL) THEN NULL
    ELSE max(exit_date) END AS gone FROM member WHERE enter_date IS NOT NULL GROUP BY ALL) m USING (person_id, org_unit_id)
WHERE m.gone IS NOT NULL AND (d.end_date IS NULL OR d.end_date > m.gone)"""
FIRST_TERMS = """
SELECT * FROM (SELECT *, min(start_date) OVER (PARTITION BY person_id) AS first FROM post_term
    WHERE post_type = 'party_secretary') t, sample
WHERE start_date = first AND start_date >= ps AND start_date <= as_of - 183"""
SECRETARY_GAPS = """
SELECT org_unit_id, end_date, lead(start_date) OVER (PARTITION BY org_unit_id ORDER BY start_date) AS follows
FROM post_term WHERE post_type = 'party_secretary'"""
MEETING_VECTORS = """
SELECT parent_id, date_trunc('month', meeting_date) AS month, org_unit_id, count(*) AS rows_n,
    list((meeting_type, meeting_date, expected_n, attended_n) ORDER BY ALL) AS vector
FROM (SELECT m.*, parent_id FROM meeting m JOIN org_unit USING (org_unit_id)) GROUP BY ALL"""

WARNINGS = {
    ("V-03", "late"): "FROM submission WHERE received_at > due_at",
    ("V-03", "not sent"): f"FROM ({OWED}) ANTI JOIN submission USING (org_unit_id, period_end, sheet)",
    ("V-06", "talent"): STOCK_CHANGE,
    ("V-13", ""): "FROM (UNPIVOT (SELECT org_unit_id, year, "
    + ", ".join(f"({c} IS NULL)::INT AS {c}" for c in COUNTS.split(", "))
    + f" FROM unit_year JOIN village USING (org_unit_id)) ON {COUNTS}) WHERE value = 1",
    ("V-17", ""): "FROM village v, full_year WHERE valid_from <= make_date(y, 12, 31) AND (valid_to IS NULL OR "
    "valid_to > make_date(y, 12, 31)) AND NOT EXISTS (FROM unit_year u WHERE u.org_unit_id = v.org_unit_id AND u.year = y) "
    "AND EXISTS (FROM submission s WHERE s.org_unit_id = v.parent_id AND sheet = 'unit_year' AND year(period_end) = y)",
    ("V-17", "income"): "FROM full_year WHERE NOT EXISTS (FROM unit_year WHERE year = y - 1 AND rural_income_yuan > 0)",
    ("V-22", "activist"): "FROM member WHERE probationary_date - activist_date < 365",
    ("V-22", "probation"): "FROM member WHERE full_date - probationary_date NOT BETWEEN 365 AND 731",
    (
        "V-22",
        "still",
    ): "FROM member, sample WHERE stage = 'probationary' AND exit_date IS NULL AND as_of - probationary_date > 731",
    (
        "V-26",
        "",
    ): "FROM (SELECT e.meeting_id, e.expected_n, count(m.member_id) AS n FROM meeting e LEFT JOIN member m ON "
    "m.org_unit_id = e.org_unit_id AND m.enter_date <= e.meeting_date AND (m.exit_date IS NULL OR m.exit_date > e.meeting_date) "
    "WHERE meeting_type = 'branch_congress' GROUP BY ALL) WHERE expected_n NOT BETWEEN 0.5 * n AND 1.1 * n",
    ("V-27", ""): "FROM fund WHERE spent_yuan > allocated_yuan",
    (
        "V-31",
        "",
    ): "SELECT org_unit_id, year FROM evaluation WHERE eval_kind = 'member_democratic' AND grade <> 'not_graded' "
    "GROUP BY ALL HAVING count(*) FILTER (grade = 'excellent') > count(*) / 3",
    ("V-37", ""): "FROM post_term WHERE review_passed_date > start_date OR county_record_date > start_date",
    ("V-39", ""): "FROM open_post t WHERE post_type = 'party_secretary' AND NOT EXISTS (FROM stock m WHERE "
    "m.person_id = t.person_id AND m.org_unit_id = t.org_unit_id AND stage = 'full')",
    ("V-40", ""): "FROM post_term t WHERE post_type = 'first_secretary' AND NOT EXISTS (FROM member m WHERE "
    "m.person_id = t.person_id AND m.full_date <= t.start_date - 365)",
    ("V-42", "relieved early"): "FROM post_term WHERE end_reason = 'rotation' AND end_date - start_date < 730",
    ("V-42", "team of one"): "SELECT org_unit_id FROM open_post WHERE post_type LIKE 'resident_team%' GROUP BY ALL "
    "HAVING count(DISTINCT person_id) < 2",
    ("V-43", "branch above 50"): "SELECT v.org_unit_id FROM village v JOIN stock USING (org_unit_id) "
    "WHERE party_org_form = 'branch' GROUP BY ALL HAVING count(*) > 50",
    ("V-43", "fewer than 3 full members"): "SELECT v.org_unit_id FROM village v LEFT JOIN stock s ON "
    "s.org_unit_id = v.org_unit_id AND stage = 'full' WHERE valid_to IS NULL GROUP BY ALL HAVING count(member_id) < 3",
    (
        "V-43",
        "no committee post",
    ): "SELECT org_unit_id FROM stock s WHERE stage = 'full' AND NOT EXISTS (FROM open_post p "
    "WHERE p.org_unit_id = s.org_unit_id AND post_type IN ('party_committee_member', 'deputy_secretary')) GROUP BY ALL "
    "HAVING count(*) >= 7",
    ("V-43", "no committee meeting"): "SELECT s.org_unit_id, last_year FROM stock s, sample WHERE stage = 'full' AND "
    "NOT EXISTS (FROM meeting e WHERE e.org_unit_id = s.org_unit_id AND meeting_type = 'branch_committee' AND "
    "year(meeting_date) = last_year) GROUP BY ALL HAVING count(*) >= 7",
    (
        "V-45",
        "hours",
    ): "SELECT person_id, year(end_date) FROM training_attendance JOIN training_event USING (training_id) "
    "GROUP BY ALL HAVING sum(hours_credited) > 400",
    (
        "V-45",
        "two places at once",
    ): "WITH a AS (SELECT a.person_id, e.* FROM training_attendance a JOIN training_event e "
    "USING (training_id) WHERE venue_type <> 'online') SELECT a.person_id FROM a JOIN a b ON a.person_id = b.person_id AND "
    "a.training_id < b.training_id AND a.start_date <= b.end_date AND b.start_date <= a.end_date",
    ("V-46", ""): f"FROM ({FIRST_TERMS}) t WHERE NOT EXISTS (FROM training_attendance a JOIN training_event e USING "
    "(training_id) WHERE a.person_id = t.person_id AND form = 'induction' AND completed AND "
    "e.end_date BETWEEN t.start_date AND t.start_date + 183)",
    ("V-47", ""): f"FROM ({SECRETARY_GAPS}) g JOIN village v USING (org_unit_id), sample "
    "WHERE least(coalesce(follows, as_of), coalesce(valid_to, as_of)) - end_date > 90",
    ("V-47", "never"): "FROM village v WHERE valid_to IS NULL AND NOT EXISTS (FROM post_term t WHERE "
    "t.org_unit_id = v.org_unit_id AND post_type = 'party_secretary')",
    (
        "V-48",
        "short list",
    ): "FROM (SELECT org_unit_id, y, count(DISTINCT household_key) AS n FROM member_duty, full_year "
    "WHERE household_hardship AND start_date <= make_date(y, 12, 31) AND (end_date IS NULL OR end_date > make_date(y, 12, 31)) "
    "GROUP BY ALL) d JOIN unit_year u ON u.org_unit_id = d.org_unit_id AND u.year = y WHERE n > hardship_households",
    ("V-48", "crowded household"): "SELECT household_key FROM member_duty WHERE duty_kind = 'pairing' GROUP BY 1 "
    "HAVING count(DISTINCT person_id) > 3",
    ("V-50", "not capable"): "FROM member_duty d WHERE EXISTS (FROM member m WHERE m.person_id = d.person_id AND "
    "m.org_unit_id = d.org_unit_id AND duty_capable = false)",
    ("V-50", "open after the member left"): DUTY_LEFT_OPEN,
    ("V-50", "nobody there"): "FROM member_duty d WHERE NOT EXISTS (FROM member m WHERE m.person_id = d.person_id AND "
    "m.org_unit_id = d.org_unit_id AND m.enter_date <= d.start_date)",
    ("V-51", "missing months"): f"FROM ({EXPECTED_MONTHS}) e WHERE NOT EXISTS (FROM post_month m WHERE "
    "m.post_term_id = e.post_term_id AND last_day(m.month) = e.period_end)",
    ("V-51", "other posts"): f"FROM post_month JOIN post_term USING (post_term_id) WHERE post_type NOT IN {TEAM}",
    (
        "V-51",
        "outside the term",
    ): "FROM post_month JOIN post_term USING (post_term_id) WHERE last_day(month) < start_date OR month >= end_date",
    ("V-52", ""): f"FROM meeting e WHERE meeting_type = 'four_team_joint' AND NOT EXISTS (FROM post_term t WHERE "
    f"t.org_unit_id = e.org_unit_id AND post_type IN {TEAM} AND start_date <= meeting_date AND "
    "(end_date IS NULL OR end_date > meeting_date))",
    (
        "V-53",
        "",
    ): "FROM (SELECT s.*, mgmt_category AS c, EXISTS (FROM open_post t WHERE t.person_id = s.person_id) AS office, "
    "year(as_of) - birth_year >= 60 OR NOT duty_capable AS weak FROM stock s JOIN person USING (person_id), sample) WHERE "
    "(c = 'probationary') <> (stage = 'probationary') OR (stage = 'full' AND (c = 'office_holder') <> office) OR "
    "(c IN ('elderly_infirm', 'no_office', 'mobile') AND (c = 'elderly_infirm') <> weak)",
    ("V-54", ""): "FROM (SELECT v.org_unit_id, y, count(m.member_id) AS n FROM village v JOIN full_year ON "
    "valid_to IS NULL OR valid_to > make_date(y, 12, 31) LEFT JOIN member m ON m.org_unit_id = v.org_unit_id AND "
    "enter_date <= make_date(y, 12, 31) AND (exit_date IS NULL OR exit_date > make_date(y, 12, 31)) GROUP BY ALL) s "
    "JOIN unit_year u ON u.org_unit_id = s.org_unit_id AND u.year = y WHERE 100 * n / resident_population NOT BETWEEN 0.5 AND 10",
    (
        "V-55",
        "members",
    ): "SELECT v.org_unit_id FROM village v LEFT JOIN stock USING (org_unit_id) WHERE valid_to IS NULL "
    "GROUP BY ALL HAVING count(member_id) < 3 OR count(member_id) > 500",
    ("V-55", "population"): "FROM unit_year WHERE resident_population NOT BETWEEN 50 AND 20000",
    (
        "V-56",
        "members",
    ): "FROM stock JOIN person USING (person_id), sample WHERE year(as_of) - birth_year NOT BETWEEN 18 AND 105",
    (
        "V-56",
        "dispatched cadres",
    ): f"FROM open_post JOIN person USING (person_id), sample WHERE post_type IN {TEAM} AND "
    "year(as_of) - birth_year NOT BETWEEN 20 AND 60",
    (
        "V-56",
        "secretaries",
    ): "FROM open_post JOIN person USING (person_id), sample WHERE post_type = 'party_secretary' AND "
    "year(as_of) - birth_year NOT BETWEEN 22 AND 70",
    ("V-57", "one day of the month"): "SELECT org_unit_id, year(meeting_date) FROM meeting, sample "
    "WHERE year(meeting_date) <= last_year GROUP BY ALL HAVING count(*) >= 12 AND count(DISTINCT day(meeting_date)) = 1",
    ("V-57", "everybody always"): "SELECT org_unit_id, year(meeting_date) FROM meeting, sample "
    "WHERE year(meeting_date) <= last_year GROUP BY ALL HAVING count(*) >= 12 AND bool_and(attended_n = expected_n)",
    (
        "V-57",
        "three types on one day",
    ): "SELECT org_unit_id, y FROM (SELECT org_unit_id, year(meeting_date) AS y FROM meeting "
    "GROUP BY org_unit_id, meeting_date HAVING count(DISTINCT meeting_type) >= 3) GROUP BY ALL HAVING count(*) > 6",
    (
        "V-58",
        "",
    ): f"SELECT parent_id, year(month) FROM post_month JOIN post_term USING (post_term_id) JOIN org_unit USING "
    f"(org_unit_id) WHERE post_type IN {TEAM} AND year(month) <= (SELECT last_year FROM sample) GROUP BY ALL "
    "HAVING count(*) >= 12 AND count(*) FILTER (days_in_village = 20) > 0.8 * count(*)",
    ("V-59", "meeting"): f"SELECT parent_id, month, vector FROM ({MEETING_VECTORS}) WHERE rows_n >= 3 GROUP BY ALL "
    "HAVING count(*) >= 3",
    (
        "V-59",
        "unit_year",
    ): f"SELECT parent_id, year, {COUNTS} FROM unit_year JOIN village USING (org_unit_id) GROUP BY ALL "
    "HAVING count(*) >= 3",
    ("V-60", ""): "FROM unit_year v JOIN unit_year c ON c.org_unit_id = left(v.org_unit_id, 6) AND c.year = v.year - 1 "
    "WHERE v.secretary_post_pay_yuan NOT BETWEEN 0.5 * c.rural_income_yuan AND 5 * c.rural_income_yuan",
}
