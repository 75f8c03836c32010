"""Every value, interval and state that the product shows is the oracle's."""

import math

import pytest

from analytics import cube
from analytics.evaluate import evaluate

from .compare import load
from .definitions import DEFINITIONS
from .oracle import compute_all, evaluate_cell
from .random_county import random_county

SEEDS = range(200, 206)
MANY_SEEDS = range(2000, 2060)
TOLERANCE = 1e-6  # the product has the squares of a ratio's residuals from sums of squares: half of a double's digits


class BareReader:
    """A store in memory, read as the product reads its own."""

    def __init__(self, connection):
        self.connection = connection

    def table(self, sql, **parameters):
        return self.connection.sql(sql, params=parameters).to_arrow_table()

    def holds(self, table):
        return False


def shown(row):
    """(state, value, lower, upper) of a row of the product, None where it is blank."""
    return row["state"], *(None if row[name] != row[name] else row[name] for name in ("value", "lower", "upper"))


def alike(ours, theirs):
    if ours is None or theirs is None:
        return ours is theirs
    return math.isclose(ours, theirs, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def same(ours, theirs):
    return ours[0] == theirs[0] and all(alike(a, b) for a, b in zip(ours[1:], theirs[1:], strict=True))


def evaluated(tables, submissions, periods):
    """The product's rows, as dicts by (period_id, org_unit_id, indicator)."""
    units = [unit["org_unit_id"] for unit in tables["org_unit"]]
    with load(tables, submissions) as connection:
        cube.build(connection)
        frame = evaluate(BareReader(connection), list(DEFINITIONS), units, [p["period_id"] for p in periods])
    plain = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return {(row["period_id"], row["org_unit_id"], row["indicator"]): row for row in plain}


def differing_values(seed):
    tables, submissions = random_county(seed)
    periods, cells, contributions = compute_all(tables, submissions)
    theirs = evaluated(tables, submissions, periods)
    assert theirs.keys() == cells.keys()
    ours = {key: evaluate_cell(cell, key[2], contributions[key]) for key, cell in cells.items()}
    return [(key, ours[key], shown(theirs[key])) for key in sorted(ours) if not same(ours[key], shown(theirs[key]))]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_value_and_interval_of_a_random_county_is_the_oracles(seed):
    assert differing_values(seed)[:20] == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", MANY_SEEDS)
def test_every_value_and_interval_of_many_random_counties_is_the_oracles(seed):
    assert differing_values(seed)[:20] == []
