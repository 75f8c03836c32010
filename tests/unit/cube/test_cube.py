"""What the cube writes, and what it leaves behind."""

from datetime import date

from analytics import cube_sql
from analytics.catalogue import INDICATORS
from analytics.cube import build, reported_periods
from analytics.engines.duckdb_engine import DuckDBEngine
from analytics.facts import SUBJECTS, read

from .conftest import LAKE, RED
from .county import COUNTY, EAST, County


def everything(county, table):
    return county.connection.execute(f"SELECT * FROM {table}").fetchall()


def columns(county, table):
    found = county.connection.execute(f"DESCRIBE {table}").fetchall()
    return {name: kind for name, kind, *_ in found}


def test_the_tables_are_those_of_the_design(county):
    county.build()
    assert columns(county, "period") == {
        **{"period_id": "VARCHAR", "kind": "VARCHAR", "period_start": "DATE", "period_end": "DATE"},
        **{"year": "SMALLINT", "months": "TINYINT", "provisional": "BOOLEAN"},
    }
    assert columns(county, "indicator_value") == {
        **{"period_id": "VARCHAR", "org_unit_id": "VARCHAR", "indicator": "VARCHAR"},
        **{"numerator": "DOUBLE", "denominator": "DOUBLE", "reported": "INTEGER", "expected": "INTEGER"},
    }
    assert columns(county, "indicator_spread") == {
        **{"period_id": "VARCHAR", "org_unit_id": "VARCHAR", "indicator": "VARCHAR", "k": "INTEGER"},
        **{"sum_xx": "DOUBLE", "sum_xn": "DOUBLE", "sum_nn": "DOUBLE"},
    }


def test_the_same_tables_stand_when_nothing_was_reported(county):
    reported, empty = columns(county.build(), "indicator_value"), County().build()
    assert columns(empty, "indicator_value") == reported
    assert columns(empty, "indicator_spread") == columns(county, "indicator_spread")


def test_one_indicator_and_period_lie_together(county):
    village = "SELECT org_unit_id FROM org_unit WHERE level = 'village'"
    villages = {unit for (unit,) in county.build().connection.execute(village).fetchall()}
    rows = everything(county, "indicator_value")
    lie = [(indicator, unit not in villages, period, unit) for period, unit, indicator, *_ in rows]
    assert len(villages) > 1
    assert lie == sorted(lie)


def test_what_members_were_told_lies_as_the_members_do(county):
    for unit in [RED] * 5 + [LAKE] * 5:
        county.member(unit)
    asked = county.build().connection.execute("SELECT member_id FROM member").fetchall()
    told = [member for period, _, member, *_ in everything(county, "fact_member_year") if period == "2025"]
    assert len(told) == 10
    assert told == [member for (member,) in asked]


def test_periods_run_from_the_first_to_the_last_submission_and_the_last_is_provisional():
    county = County()
    county.report(date(2024, 11, 30), date(2025, 2, 28))
    county.build()
    assert everything(county, "period") == [
        ("2024", "year", date(2024, 1, 1), date(2024, 12, 31), 2024, 12, False),
        ("2024Q4", "quarter", date(2024, 10, 1), date(2024, 12, 31), 2024, 3, False),
        ("2025", "year", date(2025, 1, 1), date(2025, 2, 28), 2025, 2, True),
        ("2025Q1", "quarter", date(2025, 1, 1), date(2025, 2, 28), 2025, 2, True),
    ]


def test_nothing_temporary_is_left_behind(county):
    county.build()
    left = "SELECT table_name FROM duckdb_tables() WHERE temporary"
    assert county.connection.execute(left).fetchall() == []


def test_indicators_use_every_measure_of_the_facts_and_no_other(county):
    engine = DuckDBEngine(county.build().connection)
    known = reported_periods(engine)
    engine.run(cube_sql.period_terms(known, known) + read("terms"))
    indicators = list(INDICATORS.values())
    used = {m for i in indicators for m in (i.numerator, i.denominator, i.blank) if m}
    for subject in SUBJECTS:
        engine.run(cube_sql.subject_sums(subject, indicators))
        measures = [name for name, *_ in engine.rows(f"DESCRIBE {subject.sql}")][2:]
        wanted = {measure.column for measure in used if measure.subject == subject.name}
        assert wanted | {*subject.for_facts, *subject.for_closer} == set(measures), subject.name


def test_progress_is_told_step_by_step(county):
    heard = []
    county.build()
    build(county.connection, progress=heard.append)
    assert heard[:2] == ["shared terms", "terms"]
    assert {subject.name for subject in SUBJECTS} < set(heard)


def test_spreads_are_the_moments_over_reporting_villages_and_units_that_own_a_share(county):
    for unit, spent in ((RED, 10), (LAKE, 30), (EAST, 50)):
        row = {"year": 2025, "allocated_yuan": 100, "spent_yuan": spent}
        county.add("fund", org_unit_id=unit, purpose="agri_tech_training", **row)
    county.build()
    found = county.connection.execute(
        "SELECT k, sum_xx, sum_xn, sum_nn FROM indicator_spread"
        " WHERE indicator = 'training_fund_execution_rate' AND period_id = '2025' AND org_unit_id = ?",
        [COUNTY],
    ).fetchone()
    assert found == (3, 10**2 + 30**2 + 50**2, (10 + 30 + 50) * 100, 3 * 100**2)


def test_spreads_are_kept_for_ratios_alone(county):
    found = {row[2] for row in everything(county.build(), "indicator_spread")}
    assert found == {indicator.id for indicator in INDICATORS.values() if indicator.kind == "ratio"}
