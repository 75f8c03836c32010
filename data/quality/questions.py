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

COMMON = f"""
WITH span AS (
    SELECT $begun::DATE AS begun, $as_of::DATE AS as_of, year($as_of::DATE + 1) - 1 AS last_year,
        $today::DATE AS today, $sheets::VARCHAR[] AS sheets, $days::INTEGER[] AS days),
due AS (SELECT unnest(sheets) AS sheet, unnest(days) AS days FROM span),
full_year AS (SELECT unnest(range(year(begun - 1) + 1, last_year + 1)) AS year FROM span),
village AS (
    SELECT org_unit_id, parent_id, party_org_form, valid_from, coalesce(valid_to, {NEVER}) AS valid_to
    FROM org_unit WHERE level = 'village'),
member_stay AS (
    SELECT member_id, person_id, org_unit_id, stage, full_date, duty_capable, mgmt_category, enter_date,
        coalesce(exit_date, {NEVER}) AS exit_date
    FROM member WHERE stage IN ('probationary', 'full') AND enter_date IS NOT NULL),
stock AS (SELECT m.* FROM member_stay m, span WHERE enter_date <= as_of AND exit_date > as_of),
term AS (SELECT *, coalesce(end_date, {NEVER}) AS until FROM post_term),
open_post AS (SELECT t.* FROM term t, span WHERE start_date <= as_of AND until > as_of),
born AS MATERIALIZED (SELECT person_id, birth_year FROM person), -- of a large store they take long to find
onsite AS (
    SELECT a.person_id, a.org_unit_id, e.training_id, e.start_date, e.end_date
    FROM training_attendance a JOIN training_event e USING (training_id) WHERE e.venue_type <> 'online'),
stock_of_year AS (
    SELECT v.org_unit_id, year, count(m.member_id) AS members
    FROM village v JOIN full_year ON v.valid_from <= make_date(year, 12, 31) AND v.valid_to > make_date(year, 12, 31)
    LEFT JOIN member_stay m ON m.org_unit_id = v.org_unit_id
        AND m.enter_date <= make_date(year, 12, 31) AND m.exit_date > make_date(year, 12, 31)
    GROUP BY ALL),
members_now AS (
    SELECT v.org_unit_id, count(s.member_id) AS members, count(s.member_id) FILTER (s.stage = 'full') AS full_members
    FROM village v JOIN span ON v.valid_to > span.as_of LEFT JOIN stock s ON s.org_unit_id = v.org_unit_id GROUP BY ALL)
"""
