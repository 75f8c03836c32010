"""When not even a small change is computed in part, and what is said then."""

from datetime import date

import pytest

from analytics import cube_part
from data.schema import SUBMISSION, TABLES

from .conftest import LAKE, RED
from .county import EAST, County


@pytest.fixture(scope="module")
def built():
    county = County()
    for village in (RED, LAKE):
        county.village(village)
    county.report(date(2025, 1, 31), date(2025, 3, 31))
    county.build()
    cube_part.note(county.connection, "everything")
    return county


@pytest.fixture
def connection(built):
    """Nothing has changed; what a test does is taken back."""
    built.connection.begin()
    for table in (*TABLES.values(), SUBMISSION):
        built.connection.execute(f"CREATE TEMP TABLE changed_{table.name} AS FROM {table.name} LIMIT 0")
    yield built.connection
    built.connection.rollback()


def test_nothing_is_computed_where_nothing_has_changed(connection):
    assert cube_part.renew(connection) == ""
    assert connection.execute("SELECT extent FROM figures_made").fetchall() == [("0 units and 0 above them",)]


def test_another_list_of_units_changes_everything(connection):
    connection.execute("INSERT INTO changed_org_unit FROM org_unit LIMIT 1")
    assert cube_part.renew(connection) == cube_part.OTHER_UNITS


def test_a_newer_period_changes_everything(connection):
    connection.execute("INSERT INTO submission SELECT * REPLACE (DATE '2025-04-30' AS period_end) FROM submission")
    assert cube_part.renew(connection) == cube_part.MOVED_ON


def test_figures_made_nobody_knows_how_are_made_anew(connection):
    connection.execute("DROP TABLE figures_made")
    assert cube_part.renew(connection) == cube_part.NOT_KNOWN


def test_a_village_that_outlives_its_township_changes_everything(connection):
    connection.execute("UPDATE org_unit SET valid_to = DATE '2025-02-01' WHERE org_unit_id = ?", [EAST])
    assert cube_part.renew(connection) == cube_part.OPEN_BELOW_CLOSED


def test_a_township_that_reaches_most_units_changes_everything(connection):
    connection.execute("INSERT INTO changed_submission FROM submission")
    assert cube_part.renew(connection).endswith("of 7 units are reached")
