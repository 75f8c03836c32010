"""What the store promises its writers."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date

import pytest

from data import snapshot as snapshots
from data.errors import DataError, StoreBusy
from data.lock import writer_lock
from data.snapshot import roll_back

from .conftest import no_figures, nothing, receive_meeting, receive_units


def attended(store):
    with store.reader() as reader:
        return reader.table("SELECT attended_n FROM meeting ORDER BY meeting_id").column(0).to_pylist()


def test_a_resubmission_replaces_the_rows_of_its_period(store, build):
    build(receive_units)
    build(receive_meeting(1, attended=20, meeting_id="typed wrong"))
    build(receive_meeting(2, attended=25, meeting_id="typed right"))
    assert attended(store) == [25]


def test_of_one_key_the_newest_period_wins_whatever_arrived_last(store, build):
    build(receive_units)
    build(receive_meeting(1, attended=22, period_end=date(2025, 4, 30)))
    build(receive_meeting(2, attended=11, period_end=date(2025, 3, 31)))
    assert attended(store) == [22]


def test_a_withdrawn_submission_gives_way_to_the_one_it_replaced(store, build):
    build(receive_units)
    build(receive_meeting(1, attended=20))
    build(receive_meeting(2, attended=25))
    build(lambda c: c.execute("UPDATE received.submission SET state = 'withdrawn' WHERE sequence = 2"))
    assert attended(store) == [20]


def test_a_failed_build_changes_nothing(store, build):
    published = build(receive_units)

    def fail(connection):
        raise DataError(snapshots.MOVED_ON)

    with pytest.raises(DataError):
        build(receive_meeting(1), fail)
    assert store.current() == published
    assert attended(store) == []


def test_what_an_interrupted_build_left_is_swept_by_the_next(store, build):
    build(receive_units)
    left = store.folder / "000002-20250101T000000.building"
    left.write_bytes(b"half a file")
    build(receive_meeting(1))
    assert not left.exists()


def test_a_second_writer_is_told_who_holds_the_lock(store, build):
    build(receive_units)
    with writer_lock(store.folder, "a long import"), pytest.raises(StoreBusy, match=rf"{os.getpid()}.*a long import"):
        build(receive_meeting(1))


def test_a_build_on_a_parent_that_is_no_longer_published_is_refused(store, build):
    first = build(receive_units)
    build(receive_meeting(1))
    with pytest.raises(DataError, match="Somebody else published"):
        snapshots.build_snapshot(store, snapshots.Origin("import", "late", False), nothing, no_figures, first)


def test_rolling_back_publishes_the_earlier_snapshot_and_ids_still_grow(store, build):
    first = build(receive_units)
    second = build(receive_meeting(1))
    roll_back(store, first.id, "tester")
    assert attended(store) == []
    assert build(receive_meeting(1, attended=9)).id > second.id
    assert attended(store) == [9]


def test_only_the_last_snapshots_are_kept_and_always_the_published_one(store, build, monkeypatch):
    monkeypatch.setattr(snapshots, "KEPT_SNAPSHOTS", 2)
    first = build(receive_units)
    build()
    roll_back(store, first.id, "tester")
    for _ in range(3):
        build()
    assert len(store.snapshots()) == 2
    assert store.current() == store.snapshots()[-1]


def test_a_damaged_snapshot_is_not_rolled_back_to(store, build):
    first = build(receive_units)
    second = build()
    first.path.write_bytes(first.path.read_bytes()[:5000])
    with pytest.raises(DataError, match="cannot be read"):
        roll_back(store, first.id, "tester")
    assert store.current() == second


def test_a_snapshot_accounts_for_itself(store, build):
    build(receive_units)
    second = build(receive_meeting(1))
    with store.reader() as reader:
        info = reader.info()
    assert info.id == second.id
    assert info.row_counts["meeting"] == 1
    assert info.data_as_of == "2025-03-31"
    assert info.parent == store.snapshots()[0].id


KILLED = """
import sys; sys.path[:0] = {path!r}
from pathlib import Path
from data.store import Store
from data.snapshot import *
from tests.unit.store.conftest import *
store = Store(Path({home!r}))
print("go", flush=True)
for sequence in range({first}, {first} + 200):
    build_snapshot(store, ORIGIN, receive_meeting(sequence, meeting_id=f"m{{sequence}}"), no_figures, store.current())
"""


def test_a_kill_at_any_moment_leaves_the_published_snapshot_whole(store, build, tmp_path):
    build(receive_units)
    for kill, wait in enumerate([0.02, 0.05, 0.09, 0.13, 0.21, 0.34]):
        code = KILLED.format(path=[os.getcwd()], home=str(tmp_path), first=1000 * (kill + 1))
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
            assert process.stdout.readline() == b"go\n"
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
        with store.reader() as reader:
            held = reader.table("SELECT count(*) FROM meeting").column(0).to_pylist()[0]
            assert json.loads(json.dumps(reader.info().row_counts))["meeting"] == held
        assert build(receive_meeting(1000 * (kill + 1) + 500, meeting_id=f"after kill {kill}")) == store.current()
        assert not list(store.folder.glob("*.building*"))
