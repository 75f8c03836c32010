"""The floor of facts and cube: as many figures by the hand-written minimum of scans, joins and sums (`floor.sql`)."""

from __future__ import annotations

from pathlib import Path

from analytics import cube, cube_sql
from analytics.catalogue import INDICATORS
from analytics.engines.duckdb_engine import DuckDBEngine

SQL = Path(__file__).with_name("floor.sql")
JOINED = (
    *("member", "member_year", "duty", "meeting", "post", "officer", "worker", "days", "system", "talent", "docking"),
    *("fund", "practice", "year", "learners"),
)
OWN = """
CREATE OR REPLACE TEMP TABLE f_own AS
SELECT u.period_id, u.org_unit_id, u.is_year, u.township_id, coalesce(r.reported, FALSE) AS reported, {columns}
FROM f_unit u LEFT JOIN f_reported r ON r.township_id = u.township_id
{joins}
"""
JOIN = "LEFT JOIN f_{name} ON f_{name}.period_id = u.period_id AND f_{name}.org_unit_id = u.org_unit_id{only}"
TOTAL = """
CREATE OR REPLACE TEMP TABLE f_township AS
SELECT period_id, is_year, township_id AS org_unit_id, sum(reported::INT) AS reported, count(*) AS expected, {summed}
FROM f_own WHERE township_id IS NOT NULL GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE f_total AS
SELECT o.period_id, o.is_year, t.ancestor_id AS org_unit_id, sum(reported) AS reported, sum(expected) AS expected,
       {summed}
FROM (FROM f_township UNION ALL
      SELECT period_id, is_year, org_unit_id, 0, 0, {columns} FROM f_own WHERE township_id IS NULL) o
JOIN unit_tree t ON t.org_unit_id = o.org_unit_id GROUP BY ALL;
"""
EMPTY = "CREATE OR REPLACE TABLE floor_value AS FROM indicator_value LIMIT 0"
VALUE = """
SELECT period_id, org_unit_id, '{id}' AS indicator, {x}::DOUBLE, {n}::DOUBLE, reported::INTEGER, 1 AS expected
FROM f_own WHERE township_id IS NOT NULL{where}
UNION ALL SELECT period_id, org_unit_id, '{id}', {x}::DOUBLE, {n}::DOUBLE, reported::INTEGER, expected::INTEGER
FROM f_total WHERE TRUE{where}
"""
ADD = "INSERT INTO floor_value {rows}"
# Of each subject of the cube the floor's sums; a measure that has none of its own is stood in for by another of these.
SUMS = {
    "secretary": ("all_year", "stated", "college", "young", "hours", "revitalization", "class", "visit", "reviewed"),
    "affairs_worker": ("w_all_year", "w_college", "w_hours", "w_class"),
    "village": ("secretaries", "workers", "first_secretary", "resident_team"),
    "term": ("reviewed", "secretaries"),
    "team_post": ("duty_lists", "posts"),
    "capable_member": ("capable", "duty_posts", "startups"),
    "member": ("in_stock", "active_online"),
    "member_year": ("evaluated", "classified_with_points", "in_stock_all_year", "trained_32_hours"),
    "recruit": ("taken_in", "by_procedure"),
    "duty": ("households", "service_actions"),
    "meeting": ("people_attended", "people_expected", "slots", "theme_day", "joint", "org_life"),
    "system": ("in_force",),
    "talent": ("t_in_stock", "with_contact", "agricultural", "t_young", "t_startups", "cared_for"),
    "talent_arrival": ("arrived", "t_in_stock"),
    "talent_support": ("cases", "cared_for"),
    "team_month": ("cadre_months_of_20_days", "cadre_months"),
    "docking": ("needs_met", "needs"),
    "fund": ("spent", "allocated"),
    "training": ("skills_learners",),
    "practice": ("registered", "known"),
    "yearly": ("residents", "hardship", "monitored", "cleared", "pay", "weak"),
}
SAME = (
    *("online_platform_active_rate", "democratic_evaluation_rate", "meeting_attendance_rate"),
    *("talent_party_contact_rate", "docking_delivery_rate"),
)
"""Indicators whose figures the floor sums as the cube does."""


def build_floor(connection) -> None:
    """Write `floor_value`, as many rows as `indicator_value` has, from the records on the connection."""
    known = cube.reported_periods(DuckDBEngine(connection))
    connection.execute(cube_sql.period_terms(known, known))
    connection.execute(SQL.read_text("utf-8"))
    columns = sorted({column for sums in SUMS.values() for column in sums})
    only = {"officer": " AND f_officer.is_secretary"}
    joins = "\n".join(JOIN.format(name=name, only=only.get(name, "")) for name in JOINED)
    connection.execute(OWN.format(columns=", ".join(columns), joins=joins))
    summed = ", ".join(f"sum({column})::DECIMAL(18,2) AS {column}" for column in columns)
    connection.execute(TOTAL.format(summed=summed, columns=", ".join(columns)))
    connection.execute(EMPTY)
    newest = ", ".join(f"'{period}'" for period in sorted(cube_sql.newest_periods(known)))
    for some in _some(sorted(INDICATORS)):
        rows = " UNION ALL ".join(cells(INDICATORS[indicator], newest) for indicator in some)
        connection.execute(ADD.format(rows=rows))


def cells(indicator, newest) -> str:
    """The rows of an indicator."""
    x, n = (stand_in(measure) for measure in (indicator.numerator, indicator.denominator))
    return VALUE.format(id=indicator.id, x=x, n=n, where=cube_sql.computed(indicator, newest))


def _some(indicators: list[str]) -> list[list[str]]:
    return [indicators[n : n + cube_sql.AT_A_TIME] for n in range(0, len(indicators), cube_sql.AT_A_TIME)]


def stand_in(measure) -> str:
    """The floor's column for a measure of the cube: its own, else another of its subject."""
    sums = SUMS[measure.subject]
    column = {"in_stock": "t_in_stock"}.get(measure.column, measure.column)
    column = measure.column if measure.subject != "talent" else column
    return column if column in sums else sums[len(measure.column) % len(sums)]
