"""A disk that is full or read-only: a clear sentence, nothing lost, and with room again everything works."""

import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from analytics import refresh
from data.home import Home
from data.sample import lay_together, write_faultless, write_sample
from data.store import Store

ROOT = Path(__file__).resolve().parents[3]
FULL, CLOSED = "The disk is full", "may not be written"


def may_mount():
    if shutil.which("unshare") is None or os.geteuid() != 0:
        return False
    tried = subprocess.run(
        ["unshare", "-m", "sh", "-c", "mount -t tmpfs none /mnt"], capture_output=True, timeout=30, check=False
    )
    return tried.returncode == 0


@pytest.fixture(scope="module")
def met(tmp_path_factory):
    """What happened on a small disk, in a mount namespace that ends with the process."""
    if not may_mount():
        pytest.skip("a small disk can be mounted by root in a namespace of its own only")
    folder = tmp_path_factory.mktemp("disk")
    store = Store(Home(folder / "home"))
    written = write_sample(folder / "packages", villages=30, years=1)
    together = lay_together(written.packages, folder / "together")
    assert refresh.initialise(store, refresh.Sending(together, "test"), datetime(2026, 8, 5)).snapshot
    with store.reader() as reader:
        write_faultless(reader, folder / "good.xlsx")
    store.close()
    (folder / "small").mkdir()
    answer = subprocess.run(
        ["unshare", "-m", sys.executable, "-m", "tests.unit.store.small_disk", folder / "home", folder / "good.xlsx",
         folder / "small"],
        cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout.splitlines()[-1])


def test_a_full_disk_is_said_and_loses_nothing(met):
    assert FULL in met["full"]
    assert "磁盘已满" in met["full"]
    assert met["after full"] == met["before"], "published, readable, nothing half-written left behind"


def test_settings_and_notes_on_a_full_disk_are_written_whole_or_not_at_all(met):
    assert FULL in met["settings full"]
    assert met["settings left"] == []
    assert FULL in met["note full"]


@pytest.mark.parametrize("act", ["read only", "rollback read only", "settings read only", "person read only"])
def test_a_read_only_disk_is_said(met, act):
    assert CLOSED in met[act]
    assert "不可写入" in met[act]


def test_a_read_only_disk_is_still_read(met):
    assert met["after read only"] == met["before"]


def test_a_full_temporary_folder_is_said_and_left_empty(met):
    assert FULL in met["temporary full"]
    assert met["temporary left"] == []


def test_with_room_again_the_same_file_goes_in(met):
    assert met["with room"] is None
    assert met["at last"]["current"] != met["before"]["current"]
    assert met["at last"]["log whole"]
    assert met["logged"][0] == "import"
    assert (met["people"], met["notes"]) == (0, 0)
