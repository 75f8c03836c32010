"""What the made-up nation promises: its size to the village, codes of its own, rows that the intake accepts."""

from datetime import UTC, date, datetime

import duckdb
import pytest

from data.intake.judge import judge
from data.intake.read import read_package
from data.sample.draws import generator
from data.sample.layout import PROVINCES, lay_out
from data.sample.nation import write_nation
from data.schema import SUBMISSION, TABLES

ASKED = {"villages": 900, "years": 1, "seed": 4, "until": date(2025, 12, 31)}
REAL_PROVINCES = {
    *(11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54),
    *(61, 62, 63, 64, 65, 71, 81, 82),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_nation(tmp_path_factory.mktemp("nation"), **ASKED)


@pytest.fixture(scope="module")
def verdict(folder):
    with read_package(folder, founding=True) as package:
        yield judge(package, None, datetime(2026, 8, 20, tzinfo=UTC).replace(tzinfo=None))


def rows(folder, question):
    with duckdb.connect() as connection:
        for table in (*TABLES, SUBMISSION.name):
            connection.execute(
                f"CREATE VIEW {table} AS FROM read_parquet('{folder}/{table}/*.parquet', union_by_name = true)"
            )
        return connection.execute(question).fetchall()


@pytest.mark.parametrize("villages", [1, 401, 10_000, 489_000])
def test_the_layout_has_as_many_villages_as_asked_and_no_code_twice(villages):
    layout = lay_out(villages, generator(1, 0, "nation"), 1)
    assert sum(layout.patterns[copy.pattern] for copy in layout.copies) == villages
    codes = [copy.code for copy in layout.copies] + [unit.code for unit in layout.upper]
    assert len(codes) == len(set(codes))
    assert {len(copy.code) for copy in layout.copies} == {6}
    assert len({copy.key for copy in layout.copies}) == len(layout.copies)
    beside = [(copy.prefecture, copy.name) for copy in layout.copies]
    assert len(beside) == len(set(beside))


def test_no_code_is_that_of_a_real_province():
    assert len(set(PROVINCES)) == 31
    assert not set(PROVINCES) & REAL_PROVINCES


def test_the_intake_accepts_every_row(verdict):
    assert verdict.problems.errors == 0, list(verdict.problems.listed)[:5]
    assert verdict.publishable


def test_the_hierarchy_reaches_from_the_nation_to_the_villages(folder):
    last = "SELECT count(DISTINCT org_unit_id) FROM org_unit WHERE level = 'village' AND org_unit_id NOT IN (SELECT "
    assert rows(folder, last + "org_unit_id FROM org_unit WHERE valid_to IS NOT NULL)") == [(900,)]
    chain = """
    WITH RECURSIVE up AS (
        SELECT org_unit_id, parent_id, 0 AS steps FROM org_unit WHERE level = 'village'
        UNION SELECT u.org_unit_id, p.parent_id, u.steps + 1 FROM up u JOIN org_unit p ON p.org_unit_id = u.parent_id)
    SELECT DISTINCT steps FROM up WHERE parent_id IS NULL"""
    assert rows(folder, chain) == [(5,)]


def test_every_reference_finds_its_row(folder):
    for table in TABLES.values():
        for column in (column for column in table.columns if column.references):
            target = TABLES[column.references]
            lost = (
                f"SELECT {column.name} FROM {table.name} WHERE {column.name} IS NOT NULL "
                f"AND {column.name} NOT IN (SELECT {target.key[0]} FROM {target.name})"
            )
            assert rows(folder, lost)[:3] == [], f"{table.name}.{column.name}"


def test_the_log_says_how_many_rows_there_are(folder):
    sent = " UNION ALL ".join(f"SELECT submission_id FROM {table}" for table in TABLES)
    wrong = f"""
    SELECT l.submission_id, l.rows_n, count(s.submission_id) FROM submission l
    LEFT JOIN ({sent}) s USING (submission_id) GROUP BY ALL HAVING l.rows_n <> count(s.submission_id)"""
    assert rows(folder, wrong)[:3] == []


def test_counties_that_repeat_one_another_differ_in_what_they_do(folder):
    held = "SELECT org_unit_id[:6], sum(attended_n) / sum(expected_n), count(*) FROM meeting GROUP BY 1 ORDER BY 1"
    shares = [share for _, share, _ in rows(folder, held)]
    assert len(set(shares)) == len(shares) > 3


def test_the_same_arguments_give_the_same_rows(folder, tmp_path):
    write_nation(tmp_path, **ASKED)
    for table in ("member", "meeting", "training_attendance"):
        columns = f"SELECT bit_xor(hash(t)), count(*) FROM {table} t"
        assert rows(folder, columns) == rows(tmp_path, columns)
