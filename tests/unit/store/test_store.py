"""What the store promises its readers."""

import threading
from datetime import date

import duckdb
import pytest

from data.access import Scope
from data.errors import DataError, StoreMissing

from .conftest import receive_meeting, receive_units


@pytest.fixture
def two_meetings(build):
    build(receive_units)
    build(receive_meeting(1))
    return build(receive_meeting(2, unit="990101002", meeting_id="m2"))


def test_an_empty_home_says_how_to_make_a_store(store):
    with pytest.raises(StoreMissing, match=r"manage\.py sample"), store.reader():
        pass


def test_a_reader_sees_only_its_scope(store, two_meetings):
    with store.reader(Scope("990101001")) as reader:
        assert reader.table("SELECT org_unit_id FROM meeting").column(0).to_pylist() == ["990101001001"]


def test_a_reader_knows_the_names_above_it_but_not_beside_it(store, two_meetings):
    with store.reader(Scope("990101001")) as reader:
        names = set(reader.table("SELECT name_zh FROM org_unit").column(0).to_pylist())
    assert names == {"试验省", "试验市", "试验县", "东镇", "红旗村"}


def test_two_readers_of_different_scopes_do_not_disturb_each_other(store, two_meetings):
    with store.reader(Scope("990101001")) as east, store.reader(Scope("990101002")) as west:
        assert east.table("SELECT meeting_id FROM meeting").column(0).to_pylist() == ["m1"]
        assert west.table("SELECT meeting_id FROM meeting").column(0).to_pylist() == ["m2"]


def test_sixteen_threads_each_get_their_own_answer(store, two_meetings):
    wrong = []

    def ask(unit, expected):
        for _ in range(20):
            with store.reader(Scope(unit)) as reader:
                if reader.table("SELECT meeting_id FROM meeting").column(0).to_pylist() != [expected]:
                    wrong.append(unit)

    pairs = [("990101001", "m1"), ("990101002", "m2")] * 8
    threads = [threading.Thread(target=ask, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_reader_that_is_kept_after_its_block_reads_nothing(store, two_meetings):
    with store.reader(Scope("990101001")) as kept:
        pass
    with store.reader(Scope("990101001")), pytest.raises(AttributeError):
        kept.table("SELECT meeting_id FROM meeting")


def test_a_reader_whose_block_failed_leaves_nothing_to_the_next(store, two_meetings):
    with pytest.raises(DataError), store.reader(Scope("990101001")) as reader:
        reader.table("SELECT no_such_column FROM meeting")
    with store.reader(Scope("990101001")) as reader:
        assert reader.table("SELECT meeting_id FROM meeting").column(0).to_pylist() == ["m1"]


def test_only_so_many_cursors_wait(store, two_meetings):
    for unit in range(40):
        with store.reader(Scope(f"unit {unit}")) as reader:
            assert reader.table("SELECT * FROM meeting").num_rows == 0
    (opened,) = store._opened.values()
    assert [scope.unit for (scope, _), _ in opened.waiting] == [f"unit {unit}" for unit in range(8, 40)]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY (SELECT 1) TO '/tmp/out.csv'",
        "ATTACH '/tmp/other.duckdb'",
        "SET threads = 1",
        "DELETE FROM snapshot.main.meeting",
        "CREATE OR REPLACE TEMP VIEW meeting AS SELECT 1",
        "INSTALL excel",
    ],
)
def test_a_reader_can_neither_write_nor_leave_the_store(store, two_meetings, statement):
    with store.reader() as reader, pytest.raises((duckdb.Error, AssertionError)):
        reader.table(statement)


def test_an_open_reader_keeps_its_snapshot_while_another_is_published(store, build, two_meetings):
    with store.reader() as before:
        published = build(receive_meeting(3, meeting_id="m3", period_end=date(2025, 4, 30)))
        assert before.table("SELECT count(*) FROM meeting").column(0).to_pylist() == [2]
        with store.reader() as after:
            assert after.snapshot_id == published.id
            assert after.table("SELECT count(*) FROM meeting").column(0).to_pylist() == [3]


def test_a_snapshot_that_is_no_longer_kept_is_named(store, two_meetings):
    with pytest.raises(DataError, match="000099-x"):
        store.snapshot("000099-x")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM received.meeting",
        "SELECT * FROM snapshot.main.meeting",
        'SELECT * FROM "snapshot"."received"."meeting"',
        "SELECT 1 FROM meeting, snapshot . received . submission",
        "SELECT * FROM duckdb_databases()",
        "FROM pragma_database_list",
        "SELECT * FROM information_schema.tables",
    ],
)
def test_no_question_steps_around_the_views(store, two_meetings, statement):
    with store.reader(Scope("990101001")) as reader, pytest.raises(AssertionError, match="plain tables"):
        reader.table(statement)


def test_a_scope_below_the_store_is_not_told_who_else_sent_what(store, two_meetings):
    with store.reader(Scope("990101001")) as reader:
        info = reader.info()
    assert (info.source_files, info.row_counts, info.author) == ({}, {}, "")


def test_a_unit_merged_into_one_outside_the_scope_does_not_name_it(store, build):
    build(receive_units)
    merge = "UPDATE received.org_unit SET successor_id = $2, valid_to = DATE '2024-01-01' WHERE org_unit_id = $1"
    build(lambda connection: connection.execute(merge, ["990101001001", "990101002001"]))
    with store.reader(Scope("990101001")) as reader:
        assert reader.table("SELECT successor_id FROM org_unit").column(0).null_count == 5
    with store.reader() as reader:
        assert "990101002001" in reader.table("SELECT successor_id FROM org_unit").column(0).to_pylist()
