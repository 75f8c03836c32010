"""The sample county's numbers are the oracle's too: 168 villages, years of records, faults planted on purpose."""

import pytest

from analytics import cube
from data.sample import write_sample

from .closer import Desk
from .compare import cube_cells, differing_cells, differing_periods, differing_spreads, load, tell
from .oracle import compute_all
from .sample_county import read_packages
from .test_calendar import cells_that_agree


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packages")
    write_sample(folder)
    return read_packages(folder)


@pytest.fixture(scope="module")
def built(records):
    with load(*records) as connection:
        cube.build(connection)
        yield connection


def differences(records, built, period_ids):
    periods, cells, contributions = compute_all(*records, period_ids)
    found = {
        "periods": differing_periods(periods, built),
        "cells": differing_cells(cells, cube_cells(built, period_ids)),
        "spreads": differing_spreads(built, contributions, period_ids),
    }
    return "\n".join(tell(some, f"{what} of the sample") for what, some in found.items() if some)


def newest(built, kind, count):
    sql = f"SELECT period_id FROM period WHERE kind = '{kind}' ORDER BY period_start DESC LIMIT {count}"
    return [row[0] for row in built.execute(sql).fetchall()]


def test_every_cell_of_the_samples_newest_years_and_quarters_is_the_oracles(records, built):
    found = differences(records, built, newest(built, "year", 2) + newest(built, "quarter", 2))
    assert not found, found


def test_every_cell_of_the_samples_meeting_calendar_is_what_a_plain_count_says(records, built):
    desk = Desk(records=records, built=built)
    newest_years = sorted((period for period, _ in desk.years()), key=lambda period: period.end)[-1:]
    seen = cells_that_agree(desk, newest_years)
    villages = sum(unit["level"] == "village" for unit in records[0]["org_unit"])
    assert sum(seen.values()) > 36 * villages
    assert set(seen) == {"held", "missed", "not reported", "not due", "running"}, seen


@pytest.mark.soak
def test_every_cell_of_all_the_samples_periods_is_the_oracles(records, built):
    found = differences(records, built, None)
    assert not found, found
