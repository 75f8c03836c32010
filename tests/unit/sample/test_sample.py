"""What the sample promises: the rules kept, and the same arguments, the same county."""

import pyarrow.parquet as pq
import pytest

from data.sample import write_sample

from . import error_rules
from .records import load

SIZE = {"villages": 40, "years": 2}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_sample(tmp_path_factory.mktemp("sample"), **SIZE).folder


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
