"""Neighbours are known by how they lie together, never by name."""

import numpy as np
import pandas as pd
import pytest

from analytics.catalogue import INDICATORS
from analytics.disclosure import disclosed
from analytics.findings.beside import NAMES, beside_sentence, lying_beside, tenths_beside
from data.access import Role, Scope
from data.queries.beside import SHARES
from data.store import Store
from tests.pages.county import county, publish

KEY, PERIOD = "three_meetings_compliance", "2025"
ASKED = ({KEY: INDICATORS[KEY]}, [PERIOD])


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = Store(publish(tmp_path_factory.mktemp("beside"), county(7, 2)))
    yield store
    store.close()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.LEADER])
def test_the_neighbours_lie_as_their_values_do_without_codes_and_without_ones_own(store, role):
    with store.reader() as reader:
        everyone = disclosed(reader, [KEY], [f"990101{n:03}" for n in range(1, 8)], [PERIOD])
    own = everyone.loc[everyone["org_unit_id"] == "990101003", "value"].iloc[0]
    others = everyone.loc[everyone["org_unit_id"] != "990101003", "value"].to_numpy(float)
    with store.reader(Scope("990101003", role)) as reader:
        found = lying_beside(reader, *ASKED, "township", "990101003")
        rows = reader.table("FROM beside($indicators, $periods, 'township')", indicators=[KEY], periods=[PERIOD])
        assert rows.column_names == ["indicator", "period_id", "ratio"]
    assert found[list(NAMES)].to_numpy(float)[0] == pytest.approx(np.quantile(others, SHARES))
    assert found[["units", "lower"]].to_numpy().tolist() == [[6, (others < own).sum()]]


def test_a_township_s_reader_is_told_how_the_villages_of_the_others_lie(store):
    villages = [f"990101{t:03}{v:03}" for t in range(1, 8) if t != 3 for v in (1, 2)]
    with store.reader() as reader:
        values = disclosed(reader, [KEY], villages, [PERIOD])["value"].to_numpy(float)
    with store.reader(Scope("990101003")) as reader:
        found = lying_beside(reader, *ASKED, "village", "990101003001")
    assert found["units"].tolist() == [12]
    assert found["d5"].tolist() == pytest.approx([np.median(values)])
    assert tenths_beside(found, [PERIOD, "2024"])["d1"].isna().tolist() == [False, True]


def test_neither_end_is_told_of_any_neighbour(store):
    """The lowest and the highest are single units: somebody may know which."""
    with store.reader() as reader:
        everyone = disclosed(reader, [KEY], [f"990101{n:03}" for n in range(1, 8)], [PERIOD])
    ends = everyone[everyone["org_unit_id"] != "990101003"]["value"].agg(["min", "max"])
    with store.reader(Scope("990101003")) as reader:
        found = lying_beside(reader, *ASKED, "township", "990101003")
    told = found[list(NAMES)].to_numpy(float)
    assert told.min() > ends["min"]
    assert told.max() < ends["max"]


def test_fewer_than_five_neighbours_are_not_told_of(tmp_path):
    store = Store(publish(tmp_path, county(5, 2)))
    with store.reader(Scope("990101001")) as reader:
        assert lying_beside(reader, *ASKED, "township", "990101001").empty
    store.close()


def test_with_fewer_than_ten_neighbours_there_are_no_tenths_to_draw(store):
    with store.reader(Scope("990101003")) as reader:
        found = lying_beside(reader, *ASKED, "township", "990101003")
    assert tenths_beside(found, [PERIOD])[["d1", "d5", "d9"]].isna().all(axis=None)


def test_a_withheld_neighbour_is_left_out(store):
    key = "talent_stock_per_1000"
    with store.reader(Scope("990101003", Role.LEADER)) as reader:
        assert lying_beside(reader, {key: INDICATORS[key]}, [PERIOD], "village", "990101003").empty


def test_the_sentence_says_quantiles_and_the_own_place():
    told = dict(zip(NAMES, np.quantile(np.arange(10.0, 110.0, 10.0), SHARES), strict=True))
    lying = pd.DataFrame([{"indicator": KEY, "period_id": PERIOD, "units": 10, "lower": 7, **told}])
    said = beside_sentence("东镇", INDICATORS[KEY], "township", lying, "东镇", 75.0)
    for number in ("19", "91", "32.5", "77.5", "55", "75"):
        assert number in said.en
        assert number in said.zh
    assert "above 7 of them" in said.en
    assert "高于其中7个" in said.zh
    assert beside_sentence("东镇", INDICATORS[KEY], "township", lying[:0], "东镇", 75.0) is None
