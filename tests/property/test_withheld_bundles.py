"""Parts that nothing will ever tell apart may be put together: the same is hidden as with each by itself."""

import duckdb
import numpy as np
import pytest

from analytics import cube_sql
from analytics.withheld import write_withheld
from analytics.withheld.bundles import Kernel
from analytics.withheld.thresholds import Thresholds

from .small_county import SmallCounty
from .test_withheld_again import UNITS, WITHHELD, Nation, lay_figures


def one_by_one(family):
    tree = family.columns[0].tree
    places = np.arange(len(tree))
    return Kernel(tree, places, tree.among(places), places)


def withheld(county):
    with duckdb.connect() as connection:
        connection.execute(UNITS + ";" + cube_sql.EMPTY_TABLES)
        units = [(unit, above, county.level[unit]) for unit, above in county.parent.items()]
        connection.executemany("INSERT INTO org_unit VALUES ($1, $2, $3)", units)
        lay_figures(connection, county)
        write_withheld(connection, Thresholds())
        return connection.execute(WITHHELD).fetchall()


@pytest.mark.parametrize("made", [SmallCounty, Nation])
@pytest.mark.parametrize("seed", range(6))
def test_bundles_hide_what_parts_one_by_one_hide(made, seed, monkeypatch):
    bundled = withheld(made(seed))
    monkeypatch.setattr(Kernel, "of", one_by_one)
    assert len(bundled)
    assert bundled == withheld(made(seed))
