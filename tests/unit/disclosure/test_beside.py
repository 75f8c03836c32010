"""Neighbours are known by how they lie together, never by name."""

import numpy as np
import pytest

from analytics.catalogue import INDICATORS
from analytics.disclosure import disclosed
from analytics.findings.beside import beside_sentence, values_beside
from data.access import Role, Scope
from data.store import Store
from tests.pages.county import county, publish

KEY, PERIOD = "three_meetings_compliance", "2025"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = Store(publish(tmp_path_factory.mktemp("beside"), county(7, 2)))
    yield store
    store.close()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.LEADER])
def test_the_neighbours_values_come_in_order_without_codes_and_without_ones_own(store, role):
    with store.reader() as reader:
        everyone = disclosed(reader, [KEY], [f"990101{n:03}" for n in range(1, 8)], [PERIOD])
    others = everyone.loc[everyone["org_unit_id"] != "990101003", "value"]
    with store.reader(Scope("990101003", role)) as reader:
        found = values_beside(reader, INDICATORS[KEY], PERIOD, "township")
        assert reader.table("SELECT * FROM beside").column_names == ["indicator", "period_id", "level", "ratio"]
    assert found == pytest.approx(sorted(others))


def test_fewer_than_five_neighbours_are_not_told_of(tmp_path):
    store = Store(publish(tmp_path, county(5, 2)))
    with store.reader(Scope("990101001")) as reader:
        assert not len(values_beside(reader, INDICATORS[KEY], PERIOD, "township"))
    store.close()


def test_a_withheld_neighbour_is_left_out(store):
    with store.reader(Scope("990101003", Role.LEADER)) as reader:
        assert not len(values_beside(reader, INDICATORS["talent_stock_per_1000"], PERIOD, "village"))


def test_the_sentence_says_quantiles_and_the_own_place():
    said = beside_sentence("东镇", INDICATORS[KEY], "township", np.array([50.0, 60.0, 70.0, 80.0, 90.0]), 75.0)
    for number in ("50", "60", "70", "80", "90", "75"):
        assert number in said.en
        assert number in said.zh
    assert "above 3 of them" in said.en
    assert "高于其中3个" in said.zh
    assert beside_sentence("东镇", INDICATORS[KEY], "township", np.array([]), 75.0) is None
