"""What each role reads of a cell that counts few people."""

import pandas as pd
import pytest

from analytics.disclosure import disclosed, disclosed_values, protected_counts, sees_small_cells
from analytics.evaluate import COLUMNS, evaluate
from analytics.exports.choice import Choice, is_internal
from analytics.exports.table import has_small_cells
from analytics.withheld.thresholds import Thresholds, load_thresholds, thresholds_of
from data.access import Role, Scope
from data.errors import DataError
from data.home import Home
from tests.property.small_county import PERIODS, SmallCounty

EMPTY = ["numerator", "denominator", "value", "lower", "upper"]


@pytest.fixture(scope="module")
def county():
    return SmallCounty(3)


@pytest.fixture(scope="module")
def store(county, tmp_path_factory):
    store = county.publish(tmp_path_factory.mktemp("small"))
    yield store
    store.close()


def read(store, county, scope, units=None):
    with store.reader(scope) as reader:
        return disclosed(reader, [i.id for i in county.indicators], units or list(county.parent), list(PERIODS))


def test_a_suppressed_cell_has_a_state_and_no_figure(store, county):
    frame = read(store, county, Scope(None, Role.VIEWER))
    hidden = frame[frame["state"] == "suppressed"]
    assert list(frame.columns) == list(COLUMNS)
    assert len(hidden)
    assert hidden[EMPTY].isna().all(axis=None)
    assert hidden["expected"].notna().all()


def test_what_a_viewer_reads_is_what_evaluate_says_or_nothing(store, county):
    frame = read(store, county, Scope(None, Role.VIEWER))
    with store.reader() as reader:
        whole = evaluate(reader, [i.id for i in county.indicators], list(county.parent), list(PERIODS))
    open_cells = frame["state"] != "suppressed"
    pd.testing.assert_frame_equal(frame[open_cells], whole[open_cells])


@pytest.mark.parametrize("role", [Role.VIEWER, Role.STEWARD])
def test_values_alone_are_those_that_are_shown_with_their_intervals(store, county, role):
    scope, keys = Scope(None, role), ["indicator", "period_id", "org_unit_id"]
    frame = read(store, county, scope)
    with store.reader(scope) as reader:
        ids = [i.id for i in county.indicators]
        alone = disclosed_values(reader, ids, list(county.parent), list(PERIODS)).set_index(keys)["value"]
    shown = frame[frame["state"] == "value"].set_index(keys)["value"].astype(float)
    pd.testing.assert_series_equal(alone.sort_index(), shown.sort_index(), check_dtype=False, check_index_type=False)


def test_no_small_person_based_cell_reaches_a_viewer(store, county):
    frame = read(store, county, Scope(None, Role.VIEWER))
    people = {i.id for i in county.indicators if i.person_based and i.kind.value == "proportion"}
    shown = frame[(frame["state"] == "value") & frame["indicator"].isin(people)]
    rest = shown["denominator"] - shown["numerator"]
    assert len(shown)
    assert (shown["denominator"] >= 10).all()
    assert not shown["numerator"].isin([1, 2]).any()
    assert not rest.isin([1, 2]).any()


def test_secretaries_affairs_workers_and_talents_never_appear_at_village_level(store, county):
    frame = read(store, county, Scope(None, Role.VIEWER), county.villages)
    assert set(frame["state"]) <= {"suppressed", "not_reported", "not_applicable"}


def test_the_views_are_empty_where_a_cell_is_withheld_and_the_spreads_are_gone(store):
    with store.reader(Scope(None, Role.VIEWER)) as reader:
        leaked = reader.table("SELECT count(*) FROM indicator_value WHERE withheld AND numerator IS NOT NULL")
        spread = reader.table(
            "SELECT count(*) FROM indicator_spread s JOIN indicator_value v USING (indicator, period_id, org_unit_id) "
            "WHERE v.withheld"
        )
    assert leaked.column(0).to_pylist() == spread.column(0).to_pylist() == [0]


def test_a_leader_sees_small_cells_inside_the_own_scope_and_not_above_it(store, county):
    own = county.townships[0]
    mine = [unit for unit in county.parent if unit.startswith(own)]
    above = [unit for unit in county.parent if own.startswith(unit) and unit != own]
    leader = read(store, county, Scope(own, Role.LEADER))
    viewer = read(store, county, Scope(None, Role.VIEWER), above)
    assert set(leader["org_unit_id"]) == {*mine, *above}
    assert "suppressed" not in set(leader[leader["org_unit_id"].isin(mine)]["state"])
    of_above = leader[leader["org_unit_id"].isin(above)].reset_index(drop=True)
    pd.testing.assert_frame_equal(of_above[list(COLUMNS)], viewer[list(COLUMNS)])


def test_what_is_withheld_does_not_depend_on_what_is_asked(store, county):
    whole = read(store, county, Scope(None, Role.VIEWER)).set_index(["indicator", "period_id", "org_unit_id"])
    for unit in county.parent:
        one = read(store, county, Scope(None, Role.VIEWER), [unit]).set_index(whole.index.names)
        assert one["state"].equals(whole.loc[one.index, "state"])


@pytest.mark.parametrize("role", list(Role))
def test_small_cells_are_for_leaders_and_above(role):
    assert sees_small_cells(Scope("99", role)) == (role >= Role.LEADER)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([40, 30, 20], [40, 30, 20]),
        ([40, 30, 2], [40, None, None]),  # the total would tell one hidden count
        ([40, 1, 1], [None, None, None]),  # two of one or two that make two are one each
        ([4, 3, 2], [None, None, None]),  # fewer than ten people in all
        ([0, 50, 1, 9], [None, 50, None, None]),  # with 0 hidden too, still 1 + 0: one more
    ],
)
def test_a_frequency_table_of_people_is_protected(counts, shown):
    found = protected_counts(Scope(None, Role.VIEWER), pd.Series(counts), Thresholds())
    assert [None if pd.isna(n) else n for n in found] == shown
    assert protected_counts(Scope(None, Role.LEADER), pd.Series(counts), Thresholds()).tolist() == counts


def test_thresholds_are_the_countys_but_never_below_the_shipped_ones(tmp_path):
    home = Home(tmp_path)
    assert load_thresholds(home) == Thresholds(10, (1, 2))
    home.settings.mkdir()
    (home.settings / "disclosure.toml").write_text("least_denominator = 12\nsmall_counts = [1, 2, 3]\n")
    assert load_thresholds(home) == Thresholds(12, (1, 2, 3))
    for wrong in ("least_denominator = 5", "small_counts = [1]", "small_counts = 3", "typo = 1", "x = ="):
        (home.settings / "disclosure.toml").write_text(wrong)
        with pytest.raises(DataError):
            load_thresholds(home)


def test_a_snapshot_says_under_which_thresholds_it_was_built_and_its_files_are_marked_by_them(county, tmp_path):
    raised, unit = Thresholds(40, (1, 2, 3)), county.townships[0]
    store = county.publish(tmp_path, raised)
    for scope in (Scope.everything(), Scope(unit), Scope(None, Role.VIEWER)):
        with store.reader(scope) as reader:
            assert thresholds_of(reader) == raised
    with store.reader() as reader:
        frame = disclosed(reader, [i.id for i in county.indicators if i.person_based], ["99"], list(PERIODS))
        known = frame[(frame["denominator"] >= 10) & (frame["denominator"] < 40) & (frame["numerator"] > 3)]
        known = known[known["denominator"] - known["numerator"] > 3]
        assert len(known)
        persons = set(known["indicator"])
        assert has_small_cells(known, persons, raised)
        assert not has_small_cells(known, persons, Thresholds())
        first = known.iloc[0]
        assert is_internal(reader, Choice("99", ("province",), (first["indicator"],), (first["period_id"],)))
    store.close()
