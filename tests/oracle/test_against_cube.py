"""Every number the product stores is the number the definitions ask for."""

import pytest

from analytics import cube

from .compare import cube_cells, differing_cells, differing_periods, differing_spreads, load, tell
from .oracle import compute_all
from .random_county import random_county

SEEDS = range(40)
MANY_SEEDS = range(1000, 1600)


def differences(tables, submissions, where):
    """What the cube makes of the records against what the oracle makes of them, in words; empty where they agree."""
    periods, cells, contributions = compute_all(tables, submissions)
    with load(tables, submissions) as connection:
        cube.build(connection)
        found = [
            differing_periods(periods, connection),
            differing_cells(cells, cube_cells(connection)),
            differing_spreads(connection, contributions),
        ]
    return "\n".join(
        tell(f, f"{what} of {where}") for f, what in zip(found, ["periods", "cells", "spreads"], strict=True) if f
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_every_cell_of_a_random_county_is_what_the_definitions_say(seed):
    found = differences(*random_county(seed), f"county {seed}")
    assert not found, found


@pytest.mark.soak
@pytest.mark.parametrize("seed", MANY_SEEDS)
def test_every_cell_of_many_random_counties_is_what_the_definitions_say(seed):
    found = differences(*random_county(seed), f"county {seed}")
    assert not found, found
