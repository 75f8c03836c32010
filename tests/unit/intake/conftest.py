import pytest

from data.intake.judge import judge
from data.intake.read import read_package

from . import world as w


@pytest.fixture
def judged(tmp_path):
    """Judge a world of records, sent by the county, against an empty store; close it after the test."""
    packages = []

    def judge_world(tables, snapshot=None, unit=w.COUNTY, period_end=w.PERIOD_END, **options):
        folder = w.write_csv(tmp_path / f"package{len(packages)}", tables)
        packages.append(read_package(folder, unit, period_end))
        return judge(packages[-1], snapshot, w.NOW, **options)

    yield judge_world
    for package in packages:
        package.close()


@pytest.fixture
def breaches(judged):
    """The rules a world breaks, with the tables and columns at fault."""

    def found(tables, **options):
        return {(p.rule, p.table, p.field) for p in judged(tables, **options).problems.listed}

    return found
