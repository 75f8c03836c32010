"""No count that is withheld from a viewer can be worked out from all the tables a viewer may read."""

import duckdb
import pytest

from analytics.disclosure import disclosed
from analytics.withheld import write_withheld
from data.access import Role, Scope

from .attack import Attack
from .small_county import PERIODS, SmallCounty

WITHHELD = "SELECT indicator, period_id, org_unit_id FROM withheld ORDER BY ALL"


def shown_to_a_viewer(store, county):
    with store.reader(Scope(None, Role.VIEWER)) as reader:
        frame = disclosed(reader, [i.id for i in county.indicators], list(county.parent), list(PERIODS))
    return {
        (row.indicator, row.period_id, row.org_unit_id): (row.state, row.numerator, row.denominator)
        for row in frame.itertuples()
    }


def determined(seed, folder):
    """The withheld counts of a random county that only one value fits."""
    county = SmallCounty(seed)
    store = county.publish(folder)
    attack = Attack(county, shown_to_a_viewer(store, county))
    store.close()
    targets = list(attack.targets())
    assert targets
    return attack.determined(targets)


@pytest.mark.parametrize("seed", [0, 105, 1024, 2057])
def test_no_withheld_count_is_determined(seed, tmp_path):
    assert determined(seed, tmp_path) == []


@pytest.mark.parametrize("seed", [3])
def test_what_is_withheld_needs_nothing_withheld_besides(seed, tmp_path):
    """Regions are settled one by one; looked at as a whole from the beginning, nothing is left to hide."""
    county = SmallCounty(seed)
    store = county.publish(tmp_path)
    with duckdb.connect(store.current().path) as connection:
        first = connection.execute(WITHHELD).fetchall()
        assert first
        write_withheld(connection, county.thresholds, marked=first)
        assert connection.execute(WITHHELD).fetchall() == first


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 220))
def test_no_withheld_count_of_many_counties_is_determined(seed, tmp_path):
    assert determined(seed, tmp_path) == []
