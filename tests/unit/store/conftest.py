"""A store of one village, for tests of the store's guarantees."""

from datetime import date, datetime

import pytest

from analytics import cube_sql
from data.home import Home
from data.snapshot import Origin, build_snapshot
from data.store import Store

UNITS = [
    ("99", None, "province", "试验省"),
    ("9901", "99", "prefecture", "试验市"),
    ("990101", "9901", "county", "试验县"),
    ("990101001", "990101", "township", "东镇"),
    ("990101002", "990101", "township", "西镇"),
    ("990101001001", "990101001", "village", "红旗村"),
    ("990101002001", "990101002", "village", "长安村"),
]
SUBMISSION = (
    "INSERT INTO received.submission (submission_id, org_unit_id, period_end, sheet, template_version, received_at,"
    " rows_n, rows_rejected_n, sequence, state) VALUES ($1, $2, $3, $4, '1', $5, 0, 0, $6, 'accepted')"
)
MEETING = (
    "INSERT INTO received.meeting (meeting_id, org_unit_id, meeting_type, meeting_date, expected_n, attended_n,"
    " sequence) VALUES ($1, $2, 'theme_day', $3, 30, $4, $5)"
)


def receive_units(connection):
    connection.executemany(
        "INSERT INTO received.org_unit (org_unit_id, parent_id, level, name_zh, valid_from, sequence)"
        " VALUES ($1, $2, $3, $4, DATE '2020-01-01', 0)",
        UNITS,
    )


def receive_meeting(sequence, *, period_end=date(2025, 3, 31), attended=20, meeting_id="m1", unit="990101001"):
    """A submission of the meeting sheet with one meeting of the township's first village."""

    def receive(connection):
        received_at = datetime(2025, 4, 1)
        connection.execute(SUBMISSION, [f"s{sequence}", unit, period_end, "meeting", received_at, sequence])
        connection.execute(MEETING, [meeting_id, f"{unit}001", date(2025, 3, 5), attended, sequence])

    return receive


def no_figures(connection):
    connection.execute(cube_sql.PERIOD_TABLE + cube_sql.EMPTY_TABLES)


def nothing(connection):
    """Receive nothing new."""


ORIGIN = Origin("import", "tester", synthetic=False)


@pytest.fixture
def store(tmp_path):
    store = Store(Home(tmp_path))
    yield store
    store.close()


@pytest.fixture
def build(store):
    """Build and publish a snapshot on the published one."""

    def build_on_current(receive=nothing, compute=no_figures):
        from data.snapshot import current_or_none

        return build_snapshot(store, ORIGIN, receive, compute, current_or_none(store))

    return build_on_current
