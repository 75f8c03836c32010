"""What many signs ask: the span of the records, who is in stock and in post on its last day, which years are whole."""

from __future__ import annotations

from data.schema import TABLES, Rhythm

TEAM = "('first_secretary', 'resident_team_leader', 'resident_team_member')"
COUNTS = ("resident_population", "households", "hardship_households", "monitored_start", "monitored_cleared")

MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.WITH_OTHERS: 3, Rhythm.YEARLY: 12}
OWED = {table.name: MONTHS[table.rhythm] for table in TABLES.values() if table.rhythm in MONTHS}
"""The sheets a township owes, each with how many months lie between two of them."""

# What does not end counts as ending on the last day there is, so that intervals compare without a case.
NEVER = "DATE '9999-12-31'"

# The first and the last day of the records, and the last year that is whole.
BEGUN, AS_OF = "$begun::DATE", "$as_of::DATE"
LAST_YEAR = f"(year({AS_OF} + 1) - 1)"

READ_ONCE = (
    "org_unit", "submission", "unit_year", "member", "member_duty", "post_term", "meeting", "evaluation",
    "training_event")  # fmt: skip
"""The tables that many signs ask: a scope's rows are looked for in each once, not once a sign."""

COMMON = f"""
WITH {", ".join(f"{table} AS MATERIALIZED (FROM {table})" for table in READ_ONCE)},
span AS (
    SELECT {BEGUN} AS begun, {AS_OF} AS as_of, $today::DATE AS today,
        $sheets::VARCHAR[] AS sheets, $days::INTEGER[] AS days),
due AS (SELECT unnest(sheets) AS sheet, unnest(days) AS days FROM span),
full_year AS (SELECT unnest(range(year({BEGUN} - 1) + 1, {LAST_YEAR} + 1)) AS year),
village AS MATERIALIZED (
    SELECT org_unit_id, parent_id, party_org_form, valid_from, coalesce(valid_to, {NEVER}) AS valid_to
    FROM org_unit WHERE level = 'village'),
member_stay AS (
    SELECT member_id, person_id, org_unit_id, stage, full_date, duty_capable, mgmt_category, enter_date,
        coalesce(exit_date, {NEVER}) AS exit_date
    FROM member WHERE stage IN ('probationary', 'full') AND enter_date IS NOT NULL),
stock AS (FROM member_stay WHERE enter_date <= {AS_OF} AND exit_date > {AS_OF}),
term AS MATERIALIZED (SELECT *, coalesce(end_date, {NEVER}) AS until FROM post_term),
open_post AS (FROM term WHERE start_date <= {AS_OF} AND until > {AS_OF}),
born AS MATERIALIZED (SELECT person_id, birth_year FROM person), -- of a large store they take long to find
team_month AS ( -- the bounds say no more than the join, but without them a nation's months are all read
    SELECT m.*, t.org_unit_id, t.post_type, t.start_date, t.until FROM post_month m JOIN term t USING (post_term_id)
    WHERE m.post_term_id >= (SELECT min(post_term_id) FROM term)
        AND m.post_term_id <= (SELECT max(post_term_id) FROM term)),
aged_stock AS (SELECT s.*, p.birth_year FROM stock s JOIN born p USING (person_id)),
aged_post AS (SELECT t.*, p.birth_year FROM open_post t JOIN born p USING (person_id)),
held_duty AS (
    SELECT d.*, coalesce(end_date, {NEVER}) AS until, m.* EXCLUDE (person_id, org_unit_id)
    FROM member_duty d LEFT JOIN (
        SELECT person_id, org_unit_id, min(enter_date) AS come, bool_or(NOT duty_capable) AS unable,
            max(coalesce(exit_date, {NEVER})) FILTER (enter_date IS NOT NULL) AS gone
        FROM member GROUP BY ALL) m USING (person_id, org_unit_id)),
attended AS (
    SELECT a.*, e.venue_type, e.form, e.start_date, e.end_date
    FROM training_attendance a JOIN training_event e USING (training_id)),
onsite AS (FROM attended WHERE venue_type <> 'online'),
meetings_of_year AS (
    SELECT org_unit_id, year(meeting_date) AS year, count(*) AS meetings,
        bool_and(attended_n = expected_n) AS everybody,
        min(day(meeting_date)) AS first_day, max(day(meeting_date)) AS last_day
    FROM meeting JOIN full_year f ON f.year = year(meeting_date) GROUP BY ALL HAVING count(*) >= 12),
stock_of_year AS (
    SELECT v.org_unit_id, year, count(m.member_id) AS members
    FROM village v JOIN full_year ON v.valid_from <= make_date(year, 12, 31) AND v.valid_to > make_date(year, 12, 31)
    LEFT JOIN member_stay m ON m.org_unit_id = v.org_unit_id
        AND m.enter_date <= make_date(year, 12, 31) AND m.exit_date > make_date(year, 12, 31)
    GROUP BY ALL),
members_now AS (
    SELECT v.org_unit_id, count(s.member_id) AS members, count(s.member_id) FILTER (s.stage = 'full') AS full_members
    FROM village v LEFT JOIN stock s ON s.org_unit_id = v.org_unit_id WHERE v.valid_to > {AS_OF} GROUP BY ALL)
"""
