"""What the sample promises: the rules kept, and the same arguments, the same county."""

from collections import Counter
from datetime import date, timedelta
from types import SimpleNamespace

import pyarrow.parquet as pq
import pytest

from data.access import Scope
from data.errors import DataError
from data.quality.find import find_signs
from data.quality.questions import OWED
from data.sample import write_sample

from . import error_rules
from .records import load
from .warning_rules import WARNINGS

SIZE = {"villages": 40, "years": 2}


class Asked:
    """Answers as a Reader does, from the records of a second reading."""

    scope = Scope.everything()

    def __init__(self, connection):
        self.connection = connection
        self.connection.execute("CREATE TABLE period AS SELECT ps AS period_start FROM sample")

    def table(self, sql, **parameters):
        return self.connection.sql(sql, params=parameters or None).to_arrow_table()

    def info(self):
        return SimpleNamespace(data_as_of=str(self.connection.execute("SELECT as_of FROM sample").fetchall()[0][0]))

    def holds(self, table):
        return False


@pytest.fixture(scope="module")
def manifest(tmp_path_factory):
    return write_sample(tmp_path_factory.mktemp("sample"), **SIZE)


@pytest.fixture(scope="module")
def folder(manifest):
    return manifest.folder


@pytest.fixture(scope="module")
def records(folder):
    with load(folder) as connection:
        yield connection


@pytest.mark.parametrize("rule", error_rules.ALL)
def test_no_record_breaks_a_rule_of_severity_error(records, rule):
    assert records.execute(error_rules.ALL[rule]).fetchall()[:3] == []


def test_the_same_arguments_give_the_same_records(folder, tmp_path):
    write_sample(tmp_path, **SIZE)
    for path in sorted(folder.rglob("*.parquet")):
        assert pq.read_table(path).equals(pq.read_table(tmp_path / path.relative_to(folder))), path


def planted(manifest):
    return {(fault.rule, fault.variant): fault.count for fault in manifest.planted}


def found(connection):
    asked = Asked(connection)
    month_after = date.fromisoformat(asked.info().data_as_of) + timedelta(days=31)  # the next sheets are not yet due
    cases = find_signs(asked, dict.fromkeys(OWED, 10), month_after).to_pylist()
    return Counter((case["rule"], case["sign"]) for case in cases)


def test_the_planted_faults_are_there_by_independent_questions(manifest, records):
    counts = {kind: len(records.execute(question).fetchall()) for kind, question in WARNINGS.items()}
    assert {kind: count for kind, count in counts.items() if count} == planted(manifest)


def test_the_rules_find_the_planted_faults_and_nothing_else(manifest, records):
    assert found(records) == planted(manifest)


@pytest.mark.soak
@pytest.mark.parametrize(
    "size", [{}, {"seed": 7}, {"villages": 90, "years": 3, "seed": 3, "until": date(2025, 12, 31)}]
)
def test_the_rules_find_the_planted_faults_whatever_the_county(tmp_path, size):
    manifest = write_sample(tmp_path, **size)
    with load(tmp_path) as connection:
        assert found(connection) == planted(manifest)


def test_a_sample_that_would_begin_before_records_can_is_refused(tmp_path):
    with pytest.raises(DataError, match="cannot begin before 2001"):
        write_sample(tmp_path, villages=3, years=12, until=date(2010, 7, 31))
