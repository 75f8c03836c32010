"""Units are looked up in copies of their figures: nobody is told anything else by it."""

import pandas as pd
import pytest

from analytics import evaluate
from analytics.catalogue import INDICATORS
from analytics.disclosure import disclosed, disclosed_values
from data.access import Role, Scope
from data.queries.beside import beside
from data.queries.few import few
from data.queries.places import places
from data.scoped_views import UNIT_VALUE, VILLAGE_VALUE
from data.store import Reader, Store
from tests.pages.county import county, publish

PERIODS = ["2024", "2025", "2025Q1"]
SCOPES = [Scope(), *(Scope(unit, role) for unit in (None, "990101003") for role in (Role.VIEWER, Role.LEADER))]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = Store(publish(tmp_path_factory.mktemp("by unit"), county(7, 2), silent={"sec_in_post_rate"}))
    yield store
    store.close()


def without_the_copy(monkeypatch, kept=(UNIT_VALUE, "unit_above", VILLAGE_VALUE, "unit_centre")):
    holds = Reader.holds
    monkeypatch.setattr(Reader, "holds", lambda self, table: table not in kept and holds(self, table))


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_figures_out_of_the_copy_are_those_of_the_whole_in_the_order_asked_for(store, scope, monkeypatch):
    units = ["990101003001", "990101003", "990101", "990101001", "990101003002"]
    with store.reader(scope) as reader:
        assert reader.holds(UNIT_VALUE)
        copied = disclosed(reader, list(INDICATORS), units, PERIODS)
        without_the_copy(monkeypatch)
        whole = disclosed(reader, list(INDICATORS), units, PERIODS)
    assert len(copied) > 300
    pd.testing.assert_frame_equal(copied, whole)


@pytest.mark.parametrize("scope", SCOPES, ids=str)
@pytest.mark.parametrize("length", [6, 9, 12], ids=["county", "townships", "villages"])
def test_units_of_one_kind_and_of_two_are_told_the_same(store, scope, length):
    units = ["990101003001", "990101003", "990101", "990101001", "990101003002"]
    of_kind = [unit for unit in units if len(unit) == length]
    with store.reader(scope) as reader:
        among_all = disclosed(reader, list(INDICATORS), units, PERIODS)
        alone = disclosed(reader, list(INDICATORS), of_kind, PERIODS)
    expected = among_all[among_all["org_unit_id"].isin(of_kind)].reset_index(drop=True)
    assert set(alone["org_unit_id"]) <= set(of_kind)
    pd.testing.assert_frame_equal(alone, expected)


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_villages_alone_are_told_the_same_by_village_and_by_indicator(store, scope, monkeypatch):
    units = ["990101003001", "990101003002"]

    def told(reader):
        values = disclosed_values(reader, list(INDICATORS), units, PERIODS)
        keys = ["indicator", "org_unit_id", "period_id"]
        return (
            disclosed(reader, list(INDICATORS), units, PERIODS),
            values.sort_values(keys).reset_index(drop=True),
            few(reader, list(INDICATORS), [*units, "990101003"], "2025", 5),
        )

    with store.reader(scope) as reader:
        by_village = told(reader)
        monkeypatch.setattr(evaluate, "FEW", 0)
        by_indicator = told(reader)
        without_the_copy(monkeypatch)
        whole = told(reader)
    assert len(by_village[1]) > 30
    assert by_village[2][1] > 30
    for one, other, third in zip(by_village, by_indicator, whole, strict=True):
        for against in (other, third):
            assert one == against if isinstance(one, tuple) else one.equals(against)


def test_neighbours_and_places_are_the_same_too(store, monkeypatch):
    def told():
        with store.reader(Scope("990101003", Role.LEADER)) as reader:
            return (
                beside(reader, list(INDICATORS), PERIODS, "township", "990101003").to_pylist(),
                beside(reader, list(INDICATORS), PERIODS, "village", "990101003").to_pylist(),
                beside(reader, list(INDICATORS), PERIODS, "village", "990101003001").to_pylist(),
                places(reader, "990101003", "township").to_pylist(),
            )

    copied = told()
    without_the_copy(monkeypatch)
    assert all(copied[:-1])
    assert copied == told()
